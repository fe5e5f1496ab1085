using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>A thousand labels, of which each has a few tracks.</summary>
public class ManyLabelsTests
{
    private static readonly string[] Labels = [.. Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"genre {i:0000}"))];

    [Fact]
    public void Sums_of_a_confusion_matrix_are_its_rows_columns_and_diagonal()
    {
        var random = new Seed(7).Generator();
        var sums = new ConfusionSums(5);
        var matrix = new int[5, 5];
        for (var i = 0; i < 200; i++)
        {
            var (truth, predicted, count) = (random.NextInt(4), random.NextInt(5), 1 + random.NextInt(3)); // the last label is no truth
            matrix[truth, predicted] += count;
            sums.Add(truth, predicted, count);
        }
        var range = Enumerable.Range(0, 5).ToArray();
        Assert.Equal(range.Select(i => range.Sum(j => matrix[i, j])), sums.Truths);
        Assert.Equal(range.Select(j => range.Sum(i => matrix[i, j])), sums.Predicted);
        Assert.Equal(range.Select(i => matrix[i, i]), sums.Right);
        Assert.Equal(matrix.Cast<int>().Sum(), sums.All);
        sums.Clear();
        Assert.Equal((0L, 0, 0, 0), (sums.All, sums.Truths.Sum(), sums.Predicted.Sum(), sums.Right.Sum()));
    }

    [Fact]
    public void A_comparison_tells_each_step_and_stops_at_the_next()
    {
        ArmInput[] arms = [Arm("one", 3), Arm("two", 4), Arm("three", 5)];
        var told = new List<Progress>();
        var whole = Comparer.Compare(arms, null, "accuracy", new Seed(1), new Told(told.Add), TestContext.Current.CancellationToken);
        Assert.Equal(3, whole.Pairs.Count);
        Assert.Equal(["one", "two", "three", "one and two", "one and three", "two and three", ""], told.Select(p => p.Note));
        Assert.Equal(Enumerable.Range(0, 7), told.Select(p => p.Done));
        Assert.All(told, p => Assert.Equal(6, p.Total));

        for (var after = 1; after <= 6; after++)
        {
            using var stop = new CancellationTokenSource();
            var seen = 0;
            Assert.Throws<OperationCanceledException>(() => Comparer.Compare(arms, null, "accuracy", new Seed(1), new Told(_ =>
            {
                if (++seen == after) stop.Cancel();
            }), stop.Token));
            Assert.Equal(after, seen); // not even one step more was begun
            if (after == 3) break; // pairs take no time that could be cut short
        }
    }

    [Fact]
    public void Resamples_stop_between_two_of_them()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var predictions = Arm("one", 3).Predictions;
        Assert.Throws<OperationCanceledException>(() => ClusterBootstrap.Replicate(predictions, new Seed(1), cancel: stop.Token));
    }

    /// <summary>Predictions of 2,000 tracks, right one time of as many.</summary>
    private static ArmInput Arm(string name, int right)
    {
        var even = Labels.Select(_ => 1.0 / Labels.Length).ToArray(); // one array for all rows
        var rows = Enumerable.Range(0, 2000).Select(i => new Prediction(
            FormattableString.Invariant($"t{i}"), FormattableString.Invariant($"artist {i % 300}"), "1",
            Labels[i % 1000], Labels[i % right == 0 ? i % 1000 : (i * 7) % 1000], even));
        return new(name, "genre", name, 0.5, new(Labels, [.. rows]), []);
    }

    private sealed class Told(Action<Progress> tell) : IProgress<Progress>
    {
        public void Report(Progress value) => tell(value);
    }
}
