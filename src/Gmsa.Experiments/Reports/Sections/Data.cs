using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What the study learnt from: tracks, labels, folds and features, what the leak audit found, and what is missing.</summary>
internal static class DataSection
{
    public static Markup Of(Findings findings) => Html($"""
        <p>{findings.Dataset.Source}</p>
        <dl class="facts"><dt>Tracks</dt><dd>{findings.Dataset.Tracks} used of {findings.Plan.Tracks} in the plan</dd><dt>Sample rate</dt>
        <dd>{findings.Dataset.SampleRate} Hz, mono</dd></dl>
        <h3>Labels</h3>
        {findings.Plan.Schemes.Select(s => Tables.Scrolling(
            $"{s.Name}: tracks per label in the plan", [.. s.Labels.Select(Tables.NumberHeading), Tables.NumberHeading("all")],
            [Html($"<tr>{s.Counts.Select(Count)}{Count(s.Counts.Sum())}</tr>")]))}
        <h3>Folds</h3>
        {Tables.Scrolling("Tracks of each part; validation chooses, test is read once",
            [Tables.Heading("fold"), Tables.NumberHeading("train"), Tables.NumberHeading("validation"), Tables.NumberHeading("test")],
            findings.Plan.Folds.Select(f => Html(
                $"<tr><th scope=\"row\">{f.Name}</th>{Count(f.Train)}{Count(f.Validation)}{Count(f.Test)}</tr>\n")))}
        <h3>Features</h3>
        {Tables.Scrolling("Numbers per track", [Tables.Heading("name"), Tables.Heading("kind"), Tables.Heading("rows x frames")],
            findings.Dataset.Features.Select(f => Html(
                $"<tr><th scope=\"row\">{f.Name}</th>{Tables.Cell(f.Kind)}{Tables.Cell(f.Shape)}</tr>\n")))}
        <h3>Could anything leak from train to test?</h3>
        {LeakAudit(findings)}
        <h3>What was left out</h3>
        {LeftOut(findings)}
        """);

    private static Markup Count(int count) => Tables.Number(Numbers.Whole(count));

    private static Markup LeakAudit(Findings findings) => Html($"""
        <ul>{LeakWords.Sentences(findings).Select(s => Html($"<li>{s}</li>\n"))}</ul>
        """);

    private static Markup LeftOut(Findings findings)
    {
        var left = findings.LeftOut;
        return left.Count == 0 ? Html($"<p>Nothing: every track of the plan could be read.</p>")
            : Tables.Scrolling($"{Numbers.Whole(left.Count)} not used, each once",
                [Tables.Heading("track"), Tables.Heading("file"), Tables.Heading("why")],
                left.Select(l => Html(
                    $"<tr><th scope=\"row\" class=\"wrap\">{l.TrackId}</th>{Tables.Wide(l.Path)}{Tables.Wide(l.Reason)}</tr>\n")));
    }
}
