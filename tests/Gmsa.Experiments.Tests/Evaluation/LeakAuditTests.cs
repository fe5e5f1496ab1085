using CsvHelper;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Evaluation;

public class LeakAuditTests
{
    private static readonly LabelScheme ByColumn = new("mood", ["up", "down"], t => t["label"] is { Length: > 0 } label ? label : null, []);

    [Fact]
    public void Shares_and_lookups_are_those_counted_by_hand()
    {
        Track[] tracks =
        [
            Track("0", "A", "x", "Ζωή", "up"), Track("1", "A", "x", "b", "up"), Track("2", "A", "y", "c", "down"),
                Track("3", "B", "z", "d", "down"),
            Track("4", "B", "", "e", "down"), // training: by B down, globally down (3 of 5)
            Track("5", "A", "y", "ΖΩΗ!", "up"), // group right (up), album wrong (down), global wrong
            Track("6", "C", "x", "f", "up"), // group unknown, so global, wrong; album right
            Track("7", "", "", "", "down"), // nothing known: global, right three times
            Track("8", "B", "q", "g", ""), // no label
        ];
        var audit = LeakAudit.Of(tracks, [new("0", [0, 1, 2], [3, 4], [5, 6, 7, 8])], [ByColumn],
            audioHashes: ["a", "b", "c", "d", "e", "a", "f", "", "g"]);
        Assert.Equal(("artist", 4), (audit.By, audit.N));
        Assert.Equal(new LeakOverlap(Group: 0.5, Album: 0.5, Title: 0.25, AudioHash: 0.25, Parent: 0), audit.Overlap);
        Assert.Equal(new LookupBaseline("mood", 3, ByGroup: 2.0 / 3, ByAlbum: 2.0 / 3, Global: 1.0 / 3), Assert.Single(audit.Lookups));
    }

