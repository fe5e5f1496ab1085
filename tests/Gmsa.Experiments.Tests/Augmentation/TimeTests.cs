using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Augmentation;

/// <summary>Kinds that move frames.</summary>
public class TimeTests
{
    [Theory]
    [InlineData(1.0, new float[] { 4, 8, 6, 10, 2 })]
    [InlineData(2.0, new float[] { 4, 6, 2, -9, -9 })]
    [InlineData(0.5, new float[] { 4, 6, 8, 7, 6 })]
    [InlineData(1.5, new float[] { 4, 7, 10, -9, -9 })]
    public void A_stretch_takes_each_frame_from_its_place_times_the_rate(double rate, float[] expected)
    {
        var facts = PictureNumbers.Facts(2, 5, PictureLevel.Decibels);
        float[] picture = [4, 8, 6, 10, 2, -9, -9, -9, -9, -9];
        new TimeStretch(new(), facts).At(picture, rate);
        Assert.Equal(expected, picture[..5]);
        Assert.All(picture[5..], value => Assert.Equal(-9, value)); // the quietest value is in the other row
    }

    [Fact]
    public void Rates_are_uniform_between_the_slowest_and_the_fastest()
    {
        float[] ramp = [.. Enumerable.Range(0, 11).Select(i => (float)i)];
        var rates = Enumerable.Range(0, 2000)
            .Select(seed => (double)new TimeStretchOptions().Changed(PictureNumbers.Facts(1, 11), ramp, (ulong)seed)[1]).ToArray();
        Assert.All(rates, rate => Assert.InRange(rate, 0.8, 1.25));
        Assert.Equal(1.025, rates.Average(), 0.02);
        Assert.True(rates.Min() < 0.81 && rates.Max() > 1.24);
    }

    [Fact]
    public void What_ends_early_is_followed_by_0_where_numbers_are_no_levels()
    {
        float[] picture = [-1, -2, -3, -4];
        new TimeStretch(new(), PictureNumbers.Facts(1, 4)).At(picture, 3);
        Assert.Equal([-1, -4, 0, 0], picture);
    }

    [Fact]
    public void A_crop_is_a_straight_piece_of_at_least_the_share()
    {
        float[] ramp = [.. Enumerable.Range(0, 101).Select(i => (float)i)];
        var (shares, starts) = (new List<double>(), new List<double>());
        for (ulong seed = 0; seed < 2000; seed++)
        {
            var changed = new CropOptions { Least = 0.6 }.Changed(PictureNumbers.Facts(1, 101), ramp, seed);
            var (start, end) = ((double)changed[0], (double)changed[^1]);
            Assert.InRange(start, 0, 40);
            Assert.InRange(end, 60, 100);
            Assert.All(changed.Select((source, frame) => source - (start + frame * (end - start) / 100)),
                off => Assert.Equal(0, off, 1e-4));
            shares.Add((end - start) / 100);
            if (shares[^1] < 0.99) starts.Add(start / (100 - (end - start)));
        }
        Assert.Equal(0.8, shares.Average(), 0.01);
        Assert.Equal(0.5, starts.Average(), 0.03);
        Assert.True(shares.Min() < 0.61 && shares.Max() > 0.99 && starts.Min() < 0.02 && starts.Max() > 0.98);
        Assert.Equal(ramp, new CropOptions { Least = 1 }.Changed(PictureNumbers.Facts(1, 101), ramp));
    }

    [Fact]
    public void A_picture_of_one_frame_stays_as_it_is()
    {
        float[] picture = [1, 2, 3];
        Assert.Equal(picture, new CropOptions().Changed(PictureNumbers.Facts(3, 1), picture));
        Assert.Equal(picture, new TimeStretchOptions().Changed(PictureNumbers.Facts(3, 1), picture));
    }
}
