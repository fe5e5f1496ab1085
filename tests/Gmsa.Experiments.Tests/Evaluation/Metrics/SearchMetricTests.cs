using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class SearchMetricTests
{
    public static TheoryData<SearchMetric> All => [.. Enum.GetValues<SearchMetric>()];

    [Theory, MemberData(nameof(All))]
    public void A_metric_is_the_same_of_a_table_of_an_epoch_and_of_an_ensemble(SearchMetric metric)
    {
        string[] labels = ["a", "b", "c"];
        var random = new Seed(4).Generator();
        var rows = Enumerable.Range(0, 60).Select(i =>
        {
            double[] weights = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            double[] p = [.. weights.Select(w => w / weights.Sum())];
            return new Prediction($"{i}", "", "", labels[i % 3], labels[ProbabilityScores.Largest(p)], p);
        }).ToArray();
        int[] truth = [.. rows.Select(r => Array.IndexOf(labels, r.Truth))];
        int[] said = [.. rows.Select(r => Array.IndexOf(labels, r.Predicted))];
        var expected = metric.Of(new PredictionTable(labels, rows));
        var loss = rows.Zip(truth, (row, label) => -Math.Log(row.Probabilities[label])).Average();
        Assert.Equal(expected, metric.OfEpoch(truth, said, 3, loss), 1e-12);
        var ensemble = metric.OfEnsemble() ?? GreedyEnsemble.LogLoss;
        Assert.Equal(expected, ensemble([.. rows.SelectMany(r => r.Probabilities)], truth), 1e-12);
        Assert.Equal(metric == SearchMetric.LogLoss, metric.OfEnsemble() is null);
    }

    [Fact]
    public void An_epochs_balanced_accuracy_is_summed_in_the_order_of_first_rows()
    {
        // Studies chose their epochs by these bits before there were other metrics.
        var (random, others) = (new Seed(5).Generator(), 0);
        for (var set = 0; set < 300; set++)
        {
            int[] truth = [.. Enumerable.Range(0, 40).Select(_ => random.NextInt(7))], said = [.. truth.Select(_ => random.NextInt(7))];
            var expected = truth.Select((label, i) => (label, right: said[i] == label ? 1.0 : 0.0))
                .GroupBy(row => row.label, row => row.right).Average(rights => rights.Average());
            Assert.Equal(expected, SearchMetric.BalancedAccuracy.OfEpoch(truth, said, 7, 0));
            var inOrder = new ConfusionSums(7);
            foreach (var (right, answer) in truth.Zip(said)) inOrder.Add(right, answer);
            if (Confusion.BalancedAccuracy(inOrder) != expected) others++;
        }
        Assert.True(others > 0, "the order of labels never changed a bit");
    }
}
