using System.Runtime.InteropServices;
using TorchSharp;

namespace Gmsa.Experiments.Features;

/// <summary>
/// The filters of one octave: Hann-windowed complex sinusoids, all of the same Q and of area 1, as librosa's <c>filters.wavelet</c> and
/// <c>cqt</c> make them. Their spectra are cut to the positive frequencies and then, from the weakest bin up, by less than 1 % of their
/// magnitude; librosa does so for speed, and here it is done for the same numbers.
/// </summary>
internal static class Wavelets
{
    private const double Cut = 0.01;

    /// <summary>Centre frequency over bandwidth, where a filter's band reaches to its neighbours' centres.</summary>
    public static double Q(int binsPerOctave)
    {
        var ratio = Math.Pow(2, 2.0 / binsPerOctave);
        return (ratio + 1) / (ratio - 1);
    }

    /// <summary>
    /// The matrix [nFft, 2 x bins] by which frames of samples are multiplied: the real parts of all filters, then the imaginary ones. It
    /// belongs to the caller's dispose scope.
    /// </summary>
    /// <param name="lowest">Hz: the frequency of the octave's first bin.</param>
    /// <param name="rate">Hz: samples a second.</param>
    public static torch.Tensor Matrix(double lowest, double rate, int bins)
    {
        var size = 1; // the longest filter, up to a power of two
        while (size < Q(bins) * rate / lowest) size *= 2;
        var (real, imaginary) = (new double[bins * size], new double[bins * size]);
        for (var bin = 0; bin < bins; bin++)
        {
            var hz = lowest * Math.Pow(2, (double)bin / bins);
            Fill(Q(bins) * rate / hz, 2 * Math.PI * hz / rate, real.AsSpan(bin * size, size), imaginary.AsSpan(bin * size, size));
        }
        using var scope = torch.NewDisposeScope();
        var spectra = torch.fft.fft_(torch.complex(torch.tensor(real, [bins, size]), torch.tensor(imaginary, [bins, size])));
        var kept = Kept(MemoryMarshal.Cast<byte, double>(spectra.abs().contiguous().bytes), size);
        // A spectrum times a filter's spectrum, summed over bins, is a sum over samples: so the second transform, not the inverse.
        var filters = torch.fft.fft_(spectra * torch.tensor(kept, [bins, size])); // [bins, nFft]
        using var scale = (1.0 / size).ToScalar();
        return torch.cat([filters.real, filters.imag]).mul(scale).t().contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>One filter in the middle of its row.</summary>
    private static void Fill(double length, double step, Span<double> real, Span<double> imaginary)
    {
        var (from, to) = ((int)Math.Floor(-length / 2), (int)Math.Floor(length / 2));
        var (count, sum) = (to - from, 0.0);
        for (var i = 0; i < count; i++) sum += Hann(i, count);
        for (var i = 0; i < count; i++)
        {
            var (sine, cosine) = Math.SinCos(step * (from + i));
            var at = (real.Length - count) / 2 + i;
            real[at] = cosine * Hann(i, count) / sum;
            imaginary[at] = sine * Hann(i, count) / sum;
        }
    }

    private static double Hann(int index, int count) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * index / count);

    /// <summary>1 for the bins that are kept of each spectrum, 0 for the rest.</summary>
    private static double[] Kept(ReadOnlySpan<double> magnitudes, int size)
    {
        var kept = new double[magnitudes.Length];
        for (var row = 0; row < kept.Length; row += size)
        {
            var positive = magnitudes.Slice(row, size / 2 + 1);
            var sorted = positive.ToArray();
            Array.Sort(sorted);
            var (all, weakest, below) = (sorted.Sum(), 0, sorted[0]);
            while (below < Cut * all) below += sorted[++weakest];
            for (var bin = 0; bin < positive.Length; bin++) kept[row + bin] = positive[bin] >= sorted[weakest] ? 1 : 0;
        }
        return kept;
    }
}
