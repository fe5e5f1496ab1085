using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Makes sure that two tables speak of the same tracks, so that their difference means something.</summary>
internal static class SameTracks
{
    /// <summary>The two rows of every track, in the ordinal order of track ids.</summary>
    /// <exception cref="InputException">Another set of tracks (with the counts), or other truths.</exception>
    public static IReadOnlyList<(Prediction A, Prediction B)> Check(
        (string Name, PredictionTable Table) a, (string Name, PredictionTable Table) b)
    {
        var second = CodedTable.Of(b.Table).Rows.ToDictionary(r => r.TrackId, StringComparer.Ordinal);
        var both = CodedTable.Of(a.Table).Rows.Where(r => second.ContainsKey(r.TrackId))
            .Select(r => (A: r, B: second[r.TrackId])).ToArray();
        if (both.Length != a.Table.Rows.Count || both.Length != second.Count)
            throw new InputException(
                "", $"{a.Name} predicts {a.Table.Rows.Count} tracks, {b.Name} {second.Count}, and {both.Length} are in both; "
                + "only predictions of the same tracks can be compared");
        var other = both.Where(t => t.A.Truth != t.B.Truth).ToArray();
        if (other.Length > 0)
            throw new InputException("", $"{other.Length} of {both.Length} tracks have another truth in {a.Name} than in {b.Name} "
                + $"(the first: track '{other[0].A.TrackId}', {other[0].A.Truth} and {other[0].B.Truth}); "
                + "only predictions of the same truths can be compared");
        return both;
    }
}
