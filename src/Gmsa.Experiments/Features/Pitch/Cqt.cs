using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.Serialization;

namespace Gmsa.Experiments.Features;

/// <summary>How many octaves from C1 up; the value is the number.</summary>
public enum OctaveCount
{
    /// <summary>As many as fit below half the sample rate, 7 at most: 7 at 22,050 Hz, 6 at 8,000 Hz, 3 at 1,000 Hz.</summary>
    Auto,

    [EnumMember(Value = "1")]
    One,

    [EnumMember(Value = "2")]
    Two,

    [EnumMember(Value = "3")]
    Three,

    [EnumMember(Value = "4")]
    Four,

    [EnumMember(Value = "5")]
    Five,

    [EnumMember(Value = "6")]
    Six,

    [EnumMember(Value = "7")]
    Seven,
}

/// <summary>Options of <see cref="Cqt"/>.</summary>
public sealed record CqtOptions : PictureOptions
{
    [Description("Bins in an octave: 12 for semitones. Default 12.")]
    [Range(1, 120)]
    public int BinsPerOctave { get; init; } = 12;

    [Description("Octaves from C1 (32.7 Hz) up, 1 to 7; more than fit below half the sample rate are an error. "
        + "Default auto: as many as fit, "
        + "7 at most.")]
    public OctaveCount Octaves { get; init; } = OctaveCount.Auto;

    [Description("Samples from one frame to the next; multiples of 64 are fastest. Default 512.")]
    [Range(1, 65536)]
    public int Hop { get; init; } = 512;

    public override int CodeVersion => 1;

    protected override FeatureShape OwnShape(int samples, int sampleRate) =>
        new(Transform(sampleRate).Bins, ConstantQ.Frames(samples, Hop));

    public override PictureLevel Level => PictureLevel.Magnitude;

    protected override PitchAxis OwnPitchAxis(int sampleRate) => Features.PitchAxis.Pitches(BinsPerOctave);

    protected override IFeature CreateOwn(int sampleRate) => new Cqt(Transform(sampleRate));

    private ConstantQ Transform(int sampleRate) =>
        new(sampleRate, BinsPerOctave, ConstantQ.OctavesAt(sampleRate, BinsPerOctave, (int)Octaves), Hop);
}

/// <summary>
/// Constant-Q spectrogram, [bins, 1 + samples / hop]: magnitudes of bins evenly spaced in pitch from C1, each filter as long as its Q asks
/// for, centred frames, zeros beyond the ends. A sine of amplitude A at a bin's centre gives A / 2 times the square root of the filter's
/// length in samples. librosa's <c>cqt</c> with its defaults and <c>tuning=0</c>.
/// </summary>
internal sealed class Cqt(ConstantQ transform) : ISpectralFeature
{
    private readonly string[]? names = transform.BinsPerOctave == PitchClasses.Count
        ? [.. Enumerable.Range(0, transform.Bins).Select(Note)] : null;

    public FeatureMap Extract(Spectra spectra)
    {
        var shape = new FeatureShape(transform.Bins, ConstantQ.Frames(spectra.Samples, transform.Hop));
        return new(shape, Array.ConvertAll(spectra.Magnitudes(transform), Numbers.Saturate), new("pitch", "", names), Axis.Time);
    }

    private static string Note(int semitone) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{PitchClasses.Names[semitone % PitchClasses.Count]}{1 + semitone / PitchClasses.Count}");
}
