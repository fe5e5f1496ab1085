using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Records;

/// <summary>What an arm's ensembles are made of and what they gave over the best trials alone: <c>arms/ARM/ensemble.json</c>.</summary>
public sealed record EnsembleCard
{
    public required IReadOnlyList<FoldEnsemble> Folds { get; init; }

    /// <summary>The test predictions of the best trials alone, of the same tracks.</summary>
    public required ClassificationMetrics Single { get; init; }
    public required ClassificationMetrics Ensemble { get; init; }

    /// <summary>The ensembles' accuracy less the best trials', with its clustered 95 % interval; it tells, and chose nothing.</summary>
    public required double AccuracyGain { get; init; }
    public required Interval AccuracyGainCi95 { get; init; }
}

/// <summary>The trials that answer together in one outer fold.</summary>
/// <param name="Members">Weights sum to 1.</param>
/// <param name="Temperature">By which the members' mean is calibrated: p^(1/T); 1 leaves it as it is.</param>
/// <param name="InnerSingle">The best trial's inner score.</param>
/// <param name="InnerScore">The ensemble's on the same tracks; selection saw them, so it flatters a little.</param>
public sealed record FoldEnsemble(
    string Fold, IReadOnlyList<MemberTrial> Members, double Temperature, double InnerSingle, double InnerScore);

/// <summary>A member and how much its probabilities count.</summary>
public sealed record MemberTrial(int Trial, double Weight);
