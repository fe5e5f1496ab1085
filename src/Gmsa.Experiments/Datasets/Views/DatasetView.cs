using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Datasets;

/// <summary>A row of a view.</summary>
/// <param name="Clip">The clip's position in the dataset.</param>
/// <param name="Repetition">From 0: how many rows of the view are the same clip before this one.</param>
/// <param name="Weight">What an error on this row costs; 1 where rows aren't weighted.</param>
internal readonly record struct ViewRow(int Clip, int Repetition = 0, float Weight = 1);

/// <summary>
/// Rows of a dataset as ML.NET sees them: <c>Features</c> (vector of float of known size: the named features one behind the other, each
/// row-major), <c>Label</c> (key of uint, 1 for the first label, with the labels as key values), <c>TrackId</c> (text), <c>ClipId</c>
/// (text, another one in each row: "id#1" for a track's first clip, "id#1~3" for its third augmented copy, "id#1*2" for the second time
/// that the clip is there) and, where rows are weighted, <c>Weight</c> (float).
/// </summary>
internal static class DatasetView
{
    private sealed class Row(Func<float[]> numbers, uint label, string trackId, string clipId, float weight)
    {
        public float[] Features => numbers();
        public uint Label => label;
        public string TrackId => trackId;
        public string ClipId => clipId;
        public float Weight => weight;
    }

    /// <param name="features">Names of features, in the order in which they are joined.</param>
    /// <param name="labels">Every label of the scheme, in order.</param>
    /// <param name="labelOf">The label of each track of the dataset.</param>
    /// <param name="rows">The view's rows, in this order.</param>
    /// <param name="kept">True: each clip is joined once and kept, so that reading it again and again costs no more than copying the
    /// numbers. False: clips are read whenever they are asked for, for who keeps them himself.</param>
    public static IDataView Of(
        Dataset dataset, MLContext ml, IReadOnlyList<string> features, IReadOnlyList<string> labels, IReadOnlyList<string> labelOf,
        IReadOnlyList<ViewRow> rows, bool kept = true)
    {
        if (labelOf.Count != dataset.Tracks.Count) throw new ArgumentException("every track of the dataset needs a label", nameof(labelOf));
        var arrays = features.Select(dataset.Feature).ToArray();
        // ML.NET reads a key property as counting from 0 and stores it as counting from 1.
        var keys = labels.Select((label, l) => (label, Key: (uint)l)).ToDictionary(p => p.label, p => p.Key, StringComparer.Ordinal);
        var once = new Dictionary<int, Lazy<float[]>>(); // the same for every repetition
        var data = rows.Select(RowOf).ToArray();
        return ml.Data.LoadFromEnumerable(data, Schema(arrays.Sum(a => a.Shape.Count), labels, rows.Any(r => r.Weight != 1)));

        Row RowOf(ViewRow row)
        {
            var clip = dataset.Clips[row.Clip];
            var id = dataset.Tracks[clip.Track].Id;
            return new(NumbersOf(row.Clip), keys[labelOf[clip.Track]], id, NameOf(id, clip, row.Repetition), row.Weight);
        }

        Func<float[]> NumbersOf(int clip)
        {
            if (!kept) return () => Joined(arrays, clip);
            if (!once.TryGetValue(clip, out var numbers)) once.Add(clip, numbers = new(() => Joined(arrays, clip)));
            return () => numbers.Value;
        }
    }

    private static string NameOf(string track, Clip clip, int repetition)
    {
        var copy = clip.Copy == 0 ? "" : FormattableString.Invariant($"~{clip.Copy}");
        return FormattableString.Invariant($"{track}#{clip.Number + 1}") + copy
            + (repetition == 0 ? "" : FormattableString.Invariant($"*{repetition + 1}"));
    }

    private static float[] Joined(FeatureArray[] arrays, int clip) =>
        arrays is [var only] ? only.Clips[clip] : [.. arrays.SelectMany(a => a.Clips[clip])];

    private static SchemaDefinition Schema(int size, IReadOnlyList<string> labels, bool weighted)
    {
        var schema = SchemaDefinition.Create(typeof(Row), SchemaDefinition.Direction.Read);
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        var values = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(l => l.AsMemory())]);
        schema[nameof(Row.Label)].AddAnnotation("KeyValues", values, new VectorDataViewType(TextDataViewType.Instance, labels.Count));
        if (!weighted) schema.Remove(schema[nameof(Row.Weight)]);
        return schema;
    }
}
