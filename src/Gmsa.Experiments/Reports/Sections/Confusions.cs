using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Confusion matrices: of the arm that stands for each scheme in the open, of the others folded away.</summary>
internal static class ConfusionSection
{
    /// <summary>More labels make no matrix that anybody could read: a thousand have a million cells.</summary>
    private const int MostLabels = 60;

    private const int MostErrors = 40;

    public static Markup Of(Findings findings)
    {
        var scored = findings.Arms.Where(a => a.Result is not null).ToArray();
        if (scored.Length == 0) return Html($"<p>No arm has predictions, so there is nothing to count.</p>");
        return Html($"""
            <p>Rows are what a track is, columns what the arm called it, over the test folds together. The shade and the percentage are
            shares of the row; the small number counts tracks{When(findings.TimesTested > 1,
                () => Html($", each as often as it was tested ({findings.TimesTested} times)"))}; the framed diagonal is right.</p>
            <div class="confusions">{scored.Where(a => a.Represents).Select(Titled)}</div>
            {When(scored.Any(a => !a.Represents), () => Html($"""
                <details><summary>The other arms</summary>
                <div class="confusions">{scored.Where(a => !a.Represents).Select(Titled)}</div></details>
                """))}
            """);
    }

    private static Markup Titled(ArmView arm) => Html($"<div><h3>{arm.Scheme}: {arm.Name}</h3>{Counted(arm)}</div>\n");

    private static Markup Counted(ArmView arm) => arm.Labels.Count > MostLabels ? Commonest(arm) : Matrix(arm);

    private static Markup Matrix(ArmView arm) => Html($"""
        <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix of {arm.Name}"><table class="confusion">
        <thead><tr><th scope="col">is \ called</th>{arm.Labels.Select(l => Html($"<th scope=\"col\">{l}</th>"))}<th scope="col">tracks</th>
        </tr></thead>
        <tbody>{arm.Labels.Select((label, row) => Row(label, row, arm.Result!.Confusion[row]))}</tbody></table></div>
        """);

    private static Markup Commonest(ArmView arm)
    {
        var errors = from row in arm.Result!.Confusion.Index()
                     let total = row.Item.Sum()
                     from cell in row.Item.Index()
                     where cell.Item > 0 && cell.Index != row.Index
                     orderby cell.Item descending, row.Index, cell.Index
                     select (Is: arm.Labels[row.Index], Called: arm.Labels[cell.Index], Count: cell.Item, Share: (double)cell.Item / total);
        return Html($"""
            <p>{Numbers.Whole(arm.Labels.Count)} labels are too many for a matrix. These {Numbers.Whole(MostErrors)} errors are the
            commonest; comparison.json counts all.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Commonest errors of {arm.Name}"><table>
            <thead><tr><th scope="col">is</th><th scope="col">called</th><th scope="col">tracks</th><th scope="col">of the label</th></tr>
            </thead><tbody>{errors.Take(MostErrors).Select(e => Error(e.Is, e.Called, e.Count, e.Share))}</tbody></table></div>
            """);
    }

    private static Markup Error(string label, string called, int count, double share) => Html($"""
        <tr><th scope="row">{label}</th><td>{called}</td><td>{count}</td><td>{Numbers.Fixed(100 * share, 0)}%</td></tr>

        """);

    private static Markup Row(string label, int row, IReadOnlyList<int> counts)
    {
        var total = counts.Sum();
        return Html($"""
            <tr><th scope="row">{label}</th>{counts.Select((c, column) => Cell(c, total, row == column))}<td class="total">{total}</td></tr>

            """);
    }

    private static Markup Cell(int count, int total, bool right)
    {
        var share = total == 0 ? 0 : (double)count / total;
        return Html($"""
            <td{When(right, () => Html($" class=\"hit\""))} style="--share:{Numbers.Coordinate(share)}">
            {Numbers.Fixed(100 * share, 0)}%<small>{count}</small></td>
            """);
    }
}
