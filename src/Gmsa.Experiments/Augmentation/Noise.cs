using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="Noise"/>.</summary>
[Description("Adds noise. It works on the picture: levels get the power that white noise would have had there, but for the chance of the "
    + "two waves strengthening or weakening each other; other pictures get plain noise on their numbers, which stands for no sound.")]
public sealed record NoiseOptions : PictureAugmentationOptions, IValidatableObject
{
    [Description("The lowest ratio of signal to noise, in dB: the strongest noise. Default 10.")]
    [Range(-20.0, 100.0)]
    public double Lowest { get; init; } = 10;

    [Description("The highest ratio of signal to noise, in dB: the faintest noise. Default 40.")]
    [Range(-20.0, 100.0)]
    public double Highest { get; init; } = 40;

    public override IAugmentation Create(PictureFacts picture) => new Noise(this, picture);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lowest > Highest)
            yield return new(FormattableString.Invariant($"lowest is {Lowest}, more than highest, {Highest}"), [nameof(Lowest)]);
    }
}

/// <summary>
/// A ratio in dB, uniform in lowest to highest, of the mean power of the picture to the mean power of the noise. White noise has an
/// exponentially distributed power in each bin of a spectrum: such numbers are added to the picture's power, and it is written as before.
/// Pictures without levels get normal numbers added, whose variance is that part of their mean square.
/// </summary>
internal sealed class Noise(NoiseOptions options, PictureFacts facts) : IAugmentation
{
    private const float PerDecibel = 0.23025851f; // ln(10) / 10

    public void Apply(Span<float> picture, SplitMix64 random)
    {
        var ratio = Math.Pow(10, (options.Lowest + random.NextDouble() * (options.Highest - options.Lowest)) / 10);
        if (facts.Level == PictureLevel.Decibels) AddToDecibels(picture, ratio, random);
        else AddToLinear(picture, ratio, random);
    }

    /// <summary>Relative to the loudest value, so that no level is beyond what power can say; noise makes no value less.</summary>
    private static void AddToDecibels(Span<float> picture, double ratio, SplitMix64 random)
    {
        var loudest = TensorPrimitives.Max(picture);
        var rented = ArrayPool<float>.Shared.Rent(2 * picture.Length);
        var power = rented.AsSpan(0, picture.Length);
        var noise = rented.AsSpan(picture.Length, picture.Length);
        TensorPrimitives.Subtract(picture, loudest, power);
        TensorPrimitives.Multiply(power, PerDecibel, power);
        TensorPrimitives.Exp<float>(power, power);
        foreach (ref var value in noise) value = 1 - (float)random.NextDouble() * 0.99999994f; // more than 0, at most 1
        TensorPrimitives.Log<float>(noise, noise);
        TensorPrimitives.MultiplyAdd(noise, (float)(-TensorPrimitives.Sum<float>(power) / power.Length / ratio), power, power);
        TensorPrimitives.Log<float>(power, power);
        TensorPrimitives.Divide(power, PerDecibel, power);
        TensorPrimitives.Add(power, loudest, power);
        TensorPrimitives.Max<float>(picture, power, picture);
        ArrayPool<float>.Shared.Return(rented);
    }

    private void AddToLinear(Span<float> picture, double ratio, SplitMix64 random)
    {
        var sum = 0.0;
        foreach (var value in picture) sum += facts.Level == PictureLevel.Power ? value : (double)value * value;
        var power = sum / picture.Length / ratio;
        foreach (ref var value in picture)
            value = Numbers.Saturate(facts.Level switch
            {
                PictureLevel.Power => value + power * Exponential(random),
                PictureLevel.Magnitude => Math.Sqrt((double)value * value + power * Exponential(random)),
                // Box and Muller: a normal number is the root of twice an exponential one at a random angle.
                _ => value + Math.Sqrt(2 * power * Exponential(random)) * Math.Cos(2 * Math.PI * random.NextDouble()),
            });
    }

    private static double Exponential(SplitMix64 random) => -Math.Log(1 - random.NextDouble());
}
