using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class SuccessiveHalvingPrunerTests
{
    private static readonly SuccessiveHalvingPrunerOptions Options = new() { Eta = 3, Warmup = 1 };

    [Fact]
    public void Of_fewer_than_eta_only_the_best_goes_on()
    {
        Assert.False(Options.Stops(9, [], 0.1));
        Assert.True(Options.Stops(9, PrunerCurves.Flat(9, 0.2), 0.1));
        Assert.False(Options.Stops(9, PrunerCurves.Flat(9, 0.2), 0.3));
    }

    [Theory]
    [InlineData(0.54, true)] // third of six: the best two go on
    [InlineData(0.55, false)]
    [InlineData(0.6, false)]
    public void The_best_third_goes_on(double score, bool stops) =>
        Assert.Equal(stops, Options.Stops(9, PrunerCurves.Flat(9, 0.1, 0.2, 0.3, 0.55, 0.9), score));

    [Fact]
    public void Asks_at_rungs_alone_and_counts_those_that_were_stopped_there()
    {
        Curve[] others = [.. PrunerCurves.Flat(9, 0.5), new(1, [0.6, 0.6, 0.6], IsWhole: false)];
        Assert.Equal([1, 3], Enumerable.Range(1, 9).Where(step => Options.Stops(9, others, [.. Enumerable.Repeat(0.4, step)])));
        Assert.True(Options.Stops(9, others, 0.55, 0.55, 0.55));
        Assert.False(Options.Stops(27, others, [.. Enumerable.Repeat(0.55, 9)]));
    }

    [Fact]
    public void Its_best_score_so_far_counts()
    {
        Assert.False(Options.Stops(9, PrunerCurves.Flat(9, 0.5), 0.4, 0.6, 0.1));
        Assert.True(Options.Stops(9, [], double.NaN));
    }
}

public class AshaPrunerTests
{
    private static readonly AshaPrunerOptions Options = new() { Eta = 3, Warmup = 1 };

    [Theory]
    [InlineData(0.29, true)] // the quantile of 2/3 of .1 .2 .3 .4 is .3
    [InlineData(0.3, false)]
    [InlineData(0.31, false)]
    public void Stops_below_the_quantile_of_what_others_had_at_the_rung(double score, bool stops) =>
        Assert.Equal(stops, Options.Stops(9, PrunerCurves.Flat(9, 0.4, 0.1, 0.3, 0.2), score));

    [Fact]
    public void The_first_at_a_rung_goes_on_and_the_second_if_it_isnt_worse()
    {
        Assert.False(Options.Stops(9, [], 0.1));
        Assert.True(Options.Stops(9, PrunerCurves.Flat(9, 0.2), 0.1));
        Assert.False(Options.Stops(9, PrunerCurves.Flat(9, 0.2), 0.2));
        Assert.False(Options.Stops(9, [new(0, [0.2], IsWhole: false)], 0.3, 0.1, 0.1));
    }

    [Fact]
    public void Rungs_are_asked_one_after_the_other()
    {
        Curve[] others = [.. PrunerCurves.Whole([0.1, 0.1, 0.5, 0.5, 0.5]), new(1, [0.05], IsWhole: false)];
        Assert.Equal(3, Options.StopsAt(9, others, 0.2, 0.2, 0.2, 0.2));
        Assert.Equal(0, Options.StopsAt(9, others, 0.2, 0.2, 0.5, 0.1));
        Assert.Equal(1, Options.StopsAt(9, others, double.NaN, 0.9));
    }

    [Fact]
    public void Half_go_on_with_an_eta_of_2()
    {
        var options = Options with { Eta = 2 };
        Assert.True(options.Stops(8, PrunerCurves.Flat(8, 0.1, 0.3, 0.5), 0.29));
        Assert.False(options.Stops(8, PrunerCurves.Flat(8, 0.1, 0.3, 0.5), 0.3));
    }
}

public class HyperbandPrunerTests
{
    private static readonly HyperbandPrunerOptions Options = new() { Eta = 3, Warmup = 1 };

    [Fact]
    public void Brackets_have_the_papers_proportions_evenly_mixed()
    {
        // n = 3 brackets, eta 3: ceil(3 * 9 / 3) = 9, ceil(3 * 3 / 2) = 5, ceil(3 * 1 / 1) = 3
        foreach (var first in (int[])[0, 5, 100, 1_000_000])
        {
            int[] counts = [.. Brackets(first, 170).CountBy(b => b).OrderBy(c => c.Key).Select(c => c.Value)];
            Assert.All(counts.Zip((int[])[90, 50, 30]), pair => Assert.InRange(pair.First, pair.Second - 3, pair.Second + 3));
        }
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(0, HyperbandPruner.Bracket(i, 1, 3)));
        Assert.InRange(HyperbandPruner.Bracket(int.MaxValue, 30, 2), 0, 29);
    }

    [Fact]
    public void Brackets_start_at_different_rungs_and_the_last_stops_nobody()
    {
        // 9 steps: rungs 1 and 3, so three brackets.
        Curve[] others = [.. Enumerable.Range(0, 17).Select(i => new Curve(i, [.. Enumerable.Repeat(0.5, 9)]))];
        int[] stopped = [.. Enumerable.Range(17, 17).Select(i => Enumerable.Range(1, 9).FirstOrDefault(step =>
            Options.Create().Stops(new(i, [.. Enumerable.Repeat(0.1, step)]), others, 9, new(1))))];
        Assert.Equal(Brackets(17, 17).Select(bracket => bracket switch { 0 => 1, 1 => 3, _ => 0 }), stopped);
    }

    [Fact]
    public void Only_trials_of_the_same_bracket_compete()
    {
        var brackets = Brackets(0, 20);
        var (mine, another) = (Array.IndexOf(brackets, 0), Array.IndexOf(brackets, 1));
        var running = new Curve(Array.LastIndexOf(brackets, 0), [0.1]);
        Assert.False(Options.Create().Stops(running, [new(another, [0.9, 0.9])], 9, new(1)));
        Assert.True(Options.Create().Stops(running, [new(mine, [0.9, 0.9])], 9, new(1)));
    }

    private static int[] Brackets(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => HyperbandPruner.Bracket(i, 3, 3))];
}
