using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// A trained network as an ML.NET transformer: adds <c>Score</c> (the probabilities, with the labels as slot names) and
/// <c>PredictedLabel</c> (a key). Rows are scored one by one, so that no row's numbers depend on its neighbours; may be used
/// from several threads at once.
/// </summary>
public sealed class NetworkTransformer : ITransformer, IDisposable
{
    private readonly ITransformer mapping;

    /// <param name="network">Trained, and on the CPU; the transformer disposes of it.</param>
    internal NetworkTransformer(
        MLContext ml, NetworkArchitecture architecture, Network network, IReadOnlyList<NetworkInput> inputs, IReadOnlyList<string> labels,
        string featureColumn)
    {
        (Architecture, Network, Inputs, Labels, FeatureColumn) = (architecture, network, inputs, labels, featureColumn);
        network.eval();
        FeatureShape[] shapes = [.. inputs.Select(input => input.Shape)];
        mapping = Mapping(ml, Score, shapes, labels, featureColumn).Fit(EmptyView(ml, shapes, featureColumn));
    }

    public NetworkArchitecture Architecture { get; }
    public Network Network { get; }

    /// <summary>What the column of features is cut into, part by part.</summary>
    public IReadOnlyList<NetworkInput> Inputs { get; }
    public IReadOnlyList<string> Labels { get; }
    public string FeatureColumn { get; }

    public bool IsRowToRowMapper => true;

    public IDataView Transform(IDataView input) => mapping.Transform(input);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    /// <exception cref="NotSupportedException">Always: ML.NET can't rebuild torch layers; the stage Models saves networks.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("ML.NET's own format can't hold a torch network: save it as a model bundle");

    public void Dispose() => Network.Dispose();

    /// <summary>The columns of a scored row, and how <paramref name="score"/> fills them.</summary>
    internal static CustomMappingEstimator<Row, Scored> Mapping(
        MLContext ml, Action<Row, Scored> score, IReadOnlyList<FeatureShape> inputs, IReadOnlyList<string> labels, string featureColumn)
    {
        var added = SchemaDefinition.Create(typeof(Scored));
        var names = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(label => label.AsMemory())]);
        var namesType = new VectorDataViewType(TextDataViewType.Instance, labels.Count);
        added[nameof(Scored.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels.Count);
        added[nameof(Scored.Score)].AddAnnotation("SlotNames", names, namesType);
        added[nameof(Scored.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        added[nameof(Scored.PredictedLabel)].AddAnnotation("KeyValues", names, namesType);
        return ml.Transforms.CustomMapping(score, contractName: null, Input(inputs, featureColumn), added);
    }

    private static SchemaDefinition Input(IReadOnlyList<FeatureShape> inputs, string featureColumn)
    {
        var input = SchemaDefinition.Create(typeof(Row));
        var features = input[nameof(Row.Features)];
        features.ColumnType = new VectorDataViewType(NumberDataViewType.Single, inputs.Sum(shape => shape.Count));
        features.ColumnName = featureColumn;
        return input;
    }

    private static IDataView EmptyView(MLContext ml, IReadOnlyList<FeatureShape> inputs, string featureColumn) =>
        ml.Data.LoadFromEnumerable(Array.Empty<Row>(), Input(inputs, featureColumn));

    private void Score(Row row, Scored scored)
    {
        TorchRuntime.UseOneThread();
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var (inputs, start) = (new List<Tensor>(), 0);
        foreach (var input in Inputs)
        {
            inputs.Add(input.Row(row.Features.AsSpan(start, input.Shape.Count)));
            start += input.Shape.Count;
        }
        scored.Score = LabelHead.Scores(Network.forward(inputs)[0]).data<float>().ToArray();
        scored.PredictedLabel = (uint)Array.IndexOf(scored.Score, scored.Score.Max());
    }

    /// <summary>A row before scoring.</summary>
    internal sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    /// <summary>What scoring adds to a row.</summary>
    internal sealed class Scored
    {
        public float[] Score { get; set; } = [];

        // From 0: ML.NET adds the 1 of a key itself on the way out of an object.
        public uint PredictedLabel { get; set; }
    }
}
