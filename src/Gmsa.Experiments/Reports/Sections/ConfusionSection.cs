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
        if (scored.Length == 0) return Empty;
        return Html($"""
            <p>Rows are what a track is, columns what the arm called it, over the test folds together. The shade and the percentage are
            shares of the row; the small number counts {(findings.TimesTested > 1 ? "tests" : "tracks")}{When(findings.TimesTested > 1,
                () => Html($", of which each track has {findings.TimesTested}"))}; the framed diagonal is right.</p>
            <div class="confusions">{scored.Where(a => a.Represents).Select(Counted)}</div>
            {When(scored.Any(a => !a.Represents), () => Html($"""
                <details><summary>The other arms</summary>
                <div class="confusions">{scored.Where(a => !a.Represents).Select(Counted)}</div></details>
                """))}
            """);

        Markup Counted(ArmView arm) => Titled(arm, findings.TimesTested > 1 ? "tests" : "tracks");
    }

    /// <param name="counted">What the numbers count.</param>
    private static Markup Titled(ArmView arm, string counted) => Html($"""
        <div><h3>{arm.Scheme}: {arm.Name}</h3>{(arm.Labels.Count > MostLabels ? Commonest(arm, counted) : Matrix(arm, counted))}</div>

        """);

    private static Markup Matrix(ArmView arm, string counted) => Html($"""
        <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix of {arm.Name}"><table class="confusion">
        <thead><tr><th scope="col">is \ called</th>{arm.Labels.Select(l => Html($"<th scope=\"col\">{l}</th>"))}
        <th scope="col">{counted}</th></tr></thead>
        <tbody>{arm.Labels.Select((label, row) => Row(label, row, arm.Result!.Confusion[row]))}</tbody></table></div>
        """);

    private static Markup Commonest(ArmView arm, string counted)
    {
        var all = (from row in arm.Result!.Confusion.Index()
                   let total = row.Item.Sum()
                   from cell in row.Item.Index()
                   where cell.Item > 0 && cell.Index != row.Index
                   orderby cell.Item descending, row.Index, cell.Index
                   select (Is: arm.Labels[row.Index], Called: arm.Labels[cell.Index], Count: cell.Item, Share: (double)cell.Item / total))
            .ToArray();
        var which = all.Length switch
        {
            0 => "There are no errors.",
            > MostErrors => $"Of {Numbers.Whole(all.Length)} kinds of error these {Numbers.Whole(MostErrors)} are the commonest; "
                + "comparison.json counts all.",
            _ => $"{Conclusions.Count(all.Length, "kind")} of error occurred.",
        };
        var manyLabels = $"{Numbers.Whole(arm.Labels.Count)} labels are too many for a matrix. {which}";
        if (all.Length == 0) return Html($"<p>{manyLabels}</p>");
        return Html($"""
            <p>{manyLabels}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Commonest errors of {arm.Name}"><table>
            <thead><tr><th scope="col">is</th><th scope="col">called</th><th scope="col">{counted}</th>
            <th scope="col">of the label</th></tr>
            </thead><tbody>{all.Take(MostErrors).Select(e => Error(e.Is, e.Called, e.Count, e.Share))}</tbody></table></div>
            """);
    }

    private static Markup Error(string label, string called, int count, double share) => Html($"""
        <tr><th scope="row">{label}</th><td>{called}</td><td>{Numbers.Whole(count)}</td><td>{Numbers.Fixed(100 * share, 0)}%</td></tr>

        """);

    private static Markup Row(string label, int row, IReadOnlyList<int> counts)
    {
        var total = counts.Sum();
        return Html($"""
            <tr><th scope="row">{label}</th>{counts.Select((c, column) =>
                Cell(c, total, row == column))}<td class="total">{Numbers.Whole(total)}</td></tr>

            """);
    }

    private static Markup Cell(int count, int total, bool right)
    {
        var share = total == 0 ? 0 : (double)count / total;
        return Html($"""
            <td{When(right, () => Html($" class=\"hit\""))} style="--share:{Numbers.Coordinate(share)}">
            {Numbers.Fixed(100 * share, 0)}%<small>{Numbers.Whole(count)}</small></td>
            """);
    }
}
