using CsCheck;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Moods;

public class OwnSchemesTests
{
    private const int Steps = 40; // of the grid that distances are held against

    [Fact]
    public void Every_place_has_the_label_of_the_first_rectangle_that_has_it() =>
        Gen.Select(OwnSchemes.Rectangles, OwnSchemes.Place).Sample((scheme, at) =>
        {
            var label = scheme.Create("x").LabelOf(OwnSchemes.At(at.Energy, at.Valence));
            Assert.Equal(scheme.Rectangles.First(r => r.Energy[0] <= at.Energy && at.Energy <= r.Energy[1] && r.Valence[0] <= at.Valence
                && at.Valence <= r.Valence[1]).Label, label);
        });

    [Fact]
    public void Every_place_has_the_label_of_the_first_sector_that_has_it() =>
        Gen.Select(OwnSchemes.Sectors, OwnSchemes.Place).Sample((scheme, at) =>
        {
            var label = scheme.Create("x").LabelOf(OwnSchemes.At(at.Energy, at.Valence));
            var (up, right) = (at.Energy - scheme.Centre.Energy, at.Valence - scheme.Centre.Valence);
            var angle = (Math.Atan2(up, right) * 180 / Math.PI + 360) % 360;
            bool Has(LabelledSector s)
            {
                var end = s.To > s.From ? s.To : s.To + 360;
                return Array.Exists([angle - 360, angle, angle + 360], a => a >= s.From - 1e-9 && a <= end + 1e-9);
            }
            var first = Math.Abs(up) + Math.Abs(right) < 1e-12 ? scheme.Sectors[0] : scheme.Sectors.First(Has);
            Assert.Equal(first.Label, label);
        });

    [Fact]
    public void Distances_to_borders_of_rectangles_are_those_of_a_search() =>
        Gen.Select(OwnSchemes.Rectangles.Select(s => s.Create("x")), OwnSchemes.Place)
            .Sample((scheme, at) => HoldsToASearch(scheme, at.Energy, at.Valence));

    [Fact]
    public void Distances_to_borders_of_sectors_are_those_of_a_search() =>
        Gen.Select(OwnSchemes.Sectors.Select(s => s.Create("x")), OwnSchemes.Place)
            .Sample((scheme, at) => HoldsToASearch(scheme, at.Energy, at.Valence));

    [Fact]
    public void Distances_to_borders_of_moods_are_those_of_a_search() => OwnSchemes.Place.Sample(at =>
    {
        foreach (var scheme in MoodSchemes.All) HoldsToASearch(scheme, at.Energy, at.Valence);
        var cross = Math.Min(Math.Abs(at.Energy - 0.5), Math.Abs(at.Valence - 0.5));
        var diagonal = Math.Min(Math.Abs(at.Energy - at.Valence), Math.Abs(at.Energy + at.Valence - 1)) / Math.Sqrt(2);
        Assert.Equal(cross, MoodSchemes.Mood4.BorderDistance(OwnSchemes.At(at.Energy, at.Valence))!.Value, 9);
        Assert.Equal(Math.Min(cross, diagonal), MoodSchemes.Mood8.BorderDistance(OwnSchemes.At(at.Energy, at.Valence))!.Value, 9);
    });

    /// <summary>No point of a fine grid with another label is nearer, and one is within a cell of the grid.</summary>
    private static void HoldsToASearch(LabelScheme scheme, double energy, double valence)
    {
        var label = scheme.LabelOf(OwnSchemes.At(energy, valence));
        var found = scheme.BorderDistance(OwnSchemes.At(energy, valence))!.Value;
        var nearest = double.PositiveInfinity;
        for (var i = 0; i <= Steps; i++)
            for (var j = 0; j <= Steps; j++)
            {
                var (e, v) = ((double)i / Steps, (double)j / Steps);
                var apart = Math.Sqrt((e - energy) * (e - energy) + (v - valence) * (v - valence));
                if (apart < nearest && scheme.LabelOf(OwnSchemes.At(e, v)) != label) nearest = apart;
            }
        Assert.True(found <= nearest + 1e-9, $"{found} is more than {nearest}");
        // Thin sectors may slip between the points of the grid.
        if (scheme.Regions.All(r => r is Box || ((Sector)r).Width >= 45))
            Assert.True(found >= nearest - 3.0 / Steps, $"{found} is less than {nearest}");
    }

