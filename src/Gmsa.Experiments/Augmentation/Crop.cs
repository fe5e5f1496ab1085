using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="Crop"/>.</summary>
[Description("Keeps a part of the time at a random place and stretches it back to all frames. It works on the picture: near to a shorter "
    + "piece of the clip, played so much slower without its pitch falling.")]
public sealed record CropOptions : PictureAugmentationOptions
{
    [Description("The smallest share of the time that is kept; it is uniform from there to 1. Default 0.8.")]
    [Range(0.1, 1.0)]
    public double Least { get; init; } = 0.8;

    public override IAugmentation Create(PictureFacts picture) => new Crop(this, picture);
}

/// <summary>A share of the time, uniform in least to 1, at a uniform place, resampled linearly to the same number of frames.</summary>
internal sealed class Crop(CropOptions options, PictureFacts facts) : IAugmentation
{
    public void Apply(Span<float> picture, SplitMix64 random)
    {
        var last = facts.Shape.Frames - 1;
        var share = options.Least + random.NextDouble() * (1 - options.Least);
        var start = random.NextDouble() * last * (1 - share);
        var sources = new double[facts.Shape.Frames];
        for (var frame = 0; frame < sources.Length; frame++) sources[frame] = Math.Min(last, start + frame * share);
        TimeAxis.Move(picture, sources);
    }
}
