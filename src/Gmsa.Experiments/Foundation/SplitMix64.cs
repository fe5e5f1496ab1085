namespace Gmsa.Experiments.Foundation;

/// <summary>
/// A small random number generator with the same numbers on every machine and in every version: SplitMix64
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Not thread-safe: one for each use.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="count"/>), without bias (Lemire's method). <paramref name="count"/> is at least 1.</summary>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var range = (uint)count;
        var product = (ulong)(uint)NextUInt64() * range;
        if ((uint)product < range)
            for (var threshold = (0u - range) % range; (uint)product < threshold;)
                product = (ulong)(uint)NextUInt64() * range;
        return (int)(product >> 32);
    }

    /// <summary>Normal, with mean 0 and variance 1 (Box and Muller's method).</summary>
    public double NextGaussian() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Independent normal numbers.</summary>
    public double[] NextGaussians(int count)
    {
        var draws = new double[count];
        for (var i = 0; i < count; i++) draws[i] = NextGaussian();
        return draws;
    }

    /// <summary>Puts the items into a uniformly random order, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
