using System.Text.Json.Serialization;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Evaluation;

/// <summary>What tracks of two parts may have in common.</summary>
public enum LeakKind
{
    /// <summary>The value of a column that stays together, or should.</summary>
    Group,
    Album,

    /// <summary>The artist, where the split keeps other things together.</summary>
    Artist,

    /// <summary>In any spelling (<see cref="TrackIdentity.Likeness(string)"/>), as albums too.</summary>
    Title,

    /// <summary>The same file, byte for byte.</summary>
    AudioHash,

    /// <summary>A track and a copy that was augmented from it, or two such copies.</summary>
    Parent,

    /// <summary>The id of a recording in some catalogue, as <c>track_id</c>.</summary>
    Id,

    /// <summary>All features, or all but one, where they are columns and don't coincide by chance (<see cref="FeatureTwins"/>).</summary>
    FeatureRow,
}

/// <summary>How many tracks of one part share something with tracks that were learnt from, and the first of them by name.</summary>
/// <param name="Column">The manifest column that says it; <c>sha256</c> stands for the audio, whoever computed its hash.</param>
/// <param name="Share">Of the times a track was scored, 0..1; null where no track says it.</param>
/// <param name="Tracks">How many different tracks.</param>
/// <param name="Unknown">How many tracks of all have no value.</param>
/// <param name="Examples">One a value: the first three values in ordinal order.</param>
public sealed record Leak(LeakKind Kind, string Column, double? Share, int Tracks, int Unknown, IReadOnlyList<LeakExample> Examples)
{
    private const int Named = 3;

    /// <summary>True of what tracks of different songs may share too: the name of an album, such as "Best of", or of a song, and the
    /// artist, where whoever made the split chose to keep something else together.</summary>
    [JsonIgnore]
    public bool MayBeHonest => Kind is LeakKind.Album or LeakKind.Title or LeakKind.Artist;

    /// <param name="parts">Name of the fold, the tracks that are scored in it, and those that are learnt from.</param>
    internal static Leak Of(
        SharedKey key, IReadOnlyList<Track> tracks, IEnumerable<(string Fold, IReadOnlyList<int> Scored, IEnumerable<int> Learnt)> parts)
    {
        var (found, scored) = (new List<LeakExample>(), 0);
        foreach (var (fold, tested, learnt) in parts)
        {
            // Of the tracks with a value the one whose id comes first, so that nothing depends on the order of rows.
            var first = learnt.Where(i => key.Values[i].Length > 0).OrderBy(i => tracks[i].Id, StringComparer.Ordinal)
                .DistinctBy(i => key.Values[i], StringComparer.Ordinal).ToDictionary(i => key.Values[i], StringComparer.Ordinal);
            scored += tested.Count;
            foreach (var i in tested)
                if (first.TryGetValue(key.Values[i], out var other))
                    found.Add(new(key.Shown(tracks[i], key.Values[i]), fold, tracks[i].Id, tracks[other].Id));
        }
        var unknown = key.Values.Count(v => v.Length == 0);
        return new(
            key.Kind, key.Column, unknown == tracks.Count || scored == 0 ? null : (double)found.Count / scored,
            found.DistinctBy(e => e.Track, StringComparer.Ordinal).Count(), unknown,
            [.. found.GroupBy(e => e.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Take(Named)
                .Select(g => g.OrderBy(e => e.Track, StringComparer.Ordinal).ThenBy(e => e.Fold, StringComparer.Ordinal).First())]);
    }
}

/// <summary>A track that is scored in a fold, and one that is learnt from there, with the same value.</summary>
/// <param name="Value">As the scored track has it; of augmented copies the id of the track they were made from, of rows of features
/// blank, or <see cref="FeatureTwins.Nearly"/>.</param>
/// <param name="Track">The id of the scored track.</param>
/// <param name="Training">The id of the other; of several the first.</param>
public sealed record LeakExample(string Value, string Fold, string Track, string Training);

/// <summary>
/// Shares of test tracks, 0..1, that have something in common with a track of the training part; null where no track says.
/// </summary>
/// <param name="Group">Of the audited group columns the largest share.</param>
/// <param name="Title">Without case, accents and punctuation.</param>
/// <param name="AudioHash">The same file, byte for byte.</param>
/// <param name="Parent">The same track: an augmented copy has its parent's id.</param>
public sealed record LeakOverlap(double? Group, double? Album, double? Title, double? AudioHash, double? Parent)
{
    internal static LeakOverlap Of(IReadOnlyList<Leak> leaks)
    {
        return new(Share(LeakKind.Group), Share(LeakKind.Album), Share(LeakKind.Title), Share(LeakKind.AudioHash), Share(LeakKind.Parent));

        double? Share(LeakKind kind) => leaks.Where(l => l.Kind == kind).Max(l => l.Share);
    }

    /// <summary>The leaks of a record that has no names, only shares.</summary>
    internal IReadOnlyList<Leak> Leaks(string by) =>
    [
        new(LeakKind.Group, by, Group, 0, 0, []),
        new(LeakKind.Album, "album", Album, 0, 0, []),
        new(LeakKind.Title, "title", Title, 0, 0, []),
        new(LeakKind.AudioHash, SharedKey.Audio, AudioHash, 0, 0, []),
        new(LeakKind.Parent, Parents.Column, Parent, 0, 0, []),
    ];
}
