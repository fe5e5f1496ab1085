using System.ComponentModel;

namespace Gmsa.Experiments.Features;

/// <summary>Options of <see cref="LaplacianMel"/>.</summary>
public sealed record LaplacianMelOptions : MelOptions
{
    [Description("The mel picture is resampled to size x size pixels before it is filtered. Default 256.")]
    public override int? Size { get; init; } = 256;

    /// <summary>Mel's version in hundreds: where its numbers change, these do too.</summary>
    public override int CodeVersion => 100 * base.CodeVersion + 1;

    /// <summary>Differences of levels are none.</summary>
    public override PictureLevel Level => PictureLevel.None;

    public override IFeature Create(int sampleRate) => new LaplacianMel(base.Create(sampleRate));
}

/// <summary>
/// The edges of the mel picture, [size, size], dB (or power) in a pixel squared, of either sign: the picture is resampled to size x size
/// (default 256), then blurred, then its Laplacian is taken, as OpenCV's <c>GaussianBlur(picture, (3, 3), 0)</c> and
/// <c>Laplacian(..., ksize=3)</c> do, the origin's steps. Kernels: [1 2 1; 2 4 2; 1 2 1] / 16 and [2 0 2; 0 -8 0; 2 0 2]; the border is
/// mirrored about the outermost pixels (OpenCV's default, <c>BORDER_REFLECT_101</c>). Positive in a dip, negative on a peak, 0 on a flat
/// slope. Nothing is rounded, clipped or made absolute.
/// </summary>
internal sealed class LaplacianMel(IFeature mel) : ISpectralFeature
{
    public FeatureMap Extract(Spectra spectra)
    {
        var map = spectra.Of(mel);
        var picture = Array.ConvertAll(map.Values, value => (double)value);
        picture = Filtered(picture, map.Shape, centre: 4.0 / 16, side: 2.0 / 16, corner: 1.0 / 16);
        picture = Filtered(picture, map.Shape, centre: -8, side: 0, corner: 2);
        return map with { Values = Numbers.Saturate(picture) };
    }

    public void Dispose() => mel.Dispose();

    /// <summary>Correlates a picture, [rows, frames], with a symmetric 3x3 kernel.</summary>
    private static double[] Filtered(double[] picture, FeatureShape shape, double centre, double side, double corner)
    {
        var (rows, frames) = (shape.Rows, shape.Frames);
        var filtered = new double[picture.Length];
        for (var row = 0; row < rows; row++)
        {
            var above = picture.AsSpan(Mirrored(row - 1, rows) * frames, frames);
            var here = picture.AsSpan(row * frames, frames);
            var below = picture.AsSpan(Mirrored(row + 1, rows) * frames, frames);
            for (var frame = 0; frame < frames; frame++)
            {
                var (left, right) = (Mirrored(frame - 1, frames), Mirrored(frame + 1, frames));
                filtered[row * frames + frame] = centre * here[frame]
                    + side * (above[frame] + below[frame] + here[left] + here[right])
                    + corner * (above[left] + above[right] + below[left] + below[right]);
            }
        }
        return filtered;
    }

    private static int Mirrored(int index, int count) =>
        count == 1 ? 0 : index < 0 ? -index : index >= count ? 2 * count - 2 - index : index;
}
