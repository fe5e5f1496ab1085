using System.Text;
using Gmsa.Experiments.Evaluation;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The plane of energy and valence as the arm that stands for each scheme hears it: what it called tracks where they
/// lie, and where it was wrong.
/// </summary>
internal static class ErrorPlaneSection
{
    // From so many tracks on dots are smaller, so that they don't hide each other.
    private const int Many = 1500;

    // Wrong tracks that say their names; each is an element of its own, and very many of those make a page slow.
    private const int MostNamed = 600;

    public static Markup Of(Findings findings)
    {
        var arms = findings.Representatives.Where(a => findings.Results.Predictions.ContainsKey(a.Name)
            && findings.Results.Predictions[a.Name].Rows.Any(r => findings.Results.Plane.ContainsKey(r.TrackId))).ToArray();
        return When(arms.Length > 0, () => Html($"""
            <p>Each dot is a track where its energy and valence put it{When(findings.TimesTested > 1, () => Html($", as it was called when it was tested first"))}. On the left its colour is the label that the arm gave it, on the right whether that was
            right: a wrong one says what it is where the mouse rests on it (of more than {MostNamed}, those that the arm was surest of). Errors along a border are of those that any model makes.</p>
            {arms.Select(a => Planes(findings, a))}
            """));
    }

    private static Markup Planes(Findings findings, ArmView arm)
    {
        var placed = findings.Results.Predictions[arm.Name].Rows.Where(r => findings.Results.Plane.ContainsKey(r.TrackId))
            .DistinctBy(r => r.TrackId)
            .Select(r => (Row: r, Place: findings.Results.Plane[r.TrackId])).ToArray();
        var (wrong, right) = (placed.Where(p => p.Row.Truth != p.Row.Predicted).OrderByDescending(p => p.Row.Probabilities.Max()).ToArray(),
            placed.Where(p => p.Row.Truth == p.Row.Predicted).ToArray());
        return Html($"""
            <div class="whole"><h3>{arm.Scheme}: {arm.Name}</h3>
            <ul class="legend" aria-hidden="true">{arm.Labels.Select((label, i) =>
                Html($"<li><svg><circle class=\"{LabelColours.Of(arm.Scheme, arm.Labels, i)} hue\" cx=\"12\" cy=\"7\" r=\"5\" /></svg>{label}</li>"))}
            <li><svg><circle class="fill-second" cx="12" cy="7" r="5" /></svg>wrong</li></ul>
            <div class="planes{When(placed.Length > Many, () => Html($" many"))}">
            {Plane($"{arm.Name}: what {Numbers.Whole(placed.Length)} tracks were called", arm.Scheme, Html($"{arm.Labels.Select((label, i) =>
                Dots(LabelColours.Of(arm.Scheme, arm.Labels, i), placed.Where(p => p.Row.Predicted == label)))}"))}
            {Plane($"{arm.Name}: {Numbers.Whole(wrong.Length)} of {Numbers.Whole(placed.Length)} tracks wrong", arm.Scheme, Html($"{Dots("right", right)}{Dots("wrong", wrong.Skip(MostNamed))}<g class=\"dots wrong\">{wrong.Take(MostNamed).Select(Named)}</g>"))}
            </div></div>
            """);
    }

    private static Markup Plane(string label, string scheme, Markup dots)
    {
        var axis = PlotAxis.Linear("", 0, 1, 5);
        return PlotFrame.Of(axis with { Name = "valence" }, axis with { Name = "energy" }, PlotFrame.Svg(label, Html($"""
            {dots}
            {PlaneBorders.Of(scheme)}
            """)), "min(26rem, 76vw)", Empty);
    }

    // A stroke of no length with round ends is a dot that stays round and small, and takes a third of a circle's bytes.
    private static Markup Dots(string style, IEnumerable<(Prediction Row, (double Energy, double Valence) Place)> tracks)
    {
        var path = new StringBuilder();
        foreach (var (_, place) in tracks) path.Append(Dot(place));
        return When(path.Length > 0, () => Html($"<path class=\"dots {style}\" d=\"{path.ToString()}\" />"));
    }

    private static Markup Named((Prediction Row, (double Energy, double Valence) Place) track) => Html($"""
        <path d="{Dot(track.Place)}"><title>{track.Row.TrackId}: {track.Row.Truth}, called {track.Row.Predicted} ({Numbers.Percent(track.Row.Probabilities.Max())} sure)</title></path>
        """);

    private static string Dot((double Energy, double Valence) place) =>
        $"M{Numbers.Plain((long)Math.Round(1000 * place.Valence))} {Numbers.Plain((long)Math.Round(1000 - 1000 * place.Energy))}h0";
}
