using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="ThresholdPruner"/>.</summary>
public sealed record ThresholdPrunerOptions : PrunerOptions
{
    [Description("Trials below this score are stopped.")]
    [Required]
    public double Lower { get; init; }

    [Description("The steps that every trial may take. Default 1.")]
    [Range(1, 100_000)]
    public int Warmup { get; init; } = 1;

    public override IPruner Create() => new ThresholdPruner(this);
}

/// <summary>Stops a trial whose score is below a fixed one after its warm-up, or is no number.</summary>
public sealed class ThresholdPruner(ThresholdPrunerOptions options) : IPruner
{
    public bool Stops(Curve running, IReadOnlyList<Curve> others, int steps, Seed seed) =>
        running.Scores.Count >= options.Warmup && !(running.Scores[^1] >= options.Lower);
}
