using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Evaluation;

/// <summary>One thing that tracks may share, and what each track has of it (blank: nothing), in the order of the tracks.</summary>
internal sealed record SharedKey(LeakKind Kind, string Column, IReadOnlyList<string> Values)
{
    public const string Audio = "sha256";

    /// <summary>Everything that the audit looks at; a column that is a group is not looked at again as album or title.</summary>
    public static IReadOnlyList<SharedKey> Of(IReadOnlyList<Track> tracks, IReadOnlyList<string> groups, IReadOnlyList<string>? audioHashes)
    {
        if (audioHashes is not null && audioHashes.Count != tracks.Count)
            throw new ArgumentException($"{audioHashes.Count} audio hashes for {tracks.Count} tracks", nameof(audioHashes));
        // Spotify's tables call a title "name".
        var title = tracks.Any(t => t.Title.Length > 0) || tracks.All(t => t["name"].Length == 0) ? "title" : "name";
        (LeakKind Kind, string Column)[] all =
        [
            .. groups.Select(g => (LeakKind.Group, g)),
            (LeakKind.Album, "album"), (LeakKind.Title, title), (LeakKind.AudioHash, Audio), (LeakKind.Parent, Parents.Column),
        ];
        return [.. all.DistinctBy(k => k.Column, StringComparer.Ordinal)
            .Select(k => new SharedKey(k.Kind, k.Column, Values(k.Kind, k.Column)))];

        IReadOnlyList<string> Values(LeakKind kind, string column) => (kind, column) switch
        {
            (LeakKind.Title, _) => [.. tracks.Select(t => SongTitle.Normalise(t[column]))],
            (_, Audio) when audioHashes is not null => audioHashes,
            (_, Parents.Column) => Parents.Origins(tracks),
            _ => [.. tracks.Select(t => t[column])],
        };
    }
}
