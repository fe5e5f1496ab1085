using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="Logistic"/>.</summary>
public sealed record LogisticOptions : VectorTrainerOptions
{
    [Description("Weight of the squared coefficients in the loss, which is summed over rows, so 1 / C of scikit-learn: larger is smoother. "
        + "Default: l2PerFeature for each number that it learns from.")]
    [Range(0.0, 1e6)]
    public double? L2 { get; init; }

    [Description("The same for each number that it learns from, those of bends too, so that one value suits narrow tables and wide ones: "
        + "the more numbers there are, the smaller each one's coefficient should be. Only where l2 isn't given. Default 0.3.")]
    [Range(0.0, 1e6)]
    [Searched(0.03, 3, Log = true, Unless = nameof(L2))]
    public double L2PerFeature { get; init; } = 0.3;

    [Description("Weight of the absolute coefficients in the loss: larger leaves more of them at zero. Default 0.")]
    [Range(0.0, 1e6)]
    public double L1 { get; init; }

    [Description("How small the loss's relative improvement must become for the optimiser to stop. Default 1e-5.")]
    [Range(1e-12, 0.1)]
    public double Tolerance { get; init; } = 1e-5;

    [Description("How features are brought to one scale, by the training rows: standard is mean 0 and variance 1, rank is by their order, "
        + "to the quantiles of a "
        + "normal distribution, which no outlier and no skew disturbs. Default rank.")]
    [Searched]
    public FeatureScale Scale { get; init; } = FeatureScale.Rank;

    [Description("Where each feature's effect may bend: at so many places of its scale. 0 keeps effects linear. Default 0.")]
    [Range(0, 16)]
    [Searched(0, 4, CheapWhenLow = true)]
    public int Bends { get; init; }

    public override IReadOnlyList<TrainerOptions> Portfolio =>
    [
        new LogisticOptions(),
        new LogisticOptions { Bends = 2 },
        new LogisticOptions { Scale = FeatureScale.Standard },
    ];

    public override ITrainer Create() => new Logistic(this);
}

/// <summary>
/// Multinomial logistic regression (ML.NET's LbfgsMaximumEntropy; Andrew and Gao, "Scalable training of L1-regularized log-linear models",
/// ICML 2007), on scaled features. Deterministic: starts from zero, on one thread.
/// </summary>
internal sealed class Logistic(LogisticOptions options) : ITrainer
{
    public TrainedModel Fit(TrainingContext context) => MlNetFit.Run(context, FeatureScaling.Kept(context.Ml, options.Scale, options.Bends)
        .Append(context.Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = FeatureScaling.Column,
            ExampleWeightColumnName = MlNetFit.WeightColumn(context),
            L1Regularization = (float)options.L1,
            L2Regularization = (float)(options.L2 ?? options.L2PerFeature * FeatureScaling.Count(context.Shape, options.Bends)),
            OptimizationTolerance = (float)options.Tolerance,
            NumberOfThreads = 1,
        })));
}
