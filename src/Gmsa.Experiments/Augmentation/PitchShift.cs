using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics.Tensors;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Augmentation;

/// <summary>The options of <see cref="PitchShift"/>.</summary>
[Description("Plays higher or lower at the same speed. It works on the picture: rows move along their axis (pitch classes go round), so "
    + "that timbre moves with the notes, as in a record played faster, and drums move too.")]
public sealed record PitchShiftOptions : PictureAugmentationOptions
{
    [Description("The most semitones up or down, fractions too; uniform between. Default 2.")]
    [Range(0.0, 12.0)]
    public double Semitones { get; init; } = 2;

    public override string? Needs(PictureFacts picture) =>
        picture.Pitch is null ? "a picture whose rows are pitches (mel, laplacianMel, spectrogram, stft, cqt, chroma or cens)" : null;

    public override IAugmentation Create(PictureFacts picture) => new PitchShift(this, picture);
}

/// <summary>
/// Some semitones, uniform in both directions: every row becomes what stood where its sound came from, linearly between two rows. Rows that
/// no sound moved to get the picture's minimum (0 where numbers are no levels).
/// </summary>
internal sealed class PitchShift(PitchShiftOptions options, PictureFacts facts) : IAugmentation
{
    public void Apply(Span<float> picture, SplitMix64 random) => By(picture, (2 * random.NextDouble() - 1) * options.Semitones);

    internal void By(Span<float> picture, double semitones)
    {
        var (rows, frames, axis) = (facts.Shape.Rows, facts.Shape.Frames, facts.Pitch!);
        var rented = ArrayPool<float>.Shared.Rent(picture.Length);
        var before = rented.AsSpan(0, picture.Length);
        picture.CopyTo(before);
        var quiet = facts.Quiet(before);
        for (var row = 0; row < rows; row++)
        {
            var source = axis.Transposed(row, -semitones);
            // Rounding must not push an edge out of the picture.
            source = axis.IsCircle ? source - rows * Math.Floor(source / rows) : Math.Round(source, 9);
            var moved = picture.Slice(row * frames, frames);
            if (!axis.IsCircle && (source < 0 || source > rows - 1))
            {
                moved.Fill(quiet);
                continue;
            }
            var first = (int)source;
            var lower = before.Slice(first % rows * frames, frames);
            var upper = before.Slice((axis.IsCircle ? (first + 1) % rows : Math.Min(first + 1, rows - 1)) * frames, frames);
            var part = (float)(source - first);
            TensorPrimitives.Multiply(lower, 1 - part, moved);
            TensorPrimitives.MultiplyAdd(upper, part, moved, moved);
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
