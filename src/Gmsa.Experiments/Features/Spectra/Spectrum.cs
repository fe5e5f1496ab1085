using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Foundation;
using TorchSharp;

namespace Gmsa.Experiments.Features;

/// <summary>What the samples of a frame are weighted by; all are periodic, as for spectra.</summary>
public enum FrameWindow
{
    /// <summary>0.5 - 0.5 cos.</summary>
    Hann,

    /// <summary>0.54 - 0.46 cos.</summary>
    Hamming,

    /// <summary>0.42 - 0.5 cos + 0.08 cos of twice the angle.</summary>
    Blackman,
}

/// <summary>
/// The short-time Fourier transform as librosa (0.10) makes it: periodic window, frames centred on multiples of the hop,
/// zeros before the start and after the end; in double precision, by torch on one thread. Immutable and thread-safe.
/// </summary>
internal sealed record Spectrum(int NFft, int Hop, FrameWindow Window = FrameWindow.Hann)
{
    /// <summary>Bins from 0 Hz to half the sample rate: 1 + nFft / 2.</summary>
    public int Bins => 1 + NFft / 2;

    /// <summary>Centred frames of a clip; at least 1.</summary>
    public static int Frames(int samples, int nFft, int hop) => 1 + Math.Max(0, samples + nFft / 2 * 2 - nFft) / hop;

    /// <summary>|X|^2 of every frame, row-major [frames, bins].</summary>
    public double[] Power(float[] samples)
    {
        TorchRuntime.UseOneThread();
        using var scope = torch.NewDisposeScope();
        var window = Weights();
        var frames = Frames(samples.Length, NFft, Hop);
        var power = GC.AllocateUninitializedArray<double>(frames * Bins);
        // A part at a time, so that what is between samples and power stays in the processor's cache. Parts of a clip are about equal: one
        // long frame alone is transformed another way, and its last bits would differ.
        var parts = 1 + (frames - 1) / Math.Max(4, PartSamples / Math.Max(NFft, Hop));
        for (var part = 0; part < parts; part++)
        {
            var (first, end) = ((int)((long)part * frames / parts), (int)((part + 1L) * frames / parts));
            PowerOfPart(samples, first, end - first, window, power.AsSpan(first * Bins, (end - first) * Bins));
        }
        return power;
    }

    private const int PartSamples = 1 << 17;

    private void PowerOfPart(float[] samples, int first, int count, torch.Tensor window, Span<double> power)
    {
        using var scope = torch.NewDisposeScope();
        var part = torch.zeros((count - 1L) * Hop + NFft, dtype: torch.ScalarType.Float64);
        var start = (long)first * Hop - NFft / 2; // of the part among the samples
        var (from, to) = (Math.Clamp(start, 0, samples.Length), Math.Clamp(start + part.shape[0], 0, samples.Length));
        TensorPrimitives.ConvertTruncating(
            samples.AsSpan((int)from, (int)(to - from)), MemoryMarshal.Cast<byte, double>(part.bytes)[(int)(from - start)..]);
        var spectrum = torch.stft(part, NFft, Hop, NFft, window, center: false, return_complex: true).t().contiguous(); // [frames, bins]
        var numbers = MemoryMarshal.Cast<byte, Complex>(spectrum.bytes);
        for (var i = 0; i < power.Length; i++)
        {
            var (real, imaginary) = (numbers[i].Real, numbers[i].Imaginary);
            power[i] = real * real + imaginary * imaginary;
        }
    }

    private torch.Tensor Weights() => Window switch
    {
        FrameWindow.Hann => torch.hann_window(NFft, periodic: true, dtype: torch.ScalarType.Float64),
        FrameWindow.Hamming => torch.hamming_window(NFft, periodic: true, dtype: torch.ScalarType.Float64),
        FrameWindow.Blackman => torch.blackman_window(NFft, periodic: true, dtype: torch.ScalarType.Float64),
        _ => throw new ArgumentOutOfRangeException(nameof(Window), Window, "not a window"),
    };
}
