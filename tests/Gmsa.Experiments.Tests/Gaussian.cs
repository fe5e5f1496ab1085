using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests;

/// <summary>Noise for tests.</summary>
internal static class Gaussian
{
    /// <summary>Standard normal (Box and Muller).</summary>
    public static double NextGaussian(this SplitMix64 generator) =>
        Math.Sqrt(-2 * Math.Log(1 - generator.NextDouble())) * Math.Cos(2 * Math.PI * generator.NextDouble());
}
