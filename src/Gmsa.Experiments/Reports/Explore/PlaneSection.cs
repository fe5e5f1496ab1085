using System.Text;
using Gmsa.Experiments.Moods;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>The tracks in the plane of valence and energy, with the borders of mood8 and mood4.</summary>
internal static class PlaneSection
{
    private const double NameDistance = 0.37; // of the octants' names from the middle

    public static Markup Of(CorpusView corpus)
    {
        var placed = corpus.Tracks.Where(t => t.Energy is not null && t.Valence is not null).ToArray();
        var octants = MoodSchemes.Mood8.Labels.ToDictionary(l => l, l => placed.Where(t => Mood(t) == l).ToArray());
        var axis = PlotAxis.Linear("", 0, 1, 5);
        return Html($"""
            <div class="plane"><div><p>Each dot is a track. The two lines through the middle are the borders of mood4; together with the
            dashed diagonals they are those of mood8.</p><p>{NearBorders(placed)}</p></div>
            <div>{PlotFrame.Of(axis with { Name = "valence: unpleasant to pleasant" }, axis with { Name = "energy: calm to lively" },
                Html($"""
                {PlotFrame.Svg($"{Numbers.Whole(placed.Length)} tracks by valence and energy: {Spoken(octants)}", Html($"""
                    {octants.Select((o, i) => Dots(o.Value, i))}
                    {PlaneBorders.Of(MoodSchemes.Mood8.Name)}
                    """))}
                {MoodSchemes.Mood8.Ring.Select((mood, i) => Name(mood, i, octants[mood].Length))}
                {MoodSchemes.Mood4.Ring.Select((mood, i) => Corner(mood, i, placed.Count(t => MoodSchemes.EightToFour[Mood(t)] == mood)))}
                """), "min(36rem, 76vw)", Empty)}</div></div>
            """);
    }

    private static string Mood(TrackFacts track) => MoodSchemes.Octant(track.Energy!.Value, track.Valence!.Value);

    // A stroke of no length with round ends is a dot that stays round and small, and takes a third of a circle's bytes.
    private static Markup Dots(TrackFacts[] tracks, int colour)
    {
        var path = new StringBuilder();
        foreach (var track in tracks)
            path.Append('M').Append(Numbers.Coordinate(1000 * track.Valence!.Value)).Append(' ')
                .Append(Numbers.Coordinate(1000 - 1000 * track.Energy!.Value)).Append("h0");
        return When(tracks.Length > 0, () => Html($"<path class=\"dots l{colour}\" d=\"{path.ToString()}\" />"));
    }

    /// <summary>An octant's name in the middle of its sector; the ring begins right of the middle, above the horizontal.</summary>
    private static Markup Name(string mood, int place, int count)
    {
        var angle = (place + 0.5) * Math.PI / 4;
        return Label("region", 0.5 + NameDistance * Math.Cos(angle), 0.5 + NameDistance * Math.Sin(angle), mood, count);
    }

    private static Markup Corner(string mood, int place, int count) => Label(
        place is 0 or 3 ? "corner right" : "corner left", place is 0 or 3 ? 1 : 0, place < 2 ? 1 : 0, "mood4 " + mood, count);

    private static Markup Label(string style, double x, double y, string mood, int count) => Html($"""
        <span class="{style}{When(y == 0, () => Html($" low"))}" aria-hidden="true"
        style="left:{Numbers.Coordinate(100 * x)}%;top:{Numbers.Coordinate(100 - 100 * y)}%">{mood} <b>{Numbers.Whole(count)}</b></span>
        """);

    private static string Spoken(Dictionary<string, TrackFacts[]> octants) =>
        string.Join(", ", octants.Select(o => $"{o.Key} {Numbers.Whole(o.Value.Length)}"));

    private static string NearBorders(TrackFacts[] tracks)
    {
        double Near(LabelScheme scheme, Func<TrackFacts, string> label) => tracks.Count(t =>
            scheme.BorderDistance(label(t), [t.Energy!.Value, t.Valence!.Value]) < 0.05) / (double)tracks.Length;
        var (four, eight) = (Near(MoodSchemes.Mood4, t => MoodSchemes.EightToFour[Mood(t)]), Near(MoodSchemes.Mood8, Mood));
        return $"{Numbers.Percent(four)} of the tracks lie within 0.05 of a border of mood4, and {Numbers.Percent(eight)} of one of mood8: "
            + "their labels turn with the smallest disagreement about the music.";
    }
}
