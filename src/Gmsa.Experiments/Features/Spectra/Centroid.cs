namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Centroid"/>.</summary>
public sealed record CentroidOptions : FramedOptions
{
    public override int CodeVersion => 1;

    public override IFeature Create(int sampleRate) => new Centroid(this, sampleRate);
}

/// <summary>
/// Spectral centroid, [1, 1 + samples / hop], Hz, 0 to half the sample rate: the mean frequency of each frame weighted by magnitude,
/// sum(f m) / sum(m); 0 where the frame is silent. librosa's <c>spectral_centroid</c> with its defaults (nFft 2048, hop 512).
/// </summary>
internal sealed class Centroid(CentroidOptions options, int sampleRate) : SpectrumRow(options, new("centroid", "Hz"))
{
    private readonly int nFft = options.NFft;

    protected override double Of(ReadOnlySpan<double> magnitudes) => (MeanBin(magnitudes) ?? 0) * sampleRate / nFft;
}
