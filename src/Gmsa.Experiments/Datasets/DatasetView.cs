using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Datasets;

/// <summary>A row of a view.</summary>
/// <param name="Clip">The clip's position in the dataset.</param>
/// <param name="Repetition">From 0: how many rows of the view are the same clip before this one.</param>
/// <param name="Weight">What an error on this row costs; 1 where rows aren't weighted.</param>
public readonly record struct ViewRow(int Clip, int Repetition = 0, float Weight = 1);

/// <summary>
/// Rows of a dataset as ML.NET sees them: <c>Features</c> (vector of float of known size: the named features one behind the other, each
/// row-major), <c>Label</c> (key of uint, 1 for the first label, with the labels as key values), <c>TrackId</c> (text), <c>ClipId</c> (text,
/// another one in each row: "id", "id#2" for a track's second clip, "id#1~3" for its first clip's third augmented copy, "id*2" for the
/// second time that a row is there) and, where rows are weighted, <c>Weight</c> (float).
/// </summary>
public static class DatasetView
{
    private sealed class Row
    {
        public float[] Features { get; set; } = [];
        public uint Label { get; set; }
        public string TrackId { get; set; } = "";
        public string ClipId { get; set; } = "";
        public float Weight { get; set; }
    }

    /// <param name="features">Names of features, in the order in which they are joined.</param>
    /// <param name="labels">Every label of the scheme, in order.</param>
    /// <param name="labelOf">The label of each track of the dataset.</param>
    /// <param name="rows">The view's rows, in this order.</param>
    /// <returns>A view in memory, joined once: reading it again and again costs no more than copying the numbers.</returns>
    public static IDataView Of(
        Dataset dataset, MLContext ml, IReadOnlyList<string> features, IReadOnlyList<string> labels, IReadOnlyList<string> labelOf,
        IReadOnlyList<ViewRow> rows)
    {
        if (labelOf.Count != dataset.Tracks.Count) throw new ArgumentException("every track of the dataset needs a label", nameof(labelOf));
        var arrays = features.Select(dataset.Feature).ToArray();
        // ML.NET reads a key property as counting from 0 and stores it as counting from 1.
        var keys = labels.Select((label, l) => (label, Key: (uint)l)).ToDictionary(p => p.label, p => p.Key, StringComparer.Ordinal);
        var data = rows.Select(RowOf).ToArray();
        return ml.Data.LoadFromEnumerable(data, Schema(arrays.Sum(a => a.Shape.Count), labels, rows.Any(r => r.Weight != 1)));

        Row RowOf(ViewRow row)
        {
            var clip = dataset.Clips[row.Clip];
            return new()
            {
                Features = Joined(arrays, row.Clip),
                Label = keys[labelOf[clip.Track]],
                TrackId = dataset.Tracks[clip.Track].Id,
                ClipId = NameOf(dataset.Tracks[clip.Track].Id, clip, row.Repetition),
                Weight = row.Weight,
            };
        }
    }

    private static string NameOf(string track, Clip clip, int repetition)
    {
        var part = clip is { Number: 0, Copy: 0 } ? "" : FormattableString.Invariant($"#{clip.Number + 1}");
        var copy = clip.Copy == 0 ? "" : FormattableString.Invariant($"~{clip.Copy}");
        return track + part + copy + (repetition == 0 ? "" : FormattableString.Invariant($"*{repetition + 1}"));
    }

    private static float[] Joined(FeatureArray[] arrays, int clip) =>
        arrays is [var only] ? only.Clips[clip] : [.. arrays.SelectMany(a => a.Clips[clip])];

    private static SchemaDefinition Schema(int size, IReadOnlyList<string> labels, bool weighted)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        var values = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(l => l.AsMemory())]);
        schema[nameof(Row.Label)].AddAnnotation("KeyValues", values, new VectorDataViewType(TextDataViewType.Instance, labels.Count));
        if (!weighted) schema.Remove(schema[nameof(Row.Weight)]);
        return schema;
    }
}
