using MathNet.Numerics.Distributions;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// How far groups differ in one number, by ranks, so that neither its unit nor its outliers matter: Kruskal and Wallis's H corrected for
/// ties (SciPy's <c>kruskal</c>), and the effect size eta squared of it (Tomczak and Tomczak 2014).
/// </summary>
/// <param name="H">Chi-squared with groups - 1 degrees of freedom where no group differs.</param>
/// <param name="EtaSquared">(H - k + 1) / (n - k), 0..1: about the share of the ranks' variance that the group explains.</param>
/// <param name="P">The chance of such an H where no group differs.</param>
internal sealed record Separation(double H, double EtaSquared, double P)
{
    /// <param name="values">Finite.</param>
    /// <param name="groups">The group of each value, from 0; negative: the value belongs to none and is passed over.</param>
    /// <returns>Null where fewer than two groups have a value, no two values differ, or every group has one only.</returns>
    public static Separation? Of(ReadOnlySpan<float> values, ReadOnlySpan<int> groups)
    {
        var (used, order) = (Used(values, groups), groups.ToArray());
        var (k, n) = (used.Select(i => order[i]).Distinct().Count(), used.Length);
        if (k < 2 || n <= k) return null;
        var (sums, counts) = (new double[order.Max() + 1], new int[order.Max() + 1]);
        var ties = 0.0;
        for (int from = 0, to; from < n; from = to)
        {
            for (to = from + 1; to < n && values[used[to]] == values[used[from]];) to++;
            var size = (double)(to - from);
            ties += size * size * size - size;
            for (var i = from; i < to; i++)
            {
                sums[order[used[i]]] += (from + to + 1) / 2.0; // the mean rank of equals, from 1
                counts[order[used[i]]]++;
            }
        }
        var correction = 1 - ties / ((double)n * n * n - n);
        if (correction <= 0) return null;
        var between = sums.Zip(counts).Where(g => g.Second > 0).Sum(g => g.First * g.First / g.Second);
        var h = (12.0 / (n * (n + 1.0)) * between - 3.0 * (n + 1)) / correction;
        return new(h, Math.Clamp((h - k + 1) / (n - k), 0, 1), Math.Clamp(1 - ChiSquared.CDF(k - 1, Math.Max(0, h)), 0, 1));
    }

    private static int[] Used(ReadOnlySpan<float> values, ReadOnlySpan<int> groups)
    {
        var (all, of) = (values.ToArray(), groups.ToArray());
        return [.. Enumerable.Range(0, all.Length).Where(i => of[i] >= 0).OrderBy(i => all[i])];
    }
}
