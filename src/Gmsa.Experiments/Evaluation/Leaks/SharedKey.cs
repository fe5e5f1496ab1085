using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Evaluation;

/// <summary>One thing that tracks may share, and what each track has of it (blank: nothing), in the order of the tracks.</summary>
internal sealed record SharedKey(LeakKind Kind, string Column, IReadOnlyList<string> Values)
{
    public const string Audio = "sha256";

    /// <summary>What stands for all features at once where a column would.</summary>
    public const string AllFeatures = "features";

    /// <summary>A track's value as people know it.</summary>
    public string Shown(Track track, string value) => Kind switch
    {
        LeakKind.Album or LeakKind.Title => track[Column],
        LeakKind.FeatureRow => value.StartsWith(FeatureTwins.Nearly, StringComparison.Ordinal) ? FeatureTwins.Nearly : "",
        _ => value,
    };

    /// <summary>Everything that the audit looks at; a column that is a group is not looked at again as something else.</summary>
    /// <param name="artist">The column of the artist, where there is one.</param>
    /// <param name="featureRows">Null where there are none.</param>
    public static IReadOnlyList<SharedKey> Of(
        IReadOnlyList<Track> tracks, IReadOnlyList<string> groups, string? artist, IReadOnlyList<string>? audioHashes,
        IReadOnlyList<string>? featureRows = null)
    {
        if (audioHashes is not null && audioHashes.Count != tracks.Count)
            throw new ArgumentException($"{audioHashes.Count} audio hashes for {tracks.Count} tracks", nameof(audioHashes));
        (LeakKind Kind, string Column)[] all =
        [
            .. groups.Select(g => (LeakKind.Group, g)), .. artist is null ? [] : new[] { (LeakKind.Artist, artist) },
            (LeakKind.Album, ColumnRoles.Find(ColumnRole.Album, tracks) ?? "album"),
            (LeakKind.Title, ColumnRoles.Find(ColumnRole.Title, tracks) ?? "title"),
            (LeakKind.AudioHash, Audio), (LeakKind.Parent, Parents.Column),
            .. RecordingIds(tracks).Select(c => (LeakKind.Id, c)),
            .. featureRows is null ? [] : new[] { (LeakKind.FeatureRow, AllFeatures) },
        ];
        return [.. all.DistinctBy(k => k.Column, StringComparer.Ordinal)
            .Select(k => new SharedKey(k.Kind, k.Column, Values(k.Kind, k.Column)))];

        IReadOnlyList<string> Values(LeakKind kind, string column) => (kind, column) switch
        {
            (LeakKind.FeatureRow, _) => featureRows!,
            (LeakKind.Album or LeakKind.Title, _) => [.. tracks.Select(t => IsMissing(t, column) ? "" : TrackIdentity.Likeness(t[column]))],
            (_, Audio) when audioHashes is not null => audioHashes,
            (_, Parents.Column) => Parents.Origins(tracks),
            _ => [.. tracks.Select(t => IsMissing(t, column) ? "" : TrackIdentity.Value(t[column]))],
        };
    }

    private static bool IsMissing(Track track, string column) => track[column].Length == 0 || MissingWords.Are(track[column]);

    /// <summary>Columns of ids that stand at several rows and are those of a recording there: not where most of these rows have other
    /// titles, as where tracks are counted within albums.</summary>
    private static IEnumerable<string> RecordingIds(IReadOnlyList<Track> tracks)
    {
        var title = ColumnRoles.Find(ColumnRole.Title, tracks);
        foreach (var column in ColumnRoles.Named(ColumnRole.Id, tracks.SelectMany(t => t.Values.Keys).Distinct(StringComparer.Ordinal)))
        {
            var repeated = tracks.Where(t => !IsMissing(t, column)).GroupBy(t => t[column], StringComparer.Ordinal)
                .Where(g => g.Skip(1).Any()).ToArray();
            if (repeated.Length > 0 && 2 * repeated.Count(HasTwoTitles) <= repeated.Length) yield return column;
        }

        bool HasTwoTitles(IEnumerable<Track> rows) =>
            title is not null && rows.Select(t => TrackIdentity.Likeness(t[title])).Distinct(StringComparer.Ordinal).Skip(1).Any();
    }
}
