using MathNet.Numerics.Distributions;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What it takes to tell two arms apart, from the standard error that the clustered bootstrap gives their difference: the normal
/// approximation for a two-sided test at 5 % (over all pairs) with a power of 80 % (Cohen, "Statistical power analysis for the behavioral
/// sciences", 1988). The error of a mean shrinks with the root of the number of groups, so more tracks are taken to come with more groups
/// of the same size. With pairs and groups of one it is the sample size for McNemar's test of Connor ("Sample size for testing differences
/// in proportions for the paired-sample design", Biometrics 43, 1987), but for the variance without a difference.
/// </summary>
/// <param name="Detectable">The smallest difference that a study of this size would tell 80 times of 100.</param>
/// <param name="TracksNeeded">The tracks with which the difference that was seen would be told 80 times of 100, if it is the true one; null
/// where it is 0, or they'd be more than a billion, or no number of them is enough, since seeds alone differ as much.</param>
public sealed record Power(double Detectable, long? TracksNeeded)
{
    private const double Level = 0.05, Told = 0.8;

    /// <param name="standardError">Of the difference; null where it isn't known.</param>
    /// <param name="pairs">Among how many pairs it has to be told: the level is divided by them, which is Holm's for
    /// the nearest of them.</param>
    /// <param name="ofSeeds">The part of the standard error that more tracks don't shrink, beside <paramref name="standardError"/>.</param>
    internal static Power? Of(double difference, double? standardError, int tracks, int pairs = 1, double ofSeeds = 0)
    {
        if (standardError is not { } error || error + ofSeeds == 0) return null;
        // Standard errors between no difference and one that is told: 2.80 for one pair.
        var far = Normal.InvCDF(0, 1, 1 - Level / pairs / 2) + Normal.InvCDF(0, 1, Told);
        var left = Math.Pow(difference / far, 2) - ofSeeds * ofSeeds; // the variance that tracks may leave
        var needed = left <= 0 ? double.PositiveInfinity : Math.Ceiling(tracks * error * error / left);
        return new(far * Math.Sqrt(error * error + ofSeeds * ofSeeds), needed <= 1e9 ? Math.Max(1, (long)needed) : null);
    }
}
