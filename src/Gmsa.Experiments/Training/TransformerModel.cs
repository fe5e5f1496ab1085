using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Training;

/// <summary>A model that is one ML.NET transformer, whatever can save it: it adds <c>Score</c>, one probability a label.</summary>
/// <remarks>There are two, ML.NET's own and networks: what else an assembly would train, no bundle could give back.</remarks>
public abstract class TransformerModel : IModel
{
    /// <param name="transformer">Belongs to the model from here on.</param>
    private protected TransformerModel(ITransformer transformer) => Transformer = transformer;

    public ITransformer Transformer { get; }

    public abstract ITransformer? Plain { get; }

    public abstract SavedModel Save();

    public IReadOnlyList<double[]> Score(IDataView rows, IReadOnlyList<int> items) =>
        [.. items.Zip(Scores(Transformer.Transform(rows))).GroupBy(row => row.First, row => row.Second).Select(parts => Mean([.. parts]))];

    public void Dispose()
    {
        (Transformer as IDisposable)?.Dispose(); // a network holds memory that the collector doesn't see
        GC.SuppressFinalize(this);
    }

    private static double[] Mean(IReadOnlyList<double[]> parts) =>
        parts is [var only] ? only : [.. Enumerable.Range(0, parts[0].Length).Select(label => parts.Average(p => p[label]))];

    private static List<double[]> Scores(IDataView scored)
    {
        var rows = new List<double[]>();
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var read = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            read(ref buffer);
            rows.Add([.. buffer.DenseValues().Select(p => (double)p)]);
        }
        return rows;
    }
}
