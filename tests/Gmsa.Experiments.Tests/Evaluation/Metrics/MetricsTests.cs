using System.Text.Json;
using CsCheck;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class MetricsTests
{
    [Fact]
    public void Perfect_predictions_have_perfect_metrics()
    {
        var m = Metrics.Of(Tables.Certain(["a", "b", "c", "d"], ("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")), ["a", "b", "c", "d"]);
        Assert.All([m.Accuracy, m.BalancedAccuracy, m.MacroF1, m.Kappa, m.Mcc, m.Top2, m.ValenceSignAccuracy, m.ArousalSignAccuracy], v =>
            Assert.Equal(1, v));
        Assert.All([m.Brier, m.Ece15, m.MeanOctantError], v => Assert.Equal(0, v));
        Assert.Equal(0, m.LogLoss, 1e-14);
        Assert.Equal(2, m.MutualInformationBits, 1e-12);
        Assert.Equal((0.25, 0.25), (m.ChanceRate, m.MajorityRate));
    }

    [Fact]
    public void Chance_counts_only_the_labels_that_occur_as_truth()
    {
        var always = Metrics.Of(Tables.Certain(["a", "b", "c", "d"], ("a", "a"), ("b", "a"), ("a", "a")));
        Assert.Equal((0.5, 0.5), (always.BalancedAccuracy, always.ChanceRate));
        Assert.Equal(0.25, Metrics.Of(Tables.Certain(["a", "b", "c", "d"], ("a", "a"), ("b", "a"), ("c", "d"), ("d", "a"))).ChanceRate);
    }

    [Fact]
    public void One_label_in_truth_and_prediction_leaves_kappa_and_mcc_at_zero()
    {
        var m = Metrics.Of(Tables.Certain(["a", "b", "c"], ("a", "a"), ("a", "a")));
        Assert.Equal((1.0, 1.0, 1.0), (m.Accuracy, m.BalancedAccuracy, m.MacroF1));
        Assert.Equal((0.0, 0.0, 0.0), (m.Kappa, m.Mcc, m.MutualInformationBits));
        Assert.Equal((1.0, 1.0), (m.ChanceRate, m.MajorityRate));
        Assert.Null(m.MeanOctantError);
    }

    [Fact]
    public void Certain_and_wrong_costs_a_finite_log_loss()
    {
        var m = Metrics.Of(Tables.Certain(["a", "b"], ("a", "b")));
        Assert.Equal(36.0436533891, m.LogLoss, 1e-9); // -ln of the epsilon of double, as scikit-learn
        Assert.Equal((2.0, 1.0, 0.0), (m.Brier, m.Ece15, m.Accuracy));
        Assert.Equal((1.0, 0.0), (m.Top2, m.BalancedAccuracy));
    }

    [Fact]
    public void Labels_that_never_occur_dont_count_in_the_means()
    {
        // By hand: recalls 1/2 and 1; F1 2/3 (a), 2/3 (b) and nothing for c.
        var m = Metrics.Of(Tables.Certain(["a", "b", "c"], ("a", "a"), ("a", "b"), ("b", "b")));
        Assert.Equal(0.75, m.BalancedAccuracy, 1e-12);
        Assert.Equal(2.0 / 3, m.MacroF1, 1e-12);
        Assert.Equal(0.4, m.Kappa, 1e-12);
        Assert.Equal(0.5, m.Mcc, 1e-12);
    }

    [Fact]
    public void Equal_probabilities_rank_the_earlier_label_first()
    {
        PredictionTable Even(string truth) => new(["a", "b", "c"], [new("1", "", "", truth, "a", [1 / 3.0, 1 / 3.0, 1 / 3.0])]);
        Assert.Equal(1, Metrics.Of(Even("b")).Top2);
        Assert.Equal(0, Metrics.Of(Even("c")).Top2);
        Assert.Equal(Math.Log(3), Metrics.Of(Even("c")).LogLoss, 1e-12);
        Assert.Equal(2.0 / 3, Metrics.Of(Even("a")).Ece15, 1e-12);
    }

    [Fact]
    public void Signs_need_a_ring_whose_labels_lie_on_one_side()
    {
        string[] six = ["a", "b", "c", "d", "e", "f"];
        var m = Metrics.Of(Tables.Certain(six, ("a", "f"), ("a", "d")), six);
        Assert.Equal(2.0, m.MeanOctantError); // one step and three
        Assert.Null(m.ValenceSignAccuracy);
        Assert.Equal(0, m.ArousalSignAccuracy);
        Assert.Null(Metrics.Of(Tables.Certain(["a", "b", "c"], ("a", "b")), ["a", "b", "c"]).ArousalSignAccuracy);
        Assert.Null(Metrics.Of(Tables.Certain(six, ("a", "b")), ["a", "b"]).MeanOctantError);
    }

    [Fact]
    public void Metrics_are_finite_and_in_range_for_any_table() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 40], Gen.ULong).Sample((labels, tracks, seed) =>
    {
        string[] names = [.. Enumerable.Range(0, labels).Select(i => $"l{i}")];
        var m = Metrics.Of(Tables.Random(names, tracks, 3, new Seed(seed)), names);
        double[] shares = [m.Accuracy, m.BalancedAccuracy, m.MacroF1, m.Ece15, m.Top2, m.MajorityRate, m.ChanceRate,
            m.ArousalSignAccuracy ?? 0, m.ValenceSignAccuracy ?? 0];
        Assert.All(shares, v => Assert.InRange(v, 0, 1 + 1e-12));
        Assert.All([m.Kappa, m.Mcc], v => Assert.InRange(v, -1 - 1e-12, 1 + 1e-12));
        Assert.InRange(m.Brier, 0, 2);
        Assert.InRange(m.LogLoss, 0, 40);
        Assert.InRange(m.MutualInformationBits, 0, Math.Log2(labels) + 1e-12);
        Assert.InRange(m.MeanOctantError!.Value, 0, labels / 2);
        Assert.Equal(tracks, m.Confusion.Sum(row => row.Sum()));
        Assert.True(m.Top2 >= m.Accuracy);
    }, iter: 300);

    [Fact]
    public void The_order_of_rows_changes_no_bit() => Gen.ULong.Sample(seed =>
    {
        var table = Tables.Random(Tables.Four, 200, 10, new Seed(seed));
        string Text(PredictionTable t) => JsonSerializer.Serialize(Comparer.Score(t, new Seed(1)), Json.OneLine);
        Assert.Equal(Text(table), Text(Tables.Shuffled(table, seed ^ 5)));
    }, iter: 10);

    [Fact]
    public void A_table_that_makes_no_sense_is_refused_with_every_reason()
    {
        var row = new Prediction("1", "", "", "a", "b", [0.5, 0.5]);
        Assert.Contains("no predictions", Assert.Throws<InputException>(() => Metrics.Of(new(["a", "b"], []))).Message);
        var problems = Assert.Throws<InputException>(() => Metrics.Of(new(["a", "b"],
            [row, row, row with { TrackId = "2", Truth = "z", Probabilities = [1] }]))).Problems;
        Assert.Equal(
            ["track '1' is there more than once", "track '2': unknown label 'z'. Known: a, b", "track '2': 1 probabilities for 2 labels"],
            problems.Select(p => p.Message));
    }
}
