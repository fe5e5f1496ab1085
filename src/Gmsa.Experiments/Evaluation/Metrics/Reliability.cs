namespace Gmsa.Experiments.Evaluation;

/// <summary>The predictions whose largest probability lies within a bin.</summary>
/// <param name="Confidence">The mean of that probability; null where there are none.</param>
/// <param name="Accuracy">How often it is of the truth.</param>
internal sealed record ReliabilityBin(double Low, double High, int Count, double? Confidence, double? Accuracy);

/// <summary>
/// Whether a model that says 80 % is right on 80 % (reliability diagrams: DeGroot and Fienberg, "The comparison and evaluation of
/// forecasters", 1983; expected calibration error: Naeini, Cooper and Hauskrecht, AAAI 2015).
/// </summary>
internal static class Reliability
{
    public const int Bins = 15;

    /// <summary>Bins of equal width, [k/n, (k+1)/n), the last one closed.</summary>
    /// <exception cref="Foundation.InputException">No rows, or a bad one.</exception>
    public static IReadOnlyList<ReliabilityBin> Of(PredictionTable table) => Of(CodedTable.Of(table), Bins);

    internal static IReadOnlyList<ReliabilityBin> Of(CodedTable table, int bins)
    {
        var (count, confidence, right) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var probabilities = table.Rows[i].Probabilities;
            var top = ProbabilityScores.Largest(probabilities);
            var bin = Math.Clamp((int)(probabilities[top] * bins), 0, bins - 1);
            count[bin]++;
            confidence[bin] += probabilities[top];
            if (top == table.Truth[i]) right[bin]++;
        }
        return [.. Enumerable.Range(0, bins).Select(b => new ReliabilityBin(
            (double)b / bins, (b + 1.0) / bins, count[b], count[b] == 0 ? null : confidence[b] / count[b],
            count[b] == 0 ? null : (double)right[b] / count[b]))];
    }
}
