using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Parquet;
using Parquet.Schema;

namespace Gmsa.Experiments.Reports;

/// <inheritdoc cref="ParquetReport"/>
public sealed record ParquetReportOptions : ReportOptions
{
    public override IReport Create() => new ParquetReport();
}

/// <summary>
/// <c>predictions.parquet</c>: one row a prediction of an arm (arm, scheme, track_id, group, fold, truth, predicted, confidence, p_true:
/// the probability of the truth), and <c>metrics.parquet</c>: one row an arm and metric, as <c>metrics.csv</c> has it but with numbers as
/// numbers. Apache Parquet, compressed by Snappy.
/// </summary>
internal sealed class ParquetReport : IReport
{
    public void Write(StudyResults results, string folder)
    {
        var findings = Findings.Of(results);
        Prediction[] Rows(ArmView arm) =>
            [.. results.Predictions[arm.Name].Rows.OrderBy(r => r.TrackId, StringComparer.Ordinal).ThenBy(r => r.Round)];
        var all = findings.Arms.Where(a => results.Predictions.ContainsKey(a.Name))
            .Select(a => (Arm: a, Labels: results.Predictions[a.Name].Labels.ToList()))
            .SelectMany(a => Rows(a.Arm).Select(row => (a.Arm, Row: row, a.Labels))).ToArray();
        Write(Path.Combine(folder, "predictions.parquet"),
        [
            Texts("arm", all.Select(p => p.Arm.Name)), Texts("scheme", all.Select(p => p.Arm.Scheme)),
            Texts("track_id", all.Select(p => p.Row.TrackId)), Texts("group", all.Select(p => p.Row.Group)),
            Texts("fold", all.Select(p => p.Row.Fold)), Texts("truth", all.Select(p => p.Row.Truth)),
            Texts("predicted", all.Select(p => p.Row.Predicted)),
            Numbers("confidence", all.Select(p => (double?)p.Row.Probabilities.Max())),
            Numbers("p_true", all.Select(p => (double?)p.Row.Probabilities[p.Labels.IndexOf(p.Row.Truth)])),
        ]);

        var metrics = (from arm in findings.Arms
                       where arm.Result is not null
                       from metric in ShownMetric.All
                       where arm.Value(metric) is not null
                       select (Arm: arm, Metric: metric, Interval: arm.Interval(metric))).ToArray();
        Write(Path.Combine(folder, "metrics.parquet"),
        [
            Texts("arm", metrics.Select(m => m.Arm.Name)), Texts("scheme", metrics.Select(m => m.Arm.Scheme)),
            Texts("trainer", metrics.Select(m => m.Arm.Plan.Trainer)), Texts("metric", metrics.Select(m => m.Metric.Name)),
            Numbers("value", metrics.Select(m => m.Arm.Value(m.Metric))), Numbers("ci95_low", metrics.Select(m => m.Interval?.Low)),
            Numbers("ci95_high", metrics.Select(m => m.Interval?.High)),
        ]);
    }

    private static Column Texts(string name, IEnumerable<string> values)
    {
        var field = new DataField<string>(name);
        string[] all = [.. values];
        return new(field, group => group.WriteAsync(field, all));
    }

    private static Column Numbers(string name, IEnumerable<double?> values)
    {
        var field = new DataField<double?>(name);
        double?[] all = [.. values];
        return new(field, group => group.WriteAsync<double>(field, all));
    }

    private static void Write(string file, IReadOnlyList<Column> columns) =>
        AtomicFile.Write(file, stream => WriteTo(stream, columns).GetAwaiter().GetResult());

    private static async Task WriteTo(Stream stream, IReadOnlyList<Column> columns)
    {
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(c => c.Field)), stream);
        using var group = writer.CreateRowGroup();
        foreach (var column in columns) await column.WriteTo(group);
    }

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, Task> WriteTo);
}
