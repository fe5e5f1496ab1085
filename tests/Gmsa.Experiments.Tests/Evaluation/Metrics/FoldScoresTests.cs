using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class FoldScoresTests
{
    private static readonly PredictionTable Random = Tables.Random(Tables.Four, 400, 30, new Seed(3));

    [Fact]
    public void Folds_stand_by_seed_repeat_and_number()
    {
        string[] names = ["10", "9", "2.1", "1.2", "1.10", "seed7.1.1", "test", "part-2", "part-10"];
        var table = Random with { Rows = [.. Random.Rows.Select((r, i) => r with { Fold = names[i % names.Length] })] };
        Assert.Equal(["1.2", "part-2", "9", "1.10", "10", "part-10", "test", "2.1", "seed7.1.1"],
            Comparer.Score(table, new Seed(1)).PerFold.Select(f => f.Fold));
    }

    [Fact]
    public void All_parts_count_alike_however_many_tracks_they_hold()
    {
        var table = Tables.Certain(["a", "b"], ("a", "a"), ("b", "b"), ("a", "b"), ("b", "a"), ("a", "b"), ("b", "a"));
        table = table with { Rows = [.. table.Rows.Select((r, i) => r with { Fold = i < 2 ? "0" : "1" })] };
        var scores = Comparer.Score(table, new Seed(1));
        Assert.Equal(1 / 3.0, scores.Accuracy, 1e-12);
        Assert.Equal(0.5, scores.OverFolds["accuracy"].Mean);
        Assert.Equal(Math.Sqrt(0.5), scores.OverFolds["accuracy"].Deviation!.Value, 1e-12);
        Assert.Equal([2, 4], scores.PerFold.Select(f => f.N));
    }

    [Fact]
    public void A_single_part_has_no_deviation_and_rows_without_folds_have_no_parts()
    {
        var one = Comparer.Score(Random with { Rows = [.. Random.Rows.Select(r => r with { Fold = "test" })] }, new Seed(1));
        Assert.Null(one.OverFolds["kappa"].Deviation);
        Assert.Equal(one.Kappa, one.OverFolds["kappa"].Mean);
        var none = Comparer.Score(Random with { Rows = [.. Random.Rows.Select(r => r with { Fold = "" })] }, new Seed(1));
        Assert.Empty(none.PerFold);
        Assert.Empty(none.OverFolds);
    }

    [Fact]
    public void Moods_have_their_circle_in_every_fold()
    {
        string[] ring = ["Happy", "Angry", "Sad", "Calm"];
        var scores = Comparer.Score(Random, new Seed(1), ring);
        Assert.All(scores.PerFold, f =>
            Assert.True(f.Metrics.ContainsKey("mean_octant_error") && f.Metrics.ContainsKey("valence_sign_accuracy")));
        Assert.Equal(scores.MeanOctantError!.Value, scores.PerFold.Sum(f => f.N * f.Metrics["mean_octant_error"]) / scores.N, 1e-12);
        Assert.DoesNotContain("mean_octant_error", Comparer.Score(Random, new Seed(1)).OverFolds.Keys);
    }

    [Fact]
    public void The_circles_metrics_have_intervals_round_them()
    {
        string[] ring = ["Happy", "Angry", "Sad", "Calm"];
        var scores = Comparer.Score(Random, new Seed(1), ring);
        Assert.True(scores.Ci95!["mean_octant_error"] is { Low: > 0 } octants
            && octants.Contains(scores.MeanOctantError!.Value) && octants.High < 2);
        Assert.True(scores.Ci95["valence_sign_accuracy"].Contains(scores.ValenceSignAccuracy!.Value));
        Assert.True(scores.Ci95["arousal_sign_accuracy"].Contains(scores.ArousalSignAccuracy!.Value));
    }
}
