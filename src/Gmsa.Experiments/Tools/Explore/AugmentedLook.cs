using System.Numerics.Tensors;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>A clip to the pictures that show what every kind of augmentation does.</summary>
internal static class AugmentedLook
{
    private const int Draws = 16;

    public static AugmentedPictures Of(Waveform clip, Catalog catalog)
    {
        var feature = new MelOptions { Size = 128 }; // an experiment's default
        using var mel = feature.Create(clip.Rate);
        var picture = mel.Extract(clip);
        var facts = PictureFacts.Of(feature, clip.Samples.Length, clip.Rate);
        return new(feature, picture,
            [.. catalog.Augmentations.Select(k => Activator.CreateInstance(k.Options)).OfType<PictureAugmentationOptions>()
                .Where(options => options.Needs(facts) is null)
                .Select(options => Two(catalog.WordOf(options), options, picture.Values, facts))]);
    }

    /// <summary>The draw that is furthest from the picture, and the one that is furthest from both.</summary>
    private static AugmentedPicture Two(string kind, PictureAugmentationOptions options, float[] picture, PictureFacts facts)
    {
        var augmenter = new Augmenter([options], facts, new Seed(42).Derive(kind));
        float[][] draws = [.. Enumerable.Range(1, Draws).Select(draw => augmenter.Apply(picture, "", draw))];
        var first = draws.MaxBy(draw => TensorPrimitives.Distance<float>(draw, picture))!;
        return new(kind, options, first, draws.MaxBy(draw =>
            Math.Min(TensorPrimitives.Distance<float>(draw, picture), TensorPrimitives.Distance<float>(draw, first)))!);
    }
}
