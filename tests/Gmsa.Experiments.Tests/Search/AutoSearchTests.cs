using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Search;

public class AutoSearchTests
{
    private const string Learner = "learner";

    private static readonly AutoSearch Search = new();

    /// <summary>Two learners with dimensions of their own, one with none, and one option that all have.</summary>
    private static readonly SearchSpace Three = new([
        new ChoiceDimension(Learner, ["tree", "rule", "net"]),
        new RealDimension("tree.x", 0, 1, Log: false) { When = new(Learner, "tree") },
        new IntegerDimension("tree.n", 1, 9, Log: false) { When = new(Learner, "tree") },
        new RealDimension("net.y", 0, 1, Log: false) { When = new(Learner, "net") },
    ]);

    [Fact]
    public void Learners_that_were_not_tried_come_first_whatever_became_of_the_others() =>
        Assert.All(new double?[] { 0.9, null },
            score => Assert.Equal(["tree", "rule", "net"], Simulated(Three, 3, _ => (score, 1)).Select(Of)));

    [Fact]
    public void Points_hold_what_their_learner_has_and_nothing_else()
    {
        var space = Three with { Dimensions = [.. Three.Dimensions, new RealDimension("shared", 2, 3, Log: false)] };
        var history = Simulated(space, 60, p => (p.Values.Count / 10.0, 1));
        Assert.All(history, o => AssertInside(space, o.Point));
        Assert.Equal(["net", "rule", "tree"], history.Select(Of).Distinct().Order());
    }

    [Fact]
    public void The_cheaper_of_two_equal_learners_is_tried_more_often() => Assert.All(Seeds, seed =>
    {
        var history = Simulated(Two, 200, p => (Near(p), Of(p) == "a" ? 1 : 20), seed);
        Assert.True(Count(history, "a") >= 2 * Count(history, "b"), $"{Count(history, "a")} of the cheap one");
        Assert.True(Count(history, "b") >= 5); // it isn't given up either
    });

    [Fact]
    public void The_better_of_two_learners_that_cost_the_same_is_tried_more_often() => Assert.All(Seeds, seed =>
    {
        var history = Simulated(Two, 200, p => (Near(p) - (Of(p) == "a" ? 0.4 : 0), 1), seed);
        Assert.True(Count(history, "b") >= 2 * Count(history, "a"), $"{Count(history, "b")} of the good one");
    });

    [Fact]
    public void A_learner_is_tuned_by_its_own_trials() => Assert.All(Seeds, seed =>
        Assert.True(Simulated(Two, 60, p => (Near(p), 1), seed).TakeLast(30).Count(o => o.Score > 0.9) >= 15));

    [Fact]
    public void A_learner_without_dimensions_is_tried_once() =>
        Assert.Equal(1, Count(Simulated(Three, 100, p => (Of(p) == "rule" ? 1 : 0.1, 0.01)), "rule")); // though none is better or cheaper

    [Fact]
    public void Nothing_is_left_once_every_learner_without_dimensions_was_tried()
    {
        var space = new SearchSpace([new ChoiceDimension(Learner, ["a", "b"]),
            new RealDimension("c.x", 0, 1, Log: false) { When = new(Learner, "c") }]);
        Assert.Equal(["a", "b"], Simulated(space, 10, _ => (0.5, 1)).Select(Of));
        // The same where nothing depends on the choice, by the rule that points aren't tried twice.
        var asking = new Asking(new AutoSearchOptions());
        var history = new List<Observation>();
        while (history.Count < 10 && asking.Next(space with { Dimensions = [space.Dimensions[0]] }, new Seed(1), history) is { } point)
            history.Add(new(point, 0.5));
        Assert.Equal(["a", "b"], history.Select(Of).Order());
    }

    [Fact]
    public void Dimensions_under_another_learners_choice_are_none_of_a_learners_own()
    {
        var space = new SearchSpace([
            new ChoiceDimension(Learner, ["net", "rule"]), new ChoiceDimension("shape", ["wide", "deep"]) { When = new(Learner, "net") },
            new RealDimension("width", 0, 1, Log: false) { When = new("shape", "wide") },
        ]);
        var history = Simulated(space, 60, p => (Of(p) == "rule" ? 1 : 0.1, 1));
        Assert.Equal(1, Count(history, "rule"));
        Assert.All(history, o => AssertInside(space, o.Point));
    }

    [Fact]
    public void A_space_without_learners_is_searched_as_a_whole()
    {
        var space = new SearchSpace([.. Reals(2).Dimensions, new ChoiceDimension("c", ["a", "b", "d"])]);
        var expected = Walk(new TpeSearch(new() { Startup = 4 }), space, 20, Score).Select(o => Text(o.Point));
        Assert.Equal(expected, Walk(Search, space, 20, Score).Select(o => Text(o.Point)));
    }

    [Fact]
    public void Failures_are_no_end()
    {
        var all = Simulated(Two, 60, _ => (null, 1));
        Assert.Equal(60, all.Count);
        Assert.All((string[])["a", "b"], learner => Assert.True(Count(all, learner) >= 10));
        var one = Simulated(Two, 100, p => (Of(p) == "a" ? null : Near(p), 1));
        Assert.InRange(Count(one, "a"), 2, 49); // it may have been bad luck, but what works is tried more
    }

    [Fact]
    public void How_long_trials_took_counts()
    {
        string?[] Order(double slow) => [.. Simulated(Two, 40, p => (Near(p), Of(p) == "a" ? slow : 1)).Select(Of)];
        Assert.Equal(Order(30), Order(30));
        Assert.NotEqual(Order(1), Order(30));
    }

    private static readonly ulong[] Seeds = [1, 2, 3];

    private static readonly SearchSpace Two = new([
        new ChoiceDimension(Learner, ["a", "b"]), new RealDimension("a.x", 0, 1, Log: false) { When = new(Learner, "a") },
        new RealDimension("b.x", 0, 1, Log: false) { When = new(Learner, "b") },
    ]);

    /// <summary>1 at .3, less elsewhere.</summary>
    private static double Near(Point point) => 1 - Math.Abs((double)point.Values[Of(point) + ".x"] - 0.3);

    private static string Of(Point point) => (string)point.Values[Learner];

    private static string Of(Observation observation) => Of(observation.Point);

    private static int Count(IEnumerable<Observation> history, string learner) => history.Count(o => Of(o) == learner);

    private static List<Observation> Simulated(
        SearchSpace space, int trials, Func<Point, (double? Score, double Seconds)> run, ulong seed = 1)
    {
        var history = new List<Observation>();
        while (history.Count < trials && Search.Next(space, new Seed(seed), history) is { } point)
        {
            var (score, seconds) = run(point);
            history.Add(new(point, score) { Seconds = seconds });
        }
        return history;
    }
}
