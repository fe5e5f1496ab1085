using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class WilcoxonPrunerTests
{
    private static readonly Curve[] Best = PrunerCurves.Whole([0.5, 0.6, 0.7, 0.8, 0.9]);

    [Theory]
    [InlineData("-1", 0.5)]
    [InlineData("-1 -2 -3", 0.125)]
    [InlineData("-1 -2 -3 -4", 0.0625)]
    [InlineData("-2 1 -3 -4", 0.125)] // rank sums of 0 and 1: 2 of 16
    [InlineData("-1 2 -3 -4", 0.1875)] // 0, 1 and 2: 3 of 16
    [InlineData("-1 -2 3 -4", 0.3125)] // 3 is both 3 and 1 + 2: 5 of 16
    [InlineData("1 2 3", 1)]
    [InlineData("-1 -1 1", 0.5)] // ranks of 2, 2, 2: none, or one of three positive: 4 of 8
    [InlineData("-1 1 -2 -2", 0.1875)] // ranks 1.5 1.5 3.5 3.5; sums of 0, 1.5, 1.5
    [InlineData("0 -1 -2", 0.25)] // Pratt: ranks 2 and 3 of the two that count
    [InlineData("0 1 -2", 0.5)]
    [InlineData("0 0 0", 1)]
    [InlineData("-Infinity -1 2", 0.375)] // ranks 3, 1 and 2: sums of 0, 1 and 2
    public void The_probability_is_exact_with_ties_and_zeros(string differences, double expected) =>
        Assert.Equal(expected, WilcoxonPruner.Probability([.. differences.Split(' ')
            .Select(d => double.Parse(d, System.Globalization.CultureInfo.InvariantCulture))]), 12);

    [Fact]
    public void Stops_after_three_lost_folds_of_three_by_default_and_of_four_with_one_scarcely_won()
    {
        var options = new WilcoxonPrunerOptions();
        Assert.False(options.Stops(5, Best, 0.4, 0.5));
        Assert.True(options.Stops(5, Best, 0.4, 0.5, 0.6));
        Assert.False(options.Stops(5, Best, 0.4, 0.5, 0.71));
        Assert.True(options.Stops(5, Best, 0.4, 0.5, 0.71, 0.6));
        Assert.False(options.Stops(5, Best, 0.4, 0.5, 0.6, 0.7, 0.8)); // nothing is left to save
    }

    [Fact]
    public void With_a_lower_p_it_takes_more_folds()
    {
        var options = new WilcoxonPrunerOptions { P = 0.1 };
        Assert.False(options.Stops(5, Best, 0.4, 0.5, 0.6));
        Assert.True(options.Stops(5, Best, 0.4, 0.5, 0.6, 0.7));
        Assert.False(new WilcoxonPrunerOptions { Warmup = 4 }.Stops(5, Best, 0.4, 0.5, 0.6));
    }

    [Fact]
    public void Keeps_a_trial_whose_mean_is_better_on_the_same_folds_or_on_all_of_the_bests()
    {
        var loose = new WilcoxonPrunerOptions { P = 0.5 };
        // Two scarcely lost folds of three and one clearly won: a better mean on the same folds.
        Assert.False(loose.Stops(5, Best, 0.49, 0.59, 0.9));
        // All lost, but the best's later folds are worse than all that this one has had.
        Assert.False(loose.Stops(5, PrunerCurves.Whole([0.9, 0.9, 0.9, 0.1, 0.1]), 0.8, 0.8, 0.8));
        Assert.True(loose.Stops(5, PrunerCurves.Whole([0.9, 0.9, 0.9, 0.8, 0.8]), 0.8, 0.8, 0.8));
    }

    [Fact]
    public void The_best_is_a_whole_trial_with_a_number_for_each_fold()
    {
        var options = new WilcoxonPrunerOptions();
        double[] lost = [0.1, 0.1, 0.1];
        Assert.False(options.Stops(5, [Best[0] with { IsWhole = false }], lost));
        Assert.False(options.Stops(5, PrunerCurves.Whole([0.5, 0.6, double.NaN, 0.8, 0.9]), lost));
        Assert.True(options.Stops(5, [new(0, [0.5, 0.6, double.NaN, 0.8, 0.9]), Best[0]], lost));
        // Against the best alone: it beats the other one everywhere.
        Assert.True(options.Stops(5, [.. Best, .. PrunerCurves.Flat(5, 0.0)], lost));
        Assert.True(options.Stops(5, Best, 0.4, 0.5, double.NaN));
    }
}
