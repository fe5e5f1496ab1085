using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="TimeStretch"/>.</summary>
[Description("Plays faster or slower at the same pitch. It works on the picture: the frames are resampled, so that notes last shorter or "
    + "longer, but so do their attacks and echoes, which a time stretch of the sound would leave as they are.")]
public sealed record TimeStretchOptions : PictureAugmentationOptions, IValidatableObject
{
    [Description("The lowest rate: 0.8 takes 1.25 times as long, and what no longer fits is cut off. Default 0.8.")]
    [Range(0.25, 4.0)]
    public double Slowest { get; init; } = 0.8;

    [Description("The highest rate: 1.25 takes 0.8 of the time, and quiet follows. Default 1.25.")]
    [Range(0.25, 4.0)]
    public double Fastest { get; init; } = 1.25;

    public override IAugmentation Create(PictureFacts picture) => new TimeStretch(this, picture);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Slowest > Fastest)
            yield return new(FormattableString.Invariant($"slowest is {Slowest}, more than fastest, {Fastest}"), [nameof(Slowest)]);
    }
}

/// <summary>
/// A rate, uniform in slowest to fastest: frame f becomes what stood at f times the rate, linearly between two frames. What ends early is
/// followed by the picture's minimum (by 0 where numbers are no levels).
/// </summary>
internal sealed class TimeStretch(TimeStretchOptions options, PictureFacts facts) : IAugmentation
{
    public void Apply(Span<float> picture, SplitMix64 random) =>
        At(picture, options.Slowest + random.NextDouble() * (options.Fastest - options.Slowest));

    internal void At(Span<float> picture, double rate)
    {
        var sources = new double[facts.Shape.Frames];
        for (var frame = 0; frame < sources.Length; frame++) sources[frame] = frame * rate;
        TimeAxis.Move(picture, sources, facts.Quiet(picture));
    }
}
