using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Demo;

/// <summary>
/// Mathematics whose last bit is the same on every machine: sums, products, quotients and square roots are exactly rounded everywhere,
/// while sine, power and exponential come from each platform's own library.
/// </summary>
internal static class PortableMath
{
    private const double Semitone = 1.0594630943592953; // the twelfth root of 2
    private const double Decibel = 1.1220184543019633;  // the twentieth root of 10

    /// <summary>The frequency of a MIDI pitch (69 is 440 Hz), between whole ones too high by at most 0.0073 of a semitone.</summary>
    public static double Frequency(double pitch) => 440 * Power(Semitone, pitch - 69);

    /// <summary>The amplitude ratio of a level in dB.</summary>
    public static double Amplitude(double decibels) => Power(Decibel, decibels);

    /// <summary>One period of a sine, by turning a vector step by step; [size + 1], the last equal to the first.</summary>
    public static double[] Sine()
    {
        // The cosine and sine of 2 pi / 2048.
        const double Cos = 0.99999529380957619, Sin = 0.0030679567629659761;
        var table = new double[SineSize + 1];
        var (x, y) = (1.0, 0.0);
        for (var i = 0; i < SineSize; i++)
        {
            table[i] = y;
            (x, y) = (x * Cos - y * Sin, x * Sin + y * Cos);
        }
        return table;
    }

    public const int SineSize = 2048;

    /// <summary>Nearly normal, with mean 0 and variance 1, within -3.5..3.5: the sum of four uniform numbers.</summary>
    public static double NextBell(this SplitMix64 generator) =>
        (generator.NextDouble() + generator.NextDouble() + generator.NextDouble() + generator.NextDouble() - 2) * Math.Sqrt(3);

    // A power of a number near 1: whole steps multiplied, the rest of a step straight.
    private static double Power(double root, double exponent)
    {
        var whole = Math.Floor(exponent);
        var result = 1 + (exponent - whole) * (root - 1);
        for (var i = 0; i < Math.Abs(whole); i++) result = whole > 0 ? result * root : result / root;
        return result;
    }
}
