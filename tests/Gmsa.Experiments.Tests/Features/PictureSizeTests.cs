using CsCheck;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

public class PictureSizeTests
{
    [Fact]
    public void Shrinking_averages_areas_and_growing_is_linear()
    {
        // 4 rows to 2: means of pairs. 1 frame to 2: the same twice. 3 rows to 2: (a + b/2) / 1.5.
        Assert.Equal([1.5f, 1.5f, 3.5f, 3.5f], Resized(new(4, 1), [1, 2, 3, 4], 2));
        Assert.Equal([4f / 3, 4f / 3, 8f / 3, 8f / 3], Resized(new(3, 1), [1, 2, 3], 2));
        Assert.Equal([0, 0.25f, 0.75f, 1], Resized(new(2, 2), [0, 1, 0, 1], 4)[..4]);
    }

    [Fact]
    public void A_picture_of_the_right_size_is_left_alone() => Assert.Equal([1, 2, 3, 4], Resized(new(2, 2), [1, 2, 3, 4], 2));

    [Fact]
    public void Weights_are_positive_sum_to_one_and_stay_inside() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300]).Sample(
            (from, to) => PictureSize.Weights(from, to).All(cell =>
                cell.Weights.All(w => w >= 0) && Math.Abs(cell.Weights.Sum() - 1) < 1e-12
                && cell.Start >= 0 && cell.Start + cell.Weights.Length <= from),
            threads: 1);

    [Fact]
    public void Shrinking_keeps_the_mean() =>
        Gen.Select(Gen.Int[8, 40], Gen.Int[8, 40], Gen.Int[2, 8]).Sample(
            (rows, frames, size) =>
            {
                var values = Enumerable.Range(0, rows * frames).Select(i => (float)(i * 7919 % 101)).ToArray();
                return Math.Abs(Resized(new(rows, frames), values, size).Average() - values.Average()) < 1e-3;
            },
            threads: 1, iter: 100);

    private static float[] Resized(FeatureShape shape, float[] values, int size)
    {
        var map = ((IFeature)new PictureSize(new Given(new(shape, values, new("row", ""), Axis.Time)), size))
            .Extract(new Waveform([], 8000));
        Assert.Equal(new FeatureShape(size, size), map.Shape);
        return map.Values;
    }

    private sealed class Given(FeatureMap map) : IFeature
    {
        public FeatureMap Extract(Waveform clip) => map;
    }
}
