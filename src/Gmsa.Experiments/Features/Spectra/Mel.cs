using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="Mel"/>, and of what is made from it.</summary>
public record MelOptions : LoudnessOptions
{
    [Description("Samples from one frame to the next. Default 1024.")]
    public override int Hop { get; init; } = 1024;

    [Description("Mel bands from 0 Hz to half the sample rate. Default 128.")]
    [Range(1, 512)]
    public int Bands { get; init; } = 128;

    public override int CodeVersion => 1;

    protected sealed override int Rows => Bands;

    protected sealed override PitchAxis OwnPitchAxis(int sampleRate) => Features.PitchAxis.Mel(Bands, sampleRate);

    protected sealed override IFeature CreateOwn(int sampleRate) => new Mel(this, sampleRate);
}

/// <summary>
/// Mel spectrogram, [bands, 1 + samples / hop]: power in bands of Slaney's mel scale, in dB (10 log10) or as it is. The same numbers as
/// librosa's <c>melspectrogram</c> and <c>power_to_db</c>, but for the defaults hop 1024 (the origin's) and 0 dB at 1.
/// </summary>
internal sealed class Mel(MelOptions options, int sampleRate) : ISpectralFeature
{
    private readonly Spectrum spectrum = new(options.NFft, options.Hop);
    private readonly MelFilterBank filters = new(sampleRate, options.NFft, options.Bands);

    public FeatureMap Extract(Spectra spectra)
    {
        var shape = new FeatureShape(options.Bands, Spectrum.Frames(spectra.Samples, options.NFft, options.Hop));
        var power = filters.Apply(spectra.Power(spectrum), shape.Frames); // [bands, frames]
        var silence = Numbers.Saturate(options.Apply(power));
        return new(shape, Numbers.Saturate(power), new("mel band", ""), Axis.Time)
        {
            Silence = [.. Enumerable.Repeat(silence, shape.Rows)],
        };
    }
}
