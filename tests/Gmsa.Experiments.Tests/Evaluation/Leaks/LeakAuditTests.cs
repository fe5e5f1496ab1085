using System.Text.Json;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;

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
        var audit = LeakAudit.Of(tracks, [new("0", [0, 1, 2], [3, 4], [5, 6, 7, 8])], [ByColumn], ["artist"],
            audioHashes: ["a", "b", "c", "d", "e", "a", "f", "", "g"]);
        Assert.Equal(("artist", 4), (audit.By, audit.N));
        Assert.Equal(new LeakOverlap(Group: 0.5, Album: 0.5, Title: 0.25, AudioHash: 0.25, Parent: 0), audit.Overlap);
        var lookup = Assert.Single(audit.Lookups);
        Assert.Equal(("mood", 3, 2.0 / 3, 2.0 / 3, 1.0 / 3), (lookup.Scheme, lookup.N, lookup.ByGroup, lookup.ByAlbum, lookup.Global));
        // The title brings track 5 to its copy's "up", the audio too; nothing else is known by them.
        Assert.Equal([("artist", 2), ("album", 2), ("title", 2), ("sha256", 2), ("parent", 1)],
            lookup.ByColumn.Select(b => (b.Key, (int)Math.Round(3 * b.Value))));
    }

    [Fact]
    public void An_artist_in_two_spellings_is_one_to_the_split_and_to_the_audit()
    {
        var file = Path.Combine(Repository.TemporaryFolder(), "music.csv");
        string[] spellings = ["Χάρις Αλεξίου", "Χα\u0301ρις Αλεξι\u0301ου", "Χάρις Αλεξίου "];
        var artists = Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? spellings[i / 3 % 3] : $"artist {i}");
        File.WriteAllText(file,
            "path,artist,label\n" + string.Concat(artists.Select((artist, i) => $"{i:D2},{artist},{(i % 2 == 0 ? "up" : "down")}\n")));
        var tracks = ManifestFile.Read(file).Tracks;
        var folds = new GroupKFoldOptions { Folds = 4 }.Create().Split(tracks, [.. tracks.Select(t => t["label"])], new Seed(1));
        Assert.All(folds, f => Assert.Equal(0, f.Test.Count(i => i % 3 == 0) % 10));
        Assert.Equal(0, LeakAudit.Of(tracks, folds, [ByColumn], ["artist"]).Overlap.Group);
        // Kept apart by hand they are a leak that the audit sees.
        Assert.Equal(1, LeakAudit.Of(tracks, [new("1", [0, 9], [], [3, 6])], [ByColumn], ["artist"]).Overlap.Group);
    }

    [Fact]
    public void What_no_track_says_is_unknown_and_folds_are_pooled()
    {
        Track[] tracks = [Track("0", "A", "", "", "up"), Track("1", "A", "", "", "up"), Track("2", "B", "", "", "up")];
        var audit = LeakAudit.Of(tracks, [new("0", [1, 2], [], [0]), new("1", [0, 1], [], [2])], [ByColumn], ["artist"]);
        Assert.Equal(new LeakOverlap(0.5, null, null, null, 0), audit.Overlap);
        Assert.Equal(1, audit.Lookups[0].Global);
        Assert.Throws<InputException>(() => LeakAudit.Of(tracks, [new("0", [0], [], [])], [ByColumn], ["artist"]));
    }

    [Fact]
    public void A_training_part_without_labels_looks_up_nothing()
    {
        var audit = LeakAudit.Of([Track("0", "A", "", "", ""), Track("1", "A", "", "", "up")], [new("0", [0], [], [1])], [ByColumn],
            ["album"]);
        var lookup = Assert.Single(audit.Lookups);
        Assert.Equal(("mood", 1, 0.0, 0.0, 0.0), (lookup.Scheme, lookup.N, lookup.ByGroup, lookup.ByAlbum, lookup.Global));
        Assert.All(lookup.ByColumn, b => Assert.Equal(0, b.Value));
        Assert.Null(audit.Overlap.Group);
    }

    [Fact]
    public void The_same_audio_under_two_names_is_named()
    {
        var audit = Planted(6, t => "artist " + t, hashes: ["h0", "h1", "twin", "h3", "twin", ""]);
        var leak = Of(audit, LeakKind.AudioHash);
        Assert.Equal((1.0 / 3, 1, 1), (leak.Share, leak.Tracks, leak.Unknown));
        Assert.Equal(new LeakExample("twin", "2", "t2", "t4"), Assert.Single(leak.Examples));
        Assert.Equal(["sha256"], audit.Alarms);
        Assert.Contains(LeakWords.Sentences(audit),
            s => s.Contains("the same audio under two names: t2 (test of fold 2) and t4 (training)"));
        Assert.Contains("the same audio file (33.3\u00A0%)", Assert.Single(LeakWords.Warnings(audit)));
    }

    [Fact]
    public void An_album_that_tells_the_label_is_an_alarm_and_one_that_does_not_a_note()
    {
        // 400 tracks, one artist each, in 40 albums whose tracks have one label each; then the same albums without any bond to labels.
        LeakAudit Audit(Func<int, string> label) => Planted(400, t => $"artist {t}", album: t => $"album {t / 10}", label: label);
        var telling = Audit(t => t / 10 % 2 == 0 ? "up" : "down");
        Assert.Equal(["album"], telling.Alarms);
        Assert.Equal(1, telling.Lookups[0].ByAlbum);
        Assert.Contains(LeakWords.Sentences(telling), s => s.Contains("“album 0”: t0 (test of fold 2) and t1 (training)"));
        var silent = Audit(t => t % 10 < 6 ? "up" : "down");
        Assert.Equal(1, silent.Overlap.Album);
        Assert.Empty(silent.Alarms);
        Assert.Matches("^Same album on both sides: 100.0.* so this is no alarm.$", LeakWords.Sentences(silent)[1]);
        Assert.Empty(LeakWords.Warnings(silent));
    }

    [Fact]
    public void Augmented_copies_are_the_track_they_were_made_from()
    {
        // t0 is tested; t1 is its copy and t4 a copy of that copy. t2 and t5 are copies of a track that isn't there. t3 is alone.
        string[] parents = ["", "t0", "gone", "", "t1", "gone"];
        var audit = Planted(6, t => "", parent: t => parents[t]);
        var leak = Of(audit, LeakKind.Parent);
        Assert.Equal([new("gone", "2", "t2", "t5"), new("t0", "2", "t0", "t1")], leak.Examples);
        Assert.Equal((2.0 / 3, 2), (leak.Share, leak.Tracks));
        Assert.Equal(["parent"], audit.Alarms);
        Assert.Contains(
            "Augmented copies of one track on both sides: 66.7\u00A0% of the test tracks, 2 tracks, such as augmented copy of “gone”: t2 "
                + "(test of fold 2) and t5 (training); augmented copy of “t0”: t0 (test of fold 2) and t1 (training).",
            LeakWords.Sentences(audit));
        Assert.Contains("too good: augmented copies of one track (66.7\u00A0%).", Assert.Single(LeakWords.Warnings(audit)));
        // Tracks that are called each other's copies, by mistake, are one too, and end no endless walk.
        string[] ring = ["t3", "", "", "t4", "t0", "t4"];
        Assert.Equal([new("t0", "2", "t0", "t4")], Of(Planted(6, t => "", parent: t => ring[t]), LeakKind.Parent).Examples);
    }

    [Fact]
    public void A_clean_split_gives_no_alarm_and_no_warning()
    {
        var audit = Planted(100, t => $"artist {t}", album: t => $"album {t}", label: t => t % 3 == 0 ? "up" : "down",
            hashes: [.. Enumerable.Range(0, 100).Select(i => $"h{i}")]);
        Assert.All(audit.Leaks, l => Assert.Equal(l.Kind == LeakKind.Title ? null : 0, l.Share));
        Assert.Empty(audit.Alarms);
        Assert.Empty(LeakWords.Warnings(audit));
        Assert.Contains("Inner validation shares nothing of this with inner training.", LeakWords.Sentences(audit));
    }

    [Fact]
    public void What_inner_validation_shares_with_inner_training_is_told_apart_from_what_the_test_shares()
    {
        Track[] tracks = [.. "AABC".Select((artist, i) => Track($"{i}", $"{artist}", "", "", "up"))];
        var audit = LeakAudit.Of(tracks, [new("1", [0], [1, 2], [3])], [ByColumn], ["artist"]);
        Assert.Equal((0.0, 0.5), (audit.Overlap.Group, audit.InnerOverlap.Group));
        Assert.Equal(new LeakExample("A", "1", "1", "0"), Assert.Single(audit.InnerLeaks[0].Examples));
        Assert.Empty(audit.Alarms);
        Assert.Contains("Inner validation shares with inner training the same artist (50.0\u00A0%): that can make the choice of trials and "
            + "epochs too good, not the score.", LeakWords.Sentences(audit));
    }

    [Fact]
    public void Each_column_that_the_split_keeps_together_is_looked_at_and_spotifys_name_is_a_title()
    {
        Track[] tracks = [.. Enumerable.Range(0, 4).Select(i => new Track($"{i}", $"{i}", new Dictionary<string, string>
        {
            ["composer"] = i < 2 ? "C" : "D",
            ["album"] = $"{i}",
            ["name"] = i % 2 == 0 ? "Ζωή" : $"{i}",
        }))];
        var audit = LeakAudit.Of(tracks, [new("1", [0, 1], [], [2, 3])], [ByColumn], ["composer", "album"]);
        Assert.Equal([(LeakKind.Group, "composer", 0), (LeakKind.Group, "album", 0), (LeakKind.Title, "name", 0.5),
            (LeakKind.AudioHash, "sha256", null), (LeakKind.Parent, "parent", 0)], audit.Leaks.Select(l => (l.Kind, l.Column, l.Share)));
        Assert.Equal(("composer", "Ζωή"), (audit.By, audit.Leaks[2].Examples[0].Value));
        // A random split of tracks without artists has no group to look at.
        Assert.Equal("", LeakAudit.Of(tracks, [new("1", [0, 1], [], [2, 3])], [ByColumn], []).By);
    }

    [Theory]
    [InlineData("track_id", "artists")]
    [InlineData("album", "artist")]
    [InlineData("playlist", "Artist Name(s)")]
    [InlineData("mb_trackid", "καλλιτέχνης")]
    public void An_artist_that_the_split_does_not_keep_together_is_told_and_an_alarm_where_it_tells(string by, string artist)
    {
        // 400 rows, two of each group on one side, and 40 artists on both.
        LeakAudit Audit(Func<int, string> label)
        {
            Track[] tracks = [.. Enumerable.Range(0, 400).Select(i => new Track($"t{i:D3}", "", new Dictionary<string, string>
            {
                [by] = $"group {i / 2}",
                [artist] = i == 20 ? "BAND 1" : $"band {i / 10}",
                ["label"] = label(i),
            }))];
            var sides = Enumerable.Range(0, 400).ToLookup(i => i / 2 % 2);
            return LeakAudit.Of(tracks, [new("1", [.. sides[1]], [], [.. sides[0]])], [ByColumn], [by]);
        }
        var telling = Audit(i => i / 10 % 2 == 0 ? "up" : "down");
        Assert.Equal((by, 0.0), (telling.By, telling.Overlap.Group));
        Assert.Equal([artist], telling.Alarms);
        Assert.Contains($"the same {artist} (", LeakWords.Warnings(telling)[^1], StringComparison.Ordinal);
        Assert.Equal(2, LeakWords.Warnings(telling).Count); // and its other spelling
        var silent = Audit(i => i % 10 < 6 ? "up" : "down");
        Assert.Equal(0.995, silent.Leaks.Single(l => l.Kind == LeakKind.Artist).Share);
        Assert.Empty(silent.Alarms);
        Assert.Empty(LeakWords.Warnings(silent));
        Assert.Matches($"^Same {Regex.Escape(artist)} on both sides: 99.5.* so this is no alarm.$", LeakWords.Sentences(silent)[1]);
        Assert.Contains(LeakWords.Sentences(silent), s => s.StartsWith($"Likely the same {artist}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("artist", "album")]
    [InlineData("artist_id", "release")]
    [InlineData("musicbrainz_artistid", "άλμπουμ")]
    [InlineData("Artist URI(s)", "musicbrainz_albumid")]
    public void Artists_may_be_numbers_and_words_for_none_are_nobody(string artist, string album)
    {
        string[] none = ["N/A", "nan", "Unknown", "-", "-nan", "1.#IND", "-1.#QNAN", "#N/A N/A", "blank", "άγνωστο", "N-A"];
        Track[] tracks = [.. Enumerable.Range(0, 40).Select(i => new Track($"t{i:D2}", "", new Dictionary<string, string>
        {
            [artist] = i < 22 ? none[i / 2] : $"{i / 2}",
            [album] = i < 22 ? none[i / 2] : $"a {i}",
            ["track_id"] = i < 22 ? none[i / 2] : $"x{i}",
            ["label"] = "up",
        }))];
        var sides = Enumerable.Range(0, 40).ToLookup(i => i % 2);
        var audit = LeakAudit.Of(tracks, [new("1", [.. sides[1]], [], [.. sides[0]])], [ByColumn], []);
        Assert.Equal((artist, 9 / 20.0, 22), (audit.By, audit.Leaks[0].Share, audit.Leaks[0].Unknown));
        Assert.Equal((album, 0.0, 22), (audit.Leaks[1].Column, audit.Leaks[1].Share, audit.Leaks[1].Unknown));
        Assert.DoesNotContain(audit.Leaks, l => l.Kind == LeakKind.Id);
        Assert.Empty(audit.Spellings);
    }

    [Fact]
    public void Nothing_depends_on_the_order_of_rows()
    {
        Track[] tracks = [.. Enumerable.Range(0, 60).Select(
            i => Track($"t{i:00}", $"artist {i % 7}", $"album {i % 11}", $"title {i % 13}", i % 3 == 0 ? "up" : "down"))];
        var order = Enumerable.Range(0, 60).ToArray();
        string Json(int[] order)
        {
            int[] Part(int from, int to) => [.. Enumerable.Range(0, 60).Where(p => order[p] >= from && order[p] < to)];
            var folds = new[]
            {
                new Fold("1", Part(20, 60), Part(10, 20), Part(0, 10)), new Fold("2", Part(0, 30), Part(30, 40), Part(40, 60)),
            };
            var audit = LeakAudit.Of([.. order.Select(i => tracks[i])], folds, [ByColumn],
                [], [.. order.Select(i => $"{i % 17}")], ["album"]);
            return JsonSerializer.Serialize(audit, Gmsa.Experiments.Foundation.Json.OneLine);
        }
        var first = Json(order);
        new Seed(5).Generator().Shuffle(order.AsSpan());
        Assert.Equal(first, Json(order));
        var read = JsonSerializer.Deserialize<LeakAudit>(first, Gmsa.Experiments.Foundation.Json.OneLine)!;
        Assert.Equal(first, JsonSerializer.Serialize(read, Gmsa.Experiments.Foundation.Json.OneLine));
        Assert.Contains("\"alarms\":[\"artist\"", first);
    }

    [Fact]
    public void Repeats_tell_a_share_of_all_tests_and_the_tracks_in_any_of_them()
    {
        Track[] tracks = [.. Enumerable.Range(0, 4).Select(i => Track($"{i}", $"{i}", "", i < 2 ? "twin" : $"t{i}", "up"))];
        Fold[] folds =
            [new("repeat 1 1", [2, 3], [], [0, 1]), new("repeat 1 2", [0, 1], [], [2, 3]), new("repeat 2 1", [1, 3], [], [0, 2])];
        string Told(Fold[] folds) => LeakWords.Sentences(LeakAudit.Of(tracks, folds, [ByColumn], ["artist"]))
            .Single(s => s.StartsWith("Same title", StringComparison.Ordinal));
        Assert.StartsWith("Same title on both sides: 16.7\u00A0% of all tests, 1 track in one repeat or another, such as", Told(folds));
        Assert.StartsWith("Same title on both sides: 50.0\u00A0% of the test tracks, 1 track, such as", Told(folds[2..]));
    }

    [Fact]
    public void Where_audio_is_not_known_it_says_what_to_do_or_that_there_is_none()
    {
        var audit = Planted(6, i => $"{i}");
        Assert.Contains("Same audio file on both sides: not known before the audio is read; "
            + "give the manifest the column sha256, or run `gmsa build` first.",
            LeakWords.Sentences(audit));
        Track[] table = [.. Enumerable.Range(0, 4).Select(i => Track($"{i}", $"{i}", "", "", "up") with { Path = "" })];
        Assert.Contains("Same audio file on both sides: there is no audio.",
            LeakWords.Sentences(LeakAudit.Of(table, [new("1", [0, 1], [], [2, 3])], [ByColumn], ["artist"])));
    }

    [Fact]
    public void A_record_without_names_still_tells_its_shares()
    {
        const string old = """
            {"by":"artist","n":10,"overlap":{"group":0.5,"title":0.1,"parent":0},
            "lookups":[{"scheme":"mood","n":10,"by_group":0.6,"by_album":0.3,"global":0.3}]}
            """;
        var audit = JsonSerializer.Deserialize<LeakAudit>(old, Json.OneLine)!;
        Assert.Equal(["artist"], audit.Alarms);
        Assert.Contains("Same artist on both sides: 50.0\u00A0% of the test tracks.", LeakWords.Sentences(audit));
    }

    /// <summary>Tracks t0, t1, ... of one fold "2": half are tested, the others learnt from.</summary>
    private static LeakAudit Planted(
        int n, Func<int, string> artist, Func<int, string>? album = null, Func<int, string>? label = null, Func<int, string>? parent = null,
        string[]? hashes = null)
    {
        Track[] tracks = [.. Enumerable.Range(0, n).Select(i => new Track($"t{i}", $"t{i}", new Dictionary<string, string>
        {
            ["artist"] = artist(i),
            ["album"] = album?.Invoke(i) ?? "",
            ["label"] = label?.Invoke(i) ?? "up",
            ["parent"] = parent?.Invoke(i) ?? "",
        }))];
        // Of six: 0, 2 and 3; of more: every second.
        var parts = Enumerable.Range(0, n).ToLookup(i => n == 6 ? i is 0 or 2 or 3 : i % 2 == 0);
        return LeakAudit.Of(tracks, [new("2", [.. parts[false].Skip(1)], [.. parts[false].Take(1)], [.. parts[true]])], [ByColumn],
            ["artist"], hashes);
    }

    private static Leak Of(LeakAudit audit, LeakKind kind) => audit.Leaks.Single(l => l.Kind == kind);

    private static Track Track(string id, string artist, string album, string title, string label) =>
        new(id, id, new Dictionary<string, string>
        {
            ["artist"] = artist,
            ["album"] = album,
            ["title"] = title,
            ["label"] = label,
        });
}
