using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>Whether arms are as sure as they are right: a reliability diagram for each.</summary>
internal static class CalibrationSection
{
    private const int Left = 38, Right = 288, Top = 10, Bottom = 210;

    public static Markup Of(Findings findings) => When(findings.Results.Predictions.Count > 0, () => Html($"""
        <p>An arm says how sure it is of its answer. On the diagonal it is right as often as it says; below it is too sure of itself, above too modest. Discs are {Reliability.Bins} bins of how
        sure it was, the larger the more predictions are in them. The calibration error is the mean distance from the diagonal.</p>
        {findings.Plan.Schemes.Select(s => Scheme(findings, s.Name))}
        """));

    private static Markup Scheme(Findings findings, string scheme)
    {
        var arms = findings.Arms.Where(a => a.Scheme == scheme && a.Result is not null && findings.Results.Predictions.ContainsKey(a.Name))
            .ToArray();
        return When(arms.Length > 0, () => Html($"""
            <h3>{scheme}</h3>
            <div class="multiples">{arms.Select(a => Diagram(a, findings.Results.Predictions[a.Name]))}</div>
            """));
    }

    private static Markup Diagram(ArmView arm, PredictionTable predictions)
    {
        var bins = Reliability.Of(predictions).Where(b => b.Count > 0).ToArray();
        var most = bins.Max(b => b.Count);
        return Html($"""
            <figure class="plot"><svg viewBox="0 0 300 240" role="img"
            aria-label="{arm.Name}: {string.Join(", ", bins.Select(b => $"{Numbers.Percent(b.Confidence)} sure, {Numbers.Percent(b.Accuracy)} right"))}">
            {new[] { 0, 0.5, 1 }.Select(v => Html($"""
                <line class="grid" x1="{Left}" x2="{Right}" y1="{Y(v)}" y2="{Y(v)}" /><text x="{Left - 5}" y="{Y(v)}" dy="4" text-anchor="end">{Numbers.Whole((long)(100 * v))}</text>
                <text x="{X(v)}" y="{Bottom + 15}" text-anchor="{(v == 0 ? "start" : v == 1 ? "end" : "middle")}">{Numbers.Whole((long)(100 * v))}{(v == 1 ? " % sure" : "")}</text>
                """))}
            <line class="chance" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}" />
            <polyline class="curve first" points="{string.Join(' ', bins.Select(b => $"{X(b.Confidence!.Value)},{Y(b.Accuracy!.Value)}"))}" />
            {bins.Select(b => Html($"<circle class=\"fill-first\" cx=\"{X(b.Confidence!.Value)}\" cy=\"{Y(b.Accuracy!.Value)}\" r=\"{Numbers.Coordinate(2 + 6 * Math.Sqrt((double)b.Count / most))}\" />"))}
            </svg><figcaption>{arm.Name}: calibration error {Numbers.Fixed(arm.Result!.Ece15)}, log loss {ShownMetric.All.First(m => m.Name == "log_loss").Format(arm.Result.LogLoss)}</figcaption></figure>
            """);
    }

    private static string X(double share) => Numbers.Coordinate(Left + (Right - Left) * share);

    private static string Y(double share) => Numbers.Coordinate(Bottom - (Bottom - Top) * share);
}
