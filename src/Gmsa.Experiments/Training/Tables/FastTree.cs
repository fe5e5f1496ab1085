using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="FastTree"/>.</summary>
public sealed record FastTreeOptions : VectorTrainerOptions
{
    [Description("Rounds of boosting: trees for each label. Default 150.")]
    [Range(1, 2000)]
    [Searched(30, 300, Log = true, CheapWhenLow = true)]
    public int Trees { get; init; } = 150;

    [Description("The most leaves of one tree. Default 5.")]
    [Range(2, 1024)]
    [Searched(3, 32, Log = true, CheapWhenLow = true)]
    public int Leaves { get; init; } = 5;

    [Description("How much of each tree's answer is taken. Default 0.05.")]
    [Range(1e-4, 1.0)]
    [Searched(0.02, 0.2, Log = true)]
    public double LearningRate { get; init; } = 0.05;

    [Description("The fewest training rows in a leaf. Default 20.")]
    [Range(1, 10000)]
    [Searched(5, 100, Log = true)]
    public int MinExamplesPerLeaf { get; init; } = 20;

    [Description("The share of features each split may choose from, of its tree's own: all, or of a wide table 128 taken by chance. "
        + "Default 0.3.")]
    [Range(0.01, 1.0)]
    [Searched(0.2, 1)]
    public double FeatureFraction { get; init; } = 0.3;

    [Description("The share of rows each tree learns from. Default 0.7.")]
    [Range(0.01, 1.0)]
    [Searched(0.4, 1)]
    public double RowFraction { get; init; } = 0.7;

    public override IReadOnlyList<TrainerOptions> Portfolio =>
    [
        new FastTreeOptions(),
        new FastTreeOptions
        {
            Trees = 60, Leaves = 8, LearningRate = 0.1, MinExamplesPerLeaf = 30, FeatureFraction = 1, RowFraction = 1,
        },
    ];

    public override ITrainer Create() => new FastTree(this);
}

/// <summary>
/// Gradient-boosted trees for each label against all others, with the logistic loss (Friedman, "Greedy function approximation", Annals of
/// Statistics 29, 2001; ML.NET's FastTree), their probabilities made to sum to 1. Fixed seeds: same rows, same seed, same trees.
/// </summary>
internal sealed class FastTree(FastTreeOptions options) : ITrainer
{
    private const double Floor = 1e-6;

    public TrainedModel Fit(TrainingContext context)
    {
        var ml = new MLContext(context.Seed.ToInt32());
        return LabelModels.Fit(context, ml, "Probability", Floor,
            rows => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
            {
                LabelColumnName = "Hit",
                ExampleWeightColumnName = MlNetFit.WeightColumn(context),
                NumberOfTrees = options.Trees,
                NumberOfLeaves = options.Leaves,
                LearningRate = options.LearningRate,
                MinimumExampleCountPerLeaf = options.MinExamplesPerLeaf,
                MaximumBinCountPerFeature = LabelModels.Bins,
                FeatureFraction = LabelModels.ShareOfTree(context.Shape),
                FeatureFractionPerSplit = options.FeatureFraction,
                BaggingSize = options.RowFraction < 1 ? 1 : 0,
                BaggingExampleFraction = options.RowFraction,
                NumberOfThreads = LabelModels.Threads,
                Seed = context.Seed.ToInt32(),
                FeatureSelectionSeed = context.Seed.Derive("features").ToInt32(),
            }).Fit(rows));
    }
}
