using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="LightGbm"/>.</summary>
public sealed record LightGbmOptions : VectorTrainerOptions
{
    [Description("The most leaves of one tree. Default 4.")]
    [Range(2, 1024)]
    [Searched(3, 32, Log = true, CheapWhenLow = true)]
    public int Leaves { get; init; } = 4;

    [Description("Rounds of boosting: trees for each label. Default 150.")]
    [Range(1, 5000)]
    [Searched(30, 300, Log = true, CheapWhenLow = true)]
    public int Trees { get; init; } = 150;

    [Description("How much of each tree's answer is taken. Default 0.05.")]
    [Range(1e-4, 1.0)]
    [Searched(0.02, 0.2, Log = true)]
    public double LearningRate { get; init; } = 0.05;

    [Description("The fewest training rows in a leaf. Default 20.")]
    [Range(1, 10000)]
    [Searched(5, 100, Log = true)]
    public int MinExamplesPerLeaf { get; init; } = 20;

    [Description("The share of features each tree may look at. Default 0.5.")]
    [Range(0.01, 1.0)]
    [Searched(0.2, 1)]
    public double FeatureFraction { get; init; } = 0.5;

    [Description("The share of rows each tree learns from. Default 0.7.")]
    [Range(0.01, 1.0)]
    [Searched(0.4, 1)]
    public double RowFraction { get; init; } = 0.7;

    [Description("Weight of the leaves' squared values in the loss. Default 1.")]
    [Range(0.0, 1e6)]
    [Searched(0.01, 10, Log = true)]
    public double L2 { get; init; } = 1;

    public override IReadOnlyList<TrainerOptions> Portfolio =>
    [
        new LightGbmOptions(),
        new LightGbmOptions { Leaves = 16, Trees = 60, RowFraction = 0.8, L2 = 0.3 },
    ];

    public override ITrainer Create() => new LightGbm(this);
}

/// <summary>
/// Gradient-boosted trees with a softmax over the labels (Ke and others, "LightGBM: a highly efficient gradient boosting decision tree",
/// NIPS 2017; ML.NET's LightGbm). One thread and fixed seeds: same rows, same seed, same trees.
/// </summary>
internal sealed class LightGbm(LightGbmOptions options) : ITrainer
{
    public TrainedModel Fit(TrainingContext context) =>
        MlNetFit.Run(context, context.Ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            ExampleWeightColumnName = MlNetFit.WeightColumn(context),
            NumberOfLeaves = options.Leaves,
            NumberOfIterations = options.Trees,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.MinExamplesPerLeaf,
            UseSoftmax = true,
            Seed = context.Seed.ToInt32(),
            NumberOfThreads = 1,
            Booster = new GradientBooster.Options
            {
                FeatureFraction = options.FeatureFraction,
                SubsampleFraction = options.RowFraction,
                SubsampleFrequency = options.RowFraction < 1 ? 1 : 0,
                L2Regularization = options.L2,
            },
        }));
}
