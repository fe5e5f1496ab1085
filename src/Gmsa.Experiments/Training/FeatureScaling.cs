using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>How features are brought to one scale.</summary>
public enum FeatureScale
{
    /// <summary>Mean 0 and variance 1.</summary>
    Standard,

    /// <summary>By their order among the training rows' different values, to the quantiles of a normal distribution; then as <see cref="Standard"/>.</summary>
    Rank,
}

/// <summary>Scales <c>Features</c> by the training rows, for trainers that mind the size of numbers.</summary>
internal static class FeatureScaling
{
    /// <summary>The scaled features.</summary>
    public const string Column = "NormalisedFeatures";

    private const int Bins = 255; // as fine as thousands of rows can tell

    // Tukey's lambda distribution: within 0.01 of the normal distribution's quantile function between its 1 and 99 %, and made of what ML.NET can save.
    private const string Quantile = "rank : 4.91f * (pow((254f * rank + 0.5f) / 255f, 0.14f) - pow((254.5f - 254f * rank) / 255f, 0.14f))";

    public static IEstimator<ITransformer> Of(MLContext ml, FeatureScale scale) => scale switch
    {
        FeatureScale.Standard => ml.Transforms.NormalizeMeanVariance(Column, "Features", fixZero: false),
        FeatureScale.Rank => ml.Transforms.NormalizeBinning(Column, "Features", fixZero: false, maximumBinCount: Bins)
            .Append(ml.Transforms.Expression(Column, Quantile, Column))
            .Append(ml.Transforms.NormalizeMeanVariance(Column, fixZero: false)),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, null),
    };
}
