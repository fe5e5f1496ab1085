using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class TemperatureTests
{
    [Theory, InlineData(0.5), InlineData(1.0), InlineData(1.7), InlineData(3.0)]
    public void Finds_the_temperature_that_predictions_were_spoilt_with(double temperature)
    {
        var (honest, truth) = Honest(4000);
        // What is raised to T is healed by 1/T.
        var spoilt = honest.Select(p => Temperature.Apply(p, 1 / temperature)).ToArray();
        Assert.Equal(temperature, Temperature.Fit(spoilt, truth), 0.1 * temperature);
    }

    [Fact]
    public void Is_no_worse_than_none_and_as_good_as_any_other()
    {
        var (honest, truth) = Honest(300);
        var spoilt = honest.Select(p => Temperature.Apply(p, 0.6)).ToArray();
        var fitted = Temperature.Fit(spoilt, truth);
        var loss = Loss(spoilt, truth, fitted);
        for (var other = Temperature.Lowest; other <= Temperature.Highest; other += 0.01)
            Assert.InRange(loss, 0, Loss(spoilt, truth, other) + 1e-9);
    }

    [Fact]
    public void Stays_between_its_ends()
    {
        double[][] wrong = [[0.9, 0.1], [0.8, 0.2]], right = [[0.6, 0.4], [0.7, 0.3]];
        Assert.Equal(Temperature.Highest, Temperature.Fit(wrong, [1, 1]), 1e-9);
        Assert.Equal(Temperature.Lowest, Temperature.Fit(right, [0, 0]), 1e-9);
    }

    [Fact]
    public void Is_1_where_it_does_not_help()
    {
        double[][] even = [[0.5, 0.5], [0.5, 0.5]];
        Assert.Equal(1, Temperature.Fit(even, [0, 1]));
        Assert.InRange(Temperature.Fit([[1, 0], [0, 1]], [0, 1]), Temperature.Lowest, 1);
        Assert.True(double.IsFinite(Temperature.Fit([[1, 0], [0, 1]], [1, 1])));
    }

    [Fact]
    public void Keeps_the_order_of_labels_and_sums_to_1()
    {
        double[] p = [0.5, 0, 0.2, 0.3];
        Assert.Equal([25 / 38.0, 0, 4 / 38.0, 9 / 38.0], Temperature.Apply(p, 0.5), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1, Temperature.Apply(p, 4).Sum(), 1e-12);
        Assert.Equal(1, Temperature.Apply([1e-300, 2e-300], 0.25)[1], 0.1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Temperature.Apply(p, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Temperature.Apply(p, double.NaN));
        Assert.Throws<ArgumentException>(() => Temperature.Fit([], []));
        Assert.Throws<ArgumentException>(() => Temperature.Fit([[1, 0]], [0, 1]));
    }

    private static double Loss(double[][] probabilities, int[] truth, double temperature) =>
        -probabilities.Select((p, i) => Math.Log(Temperature.Apply(p, temperature)[truth[i]])).Average();

    /// <summary>Truths that come as often as their probabilities say.</summary>
    private static (double[][] Probabilities, int[] Truth) Honest(int rows)
    {
        var random = new Seed(3).Generator();
        double[][] probabilities = [.. Enumerable.Range(0, rows)
            .Select(_ => Temperature.Apply([.. Enumerable.Range(0, 4).Select(_ => 0.05 + random.NextDouble())], 0.5))];
        return (probabilities, [.. probabilities.Select(p => Drawn(p, random.NextDouble()))]);
    }

    private static int Drawn(double[] p, double u)
    {
        var label = 0;
        for (var sum = p[0]; u > sum && label < p.Length - 1; sum += p[++label])
        {
        }
        return label;
    }
}
