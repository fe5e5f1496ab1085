using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Augmentation;

/// <summary>Pictures to change, and what is known of them.</summary>
internal static class PictureNumbers
{
    public const int Rate = 8000;

    public static PictureFacts Facts(int rows, int frames, PictureLevel level = PictureLevel.None, PitchAxis? pitch = null) => new(new(rows, frames), level, pitch);

    public static PictureFacts Facts(PictureOptions feature, int seconds = 10) => PictureFacts.Of(feature, seconds * Rate, Rate);

    /// <summary>Uniform numbers in [low, high).</summary>
    public static float[] Noise(int count, double low, double high, ulong seed = 1)
    {
        var random = new Seed(seed).Generator();
        return [.. Enumerable.Range(0, count).Select(_ => (float)(low + (high - low) * random.NextDouble()))];
    }

    public static float[] Changed(this PictureAugmentationOptions options, PictureFacts facts, float[] picture, ulong seed = 1)
    {
        float[] changed = [.. picture];
        options.Create(facts).Apply(changed, new Seed(seed).Generator());
        return changed;
    }

    /// <summary>[rows, frames] as one array a row.</summary>
    public static float[][] Rows(this float[] picture, int frames) => [.. picture.Chunk(frames)];
}
