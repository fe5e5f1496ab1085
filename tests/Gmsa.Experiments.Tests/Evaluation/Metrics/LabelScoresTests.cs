using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class LabelScoresTests
{
    [Fact]
    public void What_would_be_nought_by_nought_is_nought()
    {
        var labels = Metrics.Of(Tables.Certain(["a", "b", "c"], ("a", "a"), ("a", "b"))).PerLabel;
        Assert.Equal(new("a", 1, 0.5, 2 / 3.0, 2, 1), labels[0]);
        Assert.Equal(new("b", 0, 0, 0, 0, 1), labels[1]);
        Assert.Equal(new("c", 0, 0, 0, 0, 0), labels[2]);
    }

    [Fact]
    public void Their_means_are_the_metrics_of_the_whole()
    {
        var metrics = Metrics.Of(Tables.Random(Tables.Eight, 500, 20, new Seed(4)));
        Assert.Equal(metrics.MacroF1, metrics.PerLabel.Average(l => l.F1), 1e-12);
        Assert.Equal(metrics.BalancedAccuracy, metrics.PerLabel.Average(l => l.Recall), 1e-12);
        Assert.Equal(metrics.Accuracy, metrics.PerLabel.Sum(l => l.Recall * l.Support) / metrics.N, 1e-12);
        Assert.Equal(metrics.Confusion.Select(row => row.Sum()), metrics.PerLabel.Select(l => l.Support));
    }

    [Fact]
    public void A_label_of_few_groups_has_a_wide_interval()
    {
        // Both labels are told equally well; one of them is four artists'.
        var table = Tables.Random(["a", "b"], 400, 40, new Seed(5), skill: 1, truth: i => i % 40 < 4 ? "b" : "a");
        var labels = Comparer.Score(table, new Seed(1)).PerLabel;
        Assert.True(Width(labels[1]) > 3 * Width(labels[0]));

        static double Width(LabelScores label) => label.Ci95!["recall"].High - label.Ci95["recall"].Low;
    }

    [Fact]
    public void A_label_of_one_group_has_no_interval_since_most_of_what_is_drawn_has_none_of_it()
    {
        // Told perfectly: a resample without the only artist would say 0, and the others nothing but 1.
        var table = Tables.Certain(["a", "b"], [.. Enumerable.Range(0, 15).Select(i => i < 10 ? ("a", "a") : ("b", "b"))]);
        table = table with { Rows = [.. table.Rows.Select((r, i) => r with { Group = $"g{i / 5}" })] };
        var labels = Comparer.Score(table, new Seed(1)).PerLabel;
        Assert.Equal(1, labels[1].Recall);
        Assert.Empty(labels[1].Ci95!);
        Assert.Equal(new(1, 1), labels[0].Ci95!["recall"]);
    }

    [Fact]
    public void More_labels_than_anyone_reads_have_no_intervals()
    {
        string[] many = [.. Enumerable.Range(0, LabelScores.MostWithIntervals + 1).Select(i => $"l{i:00}")];
        Assert.All(Comparer.Score(Tables.Random(many, 300, 20, new Seed(6)), new Seed(1)).PerLabel, l => Assert.Null(l.Ci95));
    }
}
