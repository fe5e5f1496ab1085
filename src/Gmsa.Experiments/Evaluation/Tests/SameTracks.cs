using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Makes sure that two tables speak of the same tracks, so that their difference means something.</summary>
internal static class SameTracks
{
    /// <summary>The two rows of every track and round, in the ordinal order of track ids, then by round.</summary>
    /// <exception cref="InputException">Another set of tracks (with the counts), or other truths.</exception>
    public static IReadOnlyList<(Prediction A, Prediction B)> Check(
        (string Name, PredictionTable Table) a, (string Name, PredictionTable Table) b)
    {
        var (first, second) = (CodedTable.Of(a.Table), CodedTable.Of(b.Table));
        var others = second.Rows.ToDictionary(r => (r.TrackId, r.Round));
        var both = first.Rows.Where(r => others.ContainsKey((r.TrackId, r.Round)))
            .Select(r => (A: r, B: others[(r.TrackId, r.Round)])).ToArray();
        if (both.Length != first.Rows.Count || both.Length != others.Count)
            throw new InputException(
                "", $"{a.Name} predicts {first.Rows.Count} tracks{(first.Tracks < first.Rows.Count ? " (repeats counted)" : "")}, "
                + $"{b.Name} {others.Count}, and {both.Length} are in both; "
                + "only predictions of the same tracks can be compared");
        var other = both.Where(t => t.A.Truth != t.B.Truth).ToArray();
        if (other.Length > 0)
            throw new InputException("", $"{other.Length} of {both.Length} tracks have another truth in {a.Name} than in {b.Name} "
                + $"(the first: track '{other[0].A.TrackId}', {other[0].A.Truth} and {other[0].B.Truth}); "
                + "only predictions of the same truths can be compared");
        return both;
    }
}
