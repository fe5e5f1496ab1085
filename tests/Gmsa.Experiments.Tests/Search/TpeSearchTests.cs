using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Search;

public class TpeSearchTests
{
    private static readonly TpeSearch Search = new(new());

    [Fact]
    public void Comes_close_to_the_optimum_of_a_bowl() => Assert.All(Enumerable.Range(1, 3), seed =>
        Assert.True(Walk(Search, Reals(3), 100, p => -p.Values.Values.Sum(v => Math.Pow((double)v - 1.7, 2)), (ulong)seed)
            .Max(o => o.Score) > -0.05));

    [Fact]
    public void Prefers_the_learner_that_does_well_and_tunes_its_own_dimension()
    {
        var space = new SearchSpace([
            new ChoiceDimension("learner", ["good", "bad"]), new RealDimension("x", 0, 1, false) { When = new("learner", "good") },
            new RealDimension("y", 0, 1, false) { When = new("learner", "bad") },
        ]);
        var last = Walk(Search, space, 80, p => p.Values.TryGetValue("x", out var x) ? 1 - Math.Abs((double)x - 0.2) : 0.1)
            .TakeLast(40).ToArray();
        Assert.True(last.Count(o => o.Point.Values.ContainsKey("x")) >= 30);
        Assert.True(last.Count(o => o.Score > 0.9) >= 20);
    }

    [Fact]
    public void Pruned_trials_are_worse_than_done_ones_and_better_the_further_they_got()
    {
        Point P(double x) => new(new Dictionary<string, object> { ["x0"] = x });
        Observation[] history =
        [
            new(P(0), null) { State = ObservationState.Failed }, new(P(0), 0.9) { State = ObservationState.Pruned, Steps = 2 },
            new(P(0), 0.1), new(P(0), 0.2) { State = ObservationState.Pruned, Steps = 5 },
            new(P(0), 0.3) { State = ObservationState.Pruned, Steps = 5 }, new(P(0), 0.2),
            new(P(0), null) { State = ObservationState.Running }, new(P(0), double.NaN),
        ];
        Assert.Equal([5, 2, 4, 3, 1, 0, 7], Ranking.Ended(history));
    }

    [Fact]
    public void Pruned_trials_rank_by_their_best_score_and_what_done_ones_gained_from_there()
    {
        Point P(double x) => new(new Dictionary<string, object> { ["x0"] = x });
        Observation Done(params double[] scores) => new(P(0), scores[^1]) { Scores = scores, Steps = scores.Length };
        Observation Pruned(params double[] scores) =>
            new(P(0), scores[^1]) { State = ObservationState.Pruned, Scores = scores, Steps = scores.Length };
        // From step 1 the middle one of the done trials gained .3 (of .1, .3, .4), from step 2 .1 (of 0, .1, .2).
        Observation[] history =
        [
            Done(0.1, 0.2, 0.2), Done(0.2, 0.4, 0.5), Done(0.4, 0.6, 0.8), Pruned(0.3), Pruned(0.3, 0.2), Pruned(double.NaN), Pruned(0.05),
            Pruned(double.NaN, 0.61),
        ];
        // .8, .61 + .1, .3 + .3, .5, .3 + .1, .05 + .3, .2, and what has no number
        Assert.Equal([2, 7, 3, 1, 4, 6, 0, 5], Ranking.Ended(history));
    }

    [Fact]
    public void Favoured_points_draw_the_search_to_them()
    {
        Point favourite = new(new Dictionary<string, object> { ["x0"] = 2.5, ["x1"] = -0.5 });
        var space = Reals(2) with { Favoured = [favourite] };
        int Near(SearchSpace s) => Enumerable.Range(1, 40).Count(seed =>
        {
            var history = Walk(new SobolSearch(), s, 10, _ => 0.5);
            return Search.Next(s, new Seed((ulong)seed), history)!.Values is var v
                && Math.Abs((double)v["x0"] - 2.5) + Math.Abs((double)v["x1"] + 0.5) < 1;
        });
        Assert.True(Near(space) >= Near(Reals(2)) + 5);
    }

    [Fact]
    public void Whole_and_chosen_points_that_were_tried_are_seldom_asked_for_again()
    {
        var space = new SearchSpace([new IntegerDimension("n", 0, 9, false), new ChoiceDimension("c", ["a", "b", "c", "d"])]);
        Assert.True(Walk(Search, space, 30, Score).Select(o => Text(o.Point)).Distinct().Count() >= 27);
    }

    [Fact]
    public void Histories_may_hold_more_dimensions_than_the_space()
    {
        var part = new SearchSpace([Everything.Dimensions[0], Everything.Dimensions[2]]);
        var point = Search.Next(part, new Seed(1), Walk(Search, Everything, 30, Score))!;
        AssertInside(part, point);
    }
}
