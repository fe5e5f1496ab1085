using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class RandomSearchTests
{
    private static readonly SearchSpace Space = new([
        new RealDimension("dropout", 0.1, 0.6, Log: false),
        new RealDimension("learningRate", 1e-5, 1e-2, Log: true),
        new IntegerDimension("leaves", 2, 5, Log: false),
        new IntegerDimension("trees", 1, 100, Log: true),
        new ChoiceDimension("scale", ["db", "power", "none"]),
    ]);

    [Fact]
    public void Draws_stay_inside_and_reach_both_ends()
    {
        var points = Draw(3000, new Seed(1));
        Assert.All(points, p => Assert.InRange((double)p.Values["dropout"], 0.1, 0.6));
        Assert.All(points, p => Assert.InRange((double)p.Values["learningRate"], 1e-5, 1e-2));
        Assert.Equal([2L, 3L, 4L, 5L], points.Select(p => (long)p.Values["leaves"]).Distinct().Order());
        Assert.Equal((1L, 100L), (points.Min(p => (long)p.Values["trees"]), points.Max(p => (long)p.Values["trees"])));
        Assert.Equal(3, points.Select(p => p.Values["scale"]).Distinct().Count());
    }

    [Fact]
    public void Logarithmic_ranges_are_uniform_in_the_logarithm()
    {
        var below = Draw(3000, new Seed(2)).Count(p => (double)p.Values["learningRate"] < Math.Sqrt(1e-5 * 1e-2));
        Assert.InRange(below, 1400, 1600);
    }

    [Fact]
    public void Whole_numbers_come_equally_often()
    {
        var counts = Draw(4000, new Seed(3)).CountBy(p => (long)p.Values["leaves"]).Select(c => c.Value);
        Assert.All(counts, c => Assert.InRange(c, 880, 1120));
    }

    [Fact]
    public void A_point_depends_on_seed_and_position_not_on_scores()
    {
        var search = new RandomSearch();
        IReadOnlyList<Observation> failed = [new(new Point(new Dictionary<string, object>()), null)];
        IReadOnlyList<Observation> done = [new(new Point(new Dictionary<string, object>()), 0.9)];
        Assert.Equal(Text(search.Next(Space, new Seed(4), failed)!), Text(search.Next(Space, new Seed(4), done)!));
        Assert.NotEqual(Text(search.Next(Space, new Seed(4), [])!), Text(search.Next(Space, new Seed(4), done)!));
        Assert.NotEqual(Text(search.Next(Space, new Seed(4), [])!), Text(search.Next(Space, new Seed(5), [])!));
    }

    [Fact]
    public void Another_dimension_leaves_the_values_of_the_rest()
    {
        var wider = new SearchSpace([new RealDimension("added", 0, 1, Log: false), .. Space.Dimensions]);
        var narrow = new RandomSearch().Next(Space, new Seed(6), [])!;
        var wide = new RandomSearch().Next(wider, new Seed(6), [])!;
        Assert.Equal(narrow.Values["dropout"], wide.Values["dropout"]);
    }

    private static List<Point> Draw(int count, Seed seed)
    {
        var search = new RandomSearch();
        var history = new List<Observation>();
        for (var i = 0; i < count; i++) history.Add(new(search.Next(Space, seed, history)!, null));
        return [.. history.Select(o => o.Point)];
    }

    private static string Text(Point point) =>
        string.Join(';', point.Values.Select(v => FormattableString.Invariant($"{v.Key}={v.Value:R}")));
}
