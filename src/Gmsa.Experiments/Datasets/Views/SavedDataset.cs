using Microsoft.ML;

namespace Gmsa.Experiments.Datasets;

/// <summary>A label scheme as a dataset keeps it.</summary>
/// <param name="Labels">Every label, in order.</param>
/// <param name="Ring">As for the scheme; empty where there is none.</param>
public sealed record SavedScheme(string Name, IReadOnlyList<string> Labels, IReadOnlyList<string> Ring);

/// <summary>A dataset with everything that was decided about it: what a folder of <see cref="DatasetFolder"/> holds.</summary>
public sealed record SavedDataset
{
    public required Dataset Dataset { get; init; }

    public required IReadOnlyList<SavedScheme> Schemes { get; init; }

    /// <summary>By scheme: the label of each track.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> LabelOf { get; init; }

    /// <summary>The group of each track; blank where it stands alone.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Positions of tracks.</summary>
    public required IReadOnlyList<Fold> Folds { get; init; }

    /// <summary>Clips as ML.NET sees them (see <see cref="DatasetView"/>), with the labels of a scheme.</summary>
    /// <param name="tracks">Positions of tracks whose clips are the rows, such as a fold's training part; null: all.</param>
    /// <param name="copies">True to have augmented copies among the rows: for training parts alone.</param>
    /// <exception cref="KeyNotFoundException">There is no such scheme or feature.</exception>
    public IDataView View(
        MLContext ml, IReadOnlyList<string> features, string scheme, IReadOnlyList<int>? tracks = null, bool copies = false)
    {
        var labelOf = LabelOf[scheme];
        var clips = Enumerable.Range(0, Dataset.Clips.Count)
            .Where(c => copies || Dataset.Clips[c].Copy == 0).ToLookup(c => Dataset.Clips[c].Track);
        var rows = (tracks ?? [.. Enumerable.Range(0, Dataset.Tracks.Count)]).SelectMany(t => clips[t]).Select(c => new ViewRow(c));
        return DatasetView.Of(Dataset, ml, features, Schemes.First(s => s.Name == scheme).Labels, labelOf, [.. rows]);
    }
}
