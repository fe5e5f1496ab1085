using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Centroid"/>.</summary>
public sealed record CentroidOptions : FeatureOptions
{
    [Description("Samples in a frame, and the length of its Fourier transform. Default 2048.")]
    [Range(16, 65536)]
    public int NFft { get; init; } = 2048;

    [Description("Samples from one frame to the next. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    public override FeatureShape Shape(int samples, int sampleRate) => new(1, Spectrum.Frames(samples, NFft, Hop));

    public override IFeature Create(int sampleRate) => new Centroid(this, sampleRate);
}

/// <summary>
/// Spectral centroid, [1, 1 + samples / hop], Hz: the mean frequency of each frame weighted by magnitude, 0 where the frame is silent.
/// librosa's <c>spectral_centroid</c> with its defaults.
/// </summary>
internal sealed class Centroid(CentroidOptions options, int sampleRate) : ISpectralFeature
{
    private readonly Spectrum spectrum = new(options.NFft, options.Hop);

    public FeatureMap Extract(Spectra spectra)
    {
        var values = new float[Spectrum.Frames(spectra.Samples, options.NFft, options.Hop)];
        var power = spectra.Power(spectrum);
        for (var frame = 0; frame < values.Length; frame++)
        {
            var bins = power.AsSpan(frame * spectrum.Bins, spectrum.Bins);
            var (sum, weighted) = (0.0, 0.0);
            for (var bin = 0; bin < bins.Length; bin++)
            {
                var magnitude = Math.Sqrt(bins[bin]);
                sum += magnitude;
                weighted += magnitude * bin;
            }
            // librosa leaves a frame alone whose magnitudes sum to less than the smallest normal float.
            values[frame] = sum < SmallestNormal ? 0 : Numbers.Saturate(weighted / sum * sampleRate / options.NFft);
        }
        return new(new(1, values.Length), values, new("centroid", "Hz"), Axis.Time);
    }

    private const double SmallestNormal = 1.17549435e-38;
}
