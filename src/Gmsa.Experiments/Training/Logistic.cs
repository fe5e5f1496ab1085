using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="Logistic"/>.</summary>
public sealed record LogisticOptions : VectorTrainerOptions
{
    [Description("Weight of the squared coefficients in the loss, which is summed over rows: larger is smoother. Default 1.")]
    [Range(0.0, 1e6)]
    [Searched(0.1, 300, Log = true)]
    public double L2 { get; init; } = 1;

    [Description("Weight of the absolute coefficients in the loss: larger leaves more of them at zero. Default 0.")]
    [Range(0.0, 1e6)]
    public double L1 { get; init; }

    [Description("How small the loss's relative improvement must become for the optimiser to stop. Default 1e-5.")]
    [Range(1e-12, 0.1)]
    public double Tolerance { get; init; } = 1e-5;

    [Description("How features are brought to one scale, by the training rows: standard is mean 0 and variance 1, rank is by their order, to the quantiles of a "
        + "normal distribution, which no outlier and no skew disturbs. Default standard.")]
    [Searched]
    public FeatureScale Scale { get; init; }

    [Description("Where each feature's effect may bend: at so many places of its scale. 0 keeps effects linear. Default 0.")]
    [Range(0, 16)]
    [Searched(0, 4, CheapWhenLow = true)]
    public int Bends { get; init; }

    public override IReadOnlyList<TrainerOptions> Portfolio =>
    [
        new LogisticOptions { Scale = FeatureScale.Rank, Bends = 2, L2 = 10, Tolerance = 1e-4 },
        new LogisticOptions { L2 = 10, Tolerance = 1e-4 },
        new LogisticOptions { Bends = 2, L2 = 3, Tolerance = 1e-4 },
    ];

    public override ITrainer Create() => new Logistic(this);
}

/// <summary>
/// Multinomial logistic regression (ML.NET's LbfgsMaximumEntropy; Andrew and Gao, "Scalable training of L1-regularized log-linear models",
/// ICML 2007), on scaled features. Deterministic: starts from zero, on one thread.
/// </summary>
public sealed class Logistic(LogisticOptions options) : ITrainer
{
    public TrainedModel Fit(TrainingContext context) => MlNetFit.Run(context, FeatureScaling.Of(context.Ml, options.Scale, options.Bends)
        .Append(context.Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = FeatureScaling.Column,
            ExampleWeightColumnName = MlNetFit.WeightColumn(context),
            L1Regularization = (float)options.L1,
            L2Regularization = (float)options.L2,
            OptimizationTolerance = (float)options.Tolerance,
            NumberOfThreads = 1,
        })));
}
