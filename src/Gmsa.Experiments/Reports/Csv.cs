using System.Globalization;
using CsvHelper;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// <c>metrics.csv</c>: one row an arm and metric (arm, scheme, trainer, represents, metric, value, ci95_low, ci95_high, tracks, groups).
/// <c>seeds.csv</c>, where seeds are an axis: one row an arm, seed and headline metric.
/// <c>trials.csv</c>: one row a trial with its point in columns called <c>point.NAME</c>. Full precision, empty where there is no value.
/// </summary>
public sealed class CsvReport : IReport
{
    public void Write(StudyResults results, string folder)
    {
        var findings = Findings.Of(results);
        AtomicFile.WriteText(Path.Combine(folder, "metrics.csv"), MetricsTable(findings));
        AtomicFile.WriteText(Path.Combine(folder, "trials.csv"), TrialsTable(findings));
        if (results.Comparison.Seeds is { } noise) AtomicFile.WriteText(Path.Combine(folder, "seeds.csv"), SeedsTable(noise));
    }

    internal static string MetricsTable(Findings findings) => Table(
        ["arm", "scheme", "trainer", "represents", "metric", "value", "ci95_low", "ci95_high", "tracks", "groups"],
        from arm in findings.Arms
        where arm.Result is not null
        from metric in ShownMetric.All.Append(new("inner_score", "inner score", false, m => ((ArmScores)m).InnerScore))
        where arm.Value(metric) is not null
        let interval = arm.Interval(metric)
        select new[]
        {
            arm.Name, arm.Scheme, arm.Plan.Trainer, arm.Represents ? "true" : "false", metric.Name, Numbers.Exact(arm.Value(metric)),
            Numbers.Exact(interval?.Low), Numbers.Exact(interval?.High), Numbers.Plain(arm.Result!.Tracks),
            arm.Result.Groups is { } groups ? Numbers.Plain(groups) : "",
        });

    internal static string SeedsTable(SeedNoise noise) => Table(["arm", "seed", "metric", "value"],
        from arm in noise.Arms
        from metric in arm.Metrics
        from value in noise.Seeds.Zip(metric.Value.Values)
        select new[] { arm.Name, Numbers.Plain(value.First), metric.Key, Numbers.Exact(value.Second) });

    internal static string TrialsTable(Findings findings)
    {
        var options = findings.Trials.SelectMany(t => t.Point.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        return Table(
            ["trial", "arm", "fold", "index", "state", "finalist", "metric", "score", "best_epoch", "epochs", "seconds", "peak_memory_mb",
                "seed", "started", "failure", "message", .. options.Select(o => "point." + o)],
            findings.Trials.Select(t => (string[])[.. Columns(findings, t),
                .. options.Select(o => t.Point.TryGetValue(o, out var value) ? Numbers.ExactOption(value) : "")]));
    }

    private static string[] Columns(Findings findings, RunRecord trial) =>
    [
        Numbers.Plain(trial.Trial), trial.Arm, trial.Fold, Numbers.Plain(trial.Index), trial.State.ToString().ToLowerInvariant(),
        findings.Arms.Any(a => a.Name == trial.Arm && a.Finalist(trial.Fold) == trial) ? "true" : "false",
        trial.Metric, Numbers.Exact(trial.Score), trial.BestEpoch is { } best ? Numbers.Plain(best) : "",
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
