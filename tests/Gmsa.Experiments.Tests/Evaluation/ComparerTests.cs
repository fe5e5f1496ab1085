using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class ComparerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly CollapseMap Map = new("mood8", "mood4", Tables.EightToFour);
    private static readonly PredictionTable Good = Tables.Random(Tables.Eight, 400, 40, new Seed(1), skill: 3);
    private static readonly PredictionTable Poor = Like(Good, Tables.Eight, t => t, new Seed(2), skill: 0.2);
    private static readonly PredictionTable Coarse = Like(Good, Tables.Four, t => Tables.EightToFour[t], new Seed(3), skill: 2);

    [Fact]
    public void The_better_of_two_arms_is_told_by_its_place()
    {
        var pair = Assert.Single(Compare(Tables.Arm("good", "mood8", Good), Tables.Arm("poor", "mood8", Poor)).Pairs);
        Assert.Equal(("good", "poor", "a", 400), (pair.A, pair.B, pair.Verdict, pair.N));
        Assert.True(pair.Ci95["accuracy"].Low > 0 && pair.Ci95["accuracy"].Contains(pair.Difference) && pair.HolmP < 0.05
            && pair.HolmP == pair.Mcnemar.ExactP);
        Assert.Equal(Metrics.Of(Good).Accuracy - Metrics.Of(Poor).Accuracy, pair.Difference, 1e-12);
        Assert.Equal("b", Assert.Single(Compare(Tables.Arm("poor", "mood8", Poor), Tables.Arm("good", "mood8", Good)).Pairs).Verdict);
        Assert.Equal(ArmPair.NotDistinguishable, Assert.Single(Compare(Tables.Arm("good", "mood8", Good),
            Tables.Arm("same", "mood8", Good)).Pairs).Verdict);
    }

    [Fact]
    public void One_group_gives_no_verdict_however_large_the_difference()
    {
        PredictionTable OneGroup(PredictionTable t) => t with { Rows = [.. t.Rows.Select(r => r with { Group = "g" })] };
        var pair = Assert.Single(Compare(Tables.Arm("good", "mood8", OneGroup(Good)), Tables.Arm("poor", "mood8", OneGroup(Poor))).Pairs);
        Assert.True(pair.HolmP < 1e-6);
        Assert.Equal(ArmPair.NotDistinguishable, pair.Verdict);
    }

    [Fact]
    public void The_inner_score_chooses_who_stands_for_a_scheme_never_the_test()
    {
        var comparison = Compare(
            Tables.Arm("good8", "mood8", Good, 0.3), Tables.Arm("poor8", "mood8", Poor, 0.6), Tables.Arm("other8", "mood8", Good, 0.6),
            Tables.Arm("failed4", "mood4", Coarse, double.NaN), Tables.Arm("only4", "mood4", Coarse, -5));
        Assert.Equal(["poor8", "only4"], comparison.Arms.Where(a => a.Represents).Select(a => a.Name));
        Assert.Equal(
            ["poor8 (argmax)|only4", "poor8 (summed)|only4", "good8|poor8", "good8|other8", "poor8|other8", "failed4|only4"],
            comparison.Pairs.Select(p => $"{p.A}|{p.B}"));
        Assert.Equal(["argmax", "summed", null, null, null, null], comparison.Pairs.Select(p => p.Collapse));
        Assert.Equal(Holm.Adjust([.. comparison.Pairs.Select(p => p.Mcnemar.ExactP)]), comparison.Pairs.Select(p => p.HolmP));
        Assert.All(comparison.Pairs, p => Assert.Equal(6, p.HolmOver));
    }

    [Fact]
    public void Schemes_without_a_map_between_them_are_not_paired()
    {
        var arms = new[] { Tables.Arm("8", "mood8", Good), Tables.Arm("4", "mood4", Coarse) };
        Assert.Empty(Comparer.Compare(arms, null, "accuracy", new Seed(1), cancel: Cancel).Pairs);
        var other = Comparer.Compare(arms, Map with { Coarse = "three" }, "accuracy", new Seed(1), cancel: Cancel);
        Assert.Empty(other.Pairs);
        Assert.Null(other.Collapse);
    }

    [Fact]
    public void Pairs_differ_in_the_metric_asked_for()
    {
        var arms = new[] { Tables.Arm("4", "mood4", Coarse, 1), Tables.Arm("8", "mood8", Good, 1) };
        var comparison = Comparer.Compare(arms, Map, "balancedAccuracy", new Seed(1), cancel: Cancel);
        var pair = comparison.Pairs.Single(p => p.Collapse == "summed");
        Assert.Equal("balanced_accuracy", pair.Metric);
        Assert.Equal(Metrics.Of(Collapse.Summed(Good, Map)).BalancedAccuracy - Metrics.Of(Coarse).BalancedAccuracy, pair.Difference, 1e-12);
        Assert.Equal(comparison.Collapse!.Summed.BalancedAccuracy, Metrics.Of(Collapse.Summed(Good, Map)).BalancedAccuracy, 1e-12);
        Assert.Equal(ClusterBootstrap.HeadlineMetrics, pair.Ci95.Keys);
        Assert.Equal(pair.Difference, pair.Differences["balanced_accuracy"]);
        Assert.All(pair.Differences, d => Assert.True(pair.Ci95[d.Key].Contains(d.Value), d.Key));
    }

    [Fact]
    public void Other_tracks_truths_or_groups_are_refused_with_counts()
    {
        string Refusal(PredictionTable second, string scheme = "mood8") => Assert.Throws<InputException>(
            () => Compare(Tables.Arm("x", "mood8", Good), Tables.Arm("y", scheme, second))).Message;
        PredictionTable Change(Func<Prediction, Prediction> change) => Good with { Rows = [change(Good.Rows[0]), .. Good.Rows.Skip(1)] };
        Assert.StartsWith("x predicts 400 tracks, y 390, and 390 are in both", Refusal(Good with { Rows = [.. Good.Rows.Skip(10)] }),
            StringComparison.Ordinal);
        Assert.StartsWith("x predicts 400 tracks, y 400, and 399 are in both", Refusal(Change(r => r with { TrackId = "new" })),
            StringComparison.Ordinal);
        Assert.StartsWith("x (argmax) predicts 400 tracks, y 399", Refusal(Coarse with { Rows = [.. Coarse.Rows.Skip(1)] }, "mood4"),
            StringComparison.Ordinal);
        Assert.StartsWith("1 of 400 tracks have another truth in x than in y (the first: track 't00000'",
            Refusal(Change(r => r with { Truth = r.Truth == "Sad" ? "Calm" : "Sad" })), StringComparison.Ordinal);
        Assert.StartsWith("1 tracks are in another group in y than in x (the first: track 't00000', 'else' and 'g",
            Refusal(Change(r => r with { Group = "else" })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_groups_takes_them_from_the_other()
    {
        var bare = Poor with { Rows = [.. Poor.Rows.Select(r => r with { Group = "" })] };
        Assert.Equal(
            Text(Compare(Tables.Arm("x", "mood8", Good), Tables.Arm("y", "mood8", Poor))),
            Text(Compare(Tables.Arm("x", "mood8", Good), Tables.Arm("y", "mood8", bare))));
    }

    [Fact]
    public void Nothing_to_compare_and_bad_names_are_told_together()
    {
        Assert.Equal(
            ["2 arms are called 'x'; names must differ",
                "unknown metric 'loss' to compare by. Known: accuracy, balanced_accuracy, macro_f1, kappa, mcc, log_loss"],
            Assert.Throws<InputException>(() => Comparer.Compare([Tables.Arm("x", "s", Good), Tables.Arm("x", "s", Good)], null, "loss",
                new Seed(1), cancel: Cancel))
                .Problems.Select(p => p.Message));
        Assert.Throws<InputException>(() => Comparer.Compare([], null, "accuracy", new Seed(1), cancel: Cancel));
    }

    [Fact]
    public void The_same_text_comes_out_whatever_the_order_of_rows_and_the_culture()
    {
        var expected = Text(Compare(Tables.Arm("8", "mood8", Good), Tables.Arm("4", "mood4", Coarse)));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal(expected, Text(Compare(Tables.Arm("8", "mood8", Tables.Shuffled(Good, 1)),
                Tables.Arm("4", "mood4", Tables.Shuffled(Coarse, 2)))));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void The_json_has_the_promised_names_and_reads_back()
    {
        var comparison = Compare(
            new ArmInput("mood8-a", "mood8", "seedCnn", 0.5, Good,
                ["Happy", "Excited", "Angry", "Afraid", "Sad", "Depressed", "Calm", "Content"]), Tables.Arm("mood4-a", "mood4", Coarse));
        var text = Text(comparison);
        var json = JsonNode.Parse(text)!;
        Assert.Equal(
            ["name", "scheme", "trainer", "inner_score", "represents", "n", "tracks", "labels", "accuracy", "chance_rate", "majority_rate",
                "balanced_accuracy", "macro_f1", "kappa", "mcc", "log_loss", "brier", "ece15", "top2", "mutual_information_bits",
                "confusion", "mean_octant_error", "valence_sign_accuracy", "arousal_sign_accuracy", "per_label", "per_fold", "over_folds",
                "groups", "ci95"],
            Names(json["arms"]![0]!));
        Assert.Equal(["accuracy", "balanced_accuracy", "macro_f1", "kappa", "mcc", "log_loss", "mean_octant_error", "valence_sign_accuracy",
            "arousal_sign_accuracy"], Names(json["arms"]![0]!["ci95"]!));
        Assert.Equal(2, json["arms"]![0]!["ci95"]!["kappa"]!.AsArray().Count);
        Assert.Equal(["a", "b", "collapse", "metric", "difference", "differences", "power", "ci95", "mcnemar", "p", "holm_p",
            "holm_over", "verdict", "n"],
            Names(json["pairs"]![0]!));
        Assert.Equal(["only_first_right", "only_second_right", "exact_p", "corrected_chi2"], Names(json["pairs"]![0]!["mcnemar"]!));
        Assert.Equal(text, Text(JsonSerializer.Deserialize<Comparison>(text, Json.Indented)!));
    }

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key);

    private static string Text(Comparison comparison) => JsonSerializer.Serialize(comparison, Json.Indented);

    private static Comparison Compare(params ArmInput[] arms) => Comparer.Compare(arms, Map, "accuracy", new Seed(42), cancel: Cancel);

    /// <summary>Other predictions of the same tracks in the same groups.</summary>
    private static PredictionTable Like(PredictionTable table, string[] labels, Func<string, string> truth, Seed seed, double skill)
    {
        var other = Tables.Random(labels, table.Rows.Count, 40, seed, skill, i => truth(table.Rows[i].Truth));
        return other with { Rows = [.. other.Rows.Zip(table.Rows, (o, r) => o with { Group = r.Group })] };
    }
}
