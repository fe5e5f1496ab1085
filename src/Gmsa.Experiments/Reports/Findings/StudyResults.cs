using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>A study as its folder tells it: all that a report needs, so that reports can be rendered again years later.</summary>
/// <param name="Trials">In any order; failed ones too.</param>
/// <param name="Comparison">The arms side by side, with intervals and verdicts.</param>
/// <param name="Predictions">The out-of-fold predictions by arm; arms that never finished are absent.</param>
/// <param name="ExperimentYaml">The resolved, complete experiment file.</param>
/// <param name="Folder">The study's folder: pictures are read from it.</param>
/// <param name="Commands">The complete command lines that do the study again, quoted for a shell, in order.</param>
public sealed record StudyResults(
    StudyPlan Plan, DatasetCard Dataset, IReadOnlyList<RunRecord> Trials, Comparison Comparison,
    IReadOnlyDictionary<string, PredictionTable> Predictions, string ExperimentYaml, string Folder, IReadOnlyList<string> Commands)
{
    /// <summary>False where trials are still to run: nothing was compared then.</summary>
    public bool IsFinished { get; init; } = true;

    /// <summary>
    /// The search budgets after which the test folds were read, in words and in order: one of them unless the budget was raised
    /// afterwards; empty where it isn't known.
    /// </summary>
    public IReadOnlyList<string> TestReads { get; init; } = [];

    /// <summary>What the sweeps searched and what came of it; without arms where it wasn't written.</summary>
    public SweepCard Sweep { get; init; } = new([]);

    /// <summary>Of arms whose answers are ensembles' what those gave, by arm.</summary>
    public IReadOnlyDictionary<string, EnsembleCard> Ensembles { get; init; } = new Dictionary<string, EnsembleCard>();

    /// <summary>Where tracks lie in the plane of energy and valence, by their ids; empty where that isn't known.</summary>
    public IReadOnlyDictionary<string, (double Energy, double Valence)> Plane { get; init; } = new Dictionary<string, (double, double)>();

    /// <summary>
    /// The studies that these results put side by side, on the tracks that all of them tested; empty where they are one study's own.
    /// </summary>
    public IReadOnlyList<ComparedStudy> Studies { get; init; } = [];

    /// <summary>What the manifest tells of tracks, by their ids; empty where it isn't there.</summary>
    public IReadOnlyDictionary<string, Track> Tracks { get; init; } = new Dictionary<string, Track>();

    /// <summary>What it took by the clock and in energy, as far as that is known.</summary>
    public StudyCost Cost { get; init; } = new();

    /// <summary>What was kept of the tracks that are hard; null of studies that are older.</summary>
    public HardCard? Hard { get; init; }

    /// <summary>
    /// What else a reader must know before relying on the numbers, each a sentence: a final model that could not be trained.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The arms that the comparison lacks, a sentence each: which, and why.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What the run that gave these results had to tell, in sentences; empty where they were read from the folder.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The arms in the order of the plan, those without a result too.</summary>
    public IReadOnlyList<ArmResult> Arms => [.. Plan.Arms.Select(a => ArmResult.Of(this, a))];

    /// <summary>
    /// The arm that stands for a label scheme: the best of it by inner validation, so that its test score is honest. The arm with the best
    /// test score would have been chosen by what it is judged by.
    /// </summary>
    /// <exception cref="ArgumentException">The study has no such scheme.</exception>
    /// <exception cref="InvalidOperationException">No arm of the scheme has a result (yet).</exception>
    public ArmResult Best(string scheme)
    {
        var schemes = Plan.Schemes.Select(s => s.Name).ToArray();
        if (!schemes.Contains(scheme))
            throw new ArgumentException($"no scheme '{scheme}'. {Suggestion.Among(scheme, schemes)}", nameof(scheme));
        return Arms.FirstOrDefault(a => a.Scheme == scheme && a.Scores is { Represents: true }) ?? throw new InvalidOperationException(
            $"no arm of {scheme} has a result{(IsFinished ? ": " + string.Join("; ", Missing) : ", since the study isn't finished")}");
    }
}
