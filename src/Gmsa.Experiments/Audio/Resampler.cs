using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Changes the sample rate without delay: output j is the band-limited signal at input time j * from / to. A polyphase windowed sinc
/// (Smith, "Digital Audio Resampling Home Page", ccrma.stanford.edu/~jos/resample; Kaiser window) whose pass band ends at 0.9 of the
/// lower Nyquist frequency and whose stop band begins at it, 90 dB down. The signal is taken to be zero beyond its ends. Gives
/// ceil(n * to / from) samples. Rates that have so little in common that every phase by itself would fill more than 4 MiB are
/// interpolated linearly between neighbours among fewer phases, 120 dB down; so the table stays small for whatever a header says.
/// </summary>
internal sealed class Resampler
{
    private const double PassBand = 0.9; // of the lower Nyquist frequency
    private const double Attenuation = 90; // dB
    private const double KaiserBeta = 0.1102 * (Attenuation - 8.7);
    private const int LargestKernel = 1 << 20; // weights
    private const int PhasesPerCrossing = 1024; // of a sinc's zero; linear interpolation between them is off by pi^2 / 24 of its square
    private const int MostKept = 16;
    private const int Lanes = 8; // of a Vector256<float>
    private static readonly ConcurrentDictionary<(int From, int To), Resampler> Made = [];

    private readonly int up; // to / from in lowest terms
    private readonly int down;
    private readonly int reach; // input samples looked at on either side
    private readonly int taps; // 2 * reach, raised to four whole vectors
    private readonly int phases; // from one input sample to the next
    private readonly float[] kernel; // [phases + 1, taps]

    /// <summary>
    /// The resampler of two rates in Hz: made once for the few that a corpus has, since making one costs what using it on a song does.
    /// </summary>
    public static Resampler Between(int from, int to)
    {
        if (Made.Count >= MostKept) Made.Clear(); // rates come from headers, and a hostile corpus has many
        return Made.GetOrAdd((from, to), rates => new(rates.From, rates.To));
    }

    /// <summary>A waveform at another rate, or itself where it has that rate or none is asked for.</summary>
    public static Waveform To(int? rate, Waveform native, CancellationToken cancel) =>
        rate is not { } to || to == native.Rate ? native : new(Between(native.Rate, to).Resample(native.Samples, cancel), to);

    public Resampler(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        var divisor = GreatestCommonDivisor(from, to);
        (up, down) = (to / divisor, from / divisor);
        if (up == down)
        {
            kernel = [];
            return;
        }
        var nyquist = Math.Min(1, (double)to / from); // of the lower rate, relative to the input's
        var transition = (1 - PassBand) * nyquist * Math.PI; // radians a sample
        reach = (int)Math.Ceiling((Attenuation - 8) / (2.285 * transition) / 2);
        taps = (2 * reach + 4 * Lanes - 1) / (4 * Lanes) * (4 * Lanes);
        phases = (up + 1L) * taps <= LargestKernel ? up : (int)Math.Ceiling(PhasesPerCrossing * nyquist);
        kernel = new float[(phases + 1) * taps];
        for (var phase = 0; phase <= phases; phase++)
            Fill(kernel.AsSpan(phase * taps, 2 * reach), (double)phase / phases, (1 + PassBand) / 2 * nyquist);
    }

    /// <summary>Resamples <paramref name="samples"/>; a copy of them where the rates are equal.</summary>
    public float[] Resample(ReadOnlySpan<float> samples, CancellationToken cancel)
    {
        if (up == down) return samples.ToArray();
        var output = GC.AllocateUninitializedArray<float>((int)((samples.Length * (long)up + down - 1) / down));
        var edge = new float[taps];
        for (var j = 0; j < output.Length; j++)
        {
            if (j % 65536 == 0) cancel.ThrowIfCancellationRequested();
            var (place, part) = Math.DivRem((long)j * down, up);
            var first = (int)place - (reach - 1); // of the window among the samples
            output[j] = At((int)part,
                first >= 0 && first + taps <= samples.Length ? samples.Slice(first, taps) : Edge(samples, first, edge));
        }
        return output;
    }

    /// <summary>A window that reaches beyond the ends, with zeros there.</summary>
    private static float[] Edge(ReadOnlySpan<float> samples, int first, float[] window)
    {
        Array.Clear(window);
        var (from, to) = (Math.Clamp(first, 0, samples.Length), Math.Clamp(first + window.Length, 0, samples.Length));
        samples[from..to].CopyTo(window.AsSpan(from - first));
        return window;
    }

    /// <summary>The signal at <paramref name="part"/> / up past the middle of the window.</summary>
    private float At(int part, ReadOnlySpan<float> window)
    {
        if (phases == up) return Dot(kernel.AsSpan(part * taps, taps), window);
        var (phase, rest) = Math.DivRem((long)part * phases, up);
        var at = Dot(kernel.AsSpan((int)phase * taps, taps), window);
        return at + (float)rest / up * (Dot(kernel.AsSpan((int)(phase + 1) * taps, taps), window) - at);
    }

    /// <summary>
    /// One phase: the weights of input samples -(reach - 1) .. reach around a point <paramref name="fraction"/> past sample 0.
    /// </summary>
    private void Fill(Span<float> weights, double fraction, double cutOff)
    {
        var exact = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < exact.Length; i++)
        {
            var distance = i - (reach - 1) - fraction;
            var edge = 1 - distance / reach * (distance / reach);
            exact[i] = edge <= 0 ? 0 : Sinc(cutOff * distance) * Bessel(KaiserBeta * Math.Sqrt(edge));
            sum += exact[i];
        }
        // Each phase passes a constant exactly; without this they would differ by the ripple, which is heard as a tone.
        for (var i = 0; i < exact.Length; i++) weights[i] = (float)(exact[i] / sum);
    }

    // Always 4 x 8 lanes and no fused multiply-add, so that sums have one order on every machine; four sums, since an addition takes
    // as long as four can be begun.
    private static float Dot(ReadOnlySpan<float> weights, ReadOnlySpan<float> samples)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        ref var weight = ref MemoryMarshal.GetReference(weights);
        ref var sample = ref MemoryMarshal.GetReference(samples[..weights.Length]);
        for (nuint i = 0; i < (nuint)weights.Length; i += 4 * Lanes)
        {
            a += Vector256.LoadUnsafe(ref weight, i) * Vector256.LoadUnsafe(ref sample, i);
            b += Vector256.LoadUnsafe(ref weight, i + Lanes) * Vector256.LoadUnsafe(ref sample, i + Lanes);
            c += Vector256.LoadUnsafe(ref weight, i + 2 * Lanes) * Vector256.LoadUnsafe(ref sample, i + 2 * Lanes);
            d += Vector256.LoadUnsafe(ref weight, i + 3 * Lanes) * Vector256.LoadUnsafe(ref sample, i + 3 * Lanes);
        }
        var sums = a + b + (c + d);
        var half = sums.GetLower() + sums.GetUpper();
        return half[0] + half[1] + (half[2] + half[3]);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>Modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
