using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class ClusterBootstrapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.025, 1.15)]
    [InlineData(0.5, 4)]
    [InlineData(0.975, 15.1)]
    [InlineData(1, 16)]
    public void Quantiles_are_those_of_numpy(double share, double expected) =>
        Assert.Equal(expected, ClusterBootstrap.Quantile([1, 2, 3, 4, 5, 10, 16], share), 1e-12);

    [Fact]
    public void Intervals_cover_the_true_accuracy_as_often_as_they_say()
    {
        // An artist has 1 to 9 tracks, right with a chance of its own: a design effect of about 1.9.
        const int simulations = 2000, artists = 100, simulationsByTracks = 300;
        const double accuracy = 0.6;
        var (covered, coveredByTracks) = (0, 0);
        for (var s = 0; s < simulations; s++)
        {
            var generator = new Seed(2026).Derive($"simulation {s}").Generator();
            var rows = new List<Prediction>();
            for (var artist = 0; artist < artists; artist++)
            {
                var chance = Math.Clamp(accuracy + 0.35 * (2 * generator.NextDouble() - 1), 0, 1);
                for (var tracks = 1 + generator.NextInt(9); tracks > 0; tracks--)
                    rows.Add(new($"{rows.Count:0000}", $"artist {artist}", "", "a", generator.NextDouble() < chance ? "a" : "b",
                        [0.5, 0.5]));
            }
            if (Covers(rows)) covered++;
            if (s < simulationsByTracks && Covers([.. rows.Select(r => r with { Group = "" })])) coveredByTracks++;

            bool Covers(List<Prediction> predictions) =>
                Intervals(new(["a", "b"], predictions), new Seed((ulong)s), 500)["accuracy"].Contains(accuracy);
        }
        Assert.InRange((double)covered / simulations, 0.93, 0.97);
        Assert.InRange((double)coveredByTracks / simulationsByTracks, 0.75, 0.9);
    }

    [Fact]
    public void Groups_widen_an_interval_that_lone_tracks_would_make_too_narrow()
    {
        var grouped = Tables.Random(Tables.Four, 1000, 20, new Seed(1));
        var alone = grouped with { Rows = [.. grouped.Rows.Select(r => r with { Group = "" })] };
        double Width(PredictionTable t) => Intervals(t, new Seed(1))["accuracy"] is var i ? i.High - i.Low : 0;
        Assert.True(Width(grouped) > 1.5 * Width(alone), $"{Width(grouped)} and {Width(alone)}");
        // The normal approximation is good for 1,000 independent tracks.
        var accuracy = Metrics.Of(alone).Accuracy;
        Assert.Equal(2 * 1.96 * Math.Sqrt(accuracy * (1 - accuracy) / 1000), Width(alone), 0.003);
    }

    [Fact]
    public void Every_headline_metric_has_an_interval_around_its_value()
    {
        var table = Tables.Random(Tables.Eight, 800, 60, new Seed(3));
        var (metrics, intervals) = (Metrics.Of(table), Intervals(table, new Seed(9)));
        Assert.Equal(ClusterBootstrap.HeadlineMetrics, intervals.Keys);
        double[] values = [metrics.Accuracy, metrics.BalancedAccuracy, metrics.MacroF1, metrics.Kappa, metrics.Mcc, metrics.LogLoss];
        Assert.All(ClusterBootstrap.HeadlineMetrics.Zip(values), m => Assert.True(intervals[m.First].Contains(m.Second), m.First));
    }

    [Fact]
    public void The_seed_decides_and_nothing_else()
    {
        var table = Tables.Random(Tables.Four, 300, 30, new Seed(4));
        Assert.Equal(Intervals(table, new Seed(1)), Intervals(Tables.Shuffled(table, 8), new Seed(1)));
        Assert.NotEqual(Intervals(table, new Seed(1)), Intervals(table, new Seed(2)));
    }

    [Fact]
    public void A_table_less_itself_is_exactly_nothing_and_differences_turn_round()
    {
        var a = Tables.Random(Tables.Four, 300, 30, new Seed(4));
        var b = Tables.Random(Tables.Four, 300, 30, new Seed(5), truth: i => a.Rows[i].Truth);
        b = b with { Rows = [.. b.Rows.Zip(a.Rows, (x, y) => x with { Group = y.Group })] };
        Assert.Equal(new(0, 0), Difference(a, Tables.Shuffled(a, 1), "macro_f1", new Seed(1)));
        var (one, other) = (Difference(a, b, "kappa", new Seed(1)),
            Difference(b, a, "kappa", new Seed(1)));
        Assert.Equal(one.Low, -other.High, 1e-12);
        Assert.Equal(one.High, -other.Low, 1e-12);
    }

    [Fact]
    public void Tables_grouped_differently_have_no_paired_difference()
    {
        var a = Tables.Random(Tables.Four, 50, 10, new Seed(4));
        var b = a with { Rows = [.. a.Rows.Select((r, i) => i == 0 ? r with { Group = "elsewhere" } : r)] };
        Assert.Throws<InputException>(() => Difference(a, b, "accuracy", new Seed(1)));
    }

    [Fact]
    public void One_group_says_nothing_about_others()
    {
        var one = Tables.Random(Tables.Four, 50, 1, new Seed(4));
        var intervals = Intervals(one, new Seed(1));
        Assert.Equal(new(0, 1), intervals["accuracy"]);
        Assert.Equal(new(-1, 1), intervals["kappa"]);
        Assert.Equal(new(0, double.PositiveInfinity), intervals["log_loss"]);
        Assert.Equal(new(-2, 2), Difference(one, one, "kappa", new Seed(1)));
        Assert.Equal(new(0, 1), Intervals(Tables.Certain(["a"], ("a", "a")), new Seed(1))["macro_f1"]);
    }

    [Fact]
    public void A_blank_group_is_not_the_group_that_is_called_like_the_track()
    {
        Prediction Row(string id, string group) => new(id, group, "", "a", "a", [1.0]);
        PredictionTable table = new(["a"], [Row("x", ""), Row("y", "x"), Row("z", "")]);
        Assert.Equal(3, ClusterBootstrap.Replicate(table, new Seed(1), 10, cancel: Cancel).Groups);
    }

    private static Dictionary<string, Interval> Intervals(
        PredictionTable table, Seed seed, int resamples = ClusterBootstrap.DefaultResamples)
    {
        var replicates = ClusterBootstrap.Replicate(table, seed, resamples, cancel: Cancel);
        return ClusterBootstrap.HeadlineMetrics.ToDictionary(m => m, replicates.Interval);
    }

    private static Interval Difference(PredictionTable a, PredictionTable b, string metric, Seed seed) =>
        Replicates.Difference(
            ClusterBootstrap.Replicate(a, seed, cancel: Cancel), ClusterBootstrap.Replicate(b, seed, cancel: Cancel), metric);
}
