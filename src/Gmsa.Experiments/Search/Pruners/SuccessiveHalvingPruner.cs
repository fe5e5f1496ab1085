using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="SuccessiveHalvingPruner"/>.</summary>
public sealed record SuccessiveHalvingPrunerOptions : HalvingPrunerOptions
{
    public override IPruner Create() => new SuccessiveHalvingPruner(this);
}

/// <summary>
/// Successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016), for
/// trials that come one after the other and can't be paused, by the rule of Optuna's SuccessiveHalvingPruner: at each rung a trial goes on
/// only if it is among the best 1/eta of those that have got there so far, and of fewer than eta only if it is the best.
/// </summary>
internal sealed class SuccessiveHalvingPruner(SuccessiveHalvingPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed) =>
        options.RungsOf(steps).Contains(running.Scores.Count) && !Rungs.IsAmongTop(running, others, options.Eta);
}
