using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>One number a track, drawn: a histogram of all tracks, and below it a box for each label on the same axis.</summary>
internal static class Strips
{
    private const int Left = 82, Right = 312, Top = 40, Row = 17, Bins = 30, LongestName = 12;

    public static Markup Of(Quantity quantity, SchemeView scheme, Separation? separation)
    {
        var finite = quantity.Values.Where(float.IsFinite).Order().ToArray();
        var unit = quantity.Unit.Length > 0 ? $" ({quantity.Unit})" : "";
        if (finite.Length == 0)
            return Html($"<figure class=\"plot\"><figcaption><strong>{quantity.Name}</strong> not known</figcaption></figure>");
        var (low, high) = Limits(finite);
        var labels = scheme.IsLabelled ? scheme.Labels.Count : 0;
        var bottom = Top + labels * Row + (labels > 0 ? 6 : 0);
        var axis = PlotAxis.Linear("", low, high, 4);
        double X(double value) => Left + (Right - Left) * Math.Clamp((value - low) / (high - low), 0, 1);
        return Html($"""
            <figure class="plot"><figcaption><strong>{quantity.Name}</strong>{unit}
            {When(separation is not null, () =>
                Html($"<span class=\"eta\">η² {Numbers.Fixed(separation!.EtaSquared, 2)}</span>"))}</figcaption>
            <svg viewBox="0 0 320 {bottom + 20}" role="img" aria-label="{Spoken(quantity, scheme, finite)}">
            {axis.Ticks.Select(t => Html($"""
                <line class="grid" x1="{At(t)}" x2="{At(t)}" y1="6" y2="{bottom}" />
                <text x="{At(t)}" y="{bottom + 15}" text-anchor="middle">{t.Text}</text>
                """))}
            {Histogram(finite, low, high)}<line class="axis" x1="{Left}" x2="{Right}" y1="{Top}" y2="{Top}" />
            {scheme.Labels.Take(labels).Select((label, i) => Box(label, scheme.ColourOf(i), Top + 6 + i * Row,
                Sorted(quantity, scheme, i), X))}
            </svg></figure>

            """);
    }

    private static string At(Tick tick) => Numbers.Coordinate(Left + (Right - Left) * tick.At);

    /// <summary>From the 1st to the 99th percentile and a little more: single tracks far out would squeeze all others.</summary>
    private static (double Low, double High) Limits(float[] sorted)
    {
        var (low, high) = (At(sorted, 0.01), At(sorted, 0.99));
        if (!(high > low)) (low, high) = (sorted[0], sorted[^1]);
        var room = high > low ? 0.04 * (high - low) : Math.Max(0.5, 0.05 * Math.Abs(low));
        return (low - room, high + room);
    }

    private static Markup Histogram(float[] values, double low, double high)
    {
        var counts = new int[Bins];
        foreach (var value in values) counts[Math.Clamp((int)(Bins * (value - low) / (high - low)), 0, Bins - 1)]++;
        var (most, width) = (counts.Max(), (double)(Right - Left) / Bins);
        var bars = counts.Index().Where(c => c.Item > 0)
            .Select(c => (X: Left + c.Index * width, Height: Math.Max(1, 32.0 * c.Item / most)));
        return Html($"""
            <path class="bins" d="{string.Join("", bars.Select(b => $"M{Numbers.Coordinate(b.X)} {Top}h{Numbers.Coordinate(width - 0.8)}"
                + $"v{Numbers.Coordinate(-b.Height)}h{Numbers.Coordinate(0.8 - width)}z"))}" />
            """);
    }

    private static Markup Box(string label, string colour, int y, float[] sorted, Func<double, double> x)
    {
        var name = label.Length > LongestName ? label[..(LongestName - 1)].TrimEnd() + "…" : label;
        if (sorted.Length == 0) return Html($"<text x=\"{Left - 8}\" y=\"{y + 12}\" text-anchor=\"end\">{name}</text>");
        var (a, b, c, d, e) = (x(At(sorted, 0.05)), x(At(sorted, 0.25)), x(At(sorted, 0.5)), x(At(sorted, 0.75)), x(At(sorted, 0.95)));
        return Html($"""
            <text x="{Left - 8}" y="{y + 12}" text-anchor="end">{name}</text>
            <g class="box {colour}"><path d="M{Numbers.Coordinate(a)} {y + 8}H{Numbers.Coordinate(e)}" />
            <rect x="{Numbers.Coordinate(b)}" y="{y + 3}" width="{Numbers.Coordinate(Math.Max(1, d - b))}" height="10" rx="1.5" />
            <path class="median" d="M{Numbers.Coordinate(c)} {y + 2}v12" /></g>

            """);
    }

    private static float[] Sorted(Quantity quantity, SchemeView scheme, int label) =>
        [.. quantity.Values.Where((v, t) => scheme.LabelOf[t] == label && float.IsFinite(v)).Order()];

    private static string Spoken(Quantity quantity, SchemeView scheme, float[] all) =>
        $"{quantity.Name}: median {Numbers.Short(At(all, 0.5))}; "
        + string.Join(", ", scheme.Labels.Select((label, i) => (label, Values: Sorted(quantity, scheme, i)))
            .Where(l => l.Values.Length > 0).Select(l => $"{l.label} {Numbers.Short(At(l.Values, 0.5))}"));

    private static double At(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * ((double)sorted[below + 1] - sorted[below]) : sorted[^1];
    }
}
