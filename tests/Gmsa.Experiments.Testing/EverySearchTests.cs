using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Testing;

/// <summary>What holds for every kind of search.</summary>
public abstract class EverySearchTests : Suite<SearchOptions>
{
    private const int Trials = 60;

    private static readonly SearchSpace Few = new([new ChoiceDimension("c", ["a", "b"])]);

    /// <summary>By default the catalog's as they are by default.</summary>
    public override IReadOnlyList<Named<SearchOptions>> Kinds => Named.All<SearchOptions>(Catalog.Searches);

    [Theory, EachKind]
    public void Points_are_whole_inside_and_of_the_right_types(string kind)
    {
        var history = Walk(Create(kind), Everything, Trials, Score);
        Assert.Equal(Trials, history.Count);
        Assert.All(history, o => AssertInside(Everything, o.Point));
    }

    [Theory, EachKind]
    public void Every_choice_and_both_ends_of_whole_numbers_are_reached(string kind)
    {
        var points = Enumerable.Range(1, 6)
            .SelectMany(seed => Walk(Create(kind), Everything, Trials, p => (long)p.Values["leaves"], (ulong)seed))
            .Select(o => o.Point.Values).ToArray();
        Assert.Equal(["net", "tree"], points.Select(p => p["learner"]).Distinct().Order());
        Assert.Equal(["deep", "wide"], points.Where(p => p.ContainsKey("shape")).Select(p => p["shape"]).Distinct().Order());
        Assert.Equal(3, points.Select(p => p["size"]).Distinct().Count());
        Assert.Equal([2L, 3L, 4L, 5L], points.Select(p => p["leaves"]).Distinct().Order());
    }

    [Theory, EachKind]
    public void The_same_history_gives_the_same_point(string kind)
    {
        var history = Walk(Create(kind), Everything, 25, Score);
        for (var count = 0; count <= history.Count; count += 5)
        {
            string Next() => Text(Create(kind).Next(Everything, new Seed(1), [.. history.Take(count)]));
            Assert.Equal(Next(), Next());
        }
        Assert.Equal(history.Select(o => Text(o.Point)), Walk(Create(kind), Everything, 25, Score).Select(o => Text(o.Point)));
    }

    [Theory, EachKind]
    public void Scores_matter_where_it_says_so_and_nowhere_else(string kind)
    {
        string[] Points(Func<Point, double> score) => [.. Walk(Create(kind), Reals(3), 40, score).Select(o => Text(o.Point))];
        var isSame = Points(p => (double)p.Values["x0"]).SequenceEqual(Points(p => -(double)p.Values["x0"]));
        Assert.Equal(this[kind].LearnsFromScores, !isSame);
    }

    [Theory, EachKind]
    public void Copes_with_running_failed_pruned_foreign_repeated_and_odd_trials(string kind)
    {
        var search = Create(kind);
        var history = new List<Observation> { new(Favourite, null) { State = ObservationState.Running } };
        Point[] odd =
        [
            new(new Dictionary<string, object>()),
            new(new Dictionary<string, object> { ["dropout"] = "text", ["learner"] = "gone", ["rate"] = 5.0, ["other"] = 1L }),
        ];
        for (var i = 0; i < Trials; i++)
        {
            var point = search.Next(Everything, new Seed(2), history);
            AssertInside(Everything, point!);
            history.Add((i % 8) switch
            {
                0 => new(point!, null) { State = ObservationState.Running },
                1 => new(point!, null) { State = ObservationState.Failed },
                2 => new(point!, 0.4) { State = ObservationState.Pruned, Steps = i % 5 },
                3 => history[^1] with { State = ObservationState.Done, Score = 0.3 },
                4 => new(odd[i / 8 % 2], 0.9),
                5 => new(point!, double.NaN),
                6 => new(RandomSearch.Next(Everything, new Seed((ulong)i), [])!, 0.5),
                _ => new(point!, Score(point!)),
            });
        }
    }

    [Theory, EachKind]
    public void Nothing_but_failures_or_equal_scores_is_no_end(string kind)
    {
        foreach (var score in new double?[] { null, 0.5 })
        {
            var history = new List<Observation>();
            for (var i = 0; i < Trials; i++)
            {
                var point = Create(kind).Next(Everything, new Seed(3), history)!;
                AssertInside(Everything, point);
                history.Add(new(point, score));
            }
        }
    }

    [Theory, EachKind]
    public void Favoured_points_that_were_tried_first_do_no_harm(string kind)
    {
        var space = Everything with { Favoured = [Favourite] };
        var history = Walk(Create(kind), space, Trials, Score, first: [new(Favourite, Score(Favourite))]);
        Assert.Equal(Trials, history.Count);
        Assert.All(history, o => AssertInside(space, o.Point));
    }

    [Theory, EachKind]
    public void Trials_that_run_beside_each_other_are_different(string kind)
    {
        var history = Walk(Create(kind), Reals(3), 30, Score).ToList();
        for (var i = 0; i < 8; i++)
            history.Add(new(Create(kind).Next(Reals(3), new Seed(1), history)!, null) { State = ObservationState.Running });
        Assert.Equal(8, history.TakeLast(8).Select(o => Text(o.Point)).Distinct().Count());
    }

    [Theory, EachKind]
    public void Spaces_of_one_kind_of_dimension_are_searched(string kind)
    {
        SearchSpace[] spaces =
        [
            new([new RealDimension("x", 0, 1, false)]), new([new IntegerDimension("n", 0, 9, false)]),
            new([new ChoiceDimension("c", ["a", "b", "c", "d"])]),
        ];
        foreach (var space in spaces)
            Assert.All(Walk(Create(kind), space, 20, Score), o => AssertInside(space, o.Point));
    }

    [Theory, EachKind]
    public void A_space_of_few_points_is_gone_through_before_the_search_ends_if_it_ever_does(string kind) =>
        Assert.Equal(2, Walk(Create(kind), Few, 30, Score).Select(o => Text(o.Point)).Distinct().Count());

    [Theory, EachKind]
    public void Another_seed_gives_other_points_but_where_points_are_gone_through_to_an_end(string kind)
    {
        string[] Points(ulong seed) => [.. Walk(Create(kind), Reals(2), 12, Score, seed).Select(o => Text(o.Point))];
        var isGrid = Walk(Create(kind), Few, 30, Score).Count < 30;
        Assert.Equal(isGrid, Points(1).SequenceEqual(Points(2)));
    }

    [Theory, EachKind]
    public void Learners_find_more_than_random_points_do(string kind)
    {
        if (!this[kind].LearnsFromScores) return;
        static double Bowl(Point p) => -p.Values.Values.Sum(v => Math.Pow((double)v - 1.7, 2));
        double Best(ISearch search, ulong seed) => Walk(search, Reals(3), 60, Bowl, seed).Max(o => o.Score!.Value);
        Assert.True(Enumerable.Range(1, 5).Count(s => Best(Create(kind), (ulong)s) > Best(RandomSearch, (ulong)s)) >= 4);
    }

    private static ISearch RandomSearch => new RandomSearchOptions().Create();

    private ISearch Create(string kind) => this[kind].Create();
}
