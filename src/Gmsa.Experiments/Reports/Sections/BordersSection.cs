using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>How right arms are near the borders between labels and far from them, against what a perfect model could reach.</summary>
internal static class BordersSection
{
    private const int Left = 44, Right = 628, Top = 12, Bottom = 180;

    public static Markup Of(Findings findings) => When(findings.Results.Comparison.Ceilings.Count > 0, () => Html($"""
        <p>{InWords(findings)} Near a border a small error gives a track another label, whoever learns it; accuracy far from borders tells
        more about an arm.</p>
        {findings.Results.Comparison.Ceilings.Select(c => Scheme(findings, c))}
        """));

    /// <summary>What labels of energy and valence leave to be reached; null where no scheme has such labels.</summary>
    public static string? InWords(Findings findings) => findings.Results.Comparison.Ceilings is not [var first, ..] all ? null
        : $"If energy and valence are off by {Numbers.Short(first.Sigma)} (standard deviation), a model that hears perfectly is right on "
            + string.Join(" and ", all.Select(c => $"{Numbers.Percent(c.Accuracy)} of {c.Scheme}")) + ".";

    private static Markup Scheme(Findings findings, LabelCeiling ceiling)
    {
        var arms = findings.Arms.Where(a => a.Scheme == ceiling.Scheme)
            .Select(a => (Arm: a, Borders: findings.Results.Comparison.Borders.FirstOrDefault(b => b.Arm == a.Name)?.Bins))
            .Where(a => a.Borders is not null).ToArray();
        return When(arms.Length > 0, () => Html($"""
            <h3>{ceiling.Scheme}</h3>
            <ul class="legend" aria-hidden="true">
            <li><svg><line class="curve first" x1="0" x2="24" y1="7" y2="7" /></svg>the arm that stands for it, with 95 % intervals</li>
            <li><svg><line class="curve first faint" x1="0" x2="24" y1="7" y2="7" /></svg>other arms</li>
            <li><svg><line class="curve second dashed" x1="0" x2="24" y1="7" y2="7" /></svg>a perfect model</li></ul>
            <figure class="plot wide"><div class="wideplot" tabindex="0" role="region" aria-label="{ceiling.Scheme} near its borders"><svg viewBox="0 0 640 212" role="img" aria-label="{ceiling.Scheme}: accuracy by distance from the nearest border; the table below has the numbers">
            {new[] { 0.0, 0.25, 0.5, 0.75, 1 }.Select(y => Html($"""
                <line class="grid" x1="{Left}" x2="{Right}" y1="{Y(y)}" y2="{Y(y)}" /><text x="{Left - 6}" y="{Y(y)}" dy="4" text-anchor="end">{Numbers.Whole((long)(100 * y))} %</text>
                """))}
            {arms[0].Borders!.Select((bin, i) => Html($"<text x=\"{X(i, arms[0].Borders!.Count)}\" y=\"197\" text-anchor=\"middle\">{Range(bin)}</text>"))}
            {arms.Where(a => !a.Arm.Represents).Select(a => Line(a.Borders!, b => b.Accuracy, "curve first faint"))}
            {Line(arms[0].Borders!, b => b.Ceiling, "curve second dashed")}
            {arms.Where(a => a.Arm.Represents).Select(a => Html($"{Line(a.Borders!, b => b.Accuracy, "curve first")}{a.Borders!.Select((b, i) => Whisker(b, X(i, a.Borders!.Count)))}"))}
            </svg></div><figcaption>Distance from the nearest place with another label, in units of energy and valence</figcaption></figure>
            <details><summary>The numbers</summary>
            {Tables.Scrolling($"Accuracy on {ceiling.Scheme} by distance from the nearest border, with 95 % intervals",
                [Tables.Heading("distance"), Tables.NumberHeading("tracks"), Tables.NumberHeading("a perfect model"), .. arms.Select(a => Tables.NumberHeading(a.Arm.Name))],
                arms[0].Borders!.Select((bin, i) => Html($"""
                    <tr><th scope="row">{Range(bin)}</th>{Tables.Number(Numbers.Whole(bin.Tracks))}{Tables.Number(Numbers.Percent(bin.Ceiling))}
                    {arms.Select(a => Tables.WithInterval(Numbers.Percent(a.Borders![i].Accuracy), Interval(a.Borders![i])))}</tr>

                    """)))}</details>
            """));
    }

    private static string Range(BorderBin bin) =>
        bin.To is { } to ? $"{Numbers.Short(bin.From)} to {Numbers.Short(to)}" : $"{Numbers.Short(bin.From)} or more";

    private static string? Interval(BorderBin bin) => bin.AccuracyCi95 is { } ci ? ShownMetric.Accuracy.Format(ci) : null;

    private static Markup Line(IReadOnlyList<BorderBin> bins, Func<BorderBin, double?> of, string style) => Html($"""
        <polyline class="{style}" points="{string.Join(' ', bins.Index().Where(b => of(b.Item) is not null).Select(b => $"{X(b.Index, bins.Count)},{Y(of(b.Item)!.Value)}"))}" />
        """);

    private static Markup Whisker(BorderBin bin, string x) => When(bin.AccuracyCi95 is not null, () => Html($"""
        <line class="first" stroke-width="1.5" x1="{x}" x2="{x}" y1="{Y(bin.AccuracyCi95!.Value.Low)}" y2="{Y(bin.AccuracyCi95!.Value.High)}" /><circle class="fill-first" cx="{x}" cy="{Y(bin.Accuracy!.Value)}" r="4" />
        """));

    private static string X(int bin, int of) => Numbers.Coordinate(Left + (Right - Left) * (bin + 0.5) / of);

    private static string Y(double share) => Numbers.Coordinate(Bottom - (Bottom - Top) * share);
}
