using System.Numerics;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Foundation;
using TorchSharp;

namespace Gmsa.Experiments.Features;

/// <summary>
/// The constant-Q transform from C1 up, with the same numbers as librosa's <c>cqt</c> with its defaults and <c>tuning=0</c>
/// (Schoerkhuber and Klapuri, "Constant-Q transform toolbox for music processing", 2010). The top octave is filtered at a rate well above
/// twice its frequencies; each octave below at half the rate and half the hop of the one above. In double precision, by torch on one
/// thread. Immutable and thread-safe.
/// </summary>
/// <param name="SampleRate">Hz.</param>
internal sealed record ConstantQ(int SampleRate, int BinsPerOctave, int Octaves, int Hop)
{
    /// <summary>Hz: C1, 45 semitones below A4.</summary>
    public static readonly double Lowest = 440 * Math.Pow(2, -45 / 12.0);

    private const double HannBandwidth = 1.50018310546875; // bins: the equivalent noise bandwidth
    private const int SamplesAtOnce = 1 << 17; // 1 MiB of frames: about what stays near a core

    public int Bins => BinsPerOctave * Octaves;

    /// <summary>Centred frames of a clip; at least 1.</summary>
    public static int Frames(int samples, int hop) => 1 + samples / hop;

    /// <summary>
    /// How many octaves there are to be: <paramref name="asked"/>, or for 0 as many as fit below half the sample rate, 7 at most.
    /// </summary>
    /// <exception cref="InputException">More are asked for than fit, or none fits.</exception>
    public static int OctavesAt(int sampleRate, int binsPerOctave, int asked = 0)
    {
        var fit = 0;
        while (fit < 7 && 2 * Cutoff(binsPerOctave, fit + 1) <= sampleRate) fit++;
        if (asked <= fit && fit > 0) return asked == 0 ? fit : asked;
        var needed = Math.Ceiling(2 * Cutoff(binsPerOctave, Math.Max(1, asked)));
        throw new InputException("", FormattableString.Invariant(
            $"octaves is {(asked == 0 ? "auto" : asked)}; at {sampleRate} Hz {fit} fit, from C1 (32.7 Hz) to half the sample rate. ")
            + (fit > 0 ? FormattableString.Invariant($"Write octaves: {fit} or auto, or sampleRate: {needed}") // for all
                : FormattableString.Invariant($"Write sampleRate: {needed} or more")));
    }

    /// <summary>|X| of every bin and frame, row-major [bins, frames], times the square root of the bin's filter length.</summary>
    public double[] Magnitudes(float[] samples)
    {
        TorchRuntime.UseOneThread();
        using var scope = torch.NewDisposeScope();
        var magnitudes = torch.zeros([Bins, Frames(samples.Length, Hop)], torch.ScalarType.Float64);
        var (signal, halvings) = (Array.ConvertAll(samples, sample => (double)sample), 0);
        torch.Tensor? matrix = null;
        for (var octave = Octaves - 1; octave >= 0; octave--)
        {
            var (lowest, before) = (Lowest * Math.Pow(2, octave), halvings);
            for (; halvings < HalvingsOf(octave); halvings++) signal = Halving.Halve(signal);
            // An octave lower at half the rate, the filters are the same.
            if (matrix is null || halvings != before + 1) matrix = Wavelets.Matrix(lowest, Rate(halvings), BinsPerOctave);
            var lengths = Enumerable.Range(0, BinsPerOctave)
                .Select(bin => Wavelets.Q(BinsPerOctave) * SampleRate / (lowest * Math.Pow(2, (double)bin / BinsPerOctave)));
            var scale = torch.tensor([.. lengths.Select(Math.Sqrt)], torch.ScalarType.Float64);
            Filter(signal, Hop >> halvings, matrix, scale, magnitudes.narrow(0, octave * BinsPerOctave, BinsPerOctave));
        }
        return MemoryMarshal.Cast<byte, double>(magnitudes.bytes).ToArray();
    }

    /// <summary>Hz: where the highest filter of so many octaves has decayed.</summary>
    private static double Cutoff(int binsPerOctave, int octaves) => Lowest * Math.Pow(2, octaves - 1.0 / binsPerOctave)
        * (1 + HannBandwidth / 2 / Wavelets.Q(binsPerOctave));

    private double Rate(int halvings) => SampleRate / Math.Pow(2, halvings);

    /// <summary>How often the rate is halved for an octave: one more time for each one lower, while the hop stays whole.</summary>
    private int HalvingsOf(int octave)
    {
        var (possible, first) = (BitOperations.TrailingZeroCount(Hop), 0);
        // A rate far above the highest filter is halved before the top octave already, where that leaves halvings for all the others.
        while (Rate(first + 1) > 4 * Cutoff(BinsPerOctave, Octaves) && first + Octaves <= possible) first++;
        return Math.Min(possible, first + Octaves - 1 - octave);
    }

    /// <summary>Filters frame after frame, some at once, into <paramref name="magnitudes"/> [bins, frames].</summary>
    private static void Filter(double[] signal, int hop, torch.Tensor matrix, torch.Tensor scale, torch.Tensor magnitudes)
    {
        var (size, bins, frames) = ((int)matrix.shape[0], magnitudes.shape[0], (int)magnitudes.shape[1]);
        var atOnce = Math.Max(64, SamplesAtOnce / size); // many enough that a large matrix isn't read for a few frames
        var padded = new double[(long)(frames - 1) * hop + size];
        signal.AsSpan(0, Math.Min(signal.Length, padded.Length - size / 2)).CopyTo(padded.AsSpan(size / 2));
        using var scope = torch.NewDisposeScope();
        using var one = 1.ToScalar();
        var windows = torch.tensor(padded).unfold(0, size, hop); // [frames, nFft], a view
        for (var start = 0; start < frames; start += atOnce)
        {
            using var block = torch.NewDisposeScope();
            var count = Math.Min(atOnce, frames - start);
            // Cloned, so that torch multiplies in memory of its own, aligned alike every time.
            var responses = windows.narrow(0, start, count).clone().matmul(matrix); // [frames, 2 x bins]
            var (real, imaginary) = (responses.narrow(1, 0, bins), responses.narrow(1, bins, bins));
            var powers = (real * real).add_(imaginary * imaginary, alpha: one);
            magnitudes.narrow(1, start, count).copy_((powers.sqrt_() * scale).t());
        }
    }
}
