using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Search;

public class GridSearchTests
{
    [Fact]
    public void Every_combination_comes_once_with_both_ends_then_nothing()
    {
        var space = new SearchSpace([new RealDimension("x", -1, 1, false), new IntegerDimension("n", 2, 4, false),
            new ChoiceDimension("c", ["a", true, 2L])]);
        var points = All(space, new() { Points = 4 });
        Assert.Equal(4 * 3 * 3, points.Select(p => (p["x"], p["n"], p["c"])).Distinct().Count());
        Assert.Equal(4 * 3 * 3, points.Length);
        Assert.Equal([-1, -1.0 / 3, 1.0 / 3, 1], points.Select(p => (double)p["x"]).Distinct().Order().Select(x => Math.Round(x, 12)),
            (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([2L, 3L, 4L], points.Select(p => (long)p["n"]).Distinct().Order());
    }

    [Fact]
    public void Logarithmic_dimensions_are_even_in_the_logarithm_and_whole_numbers_come_once()
    {
        var space = new SearchSpace([new RealDimension("rate", 1e-4, 1, true), new IntegerDimension("trees", 1, 16, true)]);
        var points = All(space, new() { Points = 5 });
        Assert.Equal([1e-4, 1e-3, 1e-2, 1e-1, 1], points.Select(p => (double)p["rate"]).Distinct().Order(),
            (a, b) => Math.Abs(a / b - 1) < 1e-9);
        Assert.Equal([1L, 2L, 4L, 8L, 16L], points.Select(p => (long)p["trees"]).Distinct().Order());
        Assert.Equal([1L, 2L, 4L, 6L],
            All(new([new IntegerDimension("n", 1, 6, true)]), new() { Points = 5 }).Select(p => (long)p["n"]).Order());
    }

    [Fact]
    public void Conditional_dimensions_multiply_only_where_they_count()
    {
        var space = new SearchSpace([
            new ChoiceDimension("learner", ["tree", "net", "linear"]),
            new IntegerDimension("trees", 1, 3, false) { When = new("learner", "tree") },
            new ChoiceDimension("shape", ["wide", "deep"]) { When = new("learner", "net") },
            new RealDimension("width", 0, 1, false) { When = new("shape", "wide") },
            new ChoiceDimension("norm", [true, false]),
        ]);
        var points = All(space, new() { Points = 5 });
        Assert.Equal(2 * (3 + (5 + 1) + 1), points.Length);
        Assert.All(points, p => AssertInside(space, new(p)));
    }

    [Fact]
    public void Points_of_the_grid_that_were_tried_elsewhere_are_left_out()
    {
        var space = new SearchSpace([new IntegerDimension("n", 1, 3, false)]);
        Point favourite = new(new Dictionary<string, object> { ["n"] = 2L }), foreign = new(new Dictionary<string, object> { ["n"] = 9L });
        var history = Walk(new GridSearch(new()), space, 100, Score, first: [new(foreign, 1), new(favourite, 1)]);
        Assert.Equal([1L, 3L], history.Skip(2).Select(o => (long)o.Point.Values["n"]).Order());
    }

    [Fact]
    public void A_budget_that_ends_early_has_seen_low_and_high_values_of_each_dimension()
    {
        var points = Walk(new GridSearch(new()), Reals(3), 12, Score).Select(o => o.Point.Values).ToArray();
        Assert.All(Reals(3).Dimensions, d => Assert.True(points.Select(p => p[d.Name]).Distinct().Count() >= 4, d.Name));
    }

    [Fact]
    public void Grids_beyond_counting_have_points_too() =>
        Assert.Equal(20, Walk(new GridSearch(new() { Points = 1000 }), Reals(40), 20, Score).Select(o => Text(o.Point)).Distinct().Count());

    private static IReadOnlyDictionary<string, object>[] All(SearchSpace space, GridSearchOptions options) =>
        [.. Walk(new GridSearch(options), space, 10_000, Score).Select(o => o.Point.Values)];
}
