using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Search;

public class CmaEsSearchTests
{
    [Theory]
    [InlineData(10, 100, 1e-2)]
    [InlineData(1, 400, 1e-5)]
    public void Converges_on_a_sphere(int candidates, int trials, double most)
    {
        var search = new CmaEsSearch(new() { Candidates = candidates });
        Assert.All(Enumerable.Range(1, 3), seed =>
            Assert.InRange(-Walk(search, Reals(4), trials, p => -p.Values.Values.Sum(v => Math.Pow((double)v - 1.7, 2)), (ulong)seed)
                .Max(o => o.Score)!.Value, 0, most));
    }

    [Fact]
    public void Learns_which_way_a_valley_runs()
    {
        var strategy = new CmaEs([0.5, 0.5], 0.2, 8);
        var random = new Seed(1).Generator();
        for (var i = 0; i < 40; i++)
            strategy.Update([.. Enumerable.Range(0, 8).Select(_ => strategy.At(random.NextGaussians(2)))
                .OrderBy(x => 1000 * Math.Pow(x[0] - x[1], 2) + Math.Pow(x[0] + x[1] - 1.4, 2))]);
        Assert.Equal(0.7, strategy.Mean[0], 0.01);
        double[] along = strategy.NormalOf([strategy.Mean[0] + 0.01, strategy.Mean[1] + 0.01]),
            across = strategy.NormalOf([strategy.Mean[0] + 0.01, strategy.Mean[1] - 0.01]);
        Assert.True(across.Sum(x => x * x) > 20 * along.Sum(x => x * x));
    }

    [Fact]
    public void Steps_whiten_what_they_scale()
    {
        var strategy = new CmaEs([0.2, 0.6, 0.5], 0.3, 7);
        strategy.Update([[0.1, 0.5, 0.4], [0.2, 0.7, 0.1], [0.4, 0.4, 0.6], [0.9, 0.1, 0.2], [0.3, 0.3, 0.3], [0, 1, 0], [1, 0, 1]]);
        double[] normal = [0.3, -1.2, 0.7];
        Assert.Equal(normal, strategy.NormalOf(strategy.At(normal)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_run_that_stands_still_is_followed_by_one_elsewhere()
    {
        var points = Walk(new CmaEsSearch(new()), Reals(2), 400,
            p => -Math.Pow((double)p.Values["x0"], 2) - Math.Pow((double)p.Values["x1"], 2)).Select(o => o.Point.Values).ToArray();
        var far = points.Index()
            .Where(p => Math.Abs((double)p.Item["x0"]) + Math.Abs((double)p.Item["x1"]) > 0.5).Select(p => p.Index).ToArray();
        Assert.Contains(far, i => i > 100);
    }

    [Fact]
    public void Whole_numbers_and_choices_are_found()
    {
        var space = new SearchSpace([new IntegerDimension("n", 0, 9, false), new RealDimension("x", 0, 1, false),
            new ChoiceDimension("c", ["a", "b", "c"])]);
        static double Value(Point p) =>
            -Math.Abs((long)p.Values["n"] - 7) - Math.Abs((double)p.Values["x"] - 0.3) - ((string)p.Values["c"] == "b" ? 0 : 2);
        Assert.All(Enumerable.Range(1, 5),
            seed => Assert.True(Walk(new CmaEsSearch(new()), space, 100, Value, (ulong)seed).Max(o => o.Score) > -0.1));
    }

    [Fact]
    public void The_model_goes_through_its_points()
    {
        double[][] points = [.. Enumerable.Range(0, 9).Select(i => new[] { i / 2.0 })];
        double[] values = [.. points.Select(p => Math.Sin(p[0]))];
        var model = GaussianProcess.Fit(points, values, [0.5, 1, 2], [1e-6, 0.3]);
        Assert.All(points.Zip(values), p => Assert.Equal(p.Second, model.Mean(p.First), 0.001));
        Assert.Equal(Math.Sin(1.75), model.Mean([1.75]), 0.01);
    }
}
