using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace Gmsa.Experiments.Features;

/// <summary>How loudness is written: decibels, or power as it is.</summary>
public enum LoudnessScale
{
    Db,
    Power,
}

/// <summary>Which power is 0 dB.</summary>
public enum LoudnessReference
{
    /// <summary>1, a sine at full scale being far above it: levels of different clips can be compared. Written 1 in YAML.</summary>
    [EnumMember(Value = "1")]
    One,

    /// <summary>The loudest value of each clip: levels are lost, as in the origin's pictures.</summary>
    Max,
}

/// <summary>Options of <see cref="Mel"/>.</summary>
public sealed record MelOptions : PictureOptions
{
    [Description("Samples in a frame, and the length of its Fourier transform. Default 2048.")]
    [Range(16, 65536)]
    public int NFft { get; init; } = 2048;

    [Description("Samples from one frame to the next. Default 1024.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 1024;

    [Description("Mel bands from 0 Hz to half the sample rate. Default 128.")]
    [Range(1, 512)]
    public int Bands { get; init; } = 128;

    [Description("db (10 log10 of the power) or power. Default db.")]
    public LoudnessScale Scale { get; init; } = LoudnessScale.Db;

    [Description("What 0 dB is: 1 keeps the levels of clips apart, max is each clip's loudest value. Default 1.")]
    public LoudnessReference Reference { get; init; } = LoudnessReference.One;

    [Description("dB: values further below the clip's loudest are raised to this distance. Default 80.")]
    [Range(1.0, 200.0)]
    public double Range { get; init; } = 80;

    public override int CodeVersion => 1;

    protected override FeatureShape OwnShape(int samples, int sampleRate) => new(Bands, Spectrum.Frames(samples, NFft, Hop));

    protected override IFeature CreateOwn(int sampleRate) => new Mel(this, sampleRate);
}

/// <summary>
/// Mel spectrogram, [bands, 1 + samples / hop]: power in bands of Slaney's mel scale, in dB or as it is. The same numbers as
/// librosa's <c>melspectrogram</c> and <c>power_to_db</c> with their defaults.
/// </summary>
internal sealed class Mel(MelOptions options, int sampleRate) : ISpectralFeature
{
    private readonly Spectrum spectrum = new(options.NFft, options.Hop);
    private readonly MelFilterBank filters = new(sampleRate, options.NFft, options.Bands);

    public FeatureMap Extract(Spectra spectra)
    {
        var shape = new FeatureShape(options.Bands, Spectrum.Frames(spectra.Samples, options.NFft, options.Hop));
        var power = filters.Apply(spectra.Power(spectrum), shape.Frames); // [bands, frames]
        if (options.Scale == LoudnessScale.Db)
            Numbers.ToDecibels(power, options.Reference == LoudnessReference.One ? 1 : null, options.Range);
        return new(shape, Array.ConvertAll(power, Numbers.Saturate), new("mel band", ""), Axis.Time);
    }
}
