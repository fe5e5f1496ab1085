using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// Test tracks whose value training tracks have in what may be another spelling: alike in
/// <see cref="TrackIdentity.Likeness(string)"/>, of artists also the same words in another order, or one artist of several that a value
/// names.
/// </summary>
/// <param name="Share">Of the times a track was tested, 0..1.</param>
/// <param name="Tracks">How many different tracks.</param>
/// <param name="Examples">One a pair of spellings: those of most tests first.</param>
public sealed record SpellingLeak(string Column, double Share, int Tracks, IReadOnlyList<SpellingExample> Examples)
{
    private const int Named = 3;

    /// <returns>Null where there are none, or the column holds ids, which have no spelling.</returns>
    internal static SpellingLeak? Of(string column, IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds)
    {
        var role = ColumnRoles.Of(column);
        if (role == ColumnRole.Id) return null;
        string[] values = [.. tracks.Select(t => MissingWords.Are(t[column]) ? "" : TrackIdentity.Value(t[column]))];
        // As it is written, with line breaks if any: they part artists.
        var written = tracks.Zip(values, (t, v) => (Value: v, Text: t[column])).Where(p => p.Value.Length > 0)
            .GroupBy(p => p.Value, p => p.Text, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).MaxBy(t => t.Count(char.IsControl))!, StringComparer.Ordinal);
        var likenesses = Likenesses(written, areArtists: role == ColumnRole.Artist);
        var found = folds.SelectMany(fold => Of(fold, tracks, values, likenesses)).ToArray();
        if (found.Length == 0) return null;
        var pairs = found.GroupBy(Pair).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.First, StringComparer.Ordinal).ThenBy(g => g.Key.Second, StringComparer.Ordinal);
        var share = (double)found.Length / folds.Sum(f => f.Test.Count);
        return new(column, share, found.DistinctBy(e => e.Track, StringComparer.Ordinal).Count(), [.. pairs.Take(Named).Select(First)]);

        static SpellingExample First(IEnumerable<SpellingExample> pair) =>
            pair.OrderBy(e => e.Track, StringComparer.Ordinal).ThenBy(e => e.Fold, StringComparer.Ordinal).First();

        static (string First, string Second) Pair(SpellingExample e) =>
            string.CompareOrdinal(e.Value, e.Other) < 0 ? (e.Value, e.Other) : (e.Other, e.Value);
    }

    private static IEnumerable<SpellingExample> Of(
        Fold fold, IReadOnlyList<Track> tracks, string[] values, Dictionary<string, string[]> likenesses)
    {
        // Of each likeness the first two values: one of them is another than the test track's.
        var known = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var learnt = fold.Train.Concat(fold.Validation).Where(i => values[i].Length > 0).OrderBy(i => values[i], StringComparer.Ordinal)
            .ThenBy(i => tracks[i].Id, StringComparer.Ordinal).DistinctBy(i => values[i], StringComparer.Ordinal);
        foreach (var i in learnt)
            foreach (var likeness in likenesses[values[i]])
            {
                if (!known.TryGetValue(likeness, out var first)) known[likeness] = first = [];
                if (first.Count < 2) first.Add(i);
            }
        foreach (var i in fold.Test.Where(i => values[i].Length > 0))
        {
            var others = likenesses[values[i]].SelectMany(l => known.GetValueOrDefault(l) ?? []).Where(o => values[o] != values[i]);
            foreach (var other in others.Take(1))
                yield return new(values[i], values[other], fold.Name, tracks[i].Id, tracks[other].Id);
        }
    }

    /// <summary>Everything by which each value may be another one, the surest first.</summary>
    /// <param name="written">Each value, and a text that has it.</param>
    private static Dictionary<string, string[]> Likenesses(Dictionary<string, string> written, bool areArtists)
    {
        var credits = written.ToDictionary(w => w.Key, w => areArtists ? Credits.Of(w.Value) : [], StringComparer.Ordinal);
        // A part that is doubtful is an artist where another row has it alone, or for sure, or beside another artist.
        var artists = written.Keys.Select(TrackIdentity.Likeness)
            .Concat(credits.Values.SelectMany(c => c).Where(c => c.Certainty == CreditCertainty.Sure).Select(c => c.Likeness))
            .Concat(credits.Values.SelectMany(c => c.Where(p => p.Certainty == CreditCertainty.Doubtful).DistinctBy(p => p.Likeness))
                .CountBy(p => p.Likeness, StringComparer.Ordinal).Where(c => c.Value > 1).Select(c => c.Key))
            .ToHashSet(StringComparer.Ordinal);
        return written.Keys.ToDictionary(v => v, v => (string[])[.. All(v).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);

        IEnumerable<string> All(string value)
        {
            yield return TrackIdentity.Likeness(value);
            if (!areArtists) yield break;
            yield return "\n" + TrackIdentity.LikenessOfName(value); // a kind of its own: it is like no other value's letters
            foreach (var (likeness, _) in credits[value].Where(c => artists.Contains(c.Likeness))) yield return likeness;
        }
    }
}

/// <summary>A track that is tested in a fold, and one that is learnt from there, with values that may be one.</summary>
/// <param name="Value">The tested track's.</param>
/// <param name="Other">The other's.</param>
/// <param name="Track">The id of the tested track.</param>
/// <param name="Training">The id of the other; of several the first.</param>
public sealed record SpellingExample(string Value, string Other, string Fold, string Track, string Training);
