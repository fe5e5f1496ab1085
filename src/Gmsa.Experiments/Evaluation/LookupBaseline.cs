using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>The accuracy, 0..1, of naming the label that most training tracks with the same value have, without hearing anything.</summary>
/// <param name="N">Test tracks with a label, over all folds.</param>
/// <param name="ByGroup">Looked up by group (of several group columns the one that scores most); the whole training part's most frequent
/// label where the group is blank or not in it.</param>
/// <param name="ByAlbum">Looked up by album, likewise.</param>
/// <param name="Global">The whole training part's most frequent label for every track.</param>
public sealed record LookupBaseline(string Scheme, int N, double ByGroup, double ByAlbum, double Global)
{
    /// <summary>Looked up by each column of the audit (see <see cref="LeakAudit.Leaks"/>), likewise.</summary>
    public IReadOnlyDictionary<string, double> ByColumn { get; init; } = new Dictionary<string, double>();

    /// <summary>Looked up by what tracks share.</summary>
    public double By(Leak leak) => ByColumn.TryGetValue(leak.Column, out var share) ? share
        : leak.Kind switch { LeakKind.Group => ByGroup, LeakKind.Album => ByAlbum, _ => Global };

    internal static LookupBaseline Of(
        IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds, LabelScheme scheme, IReadOnlyList<SharedKey> keys)
    {
        string?[] labels = [.. tracks.Select(scheme.LabelOf)];
        var by = keys.ToDictionary(k => k.Column, k => LabelLookup.Of(k.Values, labels, scheme.Labels, folds), StringComparer.Ordinal);
        var any = by.Values.First();
        return new(scheme.Name, any.N, Best([.. keys.Where(k => k.Kind == LeakKind.Group).Select(k => k.Column)]), Best(["album"]), any.Global)
        {
            ByColumn = by.ToDictionary(b => b.Key, b => b.Value.Accuracy, StringComparer.Ordinal),
        };

        double Best(string[] columns) => columns.Where(by.ContainsKey).Select(c => by[c].Accuracy).DefaultIfEmpty(any.Global).Max();
    }
}

/// <summary>How often a lookup of the training part's commonest label by a value is right, over the test tracks of all folds.</summary>
/// <param name="N">Test tracks with a label.</param>
/// <param name="Known">Those whose value a training track has.</param>
/// <param name="KnownRight">Those of them for which the lookup is right.</param>
/// <param name="CommonestRight">Test tracks that have the commonest label of the whole training part.</param>
/// <param name="Right">Test tracks for which the lookup is right, or that commonest label where their value isn't known.</param>
internal readonly record struct LabelLookup(int N, int Known, int KnownRight, int CommonestRight, int Right)
{
    public double Accuracy => Share(Right, N);

    /// <summary>What the commonest label alone gets.</summary>
    public double Global => Share(CommonestRight, N);

    /// <param name="values">One a track; a blank one is no value.</param>
    /// <param name="labels">One a track, null where it has none.</param>
    /// <param name="order">Every label; of equally common ones the first counts.</param>
    public static LabelLookup Of(IReadOnlyList<string> values, string?[] labels, IReadOnlyList<string> order, IReadOnlyList<Fold> folds)
    {
        var (n, known, knownRight, commonestRight, right) = (0, 0, 0, 0, 0);
        foreach (var fold in folds)
        {
            int[] training = [.. fold.Train.Concat(fold.Validation).Where(i => labels[i] is not null)];
            var commonest = Commonest(training);
            var table = training.Where(i => values[i].Length > 0).GroupBy(i => values[i], StringComparer.Ordinal)
                .ToDictionary(g => g.Key, Commonest, StringComparer.Ordinal);
            foreach (var i in fold.Test.Where(i => labels[i] is not null))
            {
                var found = table.TryGetValue(values[i], out var label);
                n++;
                if (found) known++;
                if (found && label == labels[i]) knownRight++;
                if (commonest == labels[i]) commonestRight++;
                if ((found ? label : commonest) == labels[i]) right++;
            }
        }
        return new(n, known, knownRight, commonestRight, right);

        string? Commonest(IEnumerable<int> positions)
        {
            var counts = positions.CountBy(i => labels[i]!).ToDictionary(StringComparer.Ordinal);
            return order.Where(counts.ContainsKey).MaxBy(label => counts[label]);
        }
    }

    private static double Share(int some, int all) => all == 0 ? 0 : (double)some / all;
}
