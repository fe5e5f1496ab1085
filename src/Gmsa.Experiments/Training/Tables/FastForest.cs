using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="FastForest"/>.</summary>
public sealed record FastForestOptions : VectorTrainerOptions
{
    [Description("Trees for each label. Default 100.")]
    [Range(1, 2000)]
    [Searched(30, 200, Log = true, CheapWhenLow = true)]
    public int Trees { get; init; } = 100;

    [Description("The most leaves of one tree. Default 128.")]
    [Range(2, 1024)]
    [Searched(16, 256, Log = true, CheapWhenLow = true)]
    public int Leaves { get; init; } = 128;

    [Description("The fewest training rows in a leaf. Default 3.")]
    [Range(1, 10000)]
    [Searched(1, 30, Log = true)]
    public int MinExamplesPerLeaf { get; init; } = 3;

    [Description("The share of features each split may choose from, of its tree's own: all, or of a wide table 128 taken by chance. "
        + "Default 0.4.")]
    [Range(0.01, 1.0)]
    [Searched(0.1, 1, Log = true, CheapWhenLow = true)]
    public double FeatureFraction { get; init; } = 0.4;

    [Description("The share of rows each tree learns from. Default 0.7.")]
    [Range(0.01, 1.0)]
    [Searched(0.3, 1, CheapWhenLow = true)]
    public double RowFraction { get; init; } = 0.7;

    public override IReadOnlyList<TrainerOptions> Portfolio => [new FastForestOptions()];

    public override ITrainer Create() => new FastForest(this);
}

/// <summary>
/// A probability forest: for each label a regression forest on 0 and 1 (Malley and others, "Probability machines", Methods of Information
/// in Medicine 51, 2012; ML.NET's FastForest), made to sum to 1. Its leaves' shares are honest where votes and their Platt scaling aren't.
/// Fixed seeds: same rows, same seed, same trees.
/// </summary>
internal sealed class FastForest(FastForestOptions options) : ITrainer
{
    private const double Floor = 0.002;

    public TrainedModel Fit(TrainingContext context)
    {
        var ml = new MLContext(context.Seed.ToInt32());
        return LabelModels.Fit(context, ml, "Score", Floor,
            rows => ml.Regression.Trainers.FastForest(new FastForestRegressionTrainer.Options
            {
                LabelColumnName = "Indicator",
                ExampleWeightColumnName = MlNetFit.WeightColumn(context),
                NumberOfTrees = options.Trees,
                NumberOfLeaves = options.Leaves,
                MinimumExampleCountPerLeaf = options.MinExamplesPerLeaf,
                MaximumBinCountPerFeature = LabelModels.Bins,
                FeatureFraction = LabelModels.ShareOfTree(context.Shape),
                FeatureFractionPerSplit = options.FeatureFraction,
                BaggingSize = 1,
                BaggingExampleFraction = options.RowFraction,
                NumberOfQuantileSamples = 0,
                NumberOfThreads = LabelModels.Threads,
                Seed = context.Seed.ToInt32(),
                FeatureSelectionSeed = context.Seed.Derive("features").ToInt32(),
            }).Fit(rows));
    }
}
