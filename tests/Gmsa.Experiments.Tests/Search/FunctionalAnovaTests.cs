using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

/// <summary>Shares of functions whose decomposition is known in closed form.</summary>
public sealed class FunctionalAnovaTests
{
    private static readonly Dimension[] Space =
        [new RealDimension("rate", 1e-4, 1, Log: true), new RealDimension("drop", 0, 1, Log: false),
            new IntegerDimension("trees", 10, 40, Log: false), new ChoiceDimension("kind", ["a", "b", "c"])];

    [Fact]
    public void Shares_of_a_sum_are_the_variances_of_its_parts()
    {
        // Uniform on [0, 1]: 4 u has a variance of 16/12, 2 v of 4/12; a choice of 0, 0 and 1 has 2/9.
        var (points, scores) = Trials(300, (u, v, _, kind, _) => 4 * u + 2 * v + (kind == "c" ? 1 : 0));
        var effects = FunctionalAnova.Of(Space, points, scores, new(1))!;
        const double Sum = 16 / 12.0 + 4 / 12.0 + 2 / 9.0;
        double[] expected = [16 / 12.0 / Sum, 4 / 12.0 / Sum, 0, 2 / 9.0 / Sum];
        Assert.All(effects.Effects.Zip(expected), e => Assert.Equal(e.Second, e.First.Share, 0.07));
        Assert.Equal(["rate", "drop", "trees", "kind"], effects.Effects.Select(e => e.Name));
        Assert.True(effects.Explained > 0.85, $"{effects.Explained}");
        Assert.True(effects.Together < 0.1, $"{effects.Together}");
        Assert.Equal(300, effects.Trials);
    }

    [Fact]
    public void What_dimensions_do_only_together_is_no_ones_own()
    {
        var (points, scores) = Trials(600, (u, v, _, _, _) => 4 * (u - 0.5) * (v - 0.5));
        var effects = FunctionalAnova.Of(Space, points, scores, new(1))!;
        Assert.True(effects.Together > 0.7, $"{effects.Together}");
        Assert.All(effects.Effects, e => Assert.True(e.Share < 0.1, $"{e.Name} {e.Share}"));
    }

    [Fact]
    public void A_curve_goes_through_the_means()
    {
        var (points, scores) = Trials(400, (u, _, trees, kind, _) => -4 * Math.Pow(u - 0.25, 2) + (kind == "b" ? 0.5 : 0) + 0 * trees);
        var effects = FunctionalAnova.Of(Space, points, scores, new(1))!.Effects;
        Assert.Equal((32, 32, 31, 3), (effects[0].Curve.Count, effects[1].Curve.Count, effects[2].Curve.Count, effects[3].Curve.Count));
        Assert.InRange(effects[0].Curve.Index().MaxBy(c => c.Item).Index, 5, 10); // the middle of cell 8 of 32 is 0.266
        Assert.Equal(0.5, effects[3].Curve[1] - effects[3].Curve[0], 0.15);
        Assert.Equal(effects[3].Curve[0], effects[3].Curve[2], 0.1);
    }

    [Fact]
    public void Of_noise_nothing_is_explained()
    {
        var (points, scores) = Trials(100, (_, _, _, _, noise) => noise);
        Assert.True(FunctionalAnova.Of(Space, points, scores, new(1))!.Explained < 0.1);
    }

    [Fact]
    public void Single_disasters_do_not_decide()
    {
        var (points, scores) = Trials(200, (u, v, _, _, _) => u + (v > 0.98 ? -1000 : 0));
        var effects = FunctionalAnova.Of(Space, points, scores, new(1))!.Effects;
        Assert.True(effects[0].Share > 3 * effects[1].Share, $"{effects[0].Share} {effects[1].Share}");
    }

    [Fact]
    public void Too_few_trials_or_scores_all_alike_give_nothing()
    {
        var (points, scores) = Trials(19, (u, _, _, _, _) => u);
        Assert.Null(FunctionalAnova.Of(Space, points, scores, new(1)));
        (points, scores) = Trials(30, (_, _, _, _, _) => 0.5);
        Assert.Null(FunctionalAnova.Of(Space, points, scores, new(1)));
        Assert.Null(FunctionalAnova.Of([], points, scores, new(1)));
    }

    [Fact]
    public void A_dimension_that_hardly_varied_is_no_obstacle()
    {
        Dimension[] space = [new ChoiceDimension("learner", ["a", "b"])];
        Point[] points = [.. Enumerable.Range(0, 100)
            .Select(i => new Point(new Dictionary<string, object> { ["learner"] = i < 5 ? "b" : "a" }))];
        double[] scores = [.. Enumerable.Range(0, 100).Select(i => (i < 5 ? 1.0 : 0) + 0.01 * (i % 7))];
        Assert.NotNull(FunctionalAnova.Of(space, points, scores, new(1))); // few resamples have three of the five
        Assert.Null(FunctionalAnova.Of([new ChoiceDimension("learner", ["a"])], [.. points.Select(_ => points[^1])], scores, new(1)));
    }

    [Fact]
    public void The_same_trials_give_the_same_numbers()
    {
        var (points, scores) = Trials(60, (u, v, _, _, noise) => u * v + noise);
        var (one, other) = (FunctionalAnova.Of(Space, points, scores, new(7))!, FunctionalAnova.Of(Space, points, scores, new(7))!);
        Assert.Equal(one.Effects.Select(e => (e.Share, e.Error)), other.Effects.Select(e => (e.Share, e.Error)));
        Assert.All(one.Effects, e => Assert.InRange(e.Error, 1e-6, 0.5));
    }

    /// <summary>Random trials, scored by the places of the two real numbers, the whole number, the choice and noise.</summary>
    private static (Point[] Points, double[] Scores) Trials(int count, Func<double, double, long, string, double, double> score)
    {
        Point[] points = [.. Enumerable.Range(0, count).Select(i => RandomSearch.Draw(new(Space), new Seed(3).Derive($"{i}")))];
        var noise = new Seed(4).Generator();
        return (points, [.. points.Select(p => score(
            UnitScale.PlaceOf(Space[0], p.Values["rate"])!.Value, (double)p.Values["drop"], (long)p.Values["trees"],
            (string)p.Values["kind"], noise.NextGaussian()))]);
    }
}
