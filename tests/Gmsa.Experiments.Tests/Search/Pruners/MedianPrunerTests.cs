using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class MedianPrunerTests
{
    private static readonly Curve[] Five = PrunerCurves.Flat(10, 0.1, 0.2, 0.3, 0.4, 0.5);

    [Fact]
    public void Stops_below_the_median_of_whole_trials_and_not_at_it()
    {
        var options = new MedianPrunerOptions { Warmup = 1 };
        Assert.True(options.Stops(10, Five, 0.29));
        Assert.False(options.Stops(10, Five, 0.3));
    }

    [Fact]
    public void Its_own_best_score_counts_against_theirs_at_that_step()
    {
        var others = PrunerCurves.Whole([.. Enumerable.Range(0, 5).Select(_ => (double[])[0.9, 0.2, 0.4])]);
        var options = new MedianPrunerOptions { Warmup = 2 };
        Assert.False(options.Stops(3 + 1, others, 0.9, 0.1, 0.1));
        Assert.True(options.Stops(3 + 1, others, 0.5, 0.4));
    }

    [Fact]
    public void Waits_for_its_startup_trials_and_doesnt_count_those_that_were_stopped()
    {
        var options = new MedianPrunerOptions { Warmup = 1, Startup = 5 };
        Assert.False(options.Stops(10, Five[..4], 0.0));
        Assert.False(options.Stops(10, [.. Five[..4], Five[4] with { IsWhole = false }], 0.0));
    }

    [Fact]
    public void Compares_after_the_warm_up_and_each_interval_from_there()
    {
        var options = new MedianPrunerOptions { Warmup = 3, Interval = 4 };
        Assert.Equal([3, 7], Enumerable.Range(1, 10).Where(step => options.Stops(10, Five, new double[step])));
    }

    [Theory]
    [InlineData(75, 0.39, true)]
    [InlineData(75, 0.4, false)]
    [InlineData(60, 0.33, true)] // between .3 and .4, at .34
    [InlineData(60, 0.35, false)]
    [InlineData(0, 0.09, true)]
    [InlineData(100, 0.49, true)]
    public void Other_percentiles_ask_for_more_or_less(double percentile, double score, bool stops) =>
        Assert.Equal(stops, new MedianPrunerOptions { Warmup = 1, Percentile = percentile }.Stops(10, Five, score));

    [Fact]
    public void Nothing_but_what_is_no_number_is_below_everything()
    {
        var options = new MedianPrunerOptions { Warmup = 2 };
        Assert.True(options.Stops(10, Five, double.NaN, double.NaN));
        Assert.False(options.Stops(10, Five, 0.4, double.NaN));
        Assert.True(options.Stops(10, PrunerCurves.Flat(10, double.NaN, double.NaN, 0.3, 0.4, 0.5), 0.2, 0.2));
        Assert.False(options.Stops(10, PrunerCurves.Flat(10, double.NaN, double.NaN, double.NaN, 0.4, 0.5), 0.2, 0.2));
    }
}
