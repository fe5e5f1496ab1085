using System.Runtime.InteropServices;
using Gmsa.Experiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// What is subtracted from every pixel and what it is then divided by: mean and standard deviation over all pixels of the training rows.
/// One pair for the whole picture, so that its contours stay as they are; a picture without any contrast is divided by 1.
/// </summary>
public sealed record Standardisation(float Mean, float Deviation)
{
    internal static Standardisation Of(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var deviation = pictures.std(unbiased: false).item<float>();
        return new(pictures.mean().item<float>(), deviation > 0 ? deviation : 1);
    }

    internal void Apply(Tensor pictures)
    {
        using var shift = (-Mean).ToScalar();
        using var deviation = Deviation.ToScalar();
        using var one = 1.ToScalar();
        pictures.add_(shift, alpha: one).div_(deviation);
    }
}

/// <summary>n rows as tensors: <paramref name="Pictures"/> [n, 1, rows, frames] and <paramref name="Labels"/> [n], from 0.</summary>
/// <param name="Weights">How much each row counts in the loss; null where all count alike.</param>
/// <param name="Clips">What tells rows apart.</param>
internal sealed record NetworkData(Tensor Pictures, Tensor Labels, int[] Targets, float[]? Weights, string[] Clips) : IDisposable
{
    public int Count => Targets.Length;

    /// <exception cref="TrainingException">There is no row, one has no label, or a weight isn't more than 0.</exception>
    public static NetworkData Load(IDataView view, string featureColumn, string labelColumn, FeatureShape shape)
    {
        var targets = LabelsOf(view, labelColumn);
        var (weights, clips) = (WeightsOf(view), ClipsOf(view, targets.Length));
        var pictures = empty([targets.Length, 1, shape.Rows, shape.Frames], ScalarType.Float32);
        try
        {
            Fill(pictures, view, featureColumn, shape);
            return new(pictures, tensor(Array.ConvertAll(targets, t => (long)t)), targets, weights, clips);
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    private static void Fill(Tensor pictures, IDataView view, string featureColumn, FeatureShape shape)
    {
        var column = view.Schema[featureColumn];
        using var cursor = view.GetRowCursor([column]);
        var features = cursor.GetGetter<VBuffer<float>>(column);
        var row = default(VBuffer<float>);
        var values = new float[shape.Count];
        for (var i = 0; cursor.MoveNext(); i++)
        {
            features(ref row);
            if (row.Length != shape.Count)
                throw new TrainingException(FormattableString.Invariant($"row {i} has {row.Length} numbers, {shape} are {shape.Count}"));
            row.CopyTo(values);
            // Row by row: a span over the whole tensor ends at 2 GB.
            using var place = pictures[i];
            values.CopyTo(MemoryMarshal.Cast<byte, float>(place.bytes));
        }
    }

    private static int[] LabelsOf(IDataView view, string labelColumn)
    {
        var targets = view.GetColumn<uint>(view.Schema[labelColumn]).Select(key => (int)key - 1).ToArray();
        if (targets.Length == 0) throw new TrainingException("there are no rows to learn from");
        var missing = Array.IndexOf(targets, -1);
        if (missing >= 0) throw new TrainingException(FormattableString.Invariant($"row {missing} has no label"));
        return targets;
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
        Pictures.Dispose();
        Labels.Dispose();
    }
}
