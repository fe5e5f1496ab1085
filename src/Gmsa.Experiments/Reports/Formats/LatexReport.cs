using System.Text;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Reports;

/// <inheritdoc cref="LatexReport"/>
public sealed record LatexReportOptions : ReportOptions
{
    public override IReport Create() => new LatexReport();
}

/// <summary><c>tables.tex</c>: the arms and the pairs as tables to be included in a paper; it takes <c>\usepackage{booktabs}</c>.</summary>
internal sealed class LatexReport : IReport
{
    private static readonly ShownMetric[] Shown =
        [ShownMetric.Accuracy, ShownMetric.Balanced, .. ShownMetric.InTables.Where(m => m.Name is "macro_f1" or "kappa" or "log_loss")];

    public void Write(StudyResults results, string folder) => AtomicFile.WriteText(Path.Combine(folder, "tables.tex"), Render(results));

    internal static string Render(StudyResults results)
    {
        var findings = Findings.Of(results);
        var text = new StringBuilder($"% {OneLine(findings.Plan.Id)}, made by Gmsa.Experiments. Needs \\usepackage{{booktabs}}.\n");
        var tracks = Numbers.Plain(findings.Tested ?? findings.Dataset.Tracks);
        Table(text, $"{findings.Plan.Name}: out-of-fold results on {tracks} tracks, with 95 % intervals by cluster bootstrap. "
            + "An asterisk marks the arm that inner validation prefers.", "arms", ["scheme", "arm", .. Shown.Select(m => m.Title)],
            findings.Arms.Where(a => a.Result is not null).Select(a => (string[])
                [a.Scheme, a.Name + (a.Represents ? " *" : ""), .. Shown.Select(a.Described)]));
        ArmPair[] pairs = [.. findings.Versus, .. findings.WithinScheme];
        if (pairs.Length > 0)
            Table(text, $"{findings.Plan.Name}: pairs on the same tracks, first less second, with 95 % intervals; "
                + $"{(findings.TimesTested > 1 ? "p by bootstrap" : "McNemar’s exact test")}, "
                + $"corrected after Holm over {Conclusions.Count(pairs.Length, "comparison")}.", "pairs",
                ["first", "second", "metric", "difference", "Holm p", "verdict"], pairs.Select(p => (string[])
                [
                    p.A, p.B, Conclusions.Name(p.Metric), $"{Conclusions.Difference(p)} ({Conclusions.Interval(p) ?? "no interval"})",
                    Numbers.Probability(p.HolmP),
                    p.Verdict switch { "a" => "first is better", "b" => "second is better", var same => same },
                ]));
        Folds(text, findings);
        foreach (var arm in PerLabelSection.Arms(findings).Where(a => a.Represents && a.Labels.Count <= LabelScores.MostWithIntervals))
            Labels(text, findings, arm);
        return text.ToString();
    }

    private static void Folds(StringBuilder text, Findings findings)
    {
        var arms = PerFoldSection.Arms(findings);
        if (arms.Length == 0) return;
        ShownMetric[] metrics = [.. Shown.Where(m => ShownMetric.OfFolds(arms).Contains(m))];
        Table(text, $"{findings.Plan.Name}: {PerFoldSection.Meaning}", "folds", ["scheme", "arm", "folds", .. metrics.Select(m => m.Title)],
            arms.Select(a => (string[])
            [
                a.Scheme, a.Name + (a.Represents ? " *" : ""), Numbers.Plain(a.Result!.PerFold.Count),
                .. metrics.Select(m => a.Result.OverFolds.GetValueOrDefault(m.Name) is { } spread ? m.Format(spread) : Numbers.None),
            ]));
    }

    private static void Labels(StringBuilder text, Findings findings, ArmView arm)
    {
        string[] onRing = [.. ShownMetric.OnRing.Where(m => arm.Value(m) is not null).Select(m => $"{m.Title}: {arm.Described(m)}")];
        Table(text, $"{findings.Plan.Name}: {arm.Name}, label by label, with 95 % intervals by cluster bootstrap."
            + (onRing.Length == 0 ? "" : $" On the circle of moods: {string.Join("; ", onRing)}."),
            $"labels-{arm.Name}", ["label", "precision", "recall", "F1", "support"],
            arm.Result!.PerLabel.Select(l => (string[])
            [
                l.Label,
                .. PerLabelSection.InWords(l),
                Numbers.Plain(l.Support),
            ]));
        Table(text, $"{findings.Plan.Name}: {arm.Name}, what is taken for what: rows are what a track is, columns what it was called.",
            $"confusion-{arm.Name}", ["", .. arm.Labels],
            arm.Labels.Zip(arm.Result.Confusion, (label, row) => (string[])[label, .. row.Select(c => Numbers.Plain(c))]));
    }

    private static void Table(StringBuilder text, string caption, string label, IReadOnlyList<string> heading, IEnumerable<string[]> rows)
    {
        text.Append("\n\\begin{table}\n\\centering\n\\caption{").Append(Escape(caption)).Append("}\n\\label{tab:").Append(label)
            .Append("}\n")
            .Append("\\begin{tabular}{").Append('l', heading.Count).Append("}\n\\toprule\n");
        Row(heading);
        text.Append("\\midrule\n");
        foreach (var row in rows) Row(row);
        text.Append("\\bottomrule\n\\end{tabular}\n\\end{table}\n");

        void Row(IEnumerable<string> cells) => text.AppendJoin(" & ", cells.Select(Escape)).Append(" \\\\\n");
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>Text that LaTeX sets as it is. Other letters than Latin ones need an engine that has them (XeLaTeX, LuaLaTeX).</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in OneLine(text))
            _ = c switch
            {
                '\\' => escaped.Append("\\textbackslash{}"),
                '~' => escaped.Append("\\textasciitilde{}"),
                '^' => escaped.Append("\\textasciicircum{}"),
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => escaped.Append('\\').Append(c),
                '<' => escaped.Append("$<$"),
                '>' => escaped.Append("$>$"),
                '|' => escaped.Append("$|$"),
                '−' => escaped.Append("$-$"),
                '–' => escaped.Append("--"),
                '±' => escaped.Append("$\\pm$"),
                'κ' => escaped.Append("$\\kappa$"),
                '’' => escaped.Append('\''),
                '\u00A0' => escaped.Append('~'),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }
}
