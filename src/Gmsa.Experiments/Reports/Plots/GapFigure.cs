using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The differences between a fine scheme, merged either way, and the coarse one learnt directly, with their intervals round a line of no
/// difference. Lines stretch with the page and letters keep their size.
/// </summary>
internal static class GapFigure
{
    private const double Margin = 0.06;

    public static Markup Of(Findings findings, MergedSchemes schemes)
    {
        var axis = Axis.Of(findings.Versus);
        return Html($"""
            <figure class="gaps"><div role="img" aria-label="{InWords(findings.Versus, schemes)}">
            <div class="gap above" aria-hidden="true"><svg class="low"><text x="{axis.Place(0)}" dx="{(axis.ZeroIsLeft ? 5 : -5)}" y="13"
            text-anchor="{(axis.ZeroIsLeft ? "start" : "end")}">no difference</text></svg></div>
            {findings.Versus.Select(p => Row(p, schemes, axis))}
            <div class="gap" aria-hidden="true"><svg class="low">{axis.Ticks.Select(t => Html($"""
            <text x="{Axis.Share(t.At)}" y="13" text-anchor="middle">{t.Text}</text>
            """))}</svg></div>
            <div class="gap" aria-hidden="true"><p class="ways"><span>← {schemes.CoarseName} direct is better</span>
            <span>{schemes.FineName} merged is better →</span></p></div></div>
            <figcaption>Merged less direct: {Conclusions.Name(findings.Versus[0].Metric)}{(axis.IsInPoints ? ", in points" : "")} (0: no
            difference), with 95 % intervals over {findings.GroupWords}.</figcaption></figure>

            """);
    }

    /// <summary>The drawing for those who can't see it.</summary>
    private static string InWords(IReadOnlyList<ArmPair> pairs, MergedSchemes schemes) =>
        $"Differences in {Conclusions.Name(pairs[0].Metric)}, merged less direct; below 0 {schemes.CoarseName} learnt directly is better, "
        + $"above 0 {schemes.FineName} merged: "
        + string.Join("; ", pairs.Select(p => $"{Name(p, schemes)} {Conclusions.Difference(p)} ({Interval(p)})")) + ".";

    private static string Interval(ArmPair pair) => Conclusions.Interval(pair) ?? "no interval";

    private static string Name(ArmPair pair, MergedSchemes schemes) => $"{schemes.FineName} merged {MergedHeadline.Way(pair)}";

    private static Markup Row(ArmPair pair, MergedSchemes schemes, Axis axis) => Html($"""
        <div class="gap" aria-hidden="true"><span class="name">{Name(pair, schemes)}</span>
        <span class="value">{Conclusions.Difference(pair)
            .Replace(" points", "", StringComparison.Ordinal)} <small>({Interval(pair)})</small></span>
        <svg>{axis.Ticks.Select(t => Upright("grid", Axis.Share(t.At)))}{Upright("zero", axis.Place(0))}
        {When(pair.Ci95.ContainsKey(pair.Metric), () => Line(pair.Ci95[pair.Metric], axis))}
        <circle class="fill-first" cx="{axis.Place(pair.Difference)}" cy="50%" r="6" /></svg></div>

        """);

    private static Markup Upright(string style, string at) =>
        Html($"<line class=\"{style}\" x1=\"{at}\" x2=\"{at}\" y1=\"0\" y2=\"100%\" />");

    private static Markup Line(Interval interval, Axis axis) => Html($"""
        <line class="first" stroke-width="2.5" stroke-linecap="round" x1="{axis.Place(interval.Low)}" x2="{axis.Place(interval.High)}"
        y1="50%" y2="50%" />
        """);

    /// <summary>From the lowest to the highest that is drawn, 0 among it.</summary>
    private sealed record Axis(double Low, double High, IReadOnlyList<Tick> Ticks, bool IsInPoints)
    {
        public bool ZeroIsLeft => -Low / (High - Low) < 0.5;

        public static Axis Of(IReadOnlyList<ArmPair> pairs)
        {
            var isInPoints = ShownMetric.All.FirstOrDefault(m => m.Name == pairs[0].Metric) is { Percent: true };
            var ends = pairs.Where(p => p.Ci95.ContainsKey(p.Metric)).Select(p => p.Ci95[p.Metric])
                .SelectMany(i => new[] { i.Low, i.High });
            double[] drawn = [0, .. pairs.Select(p => p.Difference).Concat(ends).Where(double.IsFinite)];
            var (low, high) = (drawn.Min(), drawn.Max());
            var room = Math.Max(high - low, 0.01) * Margin;
            (low, high) = (low - room, high + room);
            var factor = isInPoints ? 100 : 1;
            return new(low, high, PlotAxis.Linear("", factor * low, factor * high, 7, Marked).Ticks, isInPoints);
        }

        private static string Marked(double value) => (value > 0 ? "+" : "") + Numbers.Short(value);

        public string Place(double value) => Share(Math.Clamp((value - Low) / (High - Low), 0, 1));

        public static string Share(double at) => Numbers.Coordinate(100 * at) + "%";
    }
}
