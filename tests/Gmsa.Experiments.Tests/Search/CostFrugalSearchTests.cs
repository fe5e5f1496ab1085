using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Search;

public class CostFrugalSearchTests
{
    private static readonly CostFrugalSearch Search = new(new());

    [Fact]
    public void Starts_where_trials_are_cheap_and_in_the_middle_else()
    {
        var start = Walk(Search, Everything, 1, Score)[0].Point.Values;
        Assert.Equal((1e-5, 2L, 1L), ((double)start["rate"], (long)start["leaves"], (long)start["trees"]),
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && (a.Item2, a.Item3) == (b.Item2, b.Item3));
        Assert.Equal(0.35, (double)start["dropout"], 1e-9);
        var favoured = Walk(Search, Everything with { Favoured = [Favourite] }, 1, Score)[0].Point.Values;
        Assert.Equal((0.2, 2L, "net", 0.75),
            ((double)favoured["dropout"], (long)favoured["leaves"], (string)favoured["learner"], (double)favoured["width"]),
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && (a.Item2, a.Item3) == (b.Item2, b.Item3) && Math.Abs(a.Item4 - b.Item4) < 1e-9);
    }

    [Fact]
    public void Stays_cheap_where_cost_buys_nothing()
    {
        var space = new SearchSpace([new IntegerDimension("trees", 1, 1000, true) { CheapWhenLow = true },
            new RealDimension("x", 0, 1, false)]);
        double Cost(ISearch search) =>
            Walk(search, space, 60, p => -Math.Abs((double)p.Values["x"] - 0.2)).Sum(o => (double)(long)o.Point.Values["trees"]);
        Assert.True(Cost(Search) < Cost(new RandomSearch()) / 2);
    }

    [Fact]
    public void Goes_where_it_is_better_though_it_costs_more()
    {
        var space = new SearchSpace([new IntegerDimension("trees", 1, 1000, true) { CheapWhenLow = true },
            new RealDimension("x", 0, 1, false)]);
        Assert.All(Enumerable.Range(1, 5), seed =>
            Assert.True(Walk(Search, space, 80, p => Math.Log((long)p.Values["trees"]) - Math.Abs((double)p.Values["x"] - 0.2), (ulong)seed)
                .Max(o => o.Score) > Math.Log(500)));
    }

    [Fact]
    public void Tries_the_opposite_of_a_step_that_was_no_better()
    {
        var history = Walk(Search, Reals(2), 1, _ => 1);
        history = Walk(Search, Reals(2), 3, _ => 0, first: history);
        double[][] x = [.. history.Select(o => new[] { (double)o.Point.Values["x0"], (double)o.Point.Values["x1"] })];
        Assert.Equal(x[0][0] - x[1][0], x[2][0] - x[0][0], 1e-9);
        Assert.Equal(x[0][1] - x[1][1], x[2][1] - x[0][1], 1e-9);
    }

    [Fact]
    public void Begins_anew_where_steps_have_become_small()
    {
        var points = Walk(Search, Reals(2), 300, p => -Math.Pow((double)p.Values["x0"], 2) - Math.Pow((double)p.Values["x1"], 2))
            .Select(o => o.Point.Values).ToArray();
        Assert.Contains(points.Skip(60), p => Math.Abs((double)p["x0"]) + Math.Abs((double)p["x1"]) > 1);
    }
}
