using System.Globalization;
using Gmsa.Experiments.Datasets;
using MathNet.Numerics.Statistics;

namespace Gmsa.Experiments.Evaluation;

/// <summary>The headline metrics of one test part.</summary>
/// <param name="Fold">Its name, as the predictions have it.</param>
/// <param name="N">How many predictions are of it.</param>
/// <param name="Metrics">By the metric's name in JSON; of labels that the part lacks, as scikit-learn has it of that part alone.</param>
public sealed record FoldScores(string Fold, int N, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>By seed, repeat and number; none where rows don't say their fold.</summary>
    internal static IReadOnlyList<FoldScores> Of(PredictionTable table, Ring? ring)
    {
        if (table.Rows.Any(r => r.Fold.Length == 0)) return [];
        return [.. table.Rows.GroupBy(r => r.Fold, StringComparer.Ordinal)
            .OrderBy(f => FoldName.Parse(f.Key)).ThenBy(f => NumberOf(f.Key)).ThenBy(f => f.Key, StringComparer.Ordinal)
            .Select(fold => Of(fold.Key, CodedTable.Of(table with { Rows = [.. fold] }), ring))];
    }

    /// <summary>The number at the end of a name, so that fold 10 comes after fold 9.</summary>
    private static int NumberOf(string fold) => int.TryParse(
        fold.AsSpan(fold.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1),
        NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static FoldScores Of(string fold, CodedTable table, Ring? ring)
    {
        var sums = ConfusionSums.Of(table, ring);
        return new(fold, table.Rows.Count,
            HeadlineMetric.OfTable(ring).ToDictionary(m => m.Name, m => m.OfCounts?.Invoke(sums) ?? ProbabilityScores.LogLoss(table)));
    }
}

/// <summary>A metric over the test parts: all parts count alike, however many tracks they hold.</summary>
/// <param name="Deviation">Of the parts, as a standard deviation (of n - 1): how far one lies from the mean. Null of one part.</param>
public sealed record FoldSpread(double Mean, double? Deviation)
{
    internal static IReadOnlyDictionary<string, FoldSpread> Of(IReadOnlyList<FoldScores> folds) =>
        folds.Count == 0 ? new Dictionary<string, FoldSpread>()
            : folds[0].Metrics.Keys.ToDictionary(name => name, name => Of([.. folds.Select(f => f.Metrics[name])]));

    private static FoldSpread Of(double[] values) => new(values.Mean(), values.Length > 1 ? values.StandardDeviation() : null);
}
