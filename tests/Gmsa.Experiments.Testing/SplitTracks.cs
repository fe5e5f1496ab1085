using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Testing;

/// <summary>Labelled tracks with whatever columns a split reads.</summary>
/// <param name="Labels">The label of each track.</param>
public sealed record SplitTracks(IReadOnlyList<Track> Tracks, IReadOnlyList<string> Labels)
{
    private const int GroupSize = 3, Folds = 4, Copies = 4;

    /// <summary>
    /// Tracks t000, t001, ... in groups of 3, labelled a and b in turn, and behind them copies of some (whose <c>parent</c> they name).
    /// Columns that the split keeps together name the group; others that it reads name one of 4 folds, by group.
    /// </summary>
    /// <param name="count">Of the originals; of fewer than 8 there are no copies.</param>
    public static SplitTracks For(SplitOptions options, int count)
    {
        var originals = Enumerable.Range(0, count).Select(i => Track(i, i / GroupSize)).ToArray();
        var copies = Enumerable.Range(0, count < 2 * Copies ? 0 : Copies).Select(c =>
        {
            var parent = originals[c * (count / Copies)];
            var values = new Dictionary<string, string>(parent.Values) { ["parent"] = parent.Id };
            foreach (var column in options.KeptTogether) values[column] = ""; // its parent alone says where it belongs
            return (parent, copy: new Track(FormattableString.Invariant($"t{count + c:000}"), "", values));
        }).ToArray();
        return new(
            [.. originals, .. copies.Select(c => c.copy)],
            [.. originals.Select((_, i) => Label(i)), .. copies.Select(c => Label(Array.IndexOf(originals, c.parent)))]);

        Track Track(int number, int group) => new(
            FormattableString.Invariant($"t{number:000}"), "", options.Columns.Distinct().ToDictionary(column => column, column =>
                options.KeptTogether.Contains(column) ? FormattableString.Invariant($"{column} {group}")
                    : FormattableString.Invariant($"{group % Folds + 1}")));
    }

    /// <summary>The same tracks in another order: the place of each in this one.</summary>
    public SplitTracks InOrder(IReadOnlyList<int> places) =>
        new([.. places.Select(place => Tracks[place])], [.. places.Select(place => Labels[place])]);

    /// <summary>Pairs of tracks that belong into one part: they share a value of a column that is kept together, or one is a copy of the
    /// other.</summary>
    public IEnumerable<(int, int)> Together(SplitOptions options) =>
        from i in Enumerable.Range(0, Tracks.Count)
        from j in Enumerable.Range(0, i)
        let a = Tracks[i]
        let b = Tracks[j]
        where a["parent"] == b.Id || b["parent"] == a.Id
            || options.KeptTogether.Any(column => a[column].Length > 0 && a[column] == b[column])
        select (i, j);

    private static string Label(int number) => number % 2 == 0 ? "a" : "b";
}
