using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// How well each label is told: of the arm that stands for each scheme in the open, of the others folded away; and, of labels on the circle
/// of moods, how far off errors are.
/// </summary>
internal static class PerLabelSection
{
    private static readonly string[] Scores = ["precision", "recall", "F1"];

    /// <summary>Arms whose records tell labels apart, in the order of the report.</summary>
    public static ArmView[] Arms(Findings findings) => [.. findings.Arms.Where(a => a.Result is { PerLabel.Count: > 0 })];

    /// <summary>A label's three scores as texts: <c>43.6 % (37.4 to 50.1 %)</c>.</summary>
    public static IEnumerable<string> InWords(LabelScores label) =>
        ScoresOf(label).Select(s => Numbers.Percent(s.Value) + (s.Range is { } range ? $" ({range})" : ""));

    /// <summary>A label's three scores, each with its interval in words where it has one.</summary>
    private static IEnumerable<(double Value, string? Range)> ScoresOf(LabelScores label) =>
        label.Scores().Select(s => (s.Value, s.Ci95 is { } interval ? ShownMetric.Accuracy.Format(interval) : null));

    public static Markup Of(Findings findings)
    {
        var (arms, others) = (Arms(findings).Where(a => a.Represents).ToArray(), Arms(findings).Where(a => !a.Represents).ToArray());
        return Html($"""
            <p>Precision is the share of what was called so that is; recall the share of what is so that was called so; F1 their harmonic
            mean. Support counts the {(findings.TimesTested > 1 ? "tests" : "tracks")} that have the label.</p>
            {arms.Select(Table)}
            {When(others.Length > 0, () => Html($"<details><summary>The other arms</summary>{others.Select(Table)}</details>\n"))}
            {Arms(findings).Where(a => a.Result!.MeanOctantError is not null).GroupBy(a => a.Scheme).Select(s => OnRing(s.Key, [.. s]))}
            """);
    }

    private static Markup Table(ArmView arm)
    {
        var labels = arm.Result!.PerLabel;
        var shown = labels.Count <= LabelScores.MostWithIntervals ? labels
            : [.. labels.OrderByDescending(l => l.Support).Take(LabelScores.MostWithIntervals)];
        return Tables.Sortable($"{arm.Scheme}: {arm.Name}, label by label" + (shown.Count < labels.Count
                ? $"; the {Numbers.Whole(shown.Count)} commonest of {Numbers.Whole(labels.Count)} labels (labels.csv has all)" : ""),
            [
                Tables.Heading("label"), .. Scores.Select(Tables.NumberHeading), Tables.NumberHeading("support"),
                Tables.NumberHeading("called so"),
            ],
            shown.Select(l => Html($"""
                <tr><th scope="row">{l.Label}</th>{ScoresOf(l).Select(s => Tables.WithInterval(Numbers.Percent(s.Value), s.Range, s.Value))}
                {Tables.Number(Numbers.Whole(l.Support), l.Support)}{Tables.Number(Numbers.Whole(l.Predicted), l.Predicted)}</tr>

                """)));
    }

    private static Markup OnRing(string scheme, ArmView[] arms)
    {
        ShownMetric[] metrics = [.. ShownMetric.OnRing.Where(m => arms.Any(a => a.Value(m) is not null))];
        return Tables.Sortable(
            $"{scheme}: how far off on the circle of moods. The mean octant error counts steps from label to label the short way round, "
                + "0 where all are right",
            [Tables.Heading("arm"), .. metrics.Select(m => Tables.NumberHeading(m.Title))],
            arms.Select(a => Html($"""
                <tr{When(a.Represents, () => Html($" class=\"chosen\""))}><th scope="row">{a.Name}</th>
                {metrics.Select(m => Tables.WithInterval(m.Format(a.Value(m)), a.Range(m), a.Value(m)))}</tr>

                """)));
    }
}
