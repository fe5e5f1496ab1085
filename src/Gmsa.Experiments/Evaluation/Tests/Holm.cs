namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// Holm's step-down correction ("A simple sequentially rejective multiple test procedure", 1979): as R's <c>p.adjust(p, "holm")</c>.
/// </summary>
internal static class Holm
{
    /// <summary>
    /// The adjusted p of each p, in the same order, 0..1: the i-th smallest of n (from 0) times n - i, never less than a smaller one's.
    /// </summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var (largest, rank) = (0.0, 0);
        foreach (var i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
            adjusted[i] = largest = Math.Max(largest, Math.Min(1, p[i] * (p.Count - rank++)));
        return adjusted;
    }
}
