using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The finer scheme's predictions merged onto the coarser scheme's labels against direct ones, on the same tracks; then every pair of arms
/// within a scheme.
/// </summary>
internal static class VersusSection
{
    public static string Title(Findings findings) => findings.Plan.Schemes.Count > 1 ? "More labels against fewer" : "Arm against arm";

    /// <summary>False of a study that compares nothing.</summary>
    public static bool Says(Findings findings) => findings.Results.Comparison.Pairs.Count > 0
        || findings.Plan.Schemes.Count > 1 || Conclusions.OfLabels(findings).Sentence.Length > 0;

    public static Markup Of(Findings findings) => Html($"""
        {(findings.Versus.Count == 0
            ? Html($"<p>{Prose(Conclusions.OfLabels(findings).Sentence)}</p>\n<p>{Better(findings)}</p>\n")
            : Html($"""
                <p>A coarse scheme has fewer labels, so its accuracy is higher without its arm knowing more. To compare fairly, the fine
                predictions are merged onto the coarse labels of the same tracks: by the label that was predicted (argmax), and by adding
                up the probabilities (summed). {Better(findings)}</p>
                {Tables.Sortable(
                    $"The first minus the second, with its 95 % interval over {findings.GroupWords}. {Corrected(findings)}",
                    Headings, findings.Versus.Select(Row))}
                <p><strong>{Conclusions.OfLabels(findings).Sentence}</strong></p>
                """))}
        {Information(findings)}
        {When(findings.WithinScheme.Count > 0, () => Html($"""
            <details{When(findings.Versus.Count == 0, () => Html($" open=\"open\""))}><summary>Every pair of arms within a scheme
            ({Numbers.Whole(findings.WithinScheme.Count)})</summary>
            {Tables.Sortable(Corrected(findings), Headings, findings.WithinScheme.Select(Row))}</details>
            """))}
        """);

    /// <summary>What the p of every table is corrected for.</summary>
    public static string Corrected(Findings findings) =>
        $"Holm’s p is corrected over all {Conclusions.Count(findings.Results.Comparison.Pairs.Count, "comparison")} of this report";

    private static string Better(Findings findings) => BetterAlways
        + (findings.TimesTested > 1
            ? " Here each track was predicted more than once: p then comes from what the interval is made of, and McNemar’s test, "
            + "which counts a "
                + "track’s first prediction alone, is shown beside it." : "");

    private const string BetterAlways =
        "One is called better only where the interval of the difference excludes zero and Holm’s p is below "
            + "0.05: p is how often luck alone would set two equally good arms so far apart (McNemar’s test of the tracks that only one of "
            + "them gets right), and Holm’s is stricter the more pairs are compared.";

    private static readonly IReadOnlyList<Markup> Headings =
    [
        Tables.Heading("first"), Tables.Heading("second"), Tables.Heading("metric"), Tables.NumberHeading("difference"),
        Tables.NumberHeading("only first right"), Tables.NumberHeading("only second right"), Tables.NumberHeading("McNemar p"),
        Tables.NumberHeading("Holm p"), Tables.Heading("verdict"),
    ];

    private static Markup Row(ArmPair pair) => Html($"""
        <tr><th scope="row">{pair.A}</th><th scope="row">{pair.B}</th><td>{Conclusions.Name(pair.Metric)}</td>
        {Tables.WithInterval(Conclusions.Difference(pair), Conclusions.Interval(pair), pair.Difference)}
        {Tables.Number(Numbers.Whole(pair.Mcnemar.OnlyFirstRight))}{Tables.Number(Numbers.Whole(pair.Mcnemar.OnlySecondRight))}
        {Tables.Number(Numbers.Probability(pair.Mcnemar.ExactP), pair.Mcnemar.ExactP)}
        {Tables.Number(Numbers.Probability(pair.HolmP), pair.HolmP)}<td class="wrap">{Verdict(pair)}</td></tr>

        """);

    private static Markup Verdict(ArmPair pair) =>
        pair.Better is { } better ? Html($"<strong class=\"good\">{better} is better</strong>") : Html($"not distinguishable");

    /// <summary>Bits and kappa take the number of labels into account: they may be read across schemes.</summary>
    private static Markup Information(Findings findings) => When(findings.Representatives.Count > 1, () => Html($"""
        <p>Across different numbers of labels, kappa (agreement beyond chance) and information (bits that a prediction tells about the
        truth) can be read side by side;
        accuracies can’t. More labels leave more bits to be told.</p>
        {Tables.Scrolling("The arm that stands for each scheme",
            [Tables.Heading("scheme"), Tables.NumberHeading("labels"), .. Across.Select(m => Tables.NumberHeading(m.Title))],
            findings.Representatives.Select(a => Html($"""
                <tr><th scope="row">{a.Scheme}<small>{a.Name}</small></th>{Tables.Number(Numbers.Whole(a.Labels.Count))}
                {Across.Select(m => Tables.WithInterval(m.Format(a.Value(m)), a.Range(m)))}</tr>

                """)))}
        """));

    private static readonly IReadOnlyList<ShownMetric> Across =
        [.. ShownMetric.InTables.Where(m => m.Name is "kappa" or "mutual_information_bits")];
}
