using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class GreedyEnsembleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly int[] Truth = [.. Enumerable.Range(0, 240).Select(i => i % 3)];

    [Fact]
    public void Log_loss_by_the_fast_way_takes_the_models_of_the_slow_way()
    {
        var library = Library(9);
        foreach (var options in (GreedyEnsembleOptions[])[new() { Rounds = 20 }, new() { Rounds = 20, Sorted = 3 },
            new() { MostMembers = 2 }, new() { Bags = 4, Seed = new(3) }])
            Assert.Equal(Select(library, GreedyEnsemble.LogLoss, options), Select(library, null, options), Near);
    }

    [Fact]
    public void Is_better_than_any_member_and_than_all_alike()
    {
        var library = Library(9);
        var weights = Select(library, null, new());
        Assert.Equal(1, weights.Sum(), 1e-12);
        Assert.All(weights, w => Assert.InRange(w, 0, 1));
        var best = library.Max(model => LogLoss(model));
        Assert.InRange(LogLoss(Mean(library, weights)), best + 1e-3, 0);
        Assert.InRange(LogLoss(Mean(library, weights)), LogLoss(Mean(library, [.. library.Select(_ => 1.0 / library.Length)])), 0);
    }

    [Fact]
    public void A_perfect_model_is_taken_alone()
    {
        double[][][] library =
            [.. Library(4), [.. Truth.Select(label => Enumerable.Range(0, 3).Select(l => l == label ? 1.0 : 0).ToArray())]];
        foreach (var metric in (OfProbabilities?[])[null, GreedyEnsemble.LogLoss, SearchMetric.Accuracy.OfEnsemble()])
            Assert.Equal([0, 0, 0, 0, 1], Select(library, metric, new()));
    }

    [Fact]
    public void Of_equal_models_the_first_is_taken()
    {
        var model = Library(1)[0];
        Assert.Equal([1, 0, 0], Select([model, model, model], null, new()));
        Assert.Equal([1, 0, 0], Select([model, model, model], SearchMetric.Accuracy.OfEnsemble(), new() { Sorted = 2 }));
    }

    [Fact]
    public void Has_no_more_members_than_asked_for()
    {
        var library = Library(9);
        for (var most = 1; most <= 4; most++)
            Assert.InRange(Select(library, null, new() { MostMembers = most, Sorted = 4 }).Count(w => w > 0), 1, most);
        Assert.Single(Select(library, null, new() { Rounds = 1 }), w => w == 1);
    }

    [Fact]
    public void Bags_depend_on_the_seed_alone()
    {
        var library = Library(9);
        double[] Of(ulong seed) => Select(library, null, new() { Bags = 5, Rounds = 10, Seed = new(seed) });
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
        Assert.Equal(1, Of(1).Sum(), 1e-12);
    }

    [Fact]
    public void Impossible_truths_are_bad_but_finite()
    {
        double[][] sure = [[1, 0], [1, 0]];
        Assert.Equal([1], GreedyEnsemble.Select([sure], [0, 1], null, new(), cancel: Cancel));
        Assert.Equal(Math.Log(1e-15) / 2, GreedyEnsemble.LogLoss([1, 0, 1, 0], [0, 1]), 1e-9);
        Assert.Equal(0.5, SearchMetric.Accuracy.OfEnsemble()!([1, 0, 0.5, 0.5], [0, 1]));
    }

    [Fact]
    public void Tables_that_do_not_fit_together_are_refused()
    {
        double[][] two = [[1, 0], [0, 1]];
        Assert.Throws<ArgumentException>(() => GreedyEnsemble.Select([], [0], null, new(), cancel: Cancel));
        Assert.Throws<ArgumentException>(() => GreedyEnsemble.Select([two], [0], null, new(), cancel: Cancel));
        Assert.Throws<ArgumentException>(() => GreedyEnsemble.Select([two, [[1, 0], [1]]], [0, 1], null, new(), cancel: Cancel));
        Assert.Throws<ArgumentOutOfRangeException>(() => GreedyEnsemble.Select([two], [0, 1], null, new() { Rounds = 0 }, cancel: Cancel));
    }

    private static double[] Select(double[][][] library, OfProbabilities? metric, GreedyEnsembleOptions options) =>
        GreedyEnsemble.Select(library, Truth, metric, options, cancel: Cancel);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static double LogLoss(double[][] probabilities) => GreedyEnsemble.LogLoss([.. probabilities.SelectMany(p => p)], Truth);

    private static double[][] Mean(double[][][] library, double[] weights) =>
        [.. Truth.Select((_, i) =>
            Enumerable.Range(0, 3).Select(label => library.Zip(weights, (model, w) => w * model[i][label]).Sum()).ToArray())];

    /// <summary>Models that know the truth through noise of their own, one better than the other.</summary>
    private static double[][][] Library(int models)
    {
        var random = new Seed(8).Generator();
        return [.. Enumerable.Range(0, models).Select(m => Truth.Select(label =>
        {
            double[] odds = [.. Enumerable.Range(0, 3)
                .Select(l => Math.Exp((0.5 + 0.1 * m) * random.NextGaussian() + (l == label ? 0.8 : 0)))];
            return odds.Select(o => o / odds.Sum()).ToArray();
        }).ToArray())];
    }
}
