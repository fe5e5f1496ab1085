using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// A network as an ML.NET estimator, to be appended to any pipeline: reads a vector of <paramref name="shape"/>'s count (row-major) and a
/// key, and where it is there a row's <c>Weight</c>; gives a <see cref="NetworkTransformer"/>. Fitted from a view alone it has no
/// validation rows, and so trains all its epochs.
/// </summary>
internal sealed class NetworkEstimator(
    MLContext ml, NetworkOptions options, FeatureShape shape, Seed seed, string featureColumn = "Features", string labelColumn = "Label")
    : IEstimator<NetworkTransformer>
{
    /// <exception cref="TrainingException">The loss became NaN, a row has no label, or its picture has another size.</exception>
    public NetworkTransformer Fit(IDataView input) => Fit(input, null, options.Epochs, null, _ => { }, CancellationToken.None).Model;

    // How many labels there are shows in the data only; their number changes nothing in the shape of a schema.
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        NetworkTransformer.Mapping(ml, (_, _) => { }, shape, ["1", "2"], featureColumn).GetOutputSchema(inputSchema);

    internal TrainedModel Fit(TrainingContext context)
    {
        var (model, epoch) = Fit(
            context.Train, context.Validation, context.Epochs ?? options.Epochs, context.Augment, context.OnEpoch, context.Cancel);
        return new(new NetworkModel(model), epoch);
    }

    private (NetworkTransformer Model, int Epoch) Fit(
        IDataView train, IDataView? validation, int epochs, Augmenter? augment, Action<EpochResult> onEpoch, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (options.Needs(shape) is { } need)
            throw new TrainingException(FormattableString.Invariant($"a picture of {shape} is not enough, this network needs {need}"));
        TorchRuntime.UseOneThread();
        var labels = LabelsOf(train.Schema[labelColumn]);
        using var rows = NetworkData.Load(train, featureColumn, labelColumn, shape);
        using var held = validation is null ? null : NetworkData.Load(validation, featureColumn, labelColumn, shape);
        var standardisation = Standardisation.Of(rows.Pictures);
        // What is augmented is standardised afterwards, batch by batch.
        if (augment is null) standardisation.Apply(rows.Pictures);
        if (held is not null) standardisation.Apply(held.Pictures);

        var architecture = options.Architecture(shape, labels.Count);
        using var generator = new Generator(seed.Derive("torch").Value);
        var network = architecture.Build(generator);
        try
        {
            var batches = new NetworkBatches(rows, augment, standardisation);
            var loop = new NetworkLoop(architecture, network, options, epochs, seed.Derive("batches").Generator(), onEpoch, cancel);
            var epoch = loop.Run(batches, held);
            return (new(ml, architecture, network, standardisation, labels, featureColumn), epoch);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<string> LabelsOf(DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType { Count: var count })
            throw new TrainingException($"the column {column.Name} must be a key, one value for each label");
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is null)
            return [.. Enumerable.Range(1, (int)count).Select(i => FormattableString.Invariant($"{i}"))];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
