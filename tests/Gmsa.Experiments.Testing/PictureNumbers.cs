using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Testing;

/// <summary>Pictures to change, and what is known of them.</summary>
public static class PictureNumbers
{
    /// <summary>Hz.</summary>
    public const int Rate = 8000;

    /// <summary>Of pictures of [rows, frames].</summary>
    public static PictureFacts Facts(int rows, int frames, PictureLevel level = PictureLevel.None, PitchAxis? pitch = null) =>
        new(new(rows, frames), level, pitch);

    /// <summary>Of a feature's pictures of a clip of so many seconds.</summary>
    public static PictureFacts Facts(PictureOptions feature, int seconds = 10) => PictureFacts.Of(feature, seconds * Rate, Rate);

    /// <summary>Uniform numbers in [low, high).</summary>
    public static float[] Noise(int count, double low, double high, ulong seed = 1)
    {
        var random = new Seed(seed).Generator();
        return [.. Enumerable.Range(0, count).Select(_ => (float)(low + (high - low) * random.NextDouble()))];
    }

    /// <summary>What an augmentation makes of a picture, row-major [rows, frames].</summary>
    public static float[] Changed(this PictureAugmentationOptions options, PictureFacts facts, float[] picture, ulong seed = 1)
    {
        float[] changed = [.. picture];
        options.Create(facts).Apply(changed, new Seed(seed).Generator());
        return changed;
    }

    /// <summary>[rows, frames] as one array a row.</summary>
    public static float[][] Rows(this float[] picture, int frames) => [.. picture.Chunk(frames)];
}
