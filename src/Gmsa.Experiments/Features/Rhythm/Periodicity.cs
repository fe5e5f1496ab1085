using System.Runtime.InteropServices;
using Gmsa.Experiments.Foundation;
using TorchSharp;

namespace Gmsa.Experiments.Features;

/// <summary>
/// The autocorrelation of a window of onset strength around every frame, lag 0 (the largest) being 1; 0 where nothing starts. librosa's
/// <c>feature.tempogram</c> (Grosche, Mueller and Kurth, "Cyclic tempogram", 2010): Hann window, the strength falling to 0 in a line
/// beyond the ends.
/// </summary>
internal static class Periodicity
{
    private const int NumbersAtOnce = 1 << 17;

    /// <summary>Some frames after some, in order: the first frame's number, and [frames, lags].</summary>
    /// <param name="lags">Frames in a window; also how many lags there are.</param>
    public static IEnumerable<(int Start, double[] Values)> Blocks(double[] strength, int lags)
    {
        var ramped = Ramped(strength, lags / 2, lags);
        var size = 1;
        while (size < 2 * lags - 1) size *= 2;
        var atOnce = Math.Max(1, NumbersAtOnce / size);
        for (var start = 0; start < strength.Length; start += atOnce)
            yield return (start, Block(ramped.AsSpan(start, Math.Min(atOnce, strength.Length - start) + lags - 1), lags, size));
    }

    private static double[] Block(ReadOnlySpan<double> ramped, int lags, int size)
    {
        TorchRuntime.UseOneThread();
        using var scope = torch.NewDisposeScope();
        var window = torch.hann_window(lags, periodic: true, dtype: torch.ScalarType.Float64);
        var frames = torch.tensor(ramped.ToArray()).unfold(0, lags, 1) * window; // [frames, lags]
        var spectra = torch.fft.rfft(frames, size);
        var (real, imaginary) = (spectra.real, spectra.imag);
        using var one = 1.ToScalar();
        var correlation = torch.fft.irfft((real * real).add_(imaginary * imaginary, alpha: one), size).narrow(1, 0, lags).contiguous();
        var values = MemoryMarshal.Cast<byte, double>(correlation.bytes).ToArray();
        for (var row = 0; row < values.Length; row += lags)
        {
            var largest = 0.0;
            foreach (var value in values.AsSpan(row, lags)) largest = Math.Max(largest, Math.Abs(value));
            if (largest < Numbers.SmallestNormal) continue;
            foreach (ref var value in values.AsSpan(row, lags)) value /= largest;
        }
        return values;
    }

    /// <summary>The strength with a line from 0 up to its first value before it, and one down from its last value after it.</summary>
    private static double[] Ramped(double[] strength, int before, int lags)
    {
        var ramped = new double[strength.Length + lags];
        strength.CopyTo(ramped, before);
        for (var i = 0; i < before; i++)
        {
            ramped[i] = strength[0] * i / before;
            ramped[before + strength.Length + i] = strength[^1] * (before - 1 - i) / before;
        }
        return ramped;
    }
}
