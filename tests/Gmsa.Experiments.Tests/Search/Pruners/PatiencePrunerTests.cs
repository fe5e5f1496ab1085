using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class PatiencePrunerTests
{
    private static readonly PatiencePrunerOptions Options = new() { Steps = 3 };
    private static readonly Curve[] Better = PrunerCurves.Flat(20, 0.9);

    [Fact]
    public void Stops_after_so_many_steps_without_a_better_score()
    {
        Assert.Equal(5, Options.StopsAt(20, Better, 0.1, 0.3, 0.3, 0.2, 0.1, 0.8));
        Assert.Equal(0, Options.StopsAt(20, Better, 0.1, 0.3, 0.3, 0.2, 0.31, 0.31));
        Assert.Equal(4, Options.StopsAt(20, Better, double.NaN, double.NaN, double.NaN, double.NaN));
        Assert.Equal(0, Options.StopsAt(20, Better, double.NaN, double.NaN, double.NaN, 0.1));
    }

    [Fact]
    public void Better_means_by_more_than_the_least_that_counts()
    {
        Assert.Equal(4, (Options with { MinDelta = 0.25 }).StopsAt(20, Better, 0.25, 0.375, 0.5, 0.5));
        Assert.Equal(0, (Options with { MinDelta = 0.125 }).StopsAt(20, Better, 0.25, 0.375, 0.5, 0.5));
    }

    [Fact]
    public void Keeps_the_trial_that_is_best_so_far()
    {
        Assert.False(Options.Stops(20, PrunerCurves.Flat(20, 0.3, 0.2), 0.3, 0.3, 0.3, 0.3));
        Assert.True(Options.Stops(20, PrunerCurves.Flat(20, 0.31), 0.3, 0.3, 0.3, 0.3));
    }

    [Fact]
    public void Holds_another_pruner_back()
    {
        var options = Options with { Pruner = new ThresholdPrunerOptions { Lower = 0.25 } };
        Assert.Equal(4, options.StopsAt(20, [], 0.2, 0.1, 0.1, 0.1));
        Assert.Equal(0, options.StopsAt(20, Better, 0.3, 0.3, 0.3, 0.3, 0.3));
        Assert.Equal((4, PrunerSteps.Epochs), (options.Earliest(20), options.Watches));
        Assert.Equal(PrunerSteps.Folds, (options with { Pruner = new WilcoxonPrunerOptions() }).Watches);
        Assert.Equal(10, (options with { Pruner = new AshaPrunerOptions { Warmup = 4 } }).Earliest(30));
    }
}
