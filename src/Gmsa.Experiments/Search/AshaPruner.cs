using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="AshaPruner"/>.</summary>
public sealed record AshaPrunerOptions : PrunerOptions
{
    [Description("At each rung about one of so many trials goes on, and the next rung is so many times as far. Default 3.")]
    [Range(2, 10)]
    public int Eta { get; init; } = 3;

    [Description("The steps that every trial may take: the first rung is the lowest of steps / eta, steps / eta^2, ... that isn't below. Default 3.")]
    [Range(1, 100_000)]
    public int Warmup { get; init; } = 3;

    public override int Earliest(int steps) => Rungs.Of(steps, Eta, Warmup) is [var first, ..] ? first : steps + 1;

    public override IPruner Create() => new AshaPruner(this);
}

/// <summary>
/// Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020) in its stopping variant,
/// as Ray Tune and Syne Tune have it: at each rung a trial is stopped whose score is below the (1 - 1/eta) quantile of what other trials
/// had there, whatever became of them. The first to get to a rung goes on.
/// </summary>
public sealed class AshaPruner(AshaPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var rung = running.Scores.Count;
        if (!Rungs.Of(steps, options.Eta, options.Warmup).Contains(rung)) return false;
        var best = running.Best(rung);
        if (double.IsNegativeInfinity(best)) return true;
        var recorded = Rungs.Seen(others, rung);
        return recorded.Length > 0 && best < Rungs.Quantile(recorded, 1 - 1.0 / options.Eta);
    }
}
