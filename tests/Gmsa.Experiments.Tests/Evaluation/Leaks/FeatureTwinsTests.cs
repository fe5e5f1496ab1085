using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>Rows of features on both sides: songs that stand in a table twice, and rows that coincide honestly.</summary>
public class FeatureTwinsTests
{
    private static readonly LabelScheme Mood = new("mood", ["up", "down"], t => t["label"], []);

    private static Track[] Tracks(int n, Func<int, string[]> numbers) => [.. Enumerable.Range(0, n).Select(i =>
    {
        var values = numbers(i).Select((v, c) => (Column: $"f{c}", Text: v)).Append((Column: "label", Text: i % 3 == 0 ? "up" : "down"));
        return new Track($"t{i:D4}", "", values.ToDictionary(p => p.Column, p => p.Text));
    })];

    private static string[] Columns(int n) => [.. Enumerable.Range(0, n).Select(c => $"f{c}")];

    private static string[] Noise(int song, int columns, int values)
    {
        var random = new Seed((ulong)song).Derive("song").Generator();
        return [.. Enumerable.Range(0, columns).Select(_ => FormattableString.Invariant($"{random.NextInt(values)}"))];
    }

    [Fact]
    public void Songs_that_stand_twice_are_told_by_features_that_are_fine_enough()
    {
        foreach (var (columns, values) in ((int, int)[])[(2, 1000), (4, 200), (10, 30), (30, 10)])
        {
            // Of 300 rows the first 200 are 100 songs, each twice.
            var tracks = Tracks(300, i => Noise(i < 200 ? i / 2 : i, columns, values));
            var rows = FeatureTwins.Of(tracks, Columns(columns));
            Assert.All(Enumerable.Range(0, 100), s => Assert.Equal(rows[2 * s], rows[2 * s + 1]));
            Assert.True(rows.Take(200).Count(r => r.Length > 0) > 180, $"{columns} columns of {values}");
        }
    }

    [Theory]
    [InlineData(3, 2000, "off by one")]
    [InlineData(6, 100, "off by one")]
    [InlineData(6, 100, "blank")]
    [InlineData(30, 20, "blank")]
    [InlineData(64, 20, "both blank")]
    public void Songs_that_stand_twice_are_told_though_one_column_differs(int columns, int values, string change)
    {
        // Of 300 rows the first 200 are 100 songs, each twice.
        string[] Row(int i)
        {
            var row = Noise(i < 200 ? i / 2 : i, columns, values);
            var odd = i < 200 ? i / 2 % columns : 0;
            if (i < 200 && (i % 2 == 1 || change == "both blank")) row[odd] = change == "off by one" ? $"{row[odd]}.5" : "";
            return row;
        }
        var tracks = Tracks(300, Row);
        var rows = FeatureTwins.Of(tracks, Columns(columns));
        // Of three columns two are left, in which a few songs meet by chance.
        Assert.InRange(Enumerable.Range(0, 100).Count(s => rows[2 * s].Length > 0 && rows[2 * s] == rows[2 * s + 1]), 95, 100);
        if (change == "both blank") return;
        var sides = Enumerable.Range(0, 300).ToLookup(i => i % 2);
        var audit = LeakAudit.Of(tracks, [new("1", [.. sides[1]], [], [.. sides[0]])], [Mood], [], featureRows: rows);
        Assert.Equal(["features"], audit.Alarms);
        Assert.Contains(LeakWords.Sentences(audit), s => s.Contains("all features equal but for one at most: t", StringComparison.Ordinal));
    }

    [Fact]
    public void Honest_rows_that_differ_in_one_column_say_nothing()
    {
        Assert.All(FeatureTwins.Of(Tracks(300, i => [.. Noise(i, 2, 6), $"{i}.5"]), Columns(3)), r => Assert.DoesNotContain("~", r));
        Assert.All(FeatureTwins.Of(Tracks(300, i => Noise(i, 6, 3)), Columns(6)), Assert.Empty);
        Assert.All(FeatureTwins.Of(Tracks(300, i => Noise(i, 20, 50)), Columns(20)), r => Assert.DoesNotContain("~", r));
    }

    [Fact]
    public void Honest_rows_that_coincide_say_nothing()
    {
        Assert.All(FeatureTwins.Of(Tracks(300, i => Noise(i, 3, 4)), Columns(3)), Assert.Empty); // few values
        Assert.All(FeatureTwins.Of(Tracks(300, i => Noise(i, 1, 200)), Columns(1)), Assert.Empty); // one column
        // One of 40 words.
        var words = Tracks(300, i => [.. Columns(40).Select((_, c) => c == i % 40 ? "1" : "0")]);
        Assert.All(FeatureTwins.Of(words, Columns(40)), Assert.Empty);
        Assert.All(FeatureTwins.Of(Tracks(300, i => ["7", "8"]), Columns(2)), Assert.Empty); // constant
        // Instruments that are heard: most rows are the piano alone.
        Assert.All(FeatureTwins.Of(Tracks(300, i => i % 3 > 0 ? ["1", "0", "0", "0"] : [.. Noise(i, 4, 2)]), Columns(4)), Assert.Empty);
    }

