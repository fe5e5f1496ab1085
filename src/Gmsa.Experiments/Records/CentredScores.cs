using MathNet.Numerics.Statistics;

namespace Gmsa.Experiments.Records;

/// <summary>
/// The scores of trials of several folds on one scale. Folds aren't equally hard: a score counts as how much better it is than the middle
/// one of its fold, and the middle of all gives it back its size.
/// </summary>
internal static class CentredScores
{
    /// <summary>The trials that have a score that is a number, in their order, with it.</summary>
    public static IReadOnlyList<(RunRecord Trial, double Score)> Of(IEnumerable<RunRecord> trials)
    {
        RunRecord[] scored = [.. trials.Where(t => t.IsScored)];
        if (scored.Length == 0) return [];
        var level = scored.Select(t => t.Score!.Value).Median();
        var middles = scored.GroupBy(t => t.Fold).ToDictionary(f => f.Key, f => f.Select(t => t.Score!.Value).Median());
        return [.. scored.Select(t => (t, t.Score!.Value - middles[t.Fold] + level))];
    }
}
