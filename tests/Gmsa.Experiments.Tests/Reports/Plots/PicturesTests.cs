using Gmsa.Experiments.Reports;
using SkiaSharp;

namespace Gmsa.Experiments.Tests.Reports;

public class PicturesTests
{
    [Fact]
    public void First_row_is_lowest_and_more_is_lighter()
    {
        using var picture = Write([0, 0.5f, 1, float.NaN, -9, 9], rows: 2, frames: 3, 0, 1);
        Assert.Equal((3, 2), (picture.Width, picture.Height));
        Assert.Equal(new SKColor(68, 1, 84), picture.GetPixel(0, 1));
        Assert.Equal(new SKColor(253, 231, 37), picture.GetPixel(2, 1));
        Assert.Equal(new SKColor(68, 1, 84), picture.GetPixel(0, 0));
        Assert.Equal(new SKColor(253, 231, 37), picture.GetPixel(2, 0));
    }

    [Fact]
    public void Lightness_grows_all_the_way()
    {
        var luma = Enumerable.Range(0, 257).Select(i => ColourMap.Viridis.Colour(i / 256.0))
            .Select(c => 0.2126 * c.R + 0.7152 * c.G + 0.0722 * c.B)
            .ToArray();
        Assert.All(luma.Zip(luma.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 0.5));
        Assert.True(luma[^1] - luma[0] > 180);
    }

    [Fact]
    public void Small_maps_are_enlarged_by_whole_factors_and_large_ones_kept()
    {
        using var small = Write(new float[12 * 50], rows: 12, frames: 50, 0, 1, minimum: 128);
        Assert.Equal((150, 132), (small.Width, small.Height));
        using var large = Write(new float[200 * 300], rows: 200, frames: 300, 0, 1, minimum: 128);
        Assert.Equal((300, 200), (large.Width, large.Height));
    }

    [Fact]
    public void Flat_pictures_are_drawn_in_the_middle_of_the_scale()
    {
        using var picture = Write([3, 3], rows: 1, frames: 2, 3, 3);
        var (r, g, b) = ColourMap.Viridis.Colour(0.5);
        Assert.Equal(new SKColor(r, g, b), picture.GetPixel(1, 0));
    }

    [Fact]
    public void Scale_leaves_out_the_rare_and_the_unreal()
    {
        var values = Enumerable.Range(0, 1001).Select(i => (float)i).ToArray();
        Assert.Equal((10, 995), Pictures.Scale([values[..500], values[500..]]));
        Assert.Equal((5, 5), Pictures.Scale([[5, float.NaN, float.PositiveInfinity]]));
        Assert.Equal((0, 1), Pictures.Scale([]));
    }

    [Fact]
    public void Wrong_number_of_values_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.WritePng(Stream.Null, new float[5], 2, 3, 0, 1));

    [Fact]
    public void Same_picture_gives_the_same_file()
    {
        var (folder, values) = (Repository.TemporaryFolder(), Enumerable.Range(0, 6).Select(i => (float)i).ToArray());
        foreach (var name in (string[])["a.png", "b.png"]) Pictures.WritePng(Path.Combine(folder, name), values, 2, 3, 0, 5);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "a.png")), File.ReadAllBytes(Path.Combine(folder, "b.png")));
    }

    private static SKBitmap Write(float[] values, int rows, int frames, double low, double high, int minimum = 1)
    {
        using var stream = new MemoryStream();
        Pictures.WritePng(stream, values, rows, frames, low, high, minimum);
        return SKBitmap.Decode(stream.ToArray());
    }
}
