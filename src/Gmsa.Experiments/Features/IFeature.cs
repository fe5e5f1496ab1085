using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Features;

/// <summary>
/// Turns audio into numbers. Deterministic, thread-safe, and finite for every waveform, silence and a single sample included.
/// </summary>
/// <remarks>
/// Whoever makes one disposes of it, once nobody extracts with it any more. One that holds what has to be disposed of (a session of a
/// library, other features) says how; the others have nothing to say.
/// </remarks>
public interface IFeature : IDisposable
{
    FeatureMap Extract(Waveform clip);

#pragma warning disable CA1816 // Who holds nothing has no finalizer either.
    void IDisposable.Dispose()
    {
    }
#pragma warning restore CA1816
}

/// <summary>How many numbers a feature gives. A vector has one frame; a picture has several rows and frames.</summary>
public readonly record struct FeatureShape(int Rows, int Frames)
{
    public int Count => Rows * Frames;
    public bool IsVector => Frames == 1;
    public bool IsPicture => Rows > 1 && Frames > 1;

    public override string ToString() => FormattableString.Invariant($"{Rows} x {Frames}");
}

/// <summary>What a direction of a feature map means, for people: "mel band" in "", "time" in "s".</summary>
/// <param name="Labels">What each row or frame is called, where they have names of their own ("mfcc 3 mean").</param>
public sealed record Axis(string Name, string Unit, IReadOnlyList<string>? Labels = null)
{
    /// <summary>Time, in seconds from the start of the clip.</summary>
    public static Axis Time { get; } = new("time", "s");

    /// <summary>"time, s", or "mel band" where there is no unit.</summary>
    public string Words => Unit.Length == 0 ? Name : $"{Name}, {Unit}";
}

/// <summary>The numbers of one feature of one clip.</summary>
/// <param name="Values">Row-major, [rows, frames].</param>
public sealed record FeatureMap(FeatureShape Shape, float[] Values, Axis RowAxis, Axis FrameAxis)
{
    /// <summary>What each row holds in a frame of the silence that fills up a clip; null: 0.</summary>
    public IReadOnlyList<float>? Silence { get; init; }

    /// <summary>The same with frames of silence at its end, so that there are at least so many.</summary>
    public FeatureMap FilledTo(int frames)
    {
        if (frames <= Shape.Frames) return this;
        var values = new float[Shape.Rows * frames];
        for (var row = 0; row < Shape.Rows; row++)
        {
            var filled = values.AsSpan(row * frames, frames);
            Values.AsSpan(row * Shape.Frames, Shape.Frames).CopyTo(filled);
            if (Silence is { } silence) filled[Shape.Frames..].Fill(silence[row]);
        }
        return this with { Shape = Shape with { Frames = frames }, Values = values };
    }
}

/// <summary>The options of one feature, of audio or of the manifest's columns.</summary>
public abstract record FeatureOptions
{
    [Description("What trainers call this feature in `on`. Default: its kind.")]
    public string? Name { get; init; }

    /// <summary>
    /// The name of the code, by which the cache knows its numbers: the record's without "Options", in camelCase. What experiment files call
    /// it, the catalog says.
    /// </summary>
    public string Kind => CodeName.Of(GetType());

    /// <summary>The shape of what the feature gives for a clip of so many samples at the rate that it hears.</summary>
    /// <exception cref="InputException">The options ask for what this sample rate has no room for.</exception>
    public abstract FeatureShape Shape(int samples, int sampleRate);
}

/// <summary>The options of a feature of audio. Each kind's record stands beside what it configures, and makes it.</summary>
public abstract record AudioFeatureOptions : FeatureOptions
{
    [Description("Samples a second, in Hz, that this feature hears, whatever the others do: a file is decoded once and resampled to each "
        + "rate. Above half of a file's own rate there is nothing to hear. Default: that of `data`.")]
    [Range(1000, 192_000)]
    public virtual int? SampleRate { get; init; }

    /// <summary>
    /// The rate in Hz that the feature hears, whatever that of the data is; null: that of the data. A kind that hears one rate alone
    /// overrides <see cref="SampleRate"/>, with that rate as its default and its range.
    /// </summary>
    public virtual int? OwnRate => SampleRate;

    /// <summary>The rate in Hz that the feature hears among data of this rate.</summary>
    public int HeardAt(int sampleRate) => OwnRate ?? sampleRate;

    /// <summary>The same where it is another than the data's; else null.</summary>
    internal int? RateBeside(int sampleRate) => OwnRate is { } own && own != sampleRate ? own : null;

    /// <summary>The version of the code behind this kind: raised whenever its numbers change, so that cached ones are made again.</summary>
    public abstract int CodeVersion { get; }

    /// <param name="sampleRate">Hz, of the clips that it will be given: what <see cref="HeardAt"/> says.</param>
    public abstract IFeature Create(int sampleRate);
}

/// <summary>
/// The options of a feature that has several rows and runs in time: a picture, in its own shape or resampled to a square.
/// </summary>
public abstract record PictureOptions : AudioFeatureOptions
{
    [Description("Resamples the picture to size x size pixels: area-averaged where it shrinks, linear where it grows. Default: its own.")]
    [Range(8, 1024)]
    public virtual int? Size { get; init; }

    /// <inheritdoc/>
    public sealed override FeatureShape Shape(int samples, int sampleRate) =>
        Size is { } size ? new FeatureShape(size, size) : OwnShape(samples, sampleRate);

    /// <inheritdoc/>
    public override IFeature Create(int sampleRate)
    {
        var own = CreateOwn(sampleRate);
        return Size is { } size ? new PictureSize(new WholeClip(own, samples => OwnShape(samples, sampleRate)), size) : own;
    }

    /// <summary>What the numbers say of how loud the sound was. By default nothing.</summary>
    public virtual PictureLevel Level => PictureLevel.None;

    /// <summary>Where a picture's sounds stand when they are played higher; null where rows are no pitches.</summary>
    /// <exception cref="InputException">The options ask for what this sample rate has no room for.</exception>
    public PitchAxis? PitchAxis(int sampleRate) =>
        Size is { } size ? OwnPitchAxis(sampleRate)?.Resampled(OwnShape(1, sampleRate).Rows, size) : OwnPitchAxis(sampleRate);

    /// <summary>The same before <see cref="Size"/>. By default null.</summary>
    protected virtual PitchAxis? OwnPitchAxis(int sampleRate) => null;

    /// <summary>The shape before <see cref="Size"/>.</summary>
    protected abstract FeatureShape OwnShape(int samples, int sampleRate);

    /// <summary>The feature in its own shape, before <see cref="Size"/>.</summary>
    protected abstract IFeature CreateOwn(int sampleRate);
}
