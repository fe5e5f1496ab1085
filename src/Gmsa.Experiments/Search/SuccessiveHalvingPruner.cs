using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="SuccessiveHalvingPruner"/>.</summary>
public sealed record SuccessiveHalvingPrunerOptions : PrunerOptions
{
    [Description("At each rung one of so many trials goes on, and the next rung is so many times as far. Default 3.")]
    [Range(2, 10)]
    public int Eta { get; init; } = 3;

    [Description("The steps that every trial may take: the first rung is the lowest of steps / eta, steps / eta^2, ... that isn't below. Default 3.")]
    [Range(1, 100_000)]
    public int Warmup { get; init; } = 3;

    public override int Earliest(int steps) => Rungs.Of(steps, Eta, Warmup) is [var first, ..] ? first : steps + 1;

    public override IPruner Create() => new SuccessiveHalvingPruner(this);
}

/// <summary>
/// Successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016), for
/// trials that come one after the other and can't be paused, by the rule of Optuna's SuccessiveHalvingPruner: at each rung a trial goes on
/// only if it is among the best 1/eta of those that have got there so far, and of fewer than eta only if it is the best.
/// </summary>
public sealed class SuccessiveHalvingPruner(SuccessiveHalvingPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed) =>
        Rungs.Of(steps, options.Eta, options.Warmup).Contains(running.Scores.Count) && !Rungs.IsAmongTop(running, others, options.Eta);
}
