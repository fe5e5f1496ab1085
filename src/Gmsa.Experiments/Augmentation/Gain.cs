using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="Gain"/>.</summary>
[Description("Louder or softer. It works on the picture, and is what a gain of the sound would give: added in dB, multiplied elsewhere "
    + "(but for the lowest levels, which a feature may cut off).")]
public sealed record GainOptions : PictureAugmentationOptions
{
    [Description("The most that is added or taken away, in dB; uniform between. Default 6.")]
    [Range(0.0, 60.0)]
    public double Decibels { get; init; } = 6;

    public override string? Needs(PictureFacts picture) =>
        picture.Level == PictureLevel.None ? "a picture of levels (mel, spectrogram, stft or cqt)" : null;

    public override IAugmentation Create(PictureFacts picture) => new Gain(this, picture);
}

/// <summary>
/// Some dB, uniform in both directions, added to levels in dB; power and magnitudes are multiplied by what that is for them.
/// </summary>
internal sealed class Gain(GainOptions options, PictureFacts facts) : IAugmentation
{
    public void Apply(Span<float> picture, SplitMix64 random)
    {
        var decibels = (2 * random.NextDouble() - 1) * options.Decibels;
        var factor = Math.Pow(10, decibels / (facts.Level == PictureLevel.Power ? 10 : 20));
        foreach (ref var value in picture)
            value = facts.Level == PictureLevel.Decibels ? (float)(value + decibels) : Numbers.Saturate(value * factor);
    }
}
