using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// Every arm beside the others of its scheme: as intervals over the marks of chance and majority, and as a table of all metrics.
/// </summary>
internal static class ArmsSection
{
    public static Markup Of(Findings findings) => Html($"""
        <p>An arm is one way of learning on one set of labels (a scheme).{When(findings.Results.IsFinished, () => Numbered(findings))}</p>
        {findings.Plan.Schemes.Select(s => Scheme(findings, s.Name))}
        """);

    private static Markup Numbered(Findings findings) => Html($"""
         Every number is about tracks that the arm did not learn from.
        Intervals are 95 % {(findings.Results.Comparison.Seeds is null ? "cluster bootstrap intervals" : "intervals")} over {findings.GroupWords}{When(findings.Results.Comparison.Seeds is not null, () => Html($", and over seeds"))}: where they are wide, other music could have given
        another number. Within a scheme, arms stand in the order of balanced accuracy; the one marked
        <span class="badge good">stands for its scheme</span> was chosen by inner validation, on tracks set aside from the training
        tracks, not by its place in this list.
        """);

    private static Markup Scheme(Findings findings, string scheme)
    {
        var arms = findings.Arms.Where(a => a.Scheme == scheme).ToArray();
        var scored = arms.Where(a => a.Result is not null).ToArray();
        return Html($"""
            <h3>{scheme} <span class="soft">({Numbers.Whole(arms.FirstOrDefault()?.Labels.Count ?? 0)} labels)</span></h3>
            {When(scored.Length > 0, () => Intervals(scheme, scored))}
            {When(scored.Length > 0, () => Table(scheme, scored))}
            {arms.Where(a => a.Result is null).Select(a => findings.Results.IsFinished
                ? Html($"<p><strong class=\"bad\">{a.Name} has no result:</strong> {Prose(a.WhyUnscored)}</p>\n")
                : Html($"<p>{a.Name}: no result yet, {Conclusions.Count(a.Trials.Count, "trial")} so far.</p>\n"))}
            """);
    }

    private static Markup Intervals(string scheme, ArmView[] arms)
    {
        var most = arms.SelectMany(a => new[] { a.High(ShownMetric.Accuracy), a.High(ShownMetric.Balanced), a.Result!.MajorityRate }).Max();
        var top = Top(most);
        return Html($"""
            <ul class="legend" aria-hidden="true">
            <li><svg><line class="first" stroke-width="2" x1="0" x2="24" y1="7" y2="7" /><circle class="fill-first" cx="12" cy="7" r="5" />
            </svg>balanced accuracy</li>
            <li><svg><line class="second" stroke-width="2" x1="0" x2="24" y1="7" y2="7" /><rect class="fill-none second" stroke-width="2"
            x="8" y="3" width="8" height="8" /></svg>accuracy</li>
            <li><svg><line class="chance" stroke-width="2" x1="12" x2="12" y1="-1" y2="14" /></svg>chance</li>
            <li><svg><line class="majority" stroke-width="2" x1="12" x2="12" y1="-1" y2="14" /></svg>always the commonest label</li></ul>
            <div class="intervals" aria-label="{scheme}: accuracy and balanced accuracy with 95 % intervals" role="group">
            {arms.Select(a => Strip(a, top))}<div class="blank"></div>{Ruler(top)}</div>
            """);
    }

    private static Markup Strip(ArmView arm, double top) => Html($"""
        <div class="name">{arm.Name}</div><svg role="img"
        aria-label="{arm.Name}: balanced accuracy {Described(arm, ShownMetric.Balanced)}, accuracy {Described(arm, ShownMetric.Accuracy)}">
        {Marks(top).Select(m => Upright("grid", m, top))}
        {Upright("chance", arm.Result!.ChanceRate, top)}{Upright("majority", arm.Result!.MajorityRate, top)}
        {Bar(arm, ShownMetric.Balanced, "first", 14, top)}<circle class="fill-first" cx="{Place(arm.Value(ShownMetric.Balanced), top)}"
        cy="14" r="5" />
        {Bar(arm, ShownMetric.Accuracy, "second", 29, top)}<svg x="{Place(arm.Value(ShownMetric.Accuracy), top)}" y="29" overflow="visible">
        <rect class="fill-none second" stroke-width="2" x="-4" y="-4" width="8" height="8" /></svg>
        </svg>

        """);

