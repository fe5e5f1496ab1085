using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>
/// Changes one picture at random. Thread-safe; the same generator gives the same picture, and finite numbers stay finite.
/// </summary>
public interface IAugmentation
{
    /// <param name="picture">Row-major, [rows, frames], the lowest row first, the feature's own numbers; changed in place.</param>
    void Apply(Span<float> picture, SplitMix64 random);
}

/// <summary>What an augmentation has to know of the pictures it changes.</summary>
/// <param name="Pitch">Where sounds stand when they are played higher; null where rows are no pitches.</param>
public sealed record PictureFacts(FeatureShape Shape, PictureLevel Level, PitchAxis? Pitch)
{
    /// <summary>The pictures that a feature makes of clips of so many samples.</summary>
    /// <exception cref="InputException">The options ask for what this sample rate has no room for.</exception>
    public static PictureFacts Of(PictureOptions feature, int samples, int sampleRate) =>
        new(feature.Shape(samples, sampleRate), feature.Level, feature.PitchAxis(sampleRate));

    /// <summary>What fills places that no sound was moved to: the picture's minimum where numbers are levels, else 0.</summary>
    internal float Quiet(ReadOnlySpan<float> picture) => Level == PictureLevel.None ? 0 : TensorPrimitives.Min(picture);
}

/// <summary>The options of one way to augment pictures.</summary>
public abstract record AugmentationOptions
{
    [Description("The chance that a picture is changed, each time it is learnt from. Default 1.")]
    [Range(0.0, 1.0)]
    public double Probability { get; init; } = 1;

    /// <summary>
    /// The name of the code, by which the cache knows its numbers: the record's without "Options", in camelCase. What experiment files call
    /// it, the catalog says.
    /// </summary>
    public string Kind => CodeName.Of(GetType());

    /// <summary>
    /// Null where such pictures can be changed, else why they can't, in words that go behind "needs": "more than 80 frames".
    /// </summary>
    public virtual string? Needs(PictureFacts picture) => null;
}

/// <summary>The options of an augmentation that needs no picture but the one it changes: all but <see cref="MixupOptions"/>.</summary>
public abstract record PictureAugmentationOptions : AugmentationOptions
{
    public abstract IAugmentation Create(PictureFacts picture);
}