    [Fact]
    public void An_artist_in_two_spellings_is_one_to_the_split_and_to_the_audit()
    {
        var file = Path.Combine(Repository.TemporaryFolder(), "music.csv");
        string[] spellings = ["Χάρις Αλεξίου", "Χα\u0301ρις Αλεξι\u0301ου", "Χάρις Αλεξίου "];
        var artists = Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? spellings[i / 3 % 3] : $"artist {i}");
        File.WriteAllText(file, "path,artist,label\n" + string.Concat(artists.Select((artist, i) => $"{i:D2},{artist},{(i % 2 == 0 ? "up" : "down")}\n")));
        var tracks = ManifestFile.Read(file).Tracks;
        var folds = new GroupKFoldOptions { Folds = 4 }.Create().Split(tracks, [.. tracks.Select(t => t["label"])], new Seed(1));
        Assert.All(folds, f => Assert.Equal(0, f.Test.Count(i => i % 3 == 0) % 10));
        Assert.Equal(0, LeakAudit.Of(tracks, folds, [ByColumn]).Overlap.Group);
        // Kept apart by hand they are a leak that the audit sees.
        Assert.Equal(1, LeakAudit.Of(tracks, [new("1", [0, 9], [], [3, 6])], [ByColumn]).Overlap.Group);
    }

    [Fact]
    public void What_no_track_says_is_unknown_and_folds_are_pooled()
    {
        Track[] tracks = [Track("0", "A", "", "", "up"), Track("1", "A", "", "", "up"), Track("2", "B", "", "", "up")];
        var audit = LeakAudit.Of(tracks, [new("0", [1, 2], [], [0]), new("1", [0, 1], [], [2])], [ByColumn]);
        Assert.Equal(new LeakOverlap(0.5, null, null, null, 0), audit.Overlap);
        Assert.Equal(1, audit.Lookups[0].Global);
        Assert.Throws<InputException>(() => LeakAudit.Of(tracks, [new("0", [0], [], [])], [ByColumn]));
    }

    [Fact]
    public void A_training_part_without_labels_looks_up_nothing()
    {
        var audit = LeakAudit.Of([Track("0", "A", "", "", ""), Track("1", "A", "", "", "up")], [new("0", [0], [], [1])], [ByColumn],
            "album");
        Assert.Equal(new LookupBaseline("mood", 1, 0, 0, 0), Assert.Single(audit.Lookups));
        Assert.Null(audit.Overlap.Group);
    }

    [Fact]
    public void The_origins_random_split_leaks_as_much_as_is_known()
    {
        var tracks = GreekTracks();
        Assert.Equal(5229, tracks.Count);
        var audits = Enumerable.Range(0, 20).Select(i =>
        {
            var order = Enumerable.Range(0, tracks.Count).ToArray();
            new Seed(42).Derive($"split {i}").Generator().Shuffle(order.AsSpan());
            var test = tracks.Count / 5;
            return LeakAudit.Of(tracks, [new Fold("0", order[test..], [], order[..test])], [Mood(8), Mood(4)]);
        }).ToArray();
        Assert.Equal(0.997, audits.Average(a => a.Overlap.Group!.Value), 0.003);
        Assert.Equal(0.990, audits.Average(a => a.Overlap.Album!.Value), 0.005);
        Assert.Equal(0.315, audits.Average(a => a.Lookups[0].ByGroup), 0.015);
        Assert.Equal(0.351, audits.Average(a => a.Lookups[0].ByAlbum), 0.015);
        Assert.Equal(0.498, audits.Average(a => a.Lookups[1].ByGroup), 0.015);
        Assert.Equal(0.533, audits.Average(a => a.Lookups[1].ByAlbum), 0.015);
    }

    [Fact]
    public void With_artists_kept_apart_the_origins_lookup_falls_to_the_majority()
    {
        var tracks = GreekTracks();
        var artists = tracks.Select(t => t.Artist).Distinct().ToArray();
        var folds = Enumerable.Range(0, 5).Select(f =>
        {
            var all = Enumerable.Range(0, tracks.Count).ToLookup(i => Array.IndexOf(artists, tracks[i].Artist) % 5 == f);
            return new Fold($"{f}", [.. all[false]], [], [.. all[true]]);
        }).ToArray();
        var audit = LeakAudit.Of(tracks, folds, [Mood(8), Mood(4)]);
        Assert.Equal((5229, 0.0), (audit.N, audit.Overlap.Group));
        Assert.All(audit.Lookups, l => Assert.Equal(l.Global, l.ByGroup));
        Assert.InRange(audit.Lookups[0].Global, 0.15, 0.22);
        Assert.InRange(audit.Lookups[1].Global, 0.36, 0.41);
    }

    private static Track Track(string id, string artist, string album, string title, string label) =>
        new(id, id, new Dictionary<string, string>
        {
            ["artist"] = artist,
            ["album"] = album,
            ["title"] = title,
            ["label"] = label,
        });

    private static List<Track> GreekTracks()
    {
        using var csv = CsvReader.FromFile(Repository.Shared("corpora/greek/Spotify_Tracks.csv"), new CsvReaderOptions { Separator = ',' });
        var tracks = new List<Track>();
        while (csv.Read())
        {
            var id = csv.GetString(0);
            tracks.Add(new(id, id, new[] { "artist", "album", "energy", "valence" }.ToDictionary(c => c, csv.GetString)));
        }
        return tracks;
    }

    /// <summary>The origin's rules, in their order.</summary>
    private static LabelScheme Mood(int labels) => new($"mood{labels}", labels == 8 ? Tables.Eight : Tables.Four, t =>
    {
        var (e, v) = (t.Energy!.Value, t.Valence!.Value);
        var eight = (e >= .5, v >= .5, e <= .5, v <= .5) switch
        {
            (true, true, _, _) => e >= v ? "Excited" : "Happy",
            (_, true, true, _) => v >= 1 - e ? "Content" : "Calm",
            (_, _, true, true) => e >= v ? "Sad" : "Depressed",
            _ => e <= 1 - v ? "Afraid" : "Angry",
        };
        return labels == 8 ? eight : Tables.EightToFour[eight];
    }, []);
}
