using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>Metrics as columns of text.</summary>
internal static class MetricTable
{
    private static readonly (string Name, Func<ClassificationMetrics, double?> Of)[] Rows =
    [
        ("accuracy", m => m.Accuracy), ("majority_rate", m => m.MajorityRate), ("balanced_accuracy", m => m.BalancedAccuracy),
        ("chance_rate", m => m.ChanceRate), ("macro_f1", m => m.MacroF1), ("kappa", m => m.Kappa), ("mcc", m => m.Mcc),
        ("log_loss", m => m.LogLoss), ("brier", m => m.Brier), ("ece15", m => m.Ece15), ("top2", m => m.Top2),
        ("mutual_information_bits", m => m.MutualInformationBits), ("mean_octant_error", m => m.MeanOctantError),
        ("valence_sign_accuracy", m => m.ValenceSignAccuracy), ("arousal_sign_accuracy", m => m.ArousalSignAccuracy),
    ];

    /// <summary>
    /// A column for each table of predictions, headed by its name where it has one; metrics that none of them has are left out.
    /// </summary>
    public static void Write(TextWriter output, IReadOnlyList<(string Name, ClassificationMetrics Metrics)> tables)
    {
        int[] widths = [.. tables.Select(t => Math.Max(26, t.Name.Length + 2))];
        if (tables.Any(t => t.Name.Length > 0)) Line(output, "", tables.Select(t => t.Name), widths);
        Line(output, "tracks",
            tables.Select(t => Text(t.Metrics.Tracks) + (t.Metrics.N > t.Metrics.Tracks ? $", {Text(t.Metrics.N)} predictions" : "")),
            widths);
        Line(output, "groups", tables.Select(t => Text(t.Metrics.Groups ?? 0)), widths);
        Line(output, "labels", tables.Select(t => Text(t.Metrics.Labels.Count)), widths);
        foreach (var (name, of) in Rows.Where(r => tables.Any(t => r.Of(t.Metrics) is not null)))
            Line(output,
                name, tables.Select(t => of(t.Metrics) is not { } value ? "-" : Number(value) + Interval(t.Metrics.Ci95, name)), widths);
    }

    /// <summary>More labels make no matrix that a terminal could hold.</summary>
    private const int MostCalled = 12;

    /// <summary>More folds have no room side by side: the mean and the deviation are of all.</summary>
    private const int MostFolds = 10;

    /// <summary>Each label and each test part by itself, and what is taken for what, under headings of their own; what isn't known is left
    /// out.</summary>
    public static void WriteParts(TextWriter output, ClassificationMetrics metrics)
    {
        Columns(output, ["label", "precision", "recall", "f1", "support"], metrics.PerLabel.Select(l => (string[])
            [
                l.Label, .. l.Scores().Select(score => Number(score.Value) + Interval(l.Ci95, score.Name)), Text(l.Support),
            ]));
        if (metrics.PerFold.Count > 1)
        {
            var folds = metrics.PerFold.Take(MostFolds).ToArray();
            string[] more = metrics.PerFold.Count > MostFolds ? [Text(metrics.PerFold.Count - MostFolds) + " more"] : [];
            Columns(output, ["folds", "mean", "deviation", .. folds.Select(f => FoldName.InWords(f.Fold)), .. more],
            [
                ["tracks", "", "(n - 1)", .. folds.Select(f => Text(f.N)), .. more.Select(_ => "")],
                .. metrics.OverFolds.Select(m => (string[])
                [
                    m.Key, Number(m.Value.Mean), Number(m.Value.Deviation!.Value), .. folds.Select(f => Number(f.Metrics[m.Key])),
                    .. more.Select(_ => "in --json"),
                ]),
            ]);
        }
        if (metrics.Labels.Count <= MostCalled)
            Columns(output, ["is \\ called", .. metrics.Labels],
                metrics.Labels.Zip(metrics.Confusion, (label, row) => (string[])[label, .. row.Select(Text)]));
    }

    private static void Columns(TextWriter output, string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        if (all.Length == 1) return;
        int[] widths = [.. header.Select((_, column) => all.Max(row => row[column].Length) + 2)];
        output.WriteLine();
        foreach (var row in all) output.WriteLine(string.Concat(row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>The differences of a pair, each with its interval.</summary>
    public static void WriteDifferences(TextWriter output, ArmPair pair)
    {
        foreach (var (name, difference) in pair.Differences)
            Line(output, "  " + name,
                [Signed(difference) + (pair.Ci95.TryGetValue(name, out var i) ? $" ({Signed(i.Low)} to {Signed(i.High)})" : "")], [26]);
    }

    private static void Line(TextWriter output, string name, IEnumerable<string> cells, int[] widths) =>
        output.WriteLine((name.PadRight(25) + string.Concat(cells.Select((cell, i) => cell.PadRight(widths[i])))).TrimEnd());

    private static string Interval(IReadOnlyDictionary<string, Interval>? intervals, string name) =>
        intervals is not null && intervals.TryGetValue(name, out var i) ? $" ({Number(i.Low)} to {Number(i.High)})" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
