namespace Gmsa.Experiments.Manifests;

/// <summary>Copies of tracks: the column <c>parent</c> says which track a row is a copy of.</summary>
internal static class Parents
{
    /// <summary>The manifest column with the id of the track that a row is a copy of; the track need not be there.</summary>
    public const string Column = "parent";

    /// <summary>
    /// The id of each track's first ancestor, through any copies of copies; its own where it is no copy. Where parents go in a circle, the
    /// first id of the circle stands for all of it.
    /// </summary>
    public static IReadOnlyList<string> Origins(IReadOnlyList<Track> tracks)
    {
        // An id that is a path is kept as it is written, and what names it may be spelt otherwise.
        var idOf = tracks.Select(t => (t.Id, Value: TrackIdentity.Value(t.Id))).OrderByDescending(t => t.Id == t.Value)
            .DistinctBy(t => t.Value, StringComparer.Ordinal).ToDictionary(t => t.Value, t => t.Id, StringComparer.Ordinal);
        var parentOf = tracks.Where(IsCopy).ToDictionary(t => t.Id,
            t => idOf.GetValueOrDefault(TrackIdentity.Value(t[Column]), t[Column]), StringComparer.Ordinal);
        return [.. tracks.Select(t => First(t.Id))];

        string First(string id)
        {
            var path = new List<string> { id };
            while (parentOf.TryGetValue(path[^1], out var up) && !path.Contains(up)) path.Add(up);
            return parentOf.TryGetValue(path[^1], out var again) ? path[path.IndexOf(again)..].Min(StringComparer.Ordinal)! : path[^1];
        }
    }

    /// <summary>
    /// The tracks with their first ancestor as parent, so that a copy of a copy is known as a copy even where the one between is left out.
    /// </summary>
    public static IReadOnlyList<Track> Resolved(IReadOnlyList<Track> tracks)
    {
        if (!tracks.Any(IsCopy)) return tracks;
        return [.. tracks.Zip(Origins(tracks), (track, origin) => !IsCopy(track) ? track
            : track with { Values = new Dictionary<string, string>(track.Values, StringComparer.Ordinal) { [Column] = origin } })];
    }

    private static bool IsCopy(Track track) => !string.IsNullOrWhiteSpace(track[Column]);
}
