using CsCheck;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class SeparationTests
{
    [Fact]
    public void Agrees_with_scipy()
    {
        // The two examples of scipy.stats.kruskal's documentation.
        var apart = Separation.Of([1, 3, 5, 7, 9, 2, 4, 6, 8, 10], [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])!;
        Assert.Equal(0.2727272727272734, apart.H, 1e-12);
        Assert.Equal(0.6015081344405895, apart.P, 1e-12);
        var tied = Separation.Of([1, 1, 1, 2, 2, 2, 2, 2], [0, 0, 0, 1, 1, 1, 2, 2])!;
        Assert.Equal(7, tied.H, 1e-12);
        Assert.Equal(0.0301973834223185, tied.P, 1e-12);
        Assert.Equal((7 - 3 + 1.0) / (8 - 3), tied.EtaSquared, 1e-12);
    }

    [Fact]
    public void Groups_wholly_apart_explain_nearly_everything_and_alike_ones_nothing()
    {
        float[] values = [.. Enumerable.Range(0, 200).Select(i => (float)i)];
        Assert.InRange(Separation.Of(values, [.. values.Select(v => v < 100 ? 0 : 1)])!.EtaSquared, 0.7, 1);
        Assert.Equal(0, Separation.Of(values, [.. values.Select(v => (int)v % 2)])!.EtaSquared);
    }

    [Fact]
    public void Only_order_matters_and_strangers_are_passed_over() => Gen.Int[-50, 50].Select(Gen.Int[0, 2]).Array[6, 40].Sample(pairs =>
    {
        float[] values = [.. pairs.Select(p => (float)p.Item1)];
        int[] groups = [.. pairs.Select(p => p.Item2)];
        var plain = Separation.Of(values, groups);
        Assert.Equal(plain, Separation.Of([.. values.Select(v => v * v * v)], groups));
        Assert.Equal(plain, Separation.Of([1000, .. values], [-1, .. groups]));
    });

    [Fact]
    public void Nothing_to_compare_is_null()
    {
        Assert.Null(Separation.Of([1, 2, 3], [0, 0, 0]));
        Assert.Null(Separation.Of([1, 2], [0, 1]));
        Assert.Null(Separation.Of([5, 5, 5, 5], [0, 0, 1, 1]));
        Assert.Null(Separation.Of([], []));
    }
}
