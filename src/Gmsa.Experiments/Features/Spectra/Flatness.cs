namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Flatness"/>.</summary>
public sealed record FlatnessOptions : FramedOptions
{
    public override int CodeVersion => 1;

    public override IFeature Create(int sampleRate) => new Flatness(this);
}

/// <summary>
/// Spectral flatness, [1, 1 + samples / hop], without unit, above 0 (a pure tone) to 1 (white noise, and silence): the geometric by the
/// arithmetic mean of a frame's power, bins of less than 1e-10 counting as that. librosa's <c>spectral_flatness</c> with its defaults
/// (nFft 2048, hop 512, power 2). Dubnov, "Generalization of spectral flatness measure for non-Gaussian linear processes", 2004.
/// </summary>
internal sealed class Flatness(FlatnessOptions options) : SpectrumRow(options, new("flatness", ""))
{
    private const double SmallestPower = 1e-10;

    protected override double Of(ReadOnlySpan<double> magnitudes)
    {
        var (sum, log, product) = (0.0, 0.0, 1.0);
        foreach (var magnitude in magnitudes)
        {
            var power = Math.Max(SmallestPower, magnitude * magnitude);
            sum += power;
            product *= power;
            // The logarithm of a product in place of many: taken before a double runs out, a power being at most about 1e87.
            if (product is > 1e-200 and < 1e200) continue;
            log += Math.Log(product);
            product = 1;
        }
        log += Math.Log(product);
        return Math.Min(1, Math.Exp(log / magnitudes.Length) / (sum / magnitudes.Length));
    }
}