    [Fact]
    public void Merges_compose() =>
        Gen.Select(OwnSchemes.Place, Gen.Bool.Array[4]).Where((_, high) => high.Distinct().Count() == 2).Sample((at, high) =>
        {
            var into = MoodSchemes.Mood4.Labels.Zip(high).ToDictionary(p => p.First, p => p.Second ? "high" : "low");
            var coarse = MoodSchemes.Mood4.MergedInto("two", ["high", "low"], into);
            var (map, track) = (coarse.MapFrom(MoodSchemes.Mood8)!, OwnSchemes.At(at.Energy, at.Valence));
            Assert.Equal(map[MoodSchemes.Mood8.LabelOf(track)!], coarse.LabelOf(track));
            Assert.Equal(into[MoodSchemes.Mood4.LabelOf(track)!], coarse.LabelOf(track));
            Assert.True(coarse.BorderDistance(track) >= MoodSchemes.Mood4.BorderDistance(track));
        });

    [Fact]
    public void A_scheme_is_no_merge_of_one_that_it_does_not_come_from()
    {
        Assert.Null(MoodSchemes.Mood8.MapFrom(MoodSchemes.Mood4));
        Assert.Null(MoodSchemes.Mood4.MapFrom(MoodSchemes.Mood4));
        Assert.Equal(MoodSchemes.EightToFour, MoodSchemes.Mood4.MapFrom(MoodSchemes.Mood8));
        Assert.Equal((IEnumerable<string>)["energy", "valence"], MoodSchemes.Mood4.Inputs);
    }

    [Theory]
    [InlineData(0.49, 0.29, "a")]
    [InlineData(0.49, 0.3, "b")]
    [InlineData(0.49, 0.6, "c")]
    [InlineData(0.5, 0.29, "d")]
    [InlineData(0.5, 0.3, "a")]
    [InlineData(1, 1, "e")]
    public void Cuts_give_what_is_on_them_to_the_upper_side(double energy, double valence, string label)
    {
        var scheme = Cut(("energy", [0.5]), ("valence", [0.3, 0.6])).Create("x");
        Assert.Equal(["a", "b", "c", "d", "e"], scheme.Labels);
        Assert.Equal(label, scheme.LabelOf(OwnSchemes.At(energy, valence)));
    }

    [Fact]
    public void Cuts_measure_in_the_units_of_their_columns()
    {
        var scheme = Cut(("tempo", [120]), ("loudness", [-20, -10])).Create("x");
        double? Distance(double tempo, double loudness) => scheme.BorderDistance(OwnSchemes.Of(("tempo", tempo), ("loudness", loudness)));
        Assert.Equal((IEnumerable<string>)["tempo", "loudness"], scheme.Inputs);
        Assert.Equal(4, Distance(90, -6)); // c, and b is below -10
        Assert.Equal(3, Distance(117, -4));
        Assert.Equal(0, Distance(120, -30)); // d, on the border of a
        Assert.Equal(5, Distance(125, -5)); // e, and c is below 120
    }

    [Fact]
    public void Tracks_without_a_number_or_in_a_gap_have_neither_label_nor_distance()
    {
        var scheme = new RectanglesScheme
        {
            Gaps = Gaps.LeaveOut,
            Rectangles = [Rectangle("a", 0, 0.25), Rectangle("b", 0.75, 1)],
        };
        Assert.Empty(scheme.Faults());
        var made = scheme.Create("x");
        Track[] without = [OwnSchemes.At(0.5, 0.5), OwnSchemes.Of(("energy", 0.1)), OwnSchemes.At(double.NaN, 0.5)];
        Assert.All(without, track => Assert.Equal((null, null), (made.LabelOf(track), made.BorderDistance(track))));
        Assert.Equal(("a", 0.5), (made.LabelOf(OwnSchemes.At(0.25, 0.5)), made.BorderDistance(OwnSchemes.At(0.25, 0.5))));
    }

