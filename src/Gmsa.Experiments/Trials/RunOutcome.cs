namespace Gmsa.Experiments.Trials;

/// <summary>What a run came to.</summary>
/// <param name="StartedTrials">The trials that this run started: 0 where the study was already finished.</param>
/// <param name="Warnings">What the user should know: tracks left out, arms without a result.</param>
public sealed record RunOutcome(string Folder, int StartedTrials, string Summary, IReadOnlyList<string> Warnings);
