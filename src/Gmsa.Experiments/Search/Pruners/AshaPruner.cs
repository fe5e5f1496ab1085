using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="AshaPruner"/>.</summary>
public sealed record AshaPrunerOptions : HalvingPrunerOptions
{
    public override IPruner Create() => new AshaPruner(this);
}

/// <summary>
/// Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020) in its stopping
/// variant, as Ray Tune and Syne Tune have it: at each rung a trial is stopped whose score is below the (1 - 1/eta) quantile of what other
/// trials had there, whatever became of them. The first to get to a rung goes on.
/// </summary>
internal sealed class AshaPruner(AshaPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var rung = running.Scores.Count;
        if (!options.RungsOf(steps).Contains(rung)) return false;
        var best = running.Best(rung);
        if (double.IsNegativeInfinity(best)) return true;
        var recorded = Rungs.Seen(others, rung);
        return recorded.Length > 0 && best < Rungs.Quantile(recorded, 1 - 1.0 / options.Eta);
    }
}
