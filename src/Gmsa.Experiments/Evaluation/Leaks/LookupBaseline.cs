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
        var (byGroup, byAlbum) = (Best(k => k.Kind == LeakKind.Group), Best(k => ColumnRoles.Of(k.Column) == ColumnRole.Album));
        return new(scheme.Name, any.N, byGroup, byAlbum, any.Global)
        {
            ByColumn = by.ToDictionary(b => b.Key, b => b.Value.Accuracy, StringComparer.Ordinal),
        };

        double Best(Func<SharedKey, bool> which) => keys.Where(which).Select(k => by[k.Column].Accuracy).DefaultIfEmpty(any.Global).Max();
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
    public static LabelLookup Of(IReadOnlyList<string> values, string?[] labels, IReadOnlyList<string> order, IReadOnlyList<Fold> folds) =>
        Of(labels, order, folds, (training, commonest) =>
        {
            var table = training.Where(i => values[i].Length > 0).GroupBy(i => values[i], StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => commonest(g), StringComparer.Ordinal);
            return i => table.GetValueOrDefault(values[i]);
        });

    /// <summary>The same by the nearest number that training tracks have; of two equally near ones by the lower.</summary>
    /// <param name="numbers">One a track, finite; null is no value.</param>
    public static LabelLookup OfNearest(
        IReadOnlyList<double?> numbers, string?[] labels, IReadOnlyList<string> order, IReadOnlyList<Fold> folds) =>
        Of(labels, order, folds, (training, commonest) =>
        {
            var table = training.Where(i => numbers[i] is not null).GroupBy(i => numbers[i]!.Value).OrderBy(g => g.Key).ToArray();
            double[] keys = [.. table.Select(g => g.Key)];
            string?[] found = [.. table.Select(commonest)];
            return i => keys.Length > 0 && numbers[i] is { } number ? found[Nearest(keys, number)] : null;
        });

    /// <param name="lookup">From a fold's training tracks, and what finds the commonest label of some of them, to what finds the label for
    /// a test track, null where it isn't known.</param>
    private static LabelLookup Of(
        string?[] labels, IReadOnlyList<string> order, IReadOnlyList<Fold> folds,
        Func<int[], Func<IEnumerable<int>, string?>, Func<int, string?>> lookup)
    {
        var (n, known, knownRight, commonestRight, right) = (0, 0, 0, 0, 0);
        var rank = order.Index().ToDictionary(o => o.Item, o => o.Index, StringComparer.Ordinal);
        foreach (var fold in folds)
        {
            int[] training = [.. fold.Train.Concat(fold.Validation).Where(i => labels[i] is not null)];
            var commonest = Commonest(training);
            var find = lookup(training, Commonest);
            foreach (var i in fold.Test.Where(i => labels[i] is not null))
            {
                var found = find(i);
                n++;
                if (found is not null) known++;
                if (found == labels[i]) knownRight++;
                if (commonest == labels[i]) commonestRight++;
                if ((found ?? commonest) == labels[i]) right++;
            }
        }
        return new(n, known, knownRight, commonestRight, right);

        string? Commonest(IEnumerable<int> positions) => positions.CountBy(i => labels[i]!, StringComparer.Ordinal)
            .Where(c => rank.ContainsKey(c.Key)).Select(c => (Label: (string?)c.Key, c.Value)).DefaultIfEmpty()
            .MaxBy(c => (c.Value, -(c.Label is null ? 0 : rank[c.Label]))).Label;
    }

    private static int Nearest(double[] ascending, double number)
    {
        var place = Array.BinarySearch(ascending, number);
        if (place >= 0) return place;
        var above = ~place;
        if (above == 0) return 0;
        return above < ascending.Length && ascending[above] - number < number - ascending[above - 1] ? above : above - 1;
    }

    private static double Share(int some, int all) => all == 0 ? 0 : (double)some / all;
}
