using System.Numerics;
using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Features;

/// <summary>
/// Every second sample of a signal after a low pass: half the sample rate, the same levels, no delay, zeros beyond the ends. The filter is
/// a Kaiser-windowed sinc of linear phase, flat to 0.913 of the new Nyquist frequency and 120 dB down from it on, which is what librosa's
/// resampler (soxr, "high quality") promises. Every output is summed in the same order on every machine.
/// </summary>
internal static class Halving
{
    private const double PassesTo = 0.913;
    private const double Attenuation = 120.4; // dB, twenty bits

    /// <summary>The taps from the middle outwards; those before the middle are their mirror.</summary>
    private static readonly double[] Taps = MakeTaps();

    /// <summary>(n + 1) / 2 samples of n.</summary>
    public static double[] Halve(double[] signal)
    {
        const int Lanes = 4; // sums that don't wait for each other
        var (width, before) = (Vector<double>.Count, Taps.Length / 2 + 1);
        var count = (signal.Length + 1) / 2;
        var whole = (count + Lanes * width - 1) / (Lanes * width) * (Lanes * width);
        var (even, odd, halved) = (new double[whole + 2 * before], new double[whole + 2 * before], new double[whole]);
        for (var i = 0; i < signal.Length; i++) (i % 2 == 0 ? even : odd)[before + i / 2] = signal[i];
        for (var n = 0; n < whole; n += Lanes * width)
        {
            var (first, second, third, fourth) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (var k = 0; k < Taps.Length; k++)
            {
                var side = k % 2 == 0 ? even : odd;
                ref var start = ref MemoryMarshal.GetArrayDataReference(side);
                var (left, right) = ((nuint)(before + n - (k + 1) / 2), (nuint)(before + n + k / 2));
                var (tap, step) = (new Vector<double>(k == 0 ? Taps[0] / 2 : Taps[k]), (nuint)width);
                first = Vector.FusedMultiplyAdd(tap, Vector.LoadUnsafe(ref start, left) + Vector.LoadUnsafe(ref start, right), first);
                second = Vector.FusedMultiplyAdd(tap,
                    Vector.LoadUnsafe(ref start, left + step) + Vector.LoadUnsafe(ref start, right + step), second);
                third = Vector.FusedMultiplyAdd(tap,
                    Vector.LoadUnsafe(ref start, left + 2 * step) + Vector.LoadUnsafe(ref start, right + 2 * step), third);
                fourth = Vector.FusedMultiplyAdd(tap,
                    Vector.LoadUnsafe(ref start, left + 3 * step) + Vector.LoadUnsafe(ref start, right + 3 * step), fourth);
            }
            first.CopyTo(halved, n);
            second.CopyTo(halved, n + width);
            third.CopyTo(halved, n + 2 * width);
            fourth.CopyTo(halved, n + 3 * width);
        }
        return halved[..count];
    }

    // Kaiser's formulas for the length and the window (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.5).
    private static double[] MakeTaps()
    {
        var transition = Math.PI / 2 * (1 - PassesTo);
        var reach = (int)Math.Ceiling((Attenuation - 8) / (2.285 * transition) / 2);
        var (cutoff, beta) = ((1 + PassesTo) / 4, 0.1102 * (Attenuation - 8.7)); // cutoff in half the old rate
        var taps = new double[reach + 1];
        for (var k = 0; k <= reach; k++)
        {
            var sinc = k == 0 ? cutoff : Math.Sin(Math.PI * cutoff * k) / (Math.PI * k);
            taps[k] = sinc * Bessel(beta * Math.Sqrt(1 - (double)k * k / (reach * reach))) / Bessel(beta);
        }
        var sum = 2 * taps.Sum() - taps[0];
        return Array.ConvertAll(taps, tap => tap / sum);
    }

    /// <summary>The modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
