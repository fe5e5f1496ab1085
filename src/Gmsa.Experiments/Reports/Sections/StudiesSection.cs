using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The studies that stand side by side: what each was, how much of it is compared, whether anything leaks in it, and
/// where the rest of it is told.
/// </summary>
internal static class StudiesSection
{
    public static Markup Of(Findings findings) => Html($"""
        <p>Only tracks that every study tested are compared, by their ids; their labels are the same in all of them. Learning curves, sweeps, example pictures and data are told in each study’s own report, with the numbers on all of its tracks.</p>
        {Tables.Scrolling("The studies and what of them is compared",
            [
                Tables.Heading("study"), Tables.NumberHeading("tracks"), Tables.NumberHeading("tested"), Tables.NumberHeading("of them compared"), Tables.NumberHeading("folds"),
                Tables.NumberHeading("arms"), Tables.NumberHeading("trials"), Tables.Heading("budget"), Tables.Heading("labels"), Tables.Heading("data"),
            ],
            findings.Studies.Select(s => Row(findings, s)))}
        <h3>Could anything leak from train to test?</h3>
        <ul>{LeakWords.Sentences(findings).Select(s => Html($"<li>{Prose(s)}</li>\n"))}</ul>
        """);

    /// <summary>The same in a sentence each.</summary>
    public static IReadOnlyList<string> InWords(Findings findings) => [.. findings.Studies.Select(s =>
        $"{s.Name} ({s.Results.Plan.Id}): {Numbers.Whole(findings.Tested ?? 0)} of {Conclusions.Count(s.Tested, "tested track")} compared, "
        + $"{Conclusions.Count(s.Results.Plan.Folds.Count, "fold")}, "
        + $"{Conclusions.Count(s.Results.Comparison.Arms.Count, "arm")}, {Conclusions.Count(s.Results.Trials.Count, "trial")}.")];

    private static Markup Row(Findings findings, ComparedStudy study)
    {
        var (results, href) = (study.Results, BesidePage.Href($"{study.Place}/{BesidePage.Report}"));
        return Html($"""
            <tr><th scope="row"><a href="{href}">{study.Name}</a><small>{results.Plan.Id}</small></th>{Number(results.Dataset.Tracks)}{Number(study.Tested)}{Number(findings.Tested ?? 0)}
            {Number(results.Plan.Folds.Count)}{Number(results.Comparison.Arms.Count)}{Number(results.Trials.Count)}{Tables.Wide(results.Plan.Budget ?? Numbers.None)}
            {Tables.Wide(string.Join(", ", results.Plan.Schemes.Select(s => s.Name)))}{Tables.Wide(results.Dataset.Source)}</tr>

            """);
    }

    private static Markup Number(int count) => Tables.Number(Numbers.Whole(count));
}
