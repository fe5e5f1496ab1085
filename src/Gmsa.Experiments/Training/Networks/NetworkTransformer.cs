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

    /// <param name="network">Trained; the transformer disposes of it.</param>
    internal NetworkTransformer(
        MLContext ml, NetworkArchitecture architecture, Network network, Standardisation standardisation, IReadOnlyList<string> labels,
        string featureColumn)
    {
        (Architecture, Network, Standardisation, Labels, FeatureColumn) = (architecture, network, standardisation, labels, featureColumn);
        network.eval();
        var shape = new FeatureShape(architecture.Rows, architecture.Frames);
        mapping = Mapping(ml, Score, shape, labels, featureColumn).Fit(EmptyView(ml, shape, featureColumn));
    }

    public NetworkArchitecture Architecture { get; }
    public Network Network { get; }
    public Standardisation Standardisation { get; }
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
    internal static CustomMappingEstimator<Picture, Scored> Mapping(
        MLContext ml, Action<Picture, Scored> score, FeatureShape shape, IReadOnlyList<string> labels, string featureColumn)
    {
        var added = SchemaDefinition.Create(typeof(Scored));
        var names = new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Select(label => label.AsMemory())]);
        var namesType = new VectorDataViewType(TextDataViewType.Instance, labels.Count);
        added[nameof(Scored.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels.Count);
        added[nameof(Scored.Score)].AddAnnotation("SlotNames", names, namesType);
        added[nameof(Scored.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        added[nameof(Scored.PredictedLabel)].AddAnnotation("KeyValues", names, namesType);
        return ml.Transforms.CustomMapping(score, contractName: null, Input(shape, featureColumn), added);
    }

    private static SchemaDefinition Input(FeatureShape shape, string featureColumn)
    {
        var input = SchemaDefinition.Create(typeof(Picture));
        var features = input[nameof(Picture.Features)];
        features.ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.Count);
        features.ColumnName = featureColumn;
        return input;
    }

    private static IDataView EmptyView(MLContext ml, FeatureShape shape, string featureColumn) =>
        ml.Data.LoadFromEnumerable(Array.Empty<Picture>(), Input(shape, featureColumn));

    private void Score(Picture picture, Scored scored)
    {
        TorchRuntime.UseOneThread();
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var input = tensor(picture.Features, [1, 1, Architecture.Rows, Architecture.Frames]).clone();
        Standardisation.Apply(input);
        scored.Score = Network.forward(input).softmax(1).data<float>().ToArray();
        scored.PredictedLabel = (uint)Array.IndexOf(scored.Score, scored.Score.Max());
    }

    /// <summary>A row before scoring.</summary>
    internal sealed class Picture
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
