using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>How far a point's trial is.</summary>
public enum ObservationState
{
    /// <summary>It was asked for and has no result yet.</summary>
    Running,

    /// <summary>It ended with a score.</summary>
    Done,

    /// <summary>A pruner ended it early; its score is the last it had.</summary>
    Pruned,

    /// <summary>It ended without a score.</summary>
    Failed,
}

/// <summary>A point that was asked for, and what came of it. More is better.</summary>
/// <param name="Score">Null where it is running or failed.</param>
public sealed record Observation(Point Point, double? Score)
{
    public ObservationState State { get; init; } = Score is null ? ObservationState.Failed : ObservationState.Done;

    /// <summary>What the trial cost, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The steps (epochs, inner folds) that it got to; 0 where there are none.</summary>
    public int Steps { get; init; }

    /// <summary>Its scores step by step, where a pruner was asked about them; empty elsewhere.</summary>
    public IReadOnlyList<double> Scores { get; init; } = [];
}

/// <summary>Says which point to try next: a pure function of the space, the seed and what was tried.</summary>
public interface ISearch
{
    /// <param name="history">Every trial of this arm and fold so far, in the order in which they were asked for.</param>
    /// <returns>The next point, or null where the search has tried everything.</returns>
    Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history);
}
