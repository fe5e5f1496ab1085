using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="MedianPruner"/>.</summary>
public sealed record MedianPrunerOptions : PrunerOptions
{
    [Description("Trials that run whole before any is stopped. Default 5.")]
    [Range(1, 100_000)]
    public int Startup { get; init; } = 5;

    [Description("The steps that every trial may take. Default 3.")]
    [Range(1, 100_000)]
    public int Warmup { get; init; } = 3;

    [Description("Steps from one comparison to the next, counted from the warm-up's end. Default 1.")]
    [Range(1, 100_000)]
    public int Interval { get; init; } = 1;

    [Description("How much of 100 whole trials a trial has to be better than: 50 is the median, 75 asks for the best quarter. Default 50.")]
    [Range(0.0, 100.0)]
    public double Percentile { get; init; } = 50;

    public override int Earliest(int steps) => Warmup;

    public override IPruner Create() => new MedianPruner(this);
}

/// <summary>
/// Stops a trial whose best score so far is below the median of what whole trials had at the same step: the median stopping rule
/// (Golovin et al., "Google Vizier: a service for black-box optimization", KDD 2017), as Optuna's MedianPruner and PercentilePruner word
/// it, which compare with the trials' scores at the step where Vizier takes their running means. Trials that were stopped don't count.
/// </summary>
internal sealed class MedianPruner(MedianPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var step = running.Scores.Count;
        if (step < options.Warmup || step >= steps || (step - options.Warmup) % options.Interval != 0) return false;
        var whole = Rungs.Seen(others.Where(o => o.IsWhole), step);
        if (whole.Length < options.Startup) return false;
        var best = running.Best(step);
        return double.IsNegativeInfinity(best) || best < Rungs.Quantile(whole, options.Percentile / 100);
    }
}
