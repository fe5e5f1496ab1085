using System.Numerics;
using CsCheck;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class PairedTestsTests
{
    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(5, 5, 1, 0)]
    [InlineData(0, 6, 0.03125, 25.0 / 6)]
    [InlineData(10, 2, 158.0 / 4096, 49.0 / 12)] // 2 (1 + 12 + 66) / 2^12
    [InlineData(38, 44, 0.581114454176647, 25.0 / 82)] // scipy.stats.binomtest
    public void Mcnemar_has_its_known_values(int first, int second, double p, double chi2)
    {
        var test = McNemar.Of(first, second);
        Assert.Equal((first, second), (test.OnlyFirstRight, test.OnlySecondRight));
        Assert.Equal(p, test.ExactP, 1e-12);
        Assert.Equal(chi2, test.CorrectedChi2, 1e-12);
    }

    [Fact]
    public void Mcnemar_is_exact_symmetric_and_a_probability() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60]).Sample((first, second) =>
    {
        var p = McNemar.Of(first, second).ExactP;
        Assert.Equal(p, McNemar.Of(second, first).ExactP);
        var (choose, tail, n) = (BigInteger.One, BigInteger.Zero, first + second);
        for (var k = 0; k <= Math.Min(first, second); k++)
        {
            tail += choose;
            choose = choose * (n - k) / (k + 1);
        }
        Assert.Equal(Math.Min(1, (double)(2 * tail) / (double)BigInteger.Pow(2, n)), p, 1e-12);
    }, iter: 500);

    [Fact]
    public void Mcnemar_stays_a_number_for_many_tracks()
    {
        Assert.Equal(1, McNemar.Of(500_000, 500_000).ExactP);
        Assert.InRange(McNemar.Of(49_000, 51_000).ExactP, 2e-10, 3e-10); // normal approximation: z = 6.32
        Assert.InRange(McNemar.Of(0, 100_000).ExactP, 0, 1e-300);
    }

    [Fact]
    public void Mcnemar_of_tables_counts_the_tracks_that_one_got_right()
    {
        var first = Tables.Certain(["a", "b"], ("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"));
        var second = Tables.Certain(["b", "a"], ("a", "a"), ("a", "a"), ("b", "a"), ("b", "a"));
        var test = McNemar.Of(("first", first), ("second", Tables.Shuffled(second, 2)));
        Assert.Equal((2, 1), (test.OnlyFirstRight, test.OnlySecondRight));
    }

    [Fact]
    public void Holm_is_what_r_gives()
    {
        // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") and the worked example of the Holm-Bonferroni literature, out of order.
        Near([0.05, 0.08, 0.09, 0.09, 0.09], Holm.Adjust([0.01, 0.02, 0.03, 0.04, 0.05]));
        Near([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]));
        Near([1, 1, 0.3], Holm.Adjust([0.9, 0.6, 0.1]));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void Holm_keeps_the_order_and_never_lowers_a_p() => Gen.Double[0, 1].Array[1, 12].Sample(p =>
    {
        var adjusted = Holm.Adjust(p);
        for (var i = 0; i < p.Length; i++)
        {
            Assert.InRange(adjusted[i], p[i], 1);
            for (var j = 0; j < p.Length; j++)
                if (p[i] <= p[j]) Assert.True(adjusted[i] <= adjusted[j]);
        }
        Assert.Equal(Math.Min(1, p.Min() * p.Length), adjusted.Min(), 1e-12);
    }, iter: 300);

    private static void Near(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-12));
    }
}
