using Gmsa.Experiments.Features;
using MathNet.Numerics.Distributions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Training;

/// <summary>How features are brought to one scale.</summary>
public enum FeatureScale
{
    /// <summary>Mean 0 and variance 1.</summary>
    Standard,

    /// <summary>
    /// By their order among the training rows' different values, to the quantiles of a normal distribution; then as <see cref="Standard"/>.
    /// </summary>
    Rank,
}

/// <summary>Scales <c>Features</c> by the training rows, for trainers that mind the size of numbers.</summary>
internal static class FeatureScaling
{
    /// <summary>The scaled features.</summary>
    public const string Column = "NormalisedFeatures";

    private const int Bins = 255; // as fine as thousands of rows can tell

    // Tukey's lambda distribution: within 0.01 of the normal distribution's quantile function between its 1 and 99 %, and
    // made of what ML.NET can save.
    private static readonly string Quantile = $"rank : {MlNetFit.Literal(4.91)} * ("
        + $"((254f * rank + {MlNetFit.Literal(0.5)}) / 255f) ^ {MlNetFit.Literal(0.14)}"
        + $" - (({MlNetFit.Literal(254.5)} - 254f * rank) / 255f) ^ {MlNetFit.Literal(0.14)})";

    /// <summary>The scaled features, kept for a trainer that goes over them again and again: it would have ML.NET scale them anew in every
    /// pass.</summary>
    /// <inheritdoc cref="Of"/>
    public static EstimatorChain<ITransformer> Kept(MLContext ml, FeatureScale scale, int bends) =>
        Of(ml, scale, bends).AppendCacheCheckpoint(ml);

    /// <summary>How many numbers a row has once scaled.</summary>
    public static int Count(FeatureShape shape, int bends) => shape.Count * (1 + bends);

    /// <summary>Scales them.</summary>
    /// <param name="bends">So many times each scaled feature is there once more as max(0, x - k), k at even shares of a normal
    /// distribution, so that what is linear in them may bend there (Friedman's hinges, "Multivariate adaptive regression splines", Annals
    /// of Statistics 19, 1991).</param>
    private static IEstimator<ITransformer> Of(MLContext ml, FeatureScale scale, int bends)
    {
        var scaled = Scaled(ml, scale);
        if (bends == 0) return scaled;
        var columns = Enumerable.Range(1, bends).Select(bend => FormattableString.Invariant($"Bend{bend}")).ToArray();
        foreach (var (column, bend) in columns.Select((column, i) => (column, i + 1)))
            scaled = scaled.Append(ml.Transforms.Expression(column, Hinge(Normal.InvCDF(0, 1, bend / (bends + 1.0))), Column));
        return scaled
            .Append(ml.Transforms.Concatenate(Column, [Column, .. columns]))
            .Append(ml.Transforms.DropColumns(columns))
            .Append(ml.Transforms.NormalizeMeanVariance(Column, fixZero: false));
    }

    private static IEstimator<ITransformer> Scaled(MLContext ml, FeatureScale scale) => scale switch
    {
        FeatureScale.Standard => ml.Transforms.NormalizeMeanVariance(Column, "Features", fixZero: false),
        FeatureScale.Rank => ml.Transforms.NormalizeBinning(Column, "Features", fixZero: false, maximumBinCount: Bins)
            .Append(ml.Transforms.Expression(Column, Quantile, Column))
            .Append(ml.Transforms.NormalizeMeanVariance(Column, fixZero: false)),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, null),
    };

    // To six decimals.
    private static string Hinge(double knot) =>
        $"x : max(0f, x {(knot < 0 ? '+' : '-')} {MlNetFit.Literal(Math.Abs(Math.Round(knot, 6)))})";
}
