using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>What a pruner's steps are.</summary>
public enum PrunerSteps
{
    /// <summary>Passes over the training rows, of trainers that have them; a score each on inner validation.</summary>
    Epochs,

    /// <summary>Inner folds, where a split has several; a score each on the fold's own validation rows.</summary>
    Folds,
}

/// <summary>The scores of a trial, step by step from the first. More is better.</summary>
/// <param name="Index">Which trial of its arm and fold it is, from 0.</param>
/// <param name="IsWhole">True where it ended of itself; such a trial may have taken fewer steps than others, and keeps its
/// best score from then on.</param>
public sealed record Curve(int Index, IReadOnlyList<double> Scores, bool IsWhole = true)
{
    /// <summary>The score at a step, from 1; one that is no number is minus infinity.</summary>
    internal double At(int step) => double.IsNaN(Scores[step - 1]) ? double.NegativeInfinity : Scores[step - 1];

    /// <summary>True where it has something to show at a step: it got there, or ended of itself before.</summary>
    internal bool Reaches(int step) => IsWhole || Scores.Count >= step;

    /// <summary>The best score of the first steps; minus infinity where none is a number.</summary>
    internal double Best(int steps) => Enumerable.Range(1, Math.Min(steps, Scores.Count)).Select(At).Append(double.NegativeInfinity).Max();
}

/// <summary>
/// Says whether a running trial should be given up: a pure function of what it and the trials before it have shown. None gives a trial up
/// at its last step, where nothing is left to save. A score that is no number counts as one below all others.
/// </summary>
public interface IPruner
{
    /// <param name="running">The trial's scores so far; it is asked after each.</param>
    /// <param name="others">The other trials of the same arm and fold that have shown a score, in the order in which
    /// they were asked for.</param>
    /// <param name="steps">The most steps that a trial can take.</param>
    bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed);
}

/// <summary>The options of a pruner.</summary>
public abstract record PrunerOptions
{
    /// <summary>What it is asked after.</summary>
    public virtual PrunerSteps Watches => PrunerSteps.Epochs;

    /// <summary>
    /// The fewest steps after which it may stop a trial of <paramref name="steps"/>, from 1; more than there are where it never does.
    /// </summary>
    public abstract int Earliest(int steps);

    public abstract IPruner Create();
}
