using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Datasets;

/// <summary>What happens where the clip begins where many tracks end.</summary>
public enum PaddingRule
{
    /// <summary>A run stops before it starts.</summary>
    Refuse,

    /// <summary>It learns from what there is, silence included.</summary>
    Allow,
}

/// <summary>Which part of each track is used.</summary>
public sealed record ClipOptions
{
    [Description("Where the clip starts in the track. Default 0s.")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Offset { get; init; } = TimeSpan.Zero;

    [Description("How long the clip is; what a track lacks is filled with silence at its end. Default 30s.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(30);

    [Description("How many clips of this length one track gives, one behind the other; a further clip needs half its length of audio. "
        + "Clips of a "
        + "track stay together, and its prediction is the mean of theirs. Default 1.")]
    [Range(1, 1000)]
    public int PerTrack { get; init; } = 1;

    [Description("refuse stops a run where the offset leaves more than one track in twenty less than half of the sound that its clip "
        + "could hold, or most tracks little or nothing; allow learns from what there is, silence included. Default refuse.")]
    public PaddingRule Padding { get; init; } = PaddingRule.Refuse;

    /// <summary>The clip of this number, from 0, alone.</summary>
    public ClipOptions At(int number) => this with { Offset = Offset + number * Length, PerTrack = 1 };

    /// <summary>Samples of a clip at a rate in Hz.</summary>
    public int Samples(int sampleRate) => (int)Math.Round(Length.TotalSeconds * sampleRate);

    /// <summary>The shape of a feature of one clip, at the rate that the feature hears.</summary>
    /// <param name="sampleRate">The data's, in Hz.</param>
    /// <exception cref="Foundation.InputException">The options ask for what this sample rate has no room for.</exception>
    internal FeatureShape ShapeOf(FeatureOptions feature, int sampleRate)
    {
        var rate = feature is AudioFeatureOptions audio ? audio.HeardAt(sampleRate) : sampleRate;
        return feature.Shape(Samples(rate), rate);
    }

    /// <summary>What an augmentation has to know of a feature's pictures of clips, at the rate that the feature hears.</summary>
    /// <inheritdoc cref="ShapeOf"/>
    internal PictureFacts FactsOf(PictureOptions feature, int sampleRate)
    {
        var rate = feature.HeardAt(sampleRate);
        return PictureFacts.Of(feature, Samples(rate), rate);
    }
}
