using System.Text;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <inheritdoc cref="MarkdownReport"/>
public sealed record MarkdownReportOptions : ReportOptions
{
    public override IReport Create() => new MarkdownReport();
}

/// <summary><c>report.md</c>: the same in the same order, short enough for a pull request; pictures and curves stay in the HTML.</summary>
internal sealed class MarkdownReport : IReport
{
    public void Write(StudyResults results, string folder) => AtomicFile.WriteText(Path.Combine(folder, "report.md"), Render(results));

    internal static string Render(StudyResults results)
    {
        var findings = Findings.Of(results);
        var text = new StringBuilder();
        First(text, findings);
        Paragraph(text, Prose(Conclusions.Lead(findings)));
        foreach (var answer in Questions.Of(findings)) Paragraph(text, $"**{Escape(answer.Heading)}** {Prose(answer.Whole)}");
        foreach (var arm in findings.Representatives) text.Append("- ").Append(Escape(Result(arm))).Append('\n');
        if (findings.Representatives.Count > 0) text.Append('\n');
        Bullets(text, "Before you rely on this", Conclusions.Caveats(findings));
        Arms(text, findings);
        Pairs(text, findings);
        Folds(text, findings);
        Labels(text, findings);
        Bullets(text, "What is luck of the seed", SeedWords.Of(findings));
        Hardest(text, findings);
        Bullets(text, "What a perfect model could reach", BordersSection.InWords(findings) is { } ceilings ? [ceilings] : []);
        Bullets(text, "What the ensembles gave", [.. findings.Arms.Select(a => EnsembleWords.Of(findings, a)).OfType<string>()]);
        Bullets(text, "What mattered in the sweep",
            [.. findings.Results.Sweep.Arms.SelectMany(a => a.Effects.Where(e => e.Effects.Explained >= 0.1)
                .Select(e => $"{a.Name}{(e.Within is { } within ? $" where {within.Choice} is {within.Value}" : "")}: "
                    + $"{Slices.InWords(e.Effects)}."))]);
        Bullets(text, "The studies", StudiesSection.InWords(findings));
        Bullets(text, "Columns of the table that aren’t among the features",
            [.. findings.Plan.Withheld.Select(w => $"{w.Column}: {w.Reason}.")]);
        Bullets(text, "Could anything leak from train to test?", LeakWords.Sentences(findings));
        Bullets(text, "Tracks filled up with silence", PaddedWords.Sentence(findings) is { } padded ? [padded] : []);
        Bullets(text, "What was left out", [.. LeftOutWords.Of(findings).SelectMany(LeftOut)]);
        Failures(text, findings);
        if (findings.Trials.Count > 0) Paragraph(text, "## What it cost\n\n" + Escape(CostWords.InWords(findings)));
        Redo(text, findings);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The answer, before anything else.</summary>
    private static void First(StringBuilder text, Findings findings)
    {
        var headline = Headline.Of(findings);
        Paragraph(text, $"# {Escape(headline.Title)}");
        var synthetic = Eyebrow.Warning(findings) is { } warning ? $" · **{Escape(warning)}**" : "";
        Paragraph(text, string.Join(" · ", Eyebrow.Of(findings).Select(Escape)) + synthetic);
        foreach (var alarm in (string[])[.. StudyState.Of(findings), .. LeakWords.Alarms(findings)]) Paragraph(text, $"> {Prose(alarm)}");
        Paragraph(text, string.Concat(headline.Text.Select(t => t.IsStrong ? $"**{Escape(t.Words)}**" : Prose(t.Words))));
        if (Conclusions.Verdict(findings).Numbers is { Length: > 0 } numbers) Paragraph(text, Prose(numbers));
    }

    private static string Result(ArmView arm) =>
        $"{arm.Scheme}: {arm.Name}, the arm that inner validation prefers: {OneScheme.TimesChance(arm)} chance, "
        + $"balanced accuracy {arm.Described(ShownMetric.Balanced)} "
        + $"with chance at {Numbers.Percent(arm.Result!.ChanceRate)}, accuracy "
            + $"{arm.Described(ShownMetric.Accuracy)} with majority at {Numbers.Percent(arm.Result.MajorityRate)}.";

    private static void Arms(StringBuilder text, Findings findings)
    {
        ShownMetric[] plain = [.. ShownMetric.InTables.Skip(2)];
        Paragraph(text, "## Arms side by side");
        Table(text,
            ["scheme", "arm", "accuracy", "balanced accuracy", .. plain.Select(m => m.Title),
                findings.Arms is [var first, ..] ? first.Inner.Title : "inner score"],
            findings.Arms.Where(a => a.Result is not null).Select(a => (string[])
            [
                a.Scheme, a.Represents ? $"{a.Name} *" : a.Name, a.Described(ShownMetric.Accuracy), a.Described(ShownMetric.Balanced),
                .. plain.Select(m => m.Format(a.Value(m))), Numbers.Fixed(a.Inner.Of(a.Result!.InnerScore)),
            ]));
        Paragraph(text, Escape("95 % intervals in brackets; * marks the arm that inner validation prefers in its scheme."));
    }

    private static void Pairs(StringBuilder text, Findings findings)
    {
        ArmPair[] pairs = [.. findings.Versus, .. findings.WithinScheme];
        if (pairs.Length == 0) return;
        Paragraph(text, "## Pairs on the same tracks");
        Table(text, ["first", "second", "metric", "difference (95 % interval)", "only first right", "only second right", "Holm p",
                "verdict"],
            pairs.Select(p => (string[])
            [
                p.A, p.B, Conclusions.Name(p.Metric), $"{Conclusions.Difference(p)} ({Conclusions.Interval(p) ?? "no interval"})",
                Numbers.Whole(p.Mcnemar.OnlyFirstRight), Numbers.Whole(p.Mcnemar.OnlySecondRight), Numbers.Probability(p.HolmP),
                p.Better is { } better ? $"{better} is better" : p.Verdict,
            ]));
        Paragraph(text, Escape(VersusSection.Corrected(findings) + "."));
    }

    private static void Folds(StringBuilder text, Findings findings)
    {
        var arms = PerFoldSection.Arms(findings);
        if (arms.Length == 0) return;
        Paragraph(text, "## Fold by fold");
        var metrics = ShownMetric.OfFolds(arms);
        Table(text, ["scheme", "arm", "folds", .. metrics.Select(m => m.Title)], arms.Select(a => (string[])
        [
            a.Scheme, a.Represents ? $"{a.Name} *" : a.Name, Numbers.Whole(a.Result!.PerFold.Count),
            .. metrics.Select(m => a.Result.OverFolds.GetValueOrDefault(m.Name) is { } spread ? m.Format(spread) : Numbers.None),
        ]));
        Paragraph(text, Escape(PerFoldSection.Meaning));
    }

    /// <summary>Of the arms that stand for their schemes; the CSV files have all.</summary>
    private static void Labels(StringBuilder text, Findings findings)
    {
        foreach (var arm in PerLabelSection.Arms(findings).Where(a => a.Represents && a.Labels.Count <= LabelScores.MostWithIntervals))
        {
            Paragraph(text, $"## Label by label: {Escape(arm.Name)}");
            Table(text, ["label", "precision", "recall", "F1", "support"], arm.Result!.PerLabel.Select(l => (string[])
            [
                l.Label,
                .. PerLabelSection.InWords(l),
                Numbers.Whole(l.Support),
            ]));
            ShownMetric[] onRing = [.. ShownMetric.OnRing.Where(m => arm.Value(m) is not null)];
            if (onRing.Length > 0) Paragraph(text, Escape(string.Join("; ", onRing.Select(m => $"{m.Title}: {arm.Described(m)}")) + "."));
            Paragraph(text, "Rows are what a track is, columns what it was called:");
            Table(text, ["is / called", .. arm.Labels],
                arm.Labels.Zip(arm.Result.Confusion, (label, row) => (string[])[label, .. row.Select(c => Numbers.Whole(c))]));
        }
    }

    private static void Hardest(StringBuilder text, Findings findings)
    {
        var schemes = SchemeHardTracks.Of(findings).Where(s => s.Tracks.Confident.Count > 0).ToArray();
        if (schemes.Length == 0) return;
        Paragraph(text, "## The surest errors");
        Table(text, ["track", "scheme", "called", "sure", "is", "arms that are right"],
            schemes.SelectMany(s => s.Tracks.Confident.Take(5).Select(t => (string[])
            [
                HardFigure.NameOf(findings, t) is var name && name != t.TrackId ? $"{t.TrackId}: {name}" : t.TrackId, s.Scheme, t.Called,
                Numbers.Percent(t.Sure), t.Truth, $"{Numbers.Whole(t.Right)} of {Numbers.Whole(t.Arms)}",
            ])));
    }

    private static IEnumerable<string> LeftOut(LeftOutWords kind) => kind.Unreadable
        ? kind.Tracks.Select(l => $"{(l.TrackId == l.Path ? l.Path : $"{l.TrackId} ({l.Path})")}: {l.Reason}")
        : [$"{Conclusions.Count(kind.Tracks.Count, "track")}, {kind.Reason}: {kind.Ids(20)}."];

    private static void Failures(StringBuilder text, Findings findings) => Bullets(text, "What failed",
        [.. findings.Trials.Where(t => t.State == TrialState.Failed).Take(20)
            .Select(t => $"Trial {Numbers.Plain(t.Trial)} ({t.Arm}, {FoldName.InWords(t.Fold)}): "
                + (t.Failure is { } failure ? $"{failure.Word.Replace('_', ' ')}: {failure.Message}" : "no reason recorded"))]);

    private static void Redo(StringBuilder text, Findings findings)
    {
        Paragraph(text, "## How to redo it");
        foreach (var command in findings.Results.Commands) text.Append("    ").Append(OneLine(command)).Append('\n');
        if (findings.Results.Commands.Count > 0) text.Append('\n');
        var facts = new List<string> { $"{findings.Work} {findings.Plan.Id}" };
        if (findings.Seed is { } seed) facts.Add($"seed {seed}");
        if (findings.Trials.Count > 0)
            facts.Add($"started {findings.Started}");
        Paragraph(text, Escape(string.Join(", ", facts) + "."));
        foreach (var m in findings.Machines)
            Paragraph(text, Escape($"{m.Host}: {m.Os}, {m.Runtime}, "
                + $"{Numbers.Whole(m.Cores)} cores, {m.Device}, git commit {m.GitCommit ?? "not known"}; {Findings.PackagesOf(m)}."));
    }

    private static void Bullets(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        Paragraph(text, "## " + title);
        foreach (var item in items) text.Append("- ").Append(Prose(item)).Append('\n');
        text.Append('\n');
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        foreach (var row in rows.Prepend([.. header.Select(_ => "---")]).Prepend([.. header]))
            text.Append("| ").AppendJoin(" | ", row.Select(cell => cell == "---" ? cell : Escape(cell))).Append(" |\n");
        text.Append('\n');
    }

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>A sentence in which what stands between backticks is code, as <see cref="Markup.Prose"/> has it.</summary>
    private static string Prose(string text)
    {
        var parts = text.Split('`');
        return parts.Length % 2 == 0 ? Escape(text)
            : string.Concat(parts.Select((part, i) => i % 2 == 0 ? Escape(part) : part.Length == 0 ? "" : $"`{OneLine(part)}`"));
    }

    /// <summary>Text that Markdown shows as it is: on one line, no tags, no emphasis, no links, no cells.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in OneLine(text))
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '#' or '!' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }
}
