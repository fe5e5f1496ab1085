using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Gmsa.Experiments.Training;

/// <summary>The options of <see cref="Sdca"/>.</summary>
public sealed record SdcaOptions : VectorTrainerOptions
{
    [Description("Weight of the squared coefficients in the loss, which is a mean over rows: larger is smoother. "
        + "Default: l2PerFeature for each number that it learns from, by the number of rows.")]
    [Range(1e-9, 1e3)]
    public double? L2 { get; init; }

    [Description("The weight where the loss is a sum over rows, for each number that it learns from, those of bends too, "
        + "so that one value suits narrow tables and wide ones, short and long ones. Only where l2 isn't given. Default 0.3.")]
    [Range(1e-9, 1e6)]
    [Searched(0.03, 3, Log = true, Unless = nameof(L2))]
    public double L2PerFeature { get; init; } = 0.3;

    [Description("Weight of the absolute coefficients in the loss: larger leaves more of them at zero. Default 0.")]
    [Range(0.0, 1e3)]
    public double L1 { get; init; }

    [Description("The most passes over the training rows. Default 30.")]
    [Range(1, 10000)]
    [Searched(10, 100, Log = true, CheapWhenLow = true)]
    public int Passes { get; init; } = 30;

    [Description("How features are brought to one scale, by the training rows: standard is mean 0 and variance 1, rank is by their order, "
        + "to the quantiles of a "
        + "normal distribution, which no outlier and no skew disturbs. Default rank.")]
    [Searched]
    public FeatureScale Scale { get; init; } = FeatureScale.Rank;

    [Description("Where each feature's effect may bend: at so many places of its scale. 0 keeps effects linear. Default 0.")]
    [Range(0, 16)]
    [Searched(0, 4, CheapWhenLow = true)]
    public int Bends { get; init; }

    public override IReadOnlyList<TrainerOptions> Portfolio => [new SdcaOptions(), new SdcaOptions { Bends = 2 }];

    public override ITrainer Create() => new Sdca(this);
}

/// <summary>
/// Multinomial logistic regression by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang, JMLR 14, 2013; ML.NET's
/// SdcaMaximumEntropy), on scaled features. One thread, rows shuffled by the seed: same rows, same seed, same coefficients.
/// </summary>
internal sealed class Sdca(SdcaOptions options) : ITrainer
{
    public TrainedModel Fit(TrainingContext context)
    {
        // A context of its own: what a trainer draws depends on how many were made from the same context before.
        var ml = new MLContext(context.Seed.ToInt32());
        var rows = context.Train.GetColumn<uint>("Label").Count();
        var l2 = options.L2 ?? options.L2PerFeature * FeatureScaling.Count(context.Shape, options.Bends) / rows;
        return MlNetFit.Run(context, FeatureScaling.Kept(ml, options.Scale, options.Bends)
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                FeatureColumnName = FeatureScaling.Column,
                ExampleWeightColumnName = MlNetFit.WeightColumn(context),
                L1Regularization = (float)options.L1,
                L2Regularization = (float)l2,
                ConvergenceTolerance = 1e-3f, // of the duality gap: at ML.NET's 0.1, coefficients are far from where they go
                MaximumNumberOfIterations = options.Passes,
                Shuffle = true,
                NumberOfThreads = 1,
            })));
    }
}
