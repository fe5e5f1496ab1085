using MathNet.Numerics.Distributions;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What it takes to tell two arms apart, from the standard error that the clustered bootstrap gives their difference: the normal approximation for a two-sided
/// test at 5 % with a power of 80 % (Cohen, "Statistical power analysis for the behavioral sciences", 1988). The error of a mean shrinks with the root of the number
/// of groups, so more tracks are taken to come with more groups of the same size. With pairs and groups of one it is the sample size for McNemar's test of
/// Connor ("Sample size for testing differences in proportions for the paired-sample design", Biometrics 43, 1987), but for the variance without a difference.
/// </summary>
/// <param name="Detectable">The smallest difference that a study of this size would tell 80 times of 100.</param>
/// <param name="TracksNeeded">The tracks with which the difference that was seen would be told 80 times of 100, if it is the true one; null where it is 0, or they'd be more than a billion.</param>
public sealed record Power(double Detectable, long? TracksNeeded)
{
    /// <summary>Standard errors between no difference and one that is told: 2.80.</summary>
    private static readonly double Far = Normal.InvCDF(0, 1, 0.975) + Normal.InvCDF(0, 1, 0.8);

    /// <param name="standardError">Of the difference; null where it isn't known.</param>
    internal static Power? Of(double difference, double? standardError, int tracks)
    {
        if (standardError is not { } error) return null;
        var needed = difference == 0 ? double.PositiveInfinity : Math.Ceiling(tracks * Math.Pow(Far * error / difference, 2));
        return new(Far * error, needed <= 1e9 ? Math.Max(1, (long)needed) : null);
    }
}
