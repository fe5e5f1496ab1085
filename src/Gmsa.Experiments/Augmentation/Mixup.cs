using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="Mixup"/>.</summary>
[Description("mixup: lays a share of another picture of the same batch over each, and learns both labels by their shares. It works on the "
    + "picture: in dB a mix isn't what the two sounds would give together, and stands for none.")]
public sealed record MixupOptions : AugmentationOptions
{
    [Description("The shape of the shares' distribution, Beta(alpha, alpha): small leaves most pictures almost as they are, 1 makes all "
        + "shares alike. Default 0.2.")]
    [Range(0.01, 1.0)]
    public double Alpha { get; init; } = 0.2;
}

/// <summary>What a picture of a batch is made of: a share of its own, and the rest of another.</summary>
/// <param name="Other">The other's position in the batch; its own where nothing was mixed in.</param>
/// <param name="Share">How much is its own, 0 to 1.</param>
public readonly record struct Mix(int Other, double Share);

/// <summary>
/// Zhang and others, "mixup: beyond empirical risk minimization", ICLR 2018: x = s a + (1 - s) b with s from Beta(alpha, alpha), for each
/// picture a of a batch with another one b. The loss takes the two labels by the same shares.
/// </summary>
internal static class Mixup
{
    /// <summary>With what a picture is mixed; with itself in a batch of one.</summary>
    public static Mix Draw(MixupOptions options, int row, int count, SplitMix64 random)
    {
        if (count < 2) return new(row, 1);
        var other = random.NextInt(count - 1);
        return new(other < row ? other : other + 1, Beta(options.Alpha, random));
    }

    /// <summary>Mixes a batch in place; every picture with others as they were before.</summary>
    public static void Apply(IReadOnlyList<float[]> pictures, IReadOnlyList<Mix> mixes)
    {
        // Rented, since a batch of pictures is megabytes, and garbage of that size costs more than mixing.
        var before = pictures.Select(picture => ArrayPool<float>.Shared.Rent(picture.Length)).ToArray();
        for (var row = 0; row < pictures.Count; row++) pictures[row].CopyTo(before[row], 0);
        for (var row = 0; row < pictures.Count; row++)
        {
            if (mixes[row].Other == row) continue;
            var (picture, share) = (pictures[row], (float)mixes[row].Share);
            var other = before[mixes[row].Other].AsSpan(0, picture.Length);
            TensorPrimitives.Multiply(picture, share, picture);
            TensorPrimitives.MultiplyAdd(other, 1 - share, picture, picture);
        }
        foreach (var rented in before) ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>
    /// Beta(alpha, alpha) for alpha up to 1 (Jöhnk, 1964), in logarithms, since powers of 1 / alpha are soon too small for a number.
    /// </summary>
    private static double Beta(double alpha, SplitMix64 random)
    {
        while (true)
        {
            var (x, y) = (Math.Log(1 - random.NextDouble()) / alpha, Math.Log(1 - random.NextDouble()) / alpha);
            if (Math.Exp(x) + Math.Exp(y) <= 1) return 1 / (1 + Math.Exp(y - x));
        }
    }
}
