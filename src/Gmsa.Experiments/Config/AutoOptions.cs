using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>A trainer that is one of several: which one is a dimension of the search, and each brings its own space.</summary>
public sealed record AutoOptions : TrainerOptions
{
    /// <summary>The dimension that says which learner a point is of.</summary>
    public const string Learner = "learner";

    [Description("The learners to choose from: words, or mappings whose keys override the learner's default space. "
        + "All learn from this trainer's `on`.")]
    [Required]
    [MinLength(1)]
    public IReadOnlyList<TrainerEntry> Of { get; init; } = [];

    public override string? Needs(FeatureShape shape) => Of.Select(e => e.Options.Needs(shape)).FirstOrDefault(need => need is not null);

    public override string? Needs(FeatureShape shape, int input) => Of
        .Select(e => e.Options.JoinsFeatures || input < e.Options.Inputs ? e.Options.Needs(shape, input) : "fewer features at once")
        .FirstOrDefault(need => need is not null);

    public override int Inputs => Of.Where(e => !e.Options.JoinsFeatures).Select(e => e.Options.Inputs).DefaultIfEmpty(1).Max();

    public override bool JoinsFeatures => Of.All(e => e.Options.JoinsFeatures);

    public override bool Balances => Of.All(e => e.Options.Balances);

    public override bool Augments => Of.Any(e => e.Options.Augments);

    /// <exception cref="InvalidOperationException">Always: a point has to say which learner it is.</exception>
    public override ITrainer Create() => throw new InvalidOperationException("which learner it is, a point says");
}
