using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Moods;

public class MoodSchemesTests
{
    [Fact]
    public void The_origins_tracks_get_the_origins_counts()
    {
        var table = CsvTable.Read(Repository.Shared("corpora/greek/Spotify_Tracks.csv"));
        var tracks = table.Rows
            .Select(r => new Track(r.Fields[0], "", table.Columns.Zip(r.Fields).ToDictionary(p => p.First, p => p.Second)))
            .ToArray();
        Assert.Equal(5229, tracks.Length);
        Assert.Equal([463, 991, 605, 476, 1113, 970, 341, 270], Counts(MoodSchemes.Mood8, tracks));
        Assert.Equal([463 + 991, 605 + 476, 1113 + 970, 341 + 270], Counts(MoodSchemes.Mood4, tracks));
    }

    [Theory]
    [InlineData(0.9, 0.7, "Excited")]
    [InlineData(0.7, 0.9, "Happy")]
    [InlineData(0.3, 0.9, "Content")]
    [InlineData(0.1, 0.7, "Calm")]
    [InlineData(0.3, 0.1, "Sad")]
    [InlineData(0.1, 0.3, "Depressed")]
    [InlineData(0.7, 0.1, "Afraid")]
    [InlineData(0.9, 0.3, "Angry")]
    // On the borders, the first rule that holds decides.
    [InlineData(0.5, 0.5, "Excited")]
    [InlineData(0.75, 0.75, "Excited")]
    [InlineData(0.5, 0.75, "Happy")]
    [InlineData(0.75, 0.5, "Excited")]
    [InlineData(0.25, 0.75, "Content")]
    [InlineData(0.25, 0.5, "Calm")]
    [InlineData(0.25, 0.25, "Sad")]
    [InlineData(0.5, 0.25, "Sad")]
    [InlineData(0.75, 0.25, "Afraid")]
    [InlineData(0.0, 1.0, "Content")]
    [InlineData(1.0, 0.0, "Afraid")]
    [InlineData(0.0, 0.0, "Sad")]
    [InlineData(1.0, 1.0, "Excited")]
    public void Points_have_the_mood_of_the_first_rule_that_holds(double energy, double valence, string mood)
    {
        Assert.Equal(mood, MoodSchemes.Octant(energy, valence));
        Assert.Equal(MoodSchemes.EightToFour[mood], MoodSchemes.Quadrant(energy, valence));
    }

    [Fact]
    public void On_a_grid_with_all_borders_the_rules_hold_in_their_order()
    {
        for (var i = 0; i <= 64; i++)
            for (var j = 0; j <= 64; j++)
            {
                double e = i / 64.0, v = j / 64.0; // exact, so that every tie is one
                (bool Holds, string Mood)[] rules =
                [
                    (e >= .5 && v >= .5 && e >= v, "Excited"), (e >= .5 && v >= .5 && e <= v, "Happy"),
                    (e <= .5 && v >= .5 && v >= 1 - e, "Content"), (e <= .5 && v >= .5 && v <= 1 - e, "Calm"),
                    (e <= .5 && v <= .5 && e >= v, "Sad"), (e <= .5 && v <= .5 && e <= v, "Depressed"),
                    (e >= .5 && v <= .5 && e <= 1 - v, "Afraid"), (true, "Angry"),
                ];
                Assert.Equal(rules.First(r => r.Holds).Mood, MoodSchemes.Octant(e, v));
                var four = e >= .5 && v >= .5 ? "Happy" : e <= .5 && v >= .5 ? "Calm" : e <= .5 && v <= .5 ? "Sad" : "Angry";
                Assert.Equal(four, MoodSchemes.EightToFour[MoodSchemes.Octant(e, v)]);
                Assert.Equal(four, MoodSchemes.Quadrant(e, v));
            }
    }

    [Fact]
    public void Rings_have_every_label_once_and_run_counter_clockwise()
    {
        Assert.Equal(["mood8", "mood4"], MoodSchemes.All.Select(s => s.Name));
        foreach (var scheme in MoodSchemes.All)
        {
            Assert.Equal(scheme.Labels.Order(StringComparer.Ordinal), scheme.Ring.Order(StringComparer.Ordinal));
            for (var i = 0; i < scheme.Ring.Count; i++)
            {
                // The middle of the i-th sector, walking from just above positive valence.
                var angle = (i + 0.5) * 2 * Math.PI / scheme.Ring.Count;
                Assert.Equal(scheme.Ring[i], scheme.LabelOf(At(0.5 + 0.4 * Math.Sin(angle), 0.5 + 0.4 * Math.Cos(angle))));
            }
        }
    }

    [Fact]
    public void Tracks_without_energy_or_valence_have_no_mood()
    {
        var track = new Track("a", "a", new Dictionary<string, string> { ["energy"] = "0.5", ["valence"] = " " });
        Assert.All(MoodSchemes.All, scheme => Assert.Null(scheme.LabelOf(track)));
    }

    [Fact]
    public void A_column_is_a_scheme_of_its_values()
    {
        var manifest = Column("Q2", "", "Q10", "Q2", "a");
        var scheme = LabelSchemes.OfColumn("quadrant", manifest);
        Assert.Equal("quadrant", scheme.Name);
        Assert.Equal(["Q10", "Q2", "a"], scheme.Labels);
        Assert.Equal(["Q2", null, "Q10", "Q2", "a"], manifest.Tracks.Select(scheme.LabelOf));
        Assert.Empty(scheme.Ring);
    }

    [Fact]
    public void A_column_that_is_missing_or_has_one_value_is_no_scheme()
    {
        Assert.EndsWith("Did you mean 'quadrant'?",
            Assert.Throws<InputException>(() => LabelSchemes.OfColumn("quadrants", Column("a", "b"))).Message, StringComparison.Ordinal);
        Assert.Contains("one value, 'a'", Assert.Throws<InputException>(() => LabelSchemes.OfColumn("quadrant", Column("a", "a"))).Message,
            StringComparison.Ordinal);
    }

    private static Manifest Column(params string[] values) => new(["id", "quadrant"],
        [.. values.Select((v, i) => new Track($"{i}", $"{i}", new Dictionary<string, string> { ["id"] = $"{i}", ["quadrant"] = v }))]);

    private static Track At(double energy, double valence) => new("x", "x", new Dictionary<string, string>
    {
        ["energy"] = FormattableString.Invariant($"{energy}"),
        ["valence"] = FormattableString.Invariant($"{valence}"),
    });

    private static int[] Counts(LabelScheme scheme, IEnumerable<Track> tracks)
    {
        var of = tracks.CountBy(t => scheme.LabelOf(t)!).ToDictionary();
        return [.. scheme.Labels.Select(l => of[l])];
    }
}