    [Fact]
    public void Rows_that_are_all_zeros_because_something_failed_are_told()
    {
        var rows = FeatureTwins.Of(Tracks(300, i => i % 2 == 0 ? ["0", "0", "0", "0"] : Noise(i, 4, 1000)), Columns(4));
        Assert.Equal(150, rows.Count(r => r == "0 0 0 0"));
    }

    [Fact]
    public void Twins_on_both_sides_are_an_alarm_by_their_share_and_what_a_lookup_gets()
    {
        // Two of three test rows have a twin in training; a row without a number says nothing.
        var tracks = Tracks(301, i => i == 300 ? ["", "1", "2"] : Noise(i % 3 == 2 ? i : i / 3 * 3, 3, 1000));
        int[] test = [.. Enumerable.Range(0, 100).Select(s => 3 * s), .. Enumerable.Range(0, 50).Select(s => 3 * s + 2)];
        Fold fold = new("1", [.. Enumerable.Range(0, 300).Except(test)], [], test);
        var audit = LeakAudit.Of(tracks, [fold], [Mood], [], featureRows: FeatureTwins.Of(tracks, Columns(3)));
        var leak = audit.Leaks.Single(l => l.Kind == LeakKind.FeatureRow);
        Assert.Equal((100 / 150.0, 100, 1), (leak.Share, leak.Tracks, leak.Unknown));
        Assert.Equal(["features"], audit.Alarms);
        Assert.Contains("the same row of features (66.7\u00A0%)", Assert.Single(LeakWords.Warnings(audit)), StringComparison.Ordinal);
        const string told = "Same row of features on both sides: 66.7\u00A0% of the test tracks, 100 tracks";
        Assert.Contains(LeakWords.Sentences(audit), s => s.StartsWith(told, StringComparison.Ordinal)
            && s.Contains("all features equal: t0000 (test of fold 1) and t0001 (training)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_few_twins_of_features_that_go_together_are_a_note()
    {
        // Notes and bytes of a file nearly follow from each other, so that two of 400 are alike by chance.
        var tracks = Tracks(400, i => i is 0 or 1 ? ["227", "1734", "30"] : [$"{i + 1000}", $"{i + 7000}", $"{i + 90}"]);
        var sides = Enumerable.Range(0, 400).ToLookup(i => i % 2);
        var rows = FeatureTwins.Of(tracks, Columns(3));
        var audit = LeakAudit.Of(tracks, [new("1", [.. sides[1]], [], [.. sides[0]])], [Mood], [], featureRows: rows);
        Assert.Equal(0.005, audit.Leaks.Single(l => l.Kind == LeakKind.FeatureRow).Share);
        Assert.Empty(audit.Alarms);
        Assert.Contains(LeakWords.Sentences(audit), s =>
            s.EndsWith("where features go together, so this is no alarm.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("track_id", "artists", "album_name", "track_name")]
    [InlineData("Spotify ID", "artist(s)_name", "Album", "Song")]
    [InlineData("track_uri", "track_artist", "track_album_name", "Track Name")]
    [InlineData("isrc", "Artist Name", "album_title", "song_title")]
    public void Columns_are_known_by_the_names_that_they_have_elsewhere(string id, string artist, string album, string title)
    {
        Track[] tracks = [.. Enumerable.Range(0, 40).Select(i => new Track($"{i}", "", new Dictionary<string, string>
        {
            [id] = $"x{i / 2}",
            [artist] = $"artist {i / 4}",
            [album] = $"album {i / 4}",
            [title] = $"song {i / 2}",
            ["label"] = i / 2 % 3 == 0 ? "up" : "down",
        }))];
        var sides = Enumerable.Range(0, 40).ToLookup(i => i % 2);
        var audit = LeakAudit.Of(tracks, [new("1", [.. sides[0]], [], [.. sides[1]])], [Mood], []);
        Assert.Equal([(LeakKind.Group, artist), (LeakKind.Album, album), (LeakKind.Title, title), (LeakKind.AudioHash, "sha256"),
            (LeakKind.Parent, "parent"), (LeakKind.Id, id)], audit.Leaks.Select(l => (l.Kind, l.Column)));
        Assert.Contains(id, audit.Alarms);
        Assert.Contains(title, audit.Alarms);
    }

    [Fact]
    public void Ids_that_count_within_albums_are_those_of_no_recording()
    {
        Track[] tracks = [.. Enumerable.Range(0, 40).Select(i => new Track($"{i}", "",
            new Dictionary<string, string> { ["track_id"] = $"{i % 10}", ["title"] = $"song {i}", ["label"] = "up" }))];
        var audit = LeakAudit.Of(tracks, [new("1", [.. Enumerable.Range(0, 20)], [], [.. Enumerable.Range(20, 20)])], [Mood], []);
        Assert.DoesNotContain(audit.Leaks, l => l.Kind == LeakKind.Id);
    }
}
