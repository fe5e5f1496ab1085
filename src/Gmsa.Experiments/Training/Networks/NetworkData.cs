using System.Runtime.InteropServices;
using Gmsa.Experiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// n rows in main memory, whatever the device: batch by batch they go there. Of each input pictures [n, 1, rows, frames] or vectors
/// [n, count]; of each head what is right (see <see cref="Head"/>).
/// </summary>
/// <param name="Labels">From 0, as the first of <paramref name="Targets"/> has them.</param>
/// <param name="Weights">How much each row counts in the loss; null where all count alike.</param>
/// <param name="Clips">What tells rows apart.</param>
internal sealed record NetworkData(
    IReadOnlyList<Tensor> Inputs, IReadOnlyList<Tensor> Targets, int[] Labels, float[]? Weights, string[] Clips) : IDisposable
{
    public int Count => Labels.Length;

    /// <param name="inputs">The shapes of the inputs, which are one behind the other in the column of features.</param>
    /// <exception cref="TrainingException">There is no row, one has no label, a weight isn't more than 0, or a head has no column or a row
    /// without a number in it.</exception>
    public static NetworkData Load(
        IDataView view, string featureColumn, string labelColumn, IReadOnlyList<FeatureShape> inputs, IReadOnlyList<Head> heads)
    {
        var labels = KeysOf(view, labelColumn, "label");
        var (weights, clips) = (WeightsOf(view), ClipsOf(view, labels.Length));
        using var scope = NewDisposeScope(); // what a mistake leaves behind
        Tensor[] tensors = [.. inputs.Select(shape => empty(NetworkInput.Sizes(shape, labels.Length), ScalarType.Float32, CPU))];
        Fill(tensors, view, featureColumn, inputs);
        Tensor[] targets = [Whole(labels), .. heads.Skip(1).Select(head => TargetsOf(view, head))];
        foreach (var tensor in tensors.Concat(targets)) scope.MoveToOuter(tensor);
        return new(tensors, targets, labels, weights, clips);
    }

    private static void Fill(Tensor[] tensors, IDataView view, string featureColumn, IReadOnlyList<FeatureShape> inputs)
    {
        var column = view.Schema[featureColumn];
        using var cursor = view.GetRowCursor([column]);
        var features = cursor.GetGetter<VBuffer<float>>(column);
        var row = default(VBuffer<float>);
        var values = new float[inputs.Sum(shape => shape.Count)];
        for (var i = 0; cursor.MoveNext(); i++)
        {
            features(ref row);
            if (row.Length != values.Length)
                throw new TrainingException(FormattableString.Invariant(
                    $"row {i} has {row.Length} numbers, {string.Join(" and ", inputs)} are {values.Length}"));
            row.CopyTo(values);
            var start = 0;
            foreach (var (tensor, shape) in tensors.Zip(inputs))
            {
                // Row by row: a span over the whole tensor ends at 2 GB.
                using var place = tensor[i];
                values.AsSpan(start, shape.Count).CopyTo(MemoryMarshal.Cast<byte, float>(place.bytes));
                start += shape.Count;
            }
        }
    }

    /// <summary>What is right of a head beside the labels': keys as whole numbers [n], or numbers [n, size].</summary>
    private static Tensor TargetsOf(IDataView view, Head head)
    {
        if (view.Schema.GetColumnOrNull(head.Name) is not { } column)
            throw new TrainingException($"the network has a head '{head.Name}', and the rows have no such column");
        if (column.Type is KeyDataViewType) return Whole(KeysOf(view, head.Name, head.Name));
        var rows = column.Type is VectorDataViewType
            ? view.GetColumn<float[]>(column).ToArray() : [.. view.GetColumn<float>(column).Select(number => (float[])[number])];
        var wrong = Array.FindIndex(rows, row => row.Length != head.Size || !row.All(float.IsFinite));
        if (wrong >= 0)
            throw new TrainingException(FormattableString.Invariant(
                $"row {wrong} has {string.Join(' ', rows[wrong])} as {head.Name}, which is {head.Size} finite numbers to its head"));
        return tensor([.. rows.SelectMany(row => row)], [rows.Length, head.Size], device: CPU);
    }

    private static Tensor Whole(int[] keys) => tensor(Array.ConvertAll(keys, key => (long)key), device: CPU);

    private static int[] KeysOf(IDataView view, string name, string what)
    {
        var keys = view.GetColumn<uint>(view.Schema[name]).Select(key => (int)key - 1).ToArray();
        if (keys.Length == 0) throw new TrainingException("there are no rows to learn from");
        var missing = Array.IndexOf(keys, -1);
        if (missing >= 0) throw new TrainingException(FormattableString.Invariant($"row {missing} has no {what}"));
        return keys;
    }

    private static float[]? WeightsOf(IDataView view)
    {
        if (view.Schema.GetColumnOrNull("Weight") is not { } column) return null;
        var weights = view.GetColumn<float>(column).ToArray();
        var wrong = Array.FindIndex(weights, weight => !float.IsFinite(weight) || weight <= 0);
        return wrong < 0 ? weights
            : throw new TrainingException(
                FormattableString.Invariant($"row {wrong} has the weight {weights[wrong]}; a weight is more than 0"));
    }

    private static string[] ClipsOf(IDataView view, int count) => view.Schema.GetColumnOrNull("ClipId") is { } column
        ? [.. view.GetColumn<ReadOnlyMemory<char>>(column).Select(clip => clip.ToString())]
        : [.. Enumerable.Range(0, count).Select(row => FormattableString.Invariant($"{row}"))];

    public void Dispose()
    {
        foreach (var tensor in Inputs.Concat(Targets)) tensor.Dispose();
    }
}
