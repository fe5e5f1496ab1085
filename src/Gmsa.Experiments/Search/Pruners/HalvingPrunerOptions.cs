using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Search;

/// <summary>The options of a pruner that compares trials at <see cref="Rungs"/>.</summary>
public abstract record HalvingPrunerOptions : PrunerOptions
{
    [Description("At each rung about one of so many trials goes on, and the next rung is so many times as far. Default 3.")]
    [Range(2, 10)]
    public int Eta { get; init; } = 3;

    [Description("The steps that every trial may take: the first rung is the lowest of steps / eta, steps / eta^2, ... that isn't below. "
        + "Default 3.")]
    [Range(1, 100_000)]
    public virtual int Warmup { get; init; } = 3;

    public sealed override int Earliest(int steps) => RungsOf(steps) is [var first, ..] ? first : steps + 1;

    internal IReadOnlyList<int> RungsOf(int steps) => Rungs.Of(steps, Eta, Warmup);
}
