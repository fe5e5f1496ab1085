using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Which tracks stay together: those that share the value of any of the columns, directly or through others, and copies with what they
/// are copies of (the manifest's column <c>parent</c> names the original's id). Blank values share nothing.
/// </summary>
public static class GroupNames
{
    /// <summary>The manifest column with the id of the track that a row is a copy of.</summary>
    public const string ParentColumn = "parent";

    /// <returns>
    /// The name of each track's group: the value of the one column; of several columns, or of copies, what the member with the first id
    /// says in each, which no other group can say. Blank where the track stands alone and no column says anything.
    /// </returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Track> tracks, IReadOnlyList<string> columns)
    {
        var root = Components(tracks, columns);
        var first = Enumerable.Range(0, tracks.Count).GroupBy(i => root[i]).ToDictionary(g => g.Key, g => g.MinBy(i => tracks[i].Id, StringComparer.Ordinal));
        var size = root.CountBy(r => r).ToDictionary();
        return [.. Enumerable.Range(0, tracks.Count).Select(i => Name(tracks[first[root[i]]], columns, alone: size[root[i]] == 1))];
    }

    private static string Name(Track track, IReadOnlyList<string> columns, bool alone)
    {
        var values = columns.Select(c => track[c]).ToArray();
        if (!values.All(string.IsNullOrWhiteSpace)) return string.Join(" / ", values);
        return alone ? "" : track.Id;
    }

    /// <summary>A number for each track, the same for tracks of one group: union-find over everything that tracks share.</summary>
    internal static int[] Components(IReadOnlyList<Track> tracks, IReadOnlyList<string> columns)
    {
        var up = Enumerable.Range(0, tracks.Count).ToArray();
        foreach (var column in columns)
            foreach (var group in Enumerable.Range(0, tracks.Count).Where(i => !string.IsNullOrWhiteSpace(tracks[i][column])).GroupBy(i => tracks[i][column], StringComparer.Ordinal))
                Unite(group);
        // A copy belongs to its original, and copies of an original that isn't there to each other.
        var family = Enumerable.Range(0, tracks.Count).Where(i => !string.IsNullOrWhiteSpace(tracks[i][ParentColumn]))
            .Select(i => tracks[i][ParentColumn]).ToHashSet(StringComparer.Ordinal);
        if (family.Count > 0)
            foreach (var group in Enumerable.Range(0, tracks.Count)
                .SelectMany(i => ((string[])[tracks[i].Id, tracks[i][ParentColumn]]).Where(family.Contains).Select(id => (Id: id, Track: i)))
                .GroupBy(p => p.Id, p => p.Track, StringComparer.Ordinal))
                Unite(group);
        for (var i = 0; i < up.Length; i++) up[i] = Root(i);
        return up;

        int Root(int i)
        {
            while (up[i] != i) i = up[i] = up[up[i]];
            return i;
        }

        void Unite(IEnumerable<int> members)
        {
            var whole = members.First();
            foreach (var i in members) up[Root(i)] = Root(whole);
        }
    }
}
