namespace Gmsa.Experiments.Manifests;

/// <summary>Copies of tracks: the column <c>parent</c> says which track a row is a copy of.</summary>
public static class Parents
{
    /// <summary>The manifest column with the id of the track that a row is a copy of; the track need not be there.</summary>
    public const string Column = "parent";

    /// <summary>
    /// The tracks with their first ancestor as parent, so that a copy of a copy is known as a copy even where the one between is left out.
    /// Where parents go in a circle, the first id of the circle stands for all of it.
    /// </summary>
    public static IReadOnlyList<Track> Resolved(IReadOnlyList<Track> tracks)
    {
        var parentOf = tracks.Where(t => !string.IsNullOrWhiteSpace(t[Column])).ToDictionary(t => t.Id, t => t[Column], StringComparer.Ordinal);
        if (parentOf.Count == 0) return tracks;
        return [.. tracks.Select(t => !parentOf.ContainsKey(t.Id) ? t
            : t with { Values = new Dictionary<string, string>(t.Values, StringComparer.Ordinal) { [Column] = First(t.Id) } })];

        string First(string id)
        {
            var path = new List<string> { id };
            while (parentOf.TryGetValue(path[^1], out var up) && !path.Contains(up)) path.Add(up);
            return parentOf.TryGetValue(path[^1], out var again) ? path[path.IndexOf(again)..].Min(StringComparer.Ordinal)! : path[^1];
        }
    }
}
