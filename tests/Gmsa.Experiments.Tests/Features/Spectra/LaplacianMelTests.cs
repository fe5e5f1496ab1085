using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

public class LaplacianMelTests
{
    [Fact]
    public void A_point_becomes_the_product_of_both_kernels()
    {
        var picture = new float[49];
        picture[3 * 7 + 3] = 16;
        // [1 2 1; 2 4 2; 1 2 1] with [2 0 2; 0 -8 0; 2 0 2]
        float[] expected =
        [
            0, 0, 0, 0, 0, 0, 0,
            0, 2, 4, 4, 4, 2, 0,
            0, 4, 0, -8, 0, 4, 0,
            0, 4, -8, -24, -8, 4, 0,
            0, 4, 0, -8, 0, 4, 0,
            0, 2, 4, 4, 4, 2, 0,
            0, 0, 0, 0, 0, 0, 0,
        ];
        Assert.Equal(expected, Filtered(new(7, 7), picture));
    }

    [Fact]
    public void A_plane_is_nothing_but_where_the_border_mirrors_it()
    {
        var plane = Enumerable.Range(0, 64).Select(i => (float)(3 * (i / 8) - 2 * (i % 8))).ToArray();
        var edges = Filtered(new(8, 8), plane);
        for (var row = 2; row < 6; row++) Assert.All(edges[(row * 8 + 2)..(row * 8 + 6)], value => Assert.Equal(0, value));
        // A slope of 3 mirrored about its first row: blurred, 1.5 at it, 3 beside it, 3 beyond it: 8 times 1.5 above the middle.
        Assert.Equal(12, edges[3], 1e-6);
        Assert.All(Filtered(new(8, 8), [.. Enumerable.Repeat(-80f, 64)]), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_picture_of_one_row_or_frame_is_filtered_too()
    {
        Assert.Equal([0], Filtered(new(1, 1), [5]));
        Assert.Equal(Filtered(new(1, 5), [0, 0, 4, 0, 0]), Filtered(new(5, 1), [0, 0, 4, 0, 0]));
    }

    [Fact]
    public void It_is_made_of_the_mel_picture_of_its_size()
    {
        var clip = new Waveform([.. Enumerable.Range(0, 30000).Select(i => (float)Math.Sin(i * i * 1e-5))], 8000);
        var mel = new MelOptions { Size = 256, Bands = 64, Reference = LoudnessReference.Max }.Create(8000).Extract(clip);
        var edges = new LaplacianMelOptions { Bands = 64, Reference = LoudnessReference.Max }.Create(8000).Extract(clip);
        Assert.Equal(new FeatureShape(256, 256), edges.Shape);
        Assert.Equal(Filtered(mel.Shape, mel.Values), edges.Values);
    }

    private static float[] Filtered(FeatureShape shape, float[] values) =>
        ((IFeature)new LaplacianMel(new Given(new(shape, values, new("row", ""), Axis.Time)))).Extract(new Waveform([], 8000)).Values;

    private sealed class Given(FeatureMap map) : IFeature
    {
        public FeatureMap Extract(Waveform clip) => map;
    }
}
