using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Microsoft.Data.Analysis;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// A study's results as data frames of Microsoft.Data.Analysis. Columns are called as in the study's CSV files; what has no value is null.
/// </summary>
public static class StudyFrames
{
    private static readonly string[] Metrics = [.. HeadlineMetric.All.Select(m => m.Name)];

    /// <summary>
    /// One row a prediction: <c>track_id</c>, <c>group</c>, <c>fold</c>, <c>truth</c>, <c>predicted</c> (text), and <c>p_LABEL</c>, the
    /// probability of each label (double).
    /// </summary>
    public static DataFrame ToDataFrame(this PredictionTable predictions)
    {
        var rows = predictions.Rows;
        return new(
        [
            Text("track_id", rows.Select(r => r.TrackId)), Text("group", rows.Select(r => r.Group)), Text("fold", rows.Select(r => r.Fold)),
            Text("truth", rows.Select(r => r.Truth)), Text("predicted", rows.Select(r => r.Predicted)),
            .. predictions.Labels.Select((label, i) =>
                Numbers(PredictionFile.ProbabilityPrefix + label, rows.Select(r => (double?)r.Probabilities[i]))),
        ]);
    }

    /// <summary>
    /// One row a trial: <c>trial</c>, <c>index</c> (int), <c>arm</c>, <c>fold</c>, <c>state</c>, <c>metric</c> (text), <c>score</c>
    /// (double: as the search has it, more is better), <c>best_epoch</c>, <c>epochs</c> (int), <c>seconds</c>, <c>peak_memory_mb</c>
    /// (double), <c>started</c> (UTC), <c>failure</c>, <c>message</c> (text), and <c>point.OPTION</c>, the value that the search chose
    /// (long, double, bool or text, as the values are).
    /// </summary>
    public static DataFrame ToDataFrame(this IEnumerable<RunRecord> trials)
    {
        var all = trials.OrderBy(t => t.Trial).ToArray();
        var options = all.SelectMany(t => t.Point.Keys).Distinct().Order(StringComparer.Ordinal);
        return new(
        [
            Whole("trial", all.Select(t => (int?)t.Trial)), Text("arm", all.Select(t => t.Arm)), Text("fold", all.Select(t => t.Fold)),
            Whole("index", all.Select(t => (int?)t.Index)), Text("state", all.Select(t => t.State.ToString().ToLowerInvariant())),
            Text("metric", all.Select(t => t.Metric)), Numbers("score", all.Select(t => t.Score)),
            Whole("best_epoch", all.Select(t => t.BestEpoch)), Whole("epochs", all.Select(t => (int?)t.History.Count)),
            Numbers("seconds", all.Select(t => (double?)Findings.SecondsOf(t))),
            Numbers("peak_memory_mb", all.Select(t => (double?)t.PeakMemoryMb)),
            new PrimitiveDataFrameColumn<DateTime>("started", all.Select(t => (DateTime?)t.Started.UtcDateTime)),
            Text("failure", all.Select(t => t.Failure?.Word)), Text("message", all.Select(t => t.Failure?.Message)),
            .. options.Select(option => Values("point." + option, [.. all.Select(t => t.Point.GetValueOrDefault(option))])),
        ]);
    }

    /// <summary>
    /// One row an arm: <c>arm</c>, <c>scheme</c>, <c>trainer</c>, <c>kind</c> (text), <c>represents</c> (bool), <c>inner_score</c>
    /// (double), <c>tracks</c>, <c>groups</c> (int), and METRIC, METRIC<c>_ci95_low</c>, METRIC<c>_ci95_high</c> (double) of each of
    /// <see cref="ClusterBootstrap.HeadlineMetrics"/>. An arm without a result has nulls.
    /// </summary>
    public static DataFrame ToDataFrame(this IEnumerable<ArmResult> arms)
    {
        var all = arms.ToArray();
        return new(
        [
            Text("arm", all.Select(a => a.Name)), Text("scheme", all.Select(a => a.Scheme)), Text("trainer", all.Select(a => a.Trainer)),
            Text("kind", all.Select(a => a.Plan.Kind)),
            new PrimitiveDataFrameColumn<bool>("represents", all.Select(a => a.Scores?.Represents)),
            Numbers("inner_score", all.Select(a => a.Scores?.InnerScore)), Whole("tracks", all.Select(a => a.Scores?.Tracks)),
            Whole("groups", all.Select(a => a.Scores?.Groups)),
            .. Metrics.SelectMany(metric => (DataFrameColumn[])
            [
                Numbers(metric, all.Select(a => a.Of(metric)?.Value)),
                Numbers(metric + "_ci95_low", all.Select(a => a.Of(metric)?.Ci95?.Low)),
                Numbers(metric + "_ci95_high", all.Select(a => a.Of(metric)?.Ci95?.High)),
            ]),
        ]);
    }

    /// <summary>
    /// One row a pair of arms, the first less the second: <c>a</c>, <c>b</c>, <c>collapse</c>, <c>metric</c> (text), <c>difference</c>,
    /// <c>ci95_low</c>, <c>ci95_high</c>, <c>p</c>, <c>holm_p</c> (double), <c>verdict</c> (text), <c>n</c> (int).
    /// </summary>
    public static DataFrame ToDataFrame(this IEnumerable<ArmPair> pairs)
    {
        var all = pairs.ToArray();
        IEnumerable<Interval?> intervals = all.Select(p => p.Ci95.TryGetValue(p.Metric, out var found) ? (Interval?)found : null);
        return new(
        [
            Text("a", all.Select(p => p.A)), Text("b", all.Select(p => p.B)), Text("collapse", all.Select(p => p.Collapse)),
            Text("metric", all.Select(p => p.Metric)), Numbers("difference", all.Select(p => (double?)p.Difference)),
            Numbers("ci95_low", intervals.Select(i => i?.Low)), Numbers("ci95_high", intervals.Select(i => i?.High)),
            Numbers("p", all.Select(p => (double?)p.P)), Numbers("holm_p", all.Select(p => (double?)p.HolmP)),
            Text("verdict", all.Select(p => p.Verdict)), Whole("n", all.Select(p => (int?)p.N)),
        ]);
    }

    private static StringDataFrameColumn Text(string name, IEnumerable<string?> values) => new(name, values);

    private static PrimitiveDataFrameColumn<double> Numbers(string name, IEnumerable<double?> values) => new(name, values);

    private static PrimitiveDataFrameColumn<int> Whole(string name, IEnumerable<int?> values) => new(name, values);

    /// <summary>A column of the type that all values have.</summary>
    private static DataFrameColumn Values(string name, IReadOnlyList<object?> values) =>
        values.All(v => v is null or long) ? new PrimitiveDataFrameColumn<long>(name, values.Select(v => (long?)v))
        : values.All(v => v is null or bool) ? new PrimitiveDataFrameColumn<bool>(name, values.Select(v => (bool?)v))
        : values.All(v => v is null or double or long)
            ? Numbers(name, values.Select(v => v is null ? null : (double?)Convert.ToDouble(v, CultureInfo.InvariantCulture)))
        : Text(name, values.Select(v => v is null ? null : Reports.Numbers.ExactOption(v)));
}
