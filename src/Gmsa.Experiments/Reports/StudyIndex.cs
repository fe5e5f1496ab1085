using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Runs;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>A study as the index lists it.</summary>
/// <param name="Folder">Its folder's name, beside the index.</param>
/// <param name="Started">When its first run began.</param>
/// <param name="Dataset">Null until its data were read.</param>
/// <param name="Comparison">Null until it is finished.</param>
public sealed record IndexedStudy(string Folder, DateTimeOffset Started, StudyPlan Plan, DatasetCard? Dataset, Comparison? Comparison);

/// <summary><c>index.html</c> of a results folder: its studies, the newest first, each with what came out; to be filtered and sorted where scripts run.</summary>
internal static class StudyIndex
{
    public static string Render(IReadOnlyList<IndexedStudy> studies)
    {
        IndexedStudy[] sorted = [.. studies.OrderByDescending(s => s.Started).ThenBy(s => s.Folder, StringComparer.Ordinal)];
        var page = Page.Of("Studies", Html($"""
            <h1>Studies</h1>
            <p class="lead">{Conclusions.Count(sorted.Length, "study", "studies")}, the newest first. A row a label scheme: the arm that inner validation prefers, on tracks that it had not learnt from.</p>
            """), [new("studies", "All studies", Table(sorted))], Html($"Made by Gmsa.Experiments from the records of the studies beside this file."), TableScript.Css, TableScript.Source);
        return page.ToString();
    }

    private static Markup Table(IndexedStudy[] studies) => Tables.Sortable("Accuracy and balanced accuracy with 95 % intervals",
        [
            Tables.Heading("study"), Tables.Heading("started"), Tables.Heading("scheme"), Tables.Heading("arm"), Tables.NumberHeading("tracks"),
            Tables.NumberHeading("labels"), Tables.NumberHeading("accuracy"), Tables.NumberHeading("balanced accuracy"), Tables.NumberHeading("kappa"),
            Tables.Heading("verdict"),
        ],
        studies.SelectMany(Rows), "a name, a scheme, a learner");

    private static IEnumerable<Markup> Rows(IndexedStudy study)
    {
        if (study.Comparison is not { Arms.Count: > 0 } comparison)
            return [Html($"""
                <tr><th scope="row">{study.Plan.Name}<small>{study.Folder}</small></th>{Started(study)}<td colspan="8" class="soft">not finished; the same run goes on where it ended</td></tr>

                """)];
        var verdict = Conclusions.Verdict(Findings.Of(new(study.Plan, study.Dataset!, [], comparison, new Dictionary<string, PredictionTable>(), "", "", []))).Heading;
        return comparison.Arms.Where(a => a.Represents).Select(arm => Html($"""
            <tr><th scope="row"><a href="{Uri.EscapeDataString(study.Folder)}/report.html">{study.Plan.Name}</a><small>{study.Folder}</small></th>{Started(study)}
            {Tables.Cell(arm.Scheme)}{Tables.Cell(arm.Name)}{Tables.Number(Numbers.Whole(arm.Tracks))}{Tables.Number(Numbers.Whole(arm.Labels.Count))}
            {Measured(arm, ShownMetric.Accuracy)}{Measured(arm, ShownMetric.Balanced)}{Measured(arm, ShownMetric.InTables.First(m => m.Name == "kappa"))}<td class="wrap">{verdict}</td></tr>

            """));
    }

    private static Markup Started(IndexedStudy study) => Tables.Cell(study.Started.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    private static Markup Measured(ArmScores arm, ShownMetric metric) => Tables.WithInterval(
        metric.Format(metric.Of(arm)), arm.Ci95?.ContainsKey(metric.Name) == true ? metric.Format(arm.Ci95[metric.Name]) : null, metric.Of(arm));
}
