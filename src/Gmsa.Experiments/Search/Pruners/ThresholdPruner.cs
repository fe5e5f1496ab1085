using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="ThresholdPruner"/>.</summary>
public sealed record ThresholdPrunerOptions : PrunerOptions
{
    [Description("Trials with a score below this are stopped; of logLoss the score is minus the loss. Default: none are for that.")]
    public double? Lower { get; init; }

    [Description("Trials with a score above this are stopped: better than can be true; of logLoss the score is minus the loss. "
        + "Default: none are for that.")]
    public double? Upper { get; init; }

    [Description("The steps that every trial may take. Default 1.")]
    [Range(1, 100_000)]
    public int Warmup { get; init; } = 1;

    public override int Earliest(int steps) => Warmup;

    public override IPruner Create() => new ThresholdPruner(this);
}

/// <summary>
/// Stops a trial whose last score is outside fixed bounds, or no number, once its warm-up is over. Without bounds it stops only what has
/// diverged. The one pruner that doesn't compare trials.
/// </summary>
internal sealed class ThresholdPruner(ThresholdPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed)
    {
        var step = running.Scores.Count;
        if (step < options.Warmup || step >= steps) return false;
        var score = running.Scores[^1];
        return double.IsNaN(score) || score < options.Lower || score > options.Upper;
    }
}
