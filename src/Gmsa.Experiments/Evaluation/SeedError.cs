using MathNet.Numerics.Distributions;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// How far a mean over seeds is off on other tracks and with other seeds: an error over groups of tracks and, beside it, one over
/// seeds, each with a Student's t interval of its own, the squares of whose reaches are added (the method of variance estimates
/// recovery: Zou and Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008). A bootstrap
/// of two or three seeds can't tell what others would do, and degrees of freedom worked out of both (Satterthwaite's) are too many
/// where two seeds happen to agree.
/// </summary>
/// <param name="OfGroups">The standard error over groups, all seeds kept.</param>
/// <param name="OfSeeds">The standard error over seeds, all tracks kept.</param>
/// <param name="Groups">Two at least.</param>
/// <param name="Seeds">Two at least.</param>
internal readonly record struct SeedError(double OfGroups, int Groups, double OfSeeds, int Seeds)
{
    public static SeedError Of(double ofGroups, int groups, SeedValues values) =>
        new(ofGroups, groups, values.Deviation / Math.Sqrt(values.Values.Count), values.Values.Count);

    /// <summary>The 95 % interval around a value, no wider than what the value can be.</summary>
    public Interval Around(double value, Interval range) =>
        Reach(0.05) is var reach ? new(Math.Max(range.Low, value - reach), Math.Min(range.High, value + reach)) : default;

    /// <summary>Two-sided p of a value so far from 0: the level whose interval just reaches it.</summary>
    public double P(double value)
    {
        var far = Math.Abs(value);
        if (far == 0) return 1;
        var (low, high) = (Math.Log(Replicates.LeastP), 0.0); // the reach is longer the lower the level
        if (Reach(Replicates.LeastP) <= far) return Replicates.LeastP;
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (Reach(Math.Exp(middle)) > far) low = middle;
            else high = middle;
        }
        return Math.Exp(high);
    }

    private double Reach(double level) =>
        Math.Sqrt(Math.Pow(Quantile(Groups, level) * OfGroups, 2) + Math.Pow(Quantile(Seeds, level) * OfSeeds, 2));

    /// <summary>
    /// What Student's t goes beyond, on either side, with this probability. Math.NET's own inverse finds none of the small ones.
    /// </summary>
    private static double Quantile(int count, double level)
    {
        var (low, high) = (0.0, 40.0); // powers of e
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (2 * StudentT.CDF(0, 1, count - 1, 1 - Math.Exp(middle)) > level) low = middle;
            else high = middle;
        }
        return Math.Exp(high) - 1;
    }
}
