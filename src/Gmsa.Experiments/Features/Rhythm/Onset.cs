using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Onset"/>.</summary>
public sealed record OnsetOptions : AudioFeatureOptions
{
    [Description("Samples in a frame, and the length of its Fourier transform. Default 2048.")]
    [Range(16, 65536)]
    public int NFft { get; init; } = 2048;

    [Description("Samples from one frame to the next. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    public override FeatureShape Shape(int samples, int sampleRate) => new(1, Spectrum.Frames(samples, NFft, Hop));

    public override IFeature Create(int sampleRate) => new Onset(new(sampleRate, NFft, Hop));
}

/// <summary>Onset strength, [1, 1 + samples / hop], dB: <see cref="OnsetStrength"/>.</summary>
internal sealed class Onset(OnsetStrength strength) : ISpectralFeature
{
    public FeatureMap Extract(Spectra spectra)
    {
        var values = Array.ConvertAll(strength.Of(spectra), Numbers.Saturate);
        return new(new(1, values.Length), values, new("onset strength", "dB"), Axis.Time);
    }
}
