using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Evaluation;

/// <summary>The accuracy, 0..1, of naming the label that most training tracks with the same value have, without hearing anything.</summary>
/// <param name="N">Test tracks with a label, over all folds.</param>
/// <param name="ByGroup">Looked up by group; the whole training part's most frequent label where the group is blank or not in it.</param>
/// <param name="ByAlbum">Looked up by album, likewise.</param>
/// <param name="Global">The whole training part's most frequent label for every track.</param>
public sealed record LookupBaseline(string Scheme, int N, double ByGroup, double ByAlbum, double Global)
{
    internal static LookupBaseline Of(
        IReadOnlyList<Track> tracks, IReadOnlyList<Fold> folds, LabelScheme scheme, string[] groups, string[] albums)
    {
        string?[] labels = [.. tracks.Select(scheme.LabelOf)];
        var (n, byGroup, byAlbum, global) = (0, 0, 0, 0);
        foreach (var fold in folds)
        {
            int[] training = [.. fold.Train.Concat(fold.Validation).Where(i => labels[i] is not null)];
            var most = MostFrequent(training, labels, scheme);
            var (group, album) = (Lookup(training, groups, labels, scheme), Lookup(training, albums, labels, scheme));
            foreach (var i in fold.Test.Where(i => labels[i] is not null))
            {
                n++;
                if (group.GetValueOrDefault(groups[i], most) == labels[i]) byGroup++;
                if (album.GetValueOrDefault(albums[i], most) == labels[i]) byAlbum++;
                if (most == labels[i]) global++;
            }
        }
        return new(scheme.Name, n, Share(byGroup), Share(byAlbum), Share(global));

        double Share(int right) => n == 0 ? 0 : (double)right / n;
    }

    private static Dictionary<string, string?> Lookup(int[] training, string[] values, string?[] labels, LabelScheme scheme) =>
        training.Where(i => values[i].Length > 0).GroupBy(i => values[i], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => MostFrequent(g, labels, scheme), StringComparer.Ordinal);

    /// <summary>The label of most of these tracks, of equals the first of the scheme; null of no tracks.</summary>
    private static string? MostFrequent(IEnumerable<int> positions, string?[] labels, LabelScheme scheme)
    {
        var counts = positions.CountBy(i => labels[i]!).ToDictionary(StringComparer.Ordinal);
        return scheme.Labels.Where(counts.ContainsKey).MaxBy(label => counts[label]);
    }
}
