using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Which tracks stay together: those that share the value of any of the columns, directly or through others, and copies with what they
/// are copies of (the manifest's column <c>parent</c> names the original's id). Blank values share nothing; spellings of one value
/// (<see cref="TrackIdentity.Value"/>) are one.
/// </summary>
internal static class GroupNames
{
    /// <returns>
    /// The name of each track's group, which no other group has: the value of the one column, of several columns what the first member (by
    /// id) says in each; the first id where no column says anything, and behind a name that is taken. Blank where the track stands alone
    /// and no column says anything.
    /// </returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Track> tracks, IReadOnlyList<string> columns)
    {
        var groupOf = Components(tracks, columns);
        var names = new Dictionary<int, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var groups = Enumerable.Range(0, tracks.Count)
            .OrderBy(i => tracks[i].Id, StringComparer.Ordinal).GroupBy(i => groupOf[i], i => tracks[i]);
        foreach (var group in groups)
        {
            var said = group.Select(t => string.Join(" / ", columns.Select(c => TrackIdentity.Value(t[c]))))
                .FirstOrDefault(n => n.Replace(" / ", "").Trim().Length > 0);
            var name = said ?? (group.Count() == 1 ? "" : group.First().Id);
            if (name.Length > 0 && !taken.Add(name)) taken.Add(name += $" ({group.First().Id})");
            names.Add(group.Key, name);
        }
        return [.. groupOf.Select(g => names[g])];
    }

    /// <summary>A number for each track, the same for tracks of one group: union-find over everything that tracks share.</summary>
    internal static int[] Components(IReadOnlyList<Track> tracks, IReadOnlyList<string> columns)
    {
        var up = Enumerable.Range(0, tracks.Count).ToArray();
        foreach (var column in columns) Share(i => TrackIdentity.Value(tracks[i][column]));
        var origins = Parents.Origins(tracks);
        Share(i => origins[i]);
        for (var i = 0; i < up.Length; i++) up[i] = Root(i);
        return up;

        int Root(int i)
        {
            while (up[i] != i) i = up[i] = up[up[i]];
            return i;
        }

        void Share(Func<int, string> value)
        {
            var groups = Enumerable.Range(0, tracks.Count).GroupBy(value, StringComparer.Ordinal);
            foreach (var group in groups.Where(g => !string.IsNullOrWhiteSpace(g.Key)))
                foreach (var i in group) up[Root(i)] = Root(group.First());
        }
    }
}
