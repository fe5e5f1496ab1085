using System.Runtime.InteropServices;
using Gmsa.Experiments.Foundation;
using TorchSharp;

namespace Gmsa.Experiments.Features;

/// <summary>
/// The short-time Fourier transform as librosa (0.10) makes it: periodic Hann window, frames centred on multiples of the hop,
/// zeros before the start and after the end; in double precision, by torch on one thread. Immutable and thread-safe.
/// </summary>
internal sealed record Spectrum(int NFft, int Hop)
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
        var window = torch.hann_window(NFft, periodic: true, dtype: torch.ScalarType.Float64);
        var spectrum = torch.stft(torch.tensor(padded), NFft, Hop, NFft, window, center: false, return_complex: true); // [bins, frames]
        var (real, imaginary) = (spectrum.real, spectrum.imag);
        using var one = 1.ToScalar();
        var power = (real * real).add_(imaginary * imaginary, alpha: one).t().contiguous();
        return MemoryMarshal.Cast<byte, double>(power.bytes).ToArray(); // data<double>() goes number by number
    }
}
