namespace Gmsa.Experiments.Evaluation;

/// <summary>How far predictions are from the truth on the circle of valence and energy.</summary>
/// <param name="MeanStep">Mean number of steps the short way round, 0..labels / 2.</param>
/// <param name="ValenceSign">Share of rows on the right side of the energy axis; null where a label straddles it.</param>
/// <param name="ArousalSign">Share of rows on the right side of the valence axis; null where a label straddles it.</param>
internal sealed record RingScores(double MeanStep, double? ValenceSign, double? ArousalSign)
{
    /// <summary>
    /// Null where the ring doesn't hold exactly the table's labels. Label k of n spans the angles k/n to (k+1)/n of a turn from positive
    /// valence.
    /// </summary>
    public static RingScores? Of(CodedTable table, IReadOnlyList<string> ring)
    {
        var n = ring.Count;
        if (n == 0 || n != table.Labels.Count || !ring.ToHashSet(StringComparer.Ordinal).SetEquals(table.Labels)) return null;
        int[] place = [.. table.Labels.Select(label => ring.TakeWhile(r => r != label).Count())];
        long steps = 0, valence = 0, arousal = 0;
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var (truth, predicted) = (place[table.Truth[i]], place[table.Predicted[i]]);
            var apart = Math.Abs(truth - predicted);
            steps += Math.Min(apart, n - apart);
            if (Pleasant(truth, n) == Pleasant(predicted, n)) valence++;
            if (Aroused(truth, n) == Aroused(predicted, n)) arousal++;
        }
        double rows = table.Rows.Count;
        return new(steps / rows, n % 4 == 0 ? valence / rows : null, n % 2 == 0 ? arousal / rows : null);
    }

    private static bool Pleasant(int place, int n) => 4 * place < n || 4 * place >= 3 * n;

    private static bool Aroused(int place, int n) => 2 * place < n;
}
