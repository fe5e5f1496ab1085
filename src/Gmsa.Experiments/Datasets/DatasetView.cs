using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Rows of a dataset as ML.NET sees them: <c>Features</c> (vector of float of known size: the named features one behind the other, each
/// row-major), <c>Label</c> (key of uint, 1 for the first label, with the labels as key values) and <c>TrackId</c> (text).
/// </summary>
public static class DatasetView
{
    private sealed class Row
    {
        public float[] Features { get; set; } = [];
        public uint Label { get; set; }
        public string TrackId { get; set; } = "";
    }

    /// <param name="features">Names of features, in the order in which they are joined.</param>
    /// <param name="labels">Every label of the scheme, in order.</param>
    /// <param name="labelOf">The label of each track of the dataset.</param>
    /// <param name="rows">Positions of tracks in the dataset: the view's rows, in this order.</param>
    /// <returns>A view in memory, joined once: reading it again and again costs no more than copying the numbers.</returns>
    public static IDataView Of(
        Dataset dataset, MLContext ml, IReadOnlyList<string> features, IReadOnlyList<string> labels, IReadOnlyList<string> labelOf,
        IReadOnlyList<int> rows)
    {
        if (labelOf.Count != dataset.Tracks.Count) throw new ArgumentException("every track of the dataset needs a label", nameof(labelOf));
        var arrays = features.Select(dataset.Feature).ToArray();
        // ML.NET reads a key property as counting from 0 and stores it as counting from 1.
        var keys = labels.Select((label, l) => (label, Key: (uint)l)).ToDictionary(p => p.label, p => p.Key, StringComparer.Ordinal);
        Row RowOf(int i) => new() { Features = Joined(arrays, i), Label = keys[labelOf[i]], TrackId = dataset.Tracks[i].Id };
        var data = rows.Select(RowOf).ToArray();
        return ml.Data.LoadFromEnumerable(data, Schema(arrays.Sum(a => a.Shape.Count), labels));
    }

    private static float[] Joined(FeatureArray[] arrays, int track) =>
        arrays is [var only] ? only.Clips[track] : [.. arrays.SelectMany(a => a.Clips[track])];

    private static SchemaDefinition Schema(int size, IReadOnlyList<string> labels)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        var values = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(l => l.AsMemory())]);
        schema[nameof(Row.Label)].AddAnnotation("KeyValues", values, new VectorDataViewType(TextDataViewType.Instance, labels.Count));
        return schema;
    }
}