    private static string Described(ArmView arm, ShownMetric metric) =>
        $"{metric.Format(arm.Value(metric))} ({arm.Range(metric) ?? "no interval"})";

    private static Markup Bar(ArmView arm, ShownMetric metric, string style, int y, double top)
    {
        if (arm.Interval(metric) is not { } interval) return Empty;
        var (left, right) = (Place(interval.Low, top), Place(interval.High, top));
        return Html($"""
            <line class="{style}" stroke-width="2" stroke-linecap="round" x1="{left}" x2="{right}" y1="{y}" y2="{y}" />
            """);
    }

    private static Markup Upright(string style, double at, double top) =>
        Html($"<line class=\"{style}\" stroke-width=\"1.5\" x1=\"{Place(at, top)}\" x2=\"{Place(at, top)}\" y1=\"0\" y2=\"42\" />");

    /// <summary>The end of the scale: a whole number of its steps.</summary>
    private static double Top(double most) =>
        Math.Clamp(most < 0.5 ? Math.Ceiling(most * 10 + 0.01) / 10 : Math.Ceiling(most * 5 + 0.01) / 5, 0.1, 1);

    /// <summary>Every 10 %, or 20 % where that would be too many for a narrow page.</summary>
    private static double[] Marks(double top)
    {
        var step = top > 0.51 ? 0.2 : top > 0.11 ? 0.1 : 0.05;
        return [.. Enumerable.Range(0, (int)Math.Round(top / step) + 1).Select(i => i * step)];
    }

    private static Markup Ruler(double top)
    {
        var marks = Marks(top);
        return Html($"""
            <svg aria-hidden="true" style="height:1.2rem">{marks.Select((share, i) => Html($"""
            <text x="{Place(share, top)}" y="12" text-anchor="{Anchor(i)}">{Numbers.Fixed(100 * share, 0)} %</text>
            """))}</svg>
            """);

        string Anchor(int mark) => mark == 0 ? "start" : mark == marks.Length - 1 ? "end" : "middle";
    }

    private static string Place(double? share, double top) => Numbers.Coordinate(100 * Math.Clamp((share ?? 0) / top, 0, 1)) + "%";

    private static string Times(ArmScores result) =>
        result.N > result.Tracks ? $", each tested {Numbers.Whole(result.N / result.Tracks)} times" : "";

    private static Markup Table(string scheme, ArmView[] arms) => Tables.Sortable(
        $"{scheme}: chance {Numbers.Percent(arms[0].Result?.ChanceRate)}, majority {Numbers.Percent(arms[0].Result?.MajorityRate)}, "
            + $"{Numbers.Whole(arms[0].Result!.Tracks)} tracks{Times(arms[0].Result!)}. "
            + "Lower is better for log loss and calibration error; higher for all others.",
        [
            Tables.Heading("arm"), .. ShownMetric.InTables.Select(m => Tables.NumberHeading(m.Title)),
            Tables.NumberHeading(arms[0].Inner.Title),
        ],
        arms.Select(a => Html($"""
            <tr{When(a.Represents, () => Html($" class=\"chosen\""))}><th scope="row">{a.Name}<small>{a.Plan.Kind} on
            {string.Join(", ", a.Plan.On)}</small>{When(a.Represents, () =>
                Html($"<span class=\"badge good\">stands for its scheme</span>"))}</th>
            {ShownMetric.InTables.Select(m => Tables.WithInterval(m.Format(a.Value(m)), a.Range(m), a.Value(m)))}
            {Tables.Number(Numbers.Fixed(a.Inner.Of(a.Result!.InnerScore)))}</tr>

            """)));
}
