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
        var padded = new double[Math.Max(NFft, samples.Length + NFft / 2 * 2)];
        for (var i = 0; i < samples.Length; i++) padded[NFft / 2 + i] = samples[i];
        var spectrum = torch.stft(torch.tensor(padded), NFft, Hop, NFft, Weights(), center: false, return_complex: true); // [bins, frames]
        var (real, imaginary) = (spectrum.real, spectrum.imag);
        using var one = 1.ToScalar();
        var power = (real * real).add_(imaginary * imaginary, alpha: one).t().contiguous();
        return MemoryMarshal.Cast<byte, double>(power.bytes).ToArray(); // data<double>() goes number by number
    }

    private torch.Tensor Weights() => Window switch
    {
        FrameWindow.Hann => torch.hann_window(NFft, periodic: true, dtype: torch.ScalarType.Float64),
        FrameWindow.Hamming => torch.hamming_window(NFft, periodic: true, dtype: torch.ScalarType.Float64),
        FrameWindow.Blackman => torch.blackman_window(NFft, periodic: true, dtype: torch.ScalarType.Float64),
        _ => throw new ArgumentOutOfRangeException(nameof(Window), Window, "not a window"),
    };
}
