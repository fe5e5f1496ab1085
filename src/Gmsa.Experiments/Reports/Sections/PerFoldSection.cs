using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Every arm's metrics over the folds, as mean and deviation, and in each fold.</summary>
internal static class PerFoldSection
{
    /// <summary>What the deviation is, for every report.</summary>
    public const string Meaning = "Mean and standard deviation (of n − 1) over the test folds, each fold counting alike. "
        + "Folds share training tracks, so this says how far folds lie apart and is no interval.";

    /// <summary>Arms that were tested in several folds, in the order of the report.</summary>
    public static ArmView[] Arms(Findings findings) => [.. findings.Arms.Where(a => a.Result is { PerFold.Count: > 1 })];

    public static Markup Of(Findings findings)
    {
        var arms = Arms(findings);
        return Html($"""
            <p>{Meaning} The intervals of the other tables are of all folds’ predictions together.</p>
            {arms.GroupBy(a => a.Scheme).Select(s => Means(s.Key, [.. s]))}
            <details><summary>Each fold by itself</summary>{arms.GroupBy(a => a.Scheme).Select(s => Each(s.Key, [.. s]))}</details>
            """);
    }

    /// <summary>"5 folds"; where seeds are an axis, or folds are repeated, each of them tests anew.</summary>
    private static string Parts(ArmView[] arms)
    {
        var parts = arms.MaxBy(a => a.Result!.PerFold.Count)!.Result!.PerFold;
        var rounds = parts.Select(f => Datasets.FoldName.Parse(f.Fold)).ToArray();
        var (seeds, repeats) = (rounds.Select(r => r.Seed).Distinct().Count(), rounds.Select(r => r.Repeat).Distinct().Count());
        return Conclusions.Count(parts.Count, "fold") + (seeds > 1 ? $", those of {Numbers.Whole(seeds)} seeds" : "")
            + (repeats > 1 ? $", those of {Numbers.Whole(repeats)} repeats" : "");
    }

    private static Markup Means(string scheme, ArmView[] arms)
    {
        var metrics = ShownMetric.OfFolds(arms);
        return Tables.Sortable($"{scheme}: mean ± deviation over {Parts(arms)}",
            [Tables.Heading("arm"), .. metrics.Select(m => Tables.NumberHeading(m.Title))],
            arms.Select(a => Html($"""
                <tr{When(a.Represents, () => Html($" class=\"chosen\""))}><th scope="row">{a.Name}</th>{metrics.Select(m =>
                    a.Result!.OverFolds.GetValueOrDefault(m.Name) is { } spread
                        ? Tables.Number(m.Format(spread), spread.Mean) : Tables.Number(Numbers.None))}</tr>

                """)));
    }

    private static Markup Each(string scheme, ArmView[] arms)
    {
        var metrics = ShownMetric.OfFolds(arms);
        return Tables.Sortable($"{scheme}: each fold by itself",
            [
                Tables.Heading("arm"), Tables.Heading("fold"), Tables.NumberHeading("tracks"),
                .. metrics.Select(m => Tables.NumberHeading(m.Title)),
            ],
            arms.SelectMany(a => a.Result!.PerFold.Take(ArmView.MostFolds).Select(fold => Html($"""
                <tr><th scope="row">{a.Name}</th>{Tables.Cell(fold.Fold)}{Tables.Number(Numbers.Whole(fold.N), fold.N)}
                {metrics.Select(m => fold.Metrics.TryGetValue(m.Name, out var value)
                    ? Tables.Number(m.Format(value), value) : Tables.Number(Numbers.None))}</tr>

                """))));
    }
}