    [Fact]
    public void Words_of_a_column_have_no_borders()
    {
        var scheme = new ColumnScheme { Column = "genre", Labels = ["rock", "laika"] }.Create("style", ["laika", "pop", "rock"]);
        Track Genre(string word) => new("x", "x", new Dictionary<string, string> { ["genre"] = word });
        Assert.Equal(["rock", "laika"], scheme.Labels);
        Assert.Equal(["rock", null, null], ((string[])["rock", "pop", ""]).Select(w => scheme.LabelOf(Genre(w))));
        Assert.Null(scheme.BorderDistance(Genre("rock")));
        Assert.Equal((IEnumerable<string>)["genre"], scheme.Inputs);
    }

    [Theory]
    [InlineData("abc", new[] { 0.0, 100, 200 }, "abc")]
    [InlineData("abc", new[] { 300.0, 60, 200 }, "abc")] // a goes on through 360
    [InlineData("abac", new[] { 0.0, 90, 180, 270 }, "")] // a is two arcs
    [InlineData("abcd", new[] { 0.0, 90, 180, 270 }, "abcd")]
    [InlineData("abcd", new[] { 0.0, 80, 180, 270 }, "")] // valence and arousal could not be read from it
    [InlineData("abcd", new[] { 45.0, 135, 225, 315 }, "")]
    [InlineData("aabb", new[] { 0.0, 90, 180, 270 }, "ab")]
    [InlineData("baab", new[] { 0.0, 90, 180, 270 }, "")]
    [InlineData("aabbc", new[] { 350.0, 10, 90, 180, 270 }, "abc")]
    [InlineData("bbaac", new[] { 90.0, 180, 270, 330, 30 }, "acb")]
    public void Rings_are_of_labels_that_are_one_arc_each(string labels, double[] from, string ring)
    {
        var scheme = new SectorsScheme
        {
            Sectors = [.. from.Select((f, i) => new LabelledSector { Label = $"{labels[i]}", From = f, To = from[(i + 1) % from.Length] })],
        };
        Assert.Empty(scheme.Faults());
        Assert.Equal(ring, string.Concat(scheme.Create("x").Ring));
    }

    [Fact]
    public void Merges_of_neighbours_keep_a_ring()
    {
        LabelScheme Merged(params (string New, string Old)[] into) =>
            MoodSchemes.Mood4.MergedInto("x", [.. into.Select(i => i.New).Distinct()], into.ToDictionary(i => i.Old, i => i.New));
        Assert.Equal(["up", "Sad", "Calm"], Merged(("up", "Happy"), ("up", "Angry"), ("Sad", "Sad"), ("Calm", "Calm")).Ring);
        Assert.Equal(["up", "down"], Merged(("up", "Happy"), ("up", "Angry"), ("down", "Sad"), ("down", "Calm")).Ring);
        Assert.Empty(Merged(("mixed", "Happy"), ("mixed", "Sad"), ("Angry", "Angry"), ("Calm", "Calm")).Ring);
        Assert.Equal(MoodSchemes.Mood8.Ring, Circle.Ring(MoodSchemes.Mood8.Regions));
    }

    [Fact]
    public void Counts_near_borders_of_the_origins_tracks()
    {
        var table = CsvTable.Read(Repository.Shared("corpora/greek/Spotify_Tracks.csv"));
        var tracks = table.Rows
            .Select(r => new Track(r.Fields[0], "", table.Columns.Zip(r.Fields).ToDictionary(p => p.First, p => p.Second)))
            .ToArray();
        double Near(LabelScheme scheme) => Math.Round(100.0 * tracks.Count(t => scheme.BorderDistance(t) < 0.05) / tracks.Length, 1);
        Assert.Equal((54.3, 28.5), (Near(MoodSchemes.Mood8), Near(MoodSchemes.Mood4)));
    }

    private static CutScheme Cut(params (string Column, double[] At)[] cuts) => new()
    {
        Cut = new OrderedDictionary<string, IReadOnlyList<double>>(
            cuts.Select(c => KeyValuePair.Create(c.Column, (IReadOnlyList<double>)c.At))),
        Labels = ["a", "b", "c", "d", "a", "e"],
    };

    private static LabelledRectangle Rectangle(string label, double low, double high) =>
        new() { Label = label, Energy = [low, high], Valence = [0, 1] };
}
