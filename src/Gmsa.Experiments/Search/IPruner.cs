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
/// <param name="IsWhole">True where it wasn't stopped.</param>
public sealed record Curve(int Index, IReadOnlyList<double> Scores, bool IsWhole = true);

/// <summary>Says whether a running trial should be given up: a pure function of what it and the trials before it have shown.</summary>
public interface IPruner
{
    /// <param name="running">The trial's scores so far; it is asked after each.</param>
    /// <param name="others">The other trials of the same arm and fold that have shown a score, in the order in which they were asked for.</param>
    /// <param name="steps">The most steps that a trial can take.</param>
    bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed);
}

/// <summary>The options of a pruner.</summary>
public abstract record PrunerOptions
{
    /// <summary>What it is asked after.</summary>
    public virtual PrunerSteps Watches => PrunerSteps.Epochs;

    public abstract IPruner Create();
}
