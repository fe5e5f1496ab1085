using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>A study as the index lists it.</summary>
/// <param name="Folder">Its folder's name, beside the index.</param>
/// <param name="Started">When its first run began.</param>
/// <param name="Dataset">Null until its data were read.</param>
/// <param name="Comparison">Null until it is finished.</param>
internal sealed record IndexedStudy(string Folder, DateTimeOffset Started, StudyPlan Plan, DatasetCard? Dataset, Comparison? Comparison)
{
    /// <summary>Whether there is a page to lead to; a study that isn't finished may have one too.</summary>
    public bool HasReport { get; init; }
}

/// <summary>A page that puts studies side by side.</summary>
/// <param name="Folder">Its folder's name, beside the index.</param>
/// <param name="Studies">What the studies are called.</param>
internal sealed record IndexedComparison(string Folder, IReadOnlyList<string> Studies);

/// <summary>
/// <c>index.html</c> of a results folder: its studies, the newest first, each with what came out; to be filtered
/// and sorted where scripts run.
/// </summary>
internal static class StudyIndex
{
    public const string FileName = "index.html";

    private const string Title = "Studies";

    /// <summary>True where a file is such a list, and no page of somebody's own.</summary>
    public static bool Is(string file)
    {
        if (!File.Exists(file)) return false;
        try
        {
            return File.ReadLines(file).Take(12).Any(line => line == $"<title>{Title}</title>");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static string Render(IReadOnlyList<IndexedStudy> studies, params IReadOnlyList<IndexedComparison> compared)
    {
        IndexedStudy[] sorted = [.. studies.OrderByDescending(s => s.Started).ThenBy(s => s.Folder, StringComparer.Ordinal)];
        var page = Page.Of(Title, Html($"""
            <h1>Studies</h1>
            <p class="lead">{Conclusions.Count(sorted.Length, "study", "studies")}, the newest first. Each with its answer; a row a label
            scheme: the arm that inner validation prefers, on tracks that it had not learnt from. Fewer labels are easier: scores of
            different schemes compare as multiples of chance at most, and the answer says what they come to on one ruler.</p>
            """),
            [new("studies", "All studies", Table(sorted)), new("compared", "Studies side by side", Compared(compared))],
            Html($"Made by Gmsa.Experiments from the records of the studies beside this file."), TableScript.Css, TableScript.Source);
        return page.ToString();
    }

    private static Markup Table(IndexedStudy[] studies) => Tables.Sortable("Accuracy and balanced accuracy with 95 % intervals",
        [
            Tables.Heading("study"), Tables.Heading("answer"), Tables.Heading("scheme"), Tables.Heading("arm"),
            Tables.NumberHeading("tracks"), Tables.NumberHeading("labels"), Tables.NumberHeading("times chance"),
            Tables.NumberHeading("balanced accuracy"),
            Tables.NumberHeading("accuracy"),
            Tables.NumberHeading("kappa"), Tables.Heading("started"),
        ],
        studies.SelectMany(Rows), "a name, a scheme, a learner");

    private static IEnumerable<Markup> Rows(IndexedStudy study)
    {
        if (study.Comparison is not { Arms.Count: > 0 } comparison)
            return [Html($"""
                <tr>{Name(study)}
                <td colspan="9" class="soft">{(study.Comparison is null ? "not finished; the same run goes on where it ended"
                    : "no arm was completed in every fold, so nothing was compared")}</td>{Started(study)}</tr>

                """)];
        var findings = Findings.Of(new(study.Plan, study.Dataset!, [], comparison, new Dictionary<string, PredictionTable>(), "", "", []));
        var headline = Headline.Of(findings);
        var missing = findings.Arms.Count(a => a.Result is null);
        var lacking = missing == 0 ? ""
            : $"{Numbers.Whole(missing)} of {Conclusions.Count(findings.Arms.Count, "arm")} without a result";
        string Times(ArmView arm) => Numbers.Fixed(OneScheme.Multiple(arm), 1);
        var kappa = ShownMetric.InTables.First(m => m.Name == "kappa");
        return findings.Representatives.Select(arm => Html($"""
            <tr>{Name(study)}
            <td class="wrap">{headline.Title}{Small(headline.InShort)}{Small(lacking)}</td>
            {Tables.Cell(arm.Scheme)}{Tables.Cell(arm.Name)}{Tables.Number(Numbers.Whole(arm.Result!.Tracks))}
            {Tables.Number(Numbers.Whole(arm.Labels.Count))}{Tables.Number(Times(arm), OneScheme.Multiple(arm))}
            {Measured(arm.Result, ShownMetric.Balanced)}{Measured(arm.Result, ShownMetric.Accuracy)}
            {Measured(arm.Result, kappa)}{Started(study)}</tr>

            """));
    }

    private static Markup Name(IndexedStudy study) => Html($"""
        <th scope="row">{(study.HasReport ? Html($"<a href=\"{ReportOf(study.Folder)}\">{study.Plan.Name}</a>")
            : Text(study.Plan.Name))}<small>{study.Folder}</small></th>
        """);

    private static string ReportOf(string folder) => BesidePage.Href($"{folder}/{BesidePage.Report}");

    private static Markup Compared(IReadOnlyList<IndexedComparison> pages) => When(pages.Count > 0, () => Html($"""
        <ul class="files">{pages.OrderBy(p => p.Folder, StringComparer.Ordinal).Select(p => Html($"""
            <li><a href="{ReportOf(p.Folder)}">{ComparedWords.List(p.Studies)}</a> <span class="soft">{p.Folder}</span></li>

            """))}</ul>
        """));

    private static Markup Small(string text) => When(text.Length > 0, () => Html($"<small>{text}</small>"));

    private static Markup Started(IndexedStudy study) => Html($"<td class=\"whole\">{Day(study)}<small>{Time(study)}</small></td>");

    private static string Day(IndexedStudy study) => study.Started.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(IndexedStudy study) => study.Started.ToUniversalTime().ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static Markup Measured(ArmScores arm, ShownMetric metric) => Tables.WithInterval(
        metric.Format(metric.Of(arm)), arm.Ci95?.ContainsKey(metric.Name) == true ? metric.Format(arm.Ci95[metric.Name]) : null,
        metric.Of(arm));
}
