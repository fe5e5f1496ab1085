using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>Normally distributed numbers.</summary>
internal static class Normal
{
    /// <summary>One with mean 0 and variance 1 (Box and Muller's method).</summary>
    public static double Draw(SplitMix64 random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double[] Draw(int count, SplitMix64 random)
    {
        var draws = new double[count];
        for (var i = 0; i < count; i++) draws[i] = Draw(random);
        return draws;
    }
}
