namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Contrast"/>.</summary>
public sealed record ContrastOptions : FramedPictureOptions
{
    public override int CodeVersion => 1;

    protected override int Rows => Contrast.Bands;

    protected override IFeature CreateOwn(int sampleRate) => new Contrast(this, sampleRate);
}

/// <summary>
/// Spectral contrast, [7, 1 + samples / hop], dB: how far the peaks of each octave stand above its valleys, which are the means of the
/// largest and of the smallest 2 % of its magnitudes (at least one), each as 10 log10, down to 80 dB below the largest such value of the
/// clip. Bands in Hz: 0-200, 200-400, 400-800, 800-1600, 1600-3200, 3200-6400, and from 6400 up. The uppermost that begins below half the
/// sample rate reaches to there; those above it are 0, as is a band without a bin. librosa's <c>spectral_contrast</c> with its defaults
/// (nFft 2048, hop 512), and with as many bands as the rate has room for (n_bands 5 at 8 kHz) where librosa refuses 7.
/// Jiang et al., "Music type classification by spectral contrast feature", 2002.
/// </summary>
internal sealed class Contrast : ISpectralFeature
{
    public const int Bands = 7;
    private const double LowestEdge = 200; // Hz
    private const double Quantile = 0.02;

    private readonly Spectrum spectrum;
    private readonly IReadOnlyList<(int Row, Range Bins, int Extremes)> bands;

    public Contrast(ContrastOptions options, int sampleRate)
    {
        spectrum = new(options.NFft, options.Hop);
        bands = [.. BandsOf(spectrum.Bins, (double)sampleRate / options.NFft, sampleRate / 2.0)];
    }

    public FeatureMap Extract(Spectra spectra)
    {
        var magnitudes = spectra.Magnitude(spectrum);
        var frames = magnitudes.Length / spectrum.Bins;
        var (peaks, valleys) = (new double[Bands * frames], new double[Bands * frames]); // [bands, frames]
        var kept = new double[spectrum.Bins];
        for (var frame = 0; frame < frames; frame++)
            foreach (var (row, bins, extremes) in bands)
            {
                var band = magnitudes.AsSpan(frame * spectrum.Bins, spectrum.Bins)[bins];
                valleys[row * frames + frame] = MeanOfSmallest(band, 1, kept.AsSpan(0, extremes));
                peaks[row * frames + frame] = -MeanOfSmallest(band, -1, kept.AsSpan(0, extremes));
            }
        var silentPeak = Numbers.ToDecibels(peaks, reference: 1, range: 80);
        var silentValley = Numbers.ToDecibels(valleys, reference: 1, range: 80);
        var (values, silence) = (new float[Bands * frames], new float[Bands]);
        foreach (var (row, _, _) in bands)
        {
            silence[row] = Numbers.Saturate(silentPeak - silentValley);
            for (var i = row * frames; i < (row + 1) * frames; i++) values[i] = Numbers.Saturate(peaks[i] - valleys[i]);
        }
        return new(new(Bands, frames), values, new("octave band", ""), Axis.Time) { Silence = silence };
    }

    /// <summary>
    /// The bins of each band that has some. As in librosa, a band begins a bin below its edge, and all but the uppermost end a bin before
    /// theirs; how many bins are 2 % is counted before that.
    /// </summary>
    private static IEnumerable<(int Row, Range Bins, int Extremes)> BandsOf(int bins, double hzPerBin, double top)
    {
        for (var row = 0; row < Bands && Edge(row) < top; row++)
        {
            var uppermost = row == Bands - 1 || Edge(row + 1) >= top;
            var first = (int)Math.Ceiling(Edge(row) / hzPerBin);
            var last = uppermost ? bins - 1 : (int)Math.Floor(Edge(row + 1) / hzPerBin);
            if (last < first) continue;
            if (row > 0) first--;
            var count = last - first + 1;
            var end = uppermost ? last + 1 : last;
            if (end > first) yield return (row, first..end, (int)Math.Max(1, Math.Round(Quantile * count, MidpointRounding.ToEven)));
        }
    }

    private static double Edge(int band) => band == 0 ? 0 : LowestEdge * (1 << (band - 1));

    /// <summary>The mean of as many of the smallest values, times <paramref name="sign"/>, as there is room for.</summary>
    private static double MeanOfSmallest(ReadOnlySpan<double> values, double sign, Span<double> kept)
    {
        var held = 0;
        foreach (var value in values)
        {
            var signed = sign * value;
            if (held == kept.Length && signed >= kept[^1]) continue;
            var place = held == kept.Length ? held - 1 : held++;
            for (; place > 0 && kept[place - 1] > signed; place--) kept[place] = kept[place - 1];
            kept[place] = signed;
        }
        var sum = 0.0;
        foreach (var value in kept) sum += value;
        return sum / kept.Length;
    }
}
