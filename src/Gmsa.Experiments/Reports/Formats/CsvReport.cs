using System.Globalization;
using CsvHelper;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Reports;

/// <inheritdoc cref="CsvReport"/>
public sealed record CsvReportOptions : ReportOptions
{
    public override IReport Create() => new CsvReport();
}

/// <summary>
/// <c>metrics.csv</c>: one row an arm and metric (arm, scheme, trainer, represents, metric, value, ci95_low, ci95_high, tracks, groups,
/// fold_mean, fold_deviation: over the test folds, the standard deviation of n - 1).
/// <c>folds.csv</c>: one row an arm, test fold and metric. <c>labels.csv</c>: one row an arm and label, with precision, recall and f1.
/// <c>confusion.csv</c>: how often a truth met a prediction, one row a cell that isn't 0.
/// <c>seeds.csv</c>, where seeds are an axis: one row an arm, seed and headline metric.
/// <c>trials.csv</c>: one row a trial with its point in columns called <c>point.NAME</c>, its score as the metric has it, and which is
/// <c>better</c>, a higher or a lower one. Full precision, empty where there is no value.
/// </summary>
internal sealed class CsvReport : IReport
{
    public void Write(StudyResults results, string folder)
    {
        var findings = Findings.Of(results);
        AtomicFile.WriteText(Path.Combine(folder, "metrics.csv"), MetricsTable(findings));
        AtomicFile.WriteText(Path.Combine(folder, "folds.csv"), FoldsTable(findings));
        AtomicFile.WriteText(Path.Combine(folder, "labels.csv"), LabelsTable(findings));
        AtomicFile.WriteText(Path.Combine(folder, "confusion.csv"), ConfusionTable(findings));
        AtomicFile.WriteText(Path.Combine(folder, "trials.csv"), TrialsTable(findings));
        if (results.Comparison.Seeds is { } noise) AtomicFile.WriteText(Path.Combine(folder, "seeds.csv"), SeedsTable(noise));
    }

    internal static string MetricsTable(Findings findings) => Table(
        ["arm", "scheme", "trainer", "represents", "metric", "value", "ci95_low", "ci95_high", "tracks", "groups",
            "fold_mean", "fold_deviation"],
        from scored in Scored(findings)
        let arm = scored.Arm
        from metric in ShownMetric.All.Append(
            new(arm.Inner.IsLoss ? "inner_log_loss" : "inner_score", arm.Inner.Title, false, _ => arm.Inner.Of(arm.Result!.InnerScore)))
        where arm.Value(metric) is not null
        let interval = arm.Interval(metric)
        let folds = scored.Scores.OverFolds.GetValueOrDefault(metric.Name)
        select new[]
        {
            arm.Name, arm.Scheme, arm.Plan.Trainer, arm.Represents ? "true" : "false", metric.Name, Numbers.Exact(arm.Value(metric)),
            Numbers.Exact(interval?.Low), Numbers.Exact(interval?.High), Numbers.Plain(scored.Scores.Tracks),
            scored.Scores.Groups is { } groups ? Numbers.Plain(groups) : "", Numbers.Exact(folds?.Mean), Numbers.Exact(folds?.Deviation),
        });

    internal static string FoldsTable(Findings findings) => Table(["arm", "scheme", "fold", "tracks", "metric", "value"],
        from scored in Scored(findings)
        let arm = scored.Arm
        from fold in scored.Scores.PerFold
        from metric in fold.Metrics
        select new[] { arm.Name, arm.Scheme, fold.Fold, Numbers.Plain(fold.N), metric.Key, Numbers.Exact(metric.Value) });

    internal static string LabelsTable(Findings findings)
    {
        string[] scores = ["precision", "recall", "f1"];
        return Table(
            ["arm", "scheme", "label", "support", "predicted", .. scores.SelectMany(s => (string[])[s, s + "_ci95_low", s + "_ci95_high"])],
            from scored in Scored(findings)
            let arm = scored.Arm
            from label in scored.Scores.PerLabel
            select (string[])
            [
                arm.Name, arm.Scheme, label.Label, Numbers.Plain(label.Support), Numbers.Plain(label.Predicted),
                .. label.Scores().SelectMany(s => (string[])
                    [Numbers.Exact(s.Value), Numbers.Exact(s.Ci95?.Low), Numbers.Exact(s.Ci95?.High)]),
            ]);
    }

    internal static string ConfusionTable(Findings findings) => Table(["arm", "scheme", "truth", "predicted", "count"],
        from scored in Scored(findings)
        let arm = scored.Arm
        from row in scored.Scores.Confusion.Index()
        from cell in row.Item.Index()
        where cell.Item > 0
        select new[] { arm.Name, arm.Scheme, arm.Labels[row.Index], arm.Labels[cell.Index], Numbers.Plain(cell.Item) });

    private static IEnumerable<(ArmView Arm, ArmScores Scores)> Scored(Findings findings) =>
        from arm in findings.Arms
        where arm.Result is not null
        select (arm, arm.Result);

    internal static string SeedsTable(SeedNoise noise) => Table(["arm", "seed", "metric", "value"],
        from arm in noise.Arms
        from metric in arm.Metrics
        from value in noise.Seeds.Zip(metric.Value.Values)
        select new[] { arm.Name, Numbers.Plain(value.First), metric.Key, Numbers.Exact(value.Second) });

    internal static string TrialsTable(Findings findings)
    {
        var options = findings.Trials.SelectMany(t => t.Point.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        return Table(
            ["trial", "arm", "fold", "index", "state", "finalist", "metric", "better", "score", "best_epoch", "epochs", "seconds",
                "peak_memory_mb", "seed", "started", "failure", "message", .. options.Select(o => "point." + o)],
            findings.Trials.Select(t => (string[])[.. Columns(findings, t),
                .. options.Select(o => t.Point.TryGetValue(o, out var value) ? Numbers.ExactOption(value) : "")]));
    }

    private static string[] Columns(Findings findings, RunRecord trial) =>
    [
        Numbers.Plain(trial.Trial), trial.Arm, trial.Fold, Numbers.Plain(trial.Index), trial.State.ToString().ToLowerInvariant(),
        findings.Arms.Any(a => a.Name == trial.Arm && a.Finalist(trial.Fold) == trial) ? "true" : "false",
        trial.Metric, new ShownScore(trial.Metric).IsLoss ? "lower" : "higher",
        Numbers.Exact(new ShownScore(trial.Metric).Of(trial.Score)), trial.BestEpoch is { } best ? Numbers.Plain(best) : "",
        Numbers.Plain(trial.History.Count), Numbers.Exact(Findings.SecondsOf(trial)), Numbers.Exact(trial.PeakMemoryMb),
        trial.Seed.ToString(CultureInfo.InvariantCulture),
        trial.Started.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        trial.Failure?.Word ?? "", trial.Failure?.Message ?? "",
    ];

    /// <summary>A table with its header, lines ended by line feeds, quotes where needed.</summary>
    internal static string Table(IEnumerable<string> header, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
            foreach (var row in rows.Prepend([.. header]))
            {
                foreach (var field in row) csv.WriteField(field);
                csv.EndRecord();
            }
        return text.ToString();
    }
}
