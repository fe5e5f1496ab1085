using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>Tables of repeated folds, in which every track stands once a repeat.</summary>
public class RepeatsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly CollapseMap Map = new("mood8", "mood4", Tables.EightToFour);

    [Theory]
    [InlineData("1.2", 1)]
    [InlineData("12.1", 12)]
    [InlineData("3", 1)]
    [InlineData("", 1)]
    [InlineData("test", 1)]
    [InlineData("2.x", 1)]
    [InlineData("v2.1", 1)]
    [InlineData("2.1.1", 1)]
    [InlineData("-2.1", 1)]
    [InlineData("2.", 1)]
    public void The_repeat_is_what_stands_before_the_point_of_two_whole_numbers(string fold, int repeat) =>
        Assert.Equal(repeat, new Prediction("t", "", fold, "a", "a", [1]).Round.Repeat);

    [Fact]
    public void Three_times_the_same_predictions_say_what_they_say_once()
    {
        var fine = Tables.Random(Tables.Eight, 400, 40, new Seed(1));
        var coarse = Tables.Random(Tables.Four, 400, 40, new Seed(7), 2, i => Tables.EightToFour[fine.Rows[i].Truth]);
        coarse = coarse with { Rows = [.. coarse.Rows.Zip(fine.Rows, (r, f) => r with { Group = f.Group })] };
        var once = Compare(fine, coarse);
        var thrice = Compare(Tables.Shuffled(Repeated(fine, 3), 2), Repeated(coarse, 3));
        foreach (var (one, three) in once.Arms.Zip(thrice.Arms))
        {
            Assert.Equal((400, 400), (one.N, one.Tracks));
            Assert.Equal((1200, 400), (three.N, three.Tracks));
            Assert.Equal(one.Groups, three.Groups);
            double[] Values(ClassificationMetrics m) =>
                [m.Accuracy, m.BalancedAccuracy, m.MacroF1, m.Kappa, m.Mcc, m.LogLoss, m.Brier, m.Ece15,
                    m.Top2, m.MutualInformationBits, m.MajorityRate, m.ChanceRate, m.MeanOctantError ?? 0, m.ValenceSignAccuracy ?? 0];
            Assert.All(Values(one).Zip(Values(three)), v => Assert.Equal(v.First, v.Second, 1e-9));
            Assert.All(one.Ci95!, i => Same(i.Value, three.Ci95![i.Key]));
        }
        foreach (var (one, three) in once.Pairs.Zip(thrice.Pairs))
        {
            // p is the bootstrap's then: McNemar's test can't use all of it
            Assert.Equal((one.Mcnemar, one.N, one.Verdict), (three.Mcnemar, three.N, three.Verdict));
            Assert.Equal(one.Difference, three.Difference, 1e-9);
            Same(one.Ci95["accuracy"], three.Ci95["accuracy"]);
        }
        Assert.Equal(3, once.Pairs.Count);
        Assert.Equal(once.Collapse!.Summed.Accuracy, thrice.Collapse!.Summed.Accuracy, 1e-9);
    }

    [Fact]
    public void A_plain_difference_stays_one_among_many_pairs()
    {
        // Twelve arms, 66 pairs: counted, p could be no less than 2 of 2,001 resamples, which 66 times is more than .05.
        var truth = Tables.Random(Tables.Four, 200, 200, new Seed(8), 9);
        var guess = Tables.Random(Tables.Four, 200, 200, new Seed(9), 0, i => truth.Rows[i].Truth);
        guess = guess with { Rows = [.. guess.Rows.Zip(truth.Rows, (g, t) => g with { Group = t.Group })] };
        var arms = Enumerable.Range(0, 12).Select(i => Tables.Arm($"a{i}", "mood4", Repeated(i == 0 ? truth : guess, 2)));
        var pair = Comparer.Compare([.. arms], null, "accuracy", new Seed(1), cancel: Cancel).Pairs[0];
        Assert.Equal(("a", true), (pair.Verdict, pair.HolmP < 1e-6));
    }

    [Fact]
    public void All_repeats_of_a_track_stay_together_in_resamples()
    {
        // A hundred lone tracks, tested ten times each: no narrower than tested once, whatever the repeats say.
        var once = Tables.Random(Tables.Four, 100, 100, new Seed(3));
        once = once with { Rows = [.. once.Rows.Select(r => r with { Group = "" })] };
        var ten = ClusterBootstrap.Replicate(Repeated(once, 10), new Seed(1), cancel: Cancel);
        Assert.Equal(100, ten.Groups);
        Same(ClusterBootstrap.Replicate(once, new Seed(1), cancel: Cancel).Interval("accuracy"), ten.Interval("accuracy"));
    }

    [Fact]
    public void The_score_is_the_mean_over_repeats_and_the_paired_test_counts_the_first_alone()
    {
        var first = Tables.Certain(["a", "b"], ("a", "a"), ("a", "a"), ("b", "b"), ("b", "a"));
        var second = Tables.Certain(["a", "b"], ("a", "b"), ("a", "b"), ("b", "a"), ("b", "a"));
        PredictionTable Join(PredictionTable a, PredictionTable b) => new(a.Labels,
            [.. b.Rows.Select(r => r with { Fold = "10.1" }), .. a.Rows.Select(r => r with { Fold = "2.1" })]);
        Assert.Equal((0.375, 8, 4), Metrics.Of(Join(first, second)) is var m ? (m.Accuracy, m.N, m.Tracks) : default);
        // Of repeat 2, which comes before 10: there the first is right on three tracks on which the second is
        // not, in 10 it's the other way.
        Assert.Equal(McNemar.Of(3, 0), McNemar.Of(("x", Join(first, second)), ("y", Join(second, first))));
    }

    [Fact]
    public void A_track_stands_once_a_repeat_and_no_more()
    {
        Prediction Row(string id, string fold) => new(id, "", fold, "a", "a", [1.0]);
        string Refusal(params Prediction[] rows) =>
            Assert.Throws<InputException>(() => Metrics.Of(new(["a"], rows))).Problems.Single().Message;
        Assert.Equal(2, Metrics.Of(new(["a"], [Row("x", "1.1"), Row("x", "2.1")])).N);
        Assert.Equal("track 'x' is there more than once", Refusal(Row("x", "1"), Row("x", "1")));
        Assert.Equal("track 'x' is there more than once", Refusal(Row("x", "1"), Row("x", "2"))); // folds, not repeats
        Assert.Equal("track 'x' is there more than once", Refusal(Row("x", "2.1"), Row("y", "2.1"), Row("x", "2.2")));
        Assert.Equal("track 'x' is there more than once", Refusal(Row("x", "a.1"), Row("x", "b.1")));
    }

    [Fact]
    public void A_file_keeps_repeats_and_refuses_a_track_twice_in_one()
    {
        var (folder, table) = (Repository.TemporaryFolder(), Repeated(Tables.Random(Tables.Four, 20, 5, new Seed(4)), 11));
        var (one, other) = (Path.Combine(folder, "one.csv"), Path.Combine(folder, "other.csv"));
        PredictionFile.Write(one, table);
        PredictionFile.Write(other, Tables.Shuffled(table, 3));
        Assert.Equal(File.ReadAllText(one), File.ReadAllText(other));
        Assert.Equal(["1.0", "2.0", "3.0"], PredictionFile.Read(one).Rows.Take(3).Select(r => r.Fold[..2] + "0"));
        File.AppendAllText(one, File.ReadLines(one).Last().Replace(",11.", ",10.") + "\n");
        Assert.Contains("track 't00019' is there twice, first in line 220",
            Assert.Throws<InputException>(() => PredictionFile.Read(one)).Message);
    }

    [Fact]
    public void Arms_tested_in_other_repeats_are_not_compared()
    {
        var table = Tables.Random(Tables.Four, 50, 10, new Seed(5));
        var problem = Assert.Throws<InputException>(() => Comparer.Compare(
            [Tables.Arm("x", "mood4", Repeated(table, 2)), Tables.Arm("y", "mood4", Repeated(table, 3))],
            null, "accuracy", new Seed(1), cancel: Cancel));
        Assert.StartsWith("x predicts 100 tracks (repeats counted), y 150, and 100 are in both", problem.Problems.Single().Message);
    }

    private static Comparison Compare(PredictionTable fine, PredictionTable coarse) => Comparer.Compare(
        [Tables.Arm("fine", "mood8", fine) with { Ring = Gmsa.Experiments.Moods.MoodSchemes.Mood8.Ring },
            Tables.Arm("coarse", "mood4", coarse, 1), Tables.Arm("again", "mood4", coarse)], Map, "accuracy", new Seed(6), cancel: Cancel);

    private static PredictionTable Repeated(PredictionTable table, int times) => table with
    {
        Rows = [.. from repeat in Enumerable.Range(1, times) from row in table.Rows select row with { Fold = $"{repeat}.{row.Fold}" }],
    };

    private static void Same(Interval expected, Interval actual)
    {
        Assert.Equal(expected.Low, actual.Low, 1e-9);
        Assert.Equal(expected.High, actual.High, 1e-9);
    }
}
