using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class ThresholdPrunerTests
{
    [Fact]
    public void Stops_below_above_and_what_is_no_number_after_the_warm_up()
    {
        var options = new ThresholdPrunerOptions { Lower = 0.3, Upper = 0.9, Warmup = 2 };
        Assert.False(options.Stops(10, [], 0.1));
        Assert.True(options.Stops(10, [], 0.5, 0.29));
        Assert.True(options.Stops(10, [], 0.5, 0.91));
        Assert.True(options.Stops(10, [], 0.5, double.NaN));
        Assert.False(options.Stops(10, [], 0.1, 0.3));
        Assert.False(options.Stops(10, [], 0.1, 0.9));
    }

    [Fact]
    public void Without_bounds_stops_only_what_is_no_number()
    {
        Assert.False(new ThresholdPrunerOptions().Stops(10, [], -1e9));
        Assert.True(new ThresholdPrunerOptions().Stops(10, [], double.NaN));
    }
}
