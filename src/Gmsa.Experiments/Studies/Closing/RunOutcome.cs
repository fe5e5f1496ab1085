using System.Text.Json.Serialization;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>What a run came to.</summary>
/// <param name="StartedTrials">The trials that this run started.</param>
/// <param name="WasFinished">True where the study was finished before: this run did nothing.</param>
/// <param name="Warnings">What the user should know: tracks left out, files that were made again.</param>
public sealed record RunOutcome(string Folder, int StartedTrials, bool WasFinished, string Summary, IReadOnlyList<string> Warnings)
{
    /// <summary>The study that it left.</summary>
    [JsonIgnore]
    public required StudyResults Results { get; init; }

    /// <summary>The arms that the comparison lacks, a sentence each: which, and why. With any, the work failed in part.</summary>
    public IReadOnlyList<string> Missing => Results.Missing;
}
