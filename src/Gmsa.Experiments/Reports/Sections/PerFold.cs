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

    private static Markup Means(string scheme, ArmView[] arms)
    {
        var metrics = ShownMetric.OfFolds(arms);
        return Tables.Sortable($"{scheme}: mean ± deviation over {Conclusions.Count(arms.Max(a => a.Result!.PerFold.Count), "fold")}",
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
