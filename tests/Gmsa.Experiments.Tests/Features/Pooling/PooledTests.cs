using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

public class PooledTests
{
    [Theory]
    [InlineData(Statistic.Mean, 3.6)]
    [InlineData(Statistic.Std, 3.2619012860600183)] // sqrt(53.2 / 5)
    [InlineData(Statistic.Min, 1)]
    [InlineData(Statistic.Max, 10)]
    [InlineData(Statistic.Median, 2)]
    [InlineData(Statistic.Skewness, 1.3608927294433226)] // m3 / m2^1.5 = 47.232 / 10.64^1.5
    public void Each_statistic_is_its_definition(Statistic statistic, double expected) =>
        Assert.Equal(expected, Pooled.Over([2, 1, 10, 3, 2], statistic), 1e-6);

    [Fact]
    public void A_constant_row_has_no_spread_and_no_skew()
    {
        float[] values = [.. Enumerable.Repeat(0.1f, 77)];
        Assert.Equal(0, Pooled.Over(values, Statistic.Skewness));
        Assert.Equal(0, Pooled.Over(values, Statistic.Std), 1e-9);
        Assert.Equal(2.5, Pooled.Over([1, 2, 3, 4], Statistic.Median));
    }

    [Fact]
    public void Rows_are_named_feature_by_feature_and_stand_for_what_they_say()
    {
        var options = new PooledOptions
        {
            Of = [new MfccOptions { Count = 2 }, new RmsOptions { Name = "loudness" }],
            Statistics = [Statistic.Max, Statistic.Mean],
        };
        var clip = new Waveform([.. Enumerable.Range(0, 9000).Select(i => (float)Math.Sin(i * i * 1e-4))], 8000);
        var map = options.Create(8000).Extract(clip);
        Assert.Equal(["mfcc 1 max", "mfcc 1 mean", "mfcc 2 max", "mfcc 2 mean", "loudness max", "loudness mean"], map.RowAxis.Labels!);
        Assert.Equal(new RmsOptions().Create(8000).Extract(clip).Values.Max(), map.Values[4]);
        Assert.True(map.Shape is { Rows: 6, Frames: 1, IsVector: true });
    }

    [Fact]
    public void What_is_shared_between_features_changes_no_number()
    {
        AudioFeatureOptions[] of =
        [
            new MfccOptions(), new CentroidOptions(), new CentroidOptions { Hop = 100 }, new MelOptions { Hop = 512 }, new RmsOptions(),
        ];
        var clip = new Waveform([.. Enumerable.Range(0, 9000).Select(i => (float)Math.Sin(i * i * 1e-4))], 8000);
        var pooled = new PooledOptions { Of = of, Statistics = [Statistic.Max] }.Create(8000).Extract(clip);
        var maxima = of.Select(o => o.Create(8000).Extract(clip)).SelectMany(m => m.Values.Chunk(m.Shape.Frames).Select(row => row.Max()));
        Assert.Equal(maxima, pooled.Values);
    }

    [Fact]
    public void The_default_is_84_numbers() =>
        Assert.Equal(new FeatureShape(2 * (40 + 1 + 1), 1), new PooledOptions().Shape(240_000, 8000));
}
