using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="SpecAugment"/>; the defaults are the origin's.</summary>
[Description("SpecAugment: bends time a little, then hides stripes of rows and of frames under the picture's mean. It works on the picture "
    + "and stands for no sound: what is hidden makes a network look at the rest.")]
public sealed record SpecAugmentOptions : PictureAugmentationOptions
{
    [Description("How many frames at most a moment within the picture is moved, earlier or later. The picture needs more than twice as "
        + "many. Default 40; 0 for not at all.")]
    [Range(0, 10_000)]
    public int TimeWarp { get; init; } = 40;

    [Description("Stripes of rows to hide. Default 2.")]
    [Range(0, 20)]
    public int FrequencyMasks { get; init; } = 2;

    [Description("The most rows in a stripe; each has from 0 to so many. Default 13.")]
    [Range(0, 10_000)]
    public int FrequencyWidth { get; init; } = 13;

    [Description("Stripes of frames to hide. Default 2.")]
    [Range(0, 20)]
    public int TimeMasks { get; init; } = 2;

    [Description("The most frames in a stripe; each has from 0 to so many. Default 30.")]
    [Range(0, 10_000)]
    public int TimeWidth { get; init; } = 30;

    public override string? Needs(PictureFacts picture) =>
        TimeWarp > 0 && picture.Shape.Frames <= 2 * TimeWarp
        ? FormattableString.Invariant($"more than {2 * TimeWarp} frames for a timeWarp of {TimeWarp}")
        : FrequencyMasks > 0 && FrequencyWidth > picture.Shape.Rows
        ? FormattableString.Invariant($"at least {FrequencyWidth} rows for a frequencyWidth of {FrequencyWidth}")
        : TimeMasks > 0 && TimeWidth > picture.Shape.Frames
        ? FormattableString.Invariant($"at least {TimeWidth} frames for a timeWidth of {TimeWidth}")
        : null;

    public override IAugmentation Create(PictureFacts picture) => new SpecAugment(this, picture);
}

/// <summary>
/// Park and others, "SpecAugment: a simple data augmentation method for automatic speech recognition", Interspeech 2019. A moment, uniform
/// among those at least W frames from both ends, is moved by a distance uniform in (-W, W), and the frames before and after it are
/// stretched and squeezed evenly (linear interpolation, for the paper's splines); then frequency masks and time masks, whose widths are
/// uniform in 0 to F and 0 to T and whose places are uniform, are filled with the mean of the picture as it came, as the origin did it.
/// </summary>
internal sealed class SpecAugment(SpecAugmentOptions options, PictureFacts facts) : IAugmentation
{
    private readonly int rows = facts.Shape.Rows, frames = facts.Shape.Frames;

    public void Apply(Span<float> picture, SplitMix64 random)
    {
        var mean = Mean(picture);
        if (options.TimeWarp > 0) Warp(picture, random);
        for (var i = 0; i < options.FrequencyMasks; i++)
        {
            var (first, width) = Mask(random, options.FrequencyWidth, rows);
            picture.Slice(first * frames, width * frames).Fill(mean);
        }
        for (var i = 0; i < options.TimeMasks; i++)
        {
            var (first, width) = Mask(random, options.TimeWidth, frames);
            for (var row = 0; row < rows; row++) picture.Slice(row * frames + first, width).Fill(mean);
        }
    }

    private void Warp(Span<float> picture, SplitMix64 random)
    {
        var (most, last) = (options.TimeWarp, frames - 1);
        var moment = most + random.NextDouble() * (last - 2 * most);
        var moved = moment + (2 * random.NextDouble() - 1) * most;
        var sources = new double[frames];
        for (var frame = 0; frame < frames; frame++)
            sources[frame] = frame < moved ? frame * moment / moved
                : Math.Min(last, last - (last - frame) * (last - moment) / Math.Max(last - moved, double.Epsilon));
        TimeAxis.Move(picture, sources);
    }

    private static (int First, int Width) Mask(SplitMix64 random, int widest, int all)
    {
        var width = random.NextInt(widest + 1);
        return (random.NextInt(all - width + 1), width);
    }

    private static float Mean(ReadOnlySpan<float> picture)
    {
        var sum = 0.0;
        foreach (var value in picture) sum += value;
        return (float)(sum / picture.Length);
    }
}
