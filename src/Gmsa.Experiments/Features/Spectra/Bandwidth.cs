namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Bandwidth"/>.</summary>
public sealed record BandwidthOptions : FramedOptions
{
    public override int CodeVersion => 1;

    public override IFeature Create(int sampleRate) => new Bandwidth(this, sampleRate);
}

/// <summary>
/// Spectral bandwidth, [1, 1 + samples / hop], Hz, 0 to a quarter of the sample rate: how far a frame's frequencies lie from its
/// centroid c, sqrt(sum(m (f - c)^2) / sum(m)), weighted by magnitude; 0 where the frame is silent. librosa's
/// <c>spectral_bandwidth</c> with its defaults (nFft 2048, hop 512, p 2).
/// </summary>
internal sealed class Bandwidth(BandwidthOptions options, int sampleRate) : SpectrumRow(options, new("bandwidth", "Hz"))
{
    private readonly int nFft = options.NFft;

    protected override double Of(ReadOnlySpan<double> magnitudes)
    {
        if (MeanBin(magnitudes) is not { } mean) return 0;
        var (sum, squares) = (0.0, 0.0);
        for (var bin = 0; bin < magnitudes.Length; bin++)
        {
            sum += magnitudes[bin];
            squares += magnitudes[bin] * (bin - mean) * (bin - mean);
        }
        return Math.Sqrt(squares / sum) * sampleRate / nFft;
    }
}
