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
            <p class="lead">{Conclusions.Count(sorted.Length, "study").Replace("studys", "studies", StringComparison.Ordinal)}, the newest first. A row a label scheme: the arm that inner validation prefers, on tracks that it had not learnt from.</p>
            <p class="filter"><label for="filter">Show rows with</label> <input id="filter" type="search" placeholder="a name, a scheme, a learner" /></p>
            """), [new("studies", "All studies", Table(sorted))], Html($"Made by Gmsa.Experiments from the records of the studies beside this file."), Css, Script);
        return page.ToString();
    }

    private static Markup Table(IndexedStudy[] studies) => Tables.Scrolling("Accuracy and balanced accuracy with 95 % intervals",
        [
            Sortable("study"), Sortable("started"), Sortable("scheme"), Sortable("arm"), Sortable("tracks", number: true), Sortable("labels", number: true), Sortable("accuracy", number: true),
            Sortable("balanced accuracy", number: true), Sortable("kappa", number: true), Tables.Heading("verdict"),
        ],
        studies.SelectMany(Rows));

    private static Markup Sortable(string name, bool number = false) => number ? Html($"<th scope=\"col\" class=\"number\" data-sort=\"number\">{name}</th>") : Html($"<th scope=\"col\" data-sort=\"text\">{name}</th>");

    private static IEnumerable<Markup> Rows(IndexedStudy study)
    {
        if (study.Comparison is not { Arms.Count: > 0 } comparison)
            return [Html($"""
                <tr><th scope="row">{study.Plan.Name}<small>{study.Folder}</small></th>{Started(study)}<td colspan="8" class="soft">not finished; the same run goes on where it ended</td></tr>

                """)];
        var verdict = Conclusions.Verdict(Findings.Of(new(study.Plan, study.Dataset!, [], comparison, new Dictionary<string, PredictionTable>(), "", "", []))).Heading;
        return comparison.Arms.Where(a => a.Represents).Select(arm => Html($"""
            <tr><th scope="row"><a href="{Uri.EscapeDataString(study.Folder)}/report.html">{study.Plan.Name}</a><small>{study.Folder}</small></th>{Started(study)}
            {Tables.Cell(arm.Scheme)}{Tables.Cell(arm.Name)}{Number(arm.Tracks, Numbers.Whole(arm.Tracks))}{Number(arm.Labels.Count, Numbers.Whole(arm.Labels.Count))}
            {Measured(arm, ShownMetric.Accuracy)}{Measured(arm, ShownMetric.Balanced)}{Measured(arm, ShownMetric.InTables.First(m => m.Name == "kappa"))}<td class="wrap">{verdict}</td></tr>

            """));
    }

    private static Markup Started(IndexedStudy study) => Tables.Cell(study.Started.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    private static Markup Number(double value, string text) => Html($"<td class=\"number\" data-value=\"{Numbers.Exact(value)}\">{text}</td>");

    private static Markup Measured(ArmScores arm, ShownMetric metric) => Html($"""
        <td class="number" data-value="{Numbers.Exact(metric.Of(arm))}">{metric.Format(metric.Of(arm))}{When(arm.Ci95?.ContainsKey(metric.Name) == true, () =>
            Html($"<small>{metric.Format(arm.Ci95![metric.Name])}</small>"))}</td>
        """);

    private const string Css = """

        .filter { display: none; } .live .filter { display: block; } .filter input { font: inherit; padding: 0.35rem 0.6rem; min-width: min(22rem, 70vw);
          border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--ink); }
        .live th[data-sort] button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
        th[aria-sort="ascending"] button::after { content: " ↑"; } th[aria-sort="descending"] button::after { content: " ↓"; }
        """;

    /// <summary>Hides rows without the text, and sorts by the column whose heading is pressed. No &lt; and no &amp; in it, since the page is XML too.</summary>
    private static readonly string Script = """
        (function () {
          'use strict';
          const body = document.querySelector('tbody'), rows = Array.from(body.rows), filter = document.getElementById('filter');
          filter.addEventListener('input', function () {
            const wanted = filter.value.toLowerCase();
            rows.forEach(function (row) { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
          });
          const headings = Array.from(document.querySelectorAll('th[data-sort]'));
          headings.forEach(function (heading, column) {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = heading.textContent;
            heading.textContent = '';
            heading.appendChild(button);
            button.addEventListener('click', function () {
              const down = heading.getAttribute('aria-sort') === 'ascending';
              headings.forEach(function (other) { other.removeAttribute('aria-sort'); });
              heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
              const key = function (row) {
                const cell = row.cells[Math.min(column, row.cells.length - 1)];
                return heading.dataset.sort === 'number' ? Number(cell.dataset.value || NaN) : cell.textContent;
              };
              const order = function (a, b) {
                const x = key(a), y = key(b);
                if (typeof x === 'string') return x.localeCompare(y);
                if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y);
                return x - y;
              };
              rows.sort(function (a, b) { return (down ? -1 : 1) * order(a, b); }).forEach(function (row) { body.appendChild(row); });
            });
          });
          document.documentElement.classList.add('live');
        })();
        """.ReplaceLineEndings("\n");
}
