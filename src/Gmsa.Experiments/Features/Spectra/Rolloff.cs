namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Rolloff"/>.</summary>
public sealed record RolloffOptions : FramedOptions
{
    public override int CodeVersion => 1;

    public override IFeature Create(int sampleRate) => new Rolloff(this, sampleRate);
}

/// <summary>
/// Spectral roll-off, [1, 1 + samples / hop], Hz, 0 to half the sample rate: the lowest bin at or below which 85 % of a frame's summed
/// magnitudes lie; 0 where the frame is silent. librosa's <c>spectral_rolloff</c> with its defaults (nFft 2048, hop 512), but for sums
/// that come within rounding of the threshold: librosa's are of 32 bits and may be a bin off.
/// </summary>
internal sealed class Rolloff(RolloffOptions options, int sampleRate) : SpectrumRow(options, new("roll-off", "Hz"))
{
    private const double Share = 0.85;

    private readonly int nFft = options.NFft;

    protected override double Of(ReadOnlySpan<double> magnitudes)
    {
        var total = 0.0;
        foreach (var magnitude in magnitudes) total += magnitude;
        var (bin, sum) = (0, magnitudes[0]);
        while (sum < Share * total) sum += magnitudes[++bin];
        return (double)bin * sampleRate / nFft;
    }
}
