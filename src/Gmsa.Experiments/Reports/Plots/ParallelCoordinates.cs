using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// Every trial as a line through its values and its score (Inselberg, "The plane with parallel coordinates", 1985): where the best
/// quarter's lines run together, values matter together.
/// </summary>
internal static class ParallelCoordinates
{
    private const int Left = 14, Right = 886, Top = 26, Bottom = 190;

    // More lines are a carpet: the best ones and an even choice of the others.
    private const int MostLines = 200;

    /// <param name="trials">With their scores, centred; every one of them has a value of each dimension.</param>
    public static Markup Of(ArmView arm, IReadOnlyList<SweptDimension> dimensions, IReadOnlyList<(RunRecord Trial, double Score)> trials)
    {
        if (dimensions.Count < 2 || trials.Count < 4) return Empty;
        var sorted = trials.OrderBy(t => t.Score).ToArray();
        var (low, high) = (sorted[0].Score, sorted[^1].Score);
        var quarter = sorted[^((sorted.Length + 3) / 4)..];
        var others = sorted[..^quarter.Length];
        var shown = TrialTip.Even(others, MostLines - Math.Min(quarter.Length, MostLines / 2)).Concat(quarter.TakeLast(MostLines / 2));
        var axes = dimensions.Count + 1;
        return Html($"""
            <figure class="plot"><div class="wideplot" tabindex="0" role="region" aria-label="Trials of {arm.Name}"><svg class="lines" viewBox="0 0 900 216" role="img" aria-label="{arm.Name}: the values of each trial and its score, the best quarter marked">
            {shown.Select(t => Html($"<polyline class=\"curve {(t.Score >= quarter[0].Score ? "second" : "first faint")}\" stroke-width=\"1.2\" points=\"{Points(t.Trial, (t.Score - low) / Math.Max(high - low, 1e-12))}\">{TrialTip.Of(t.Trial)}</polyline>"))}
            {dimensions.Select((d, i) => Axis(i, d.Name, d.Choices is null ? Numbers.Short(d.High) : d.Choices[^1], d.Choices is null ? Numbers.Short(d.Low) : d.Choices[0]))}
            {Axis(dimensions.Count, arm.Inner.Name, Numbers.Short(arm.Inner.Of(high)), Numbers.Short(arm.Inner.Of(low)))}
            </svg></div><figcaption>A line a trial through its values (each axis from low to high, as it was searched) to its score; the best quarter is marked</figcaption></figure>
            """);

        string X(int axis) => Numbers.Coordinate(Left + (Right - Left) * (double)axis / (axes - 1));

        string Points(RunRecord trial, double score) => string.Join(' ',
            dimensions.Select((d, i) => $"{X(i)},{Y(Slices.PlaceOf(d, trial) ?? 0.5)}").Append($"{X(dimensions.Count)},{Y(score)}"));

        Markup Axis(int axis, string name, string top, string bottom)
        {
            var anchor = axis == 0 ? "start" : axis == dimensions.Count ? "end" : "middle";
            return Html($"""
                <line class="axis" stroke-width="1.5" x1="{X(axis)}" x2="{X(axis)}" y1="{Top}" y2="{Bottom}" />
                <text x="{X(axis)}" y="11" text-anchor="{anchor}">{name}</text><text x="{X(axis)}" y="22" text-anchor="{anchor}">{top}</text>
                <text x="{X(axis)}" y="{Bottom + 13}" text-anchor="{anchor}">{bottom}</text>
                """);
        }
    }

    private static string Y(double share) => Numbers.Coordinate(Bottom - (Bottom - Top) * share);
}
