using CsvHelper;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>The audit of the origin's own table, of which it is known how much leaks.</summary>
public class OriginLeakTests
{
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
            return LeakAudit.Of(tracks,
                [new Fold("0", order[test..], [], order[..test])], [MoodSchemes.Mood8, MoodSchemes.Mood4], together: []);
        }).ToArray();
        Assert.All(audits, a => Assert.Equal(("artist", 0), (a.By, a.Together.Count)));
        Assert.Equal(0.997, audits.Average(a => a.Overlap.Group!.Value), 0.002);
        Assert.Equal(0.990, audits.Average(a => a.Overlap.Album!.Value), 0.003);
        Assert.Equal(0.315, audits.Average(a => a.Lookups[0].ByGroup), 0.01);
        Assert.Equal(0.351, audits.Average(a => a.Lookups[0].ByAlbum), 0.01);
        Assert.Equal(0.498, audits.Average(a => a.Lookups[1].ByGroup), 0.01);
        Assert.Equal(0.533, audits.Average(a => a.Lookups[1].ByAlbum), 0.01);
        Assert.All(audits, a => Assert.Equal(["artist", "album"], a.Alarms.Take(2)));
    }

    [Fact]
    public void With_artists_kept_apart_the_origins_lookup_falls_to_the_majority()
    {
        var tracks = GreekTracks();
        var folds = new GroupKFoldOptions().Create().Split(tracks, [.. tracks.Select(t => MoodSchemes.Mood8.LabelOf(t)!)], new Seed(42));
        var audit = LeakAudit.Of(tracks, folds, [MoodSchemes.Mood8, MoodSchemes.Mood4], ["artist"]);
        Assert.Equal((5229, 0.0), (audit.N, audit.Overlap.Group));
        Assert.All(audit.Lookups, l => Assert.Equal(l.Global, l.ByGroup));
        Assert.Equal(0.215, audit.Lookups[0].ByGroup, 0.01);
        Assert.Equal(0.405, audit.Lookups[1].ByGroup, 0.01);
        // Songs of different artists share titles, and compilations albums: no alarm.
        Assert.Empty(audit.Alarms);
    }

    private static List<Track> GreekTracks()
    {
        using var csv = CsvReader.FromFile(Repository.Shared("corpora/greek/Spotify_Tracks.csv"), new CsvReaderOptions { Separator = ',' });
        var tracks = new List<Track>();
        while (csv.Read())
        {
            var id = csv.GetString(0);
            tracks.Add(new(id, id, new[] { "name", "artist", "album", "energy", "valence" }.ToDictionary(c => c, csv.GetString)));
        }
        return tracks;
    }
}
