using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// A network as an ML.NET estimator, to be appended to any pipeline: reads a vector, which is cut into <paramref name="inputs"/> (each
/// row-major), and a key, and where it is there a row's <c>Weight</c>, and a column for each head beside the labels'; gives a
/// <see cref="NetworkTransformer"/>. Fitted from a view alone it has no validation rows, and so trains all its epochs.
/// </summary>
/// <param name="inputs">Their shapes; of a network that joins features one vector.</param>
internal sealed class NetworkEstimator(
    MLContext ml, NetworkOptions options, IReadOnlyList<FeatureShape> inputs, Seed seed, string featureColumn = "Features",
    string labelColumn = "Label") : IEstimator<NetworkTransformer>
{
    private readonly IReadOnlyList<FeatureShape> shapes =
        options.JoinsFeatures ? [new(inputs.Sum(shape => shape.Count), 1)] : inputs;

    /// <exception cref="TrainingException">The loss became NaN, a row has no label, or its features have another size.</exception>
    public NetworkTransformer Fit(IDataView input) =>
        Train(new(ml, input, null, [], inputs, seed, null, _ => { }, CancellationToken.None)).Model;

    // How many labels there are shows in the data only; their number changes nothing in the shape of a schema.
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        NetworkTransformer.Mapping(ml, (_, _) => { }, shapes, ["1", "2"], featureColumn).GetOutputSchema(inputSchema);

    internal TrainedModel Fit(TrainingContext context)
    {
        var (model, epoch) = Train(context);
        return new(new NetworkModel(model), epoch);
    }

    private (NetworkTransformer Model, int Epoch) Train(TrainingContext context)
    {
        context.Cancel.ThrowIfCancellationRequested();
        DemandInputs();
        TorchRuntime.UseOneThread();
        var labels = LabelsOf(context.Train.Schema[labelColumn]);
        var heads = options.Heads(labels.Count);
        using var rows = NetworkData.Load(context.Train, featureColumn, labelColumn, shapes, heads);
        using var held = context.Validation is { } view ? NetworkData.Load(view, featureColumn, labelColumn, shapes, heads) : null;
        Standardisation[] standardisations = [.. rows.Inputs.Select(Standardisation.Of)];
        // What is augmented is standardised afterwards, batch by batch.
        foreach (var data in context.Augment.Count == 0 ? [rows, held] : (NetworkData?[])[held])
            foreach (var (numbers, standardisation) in (data?.Inputs ?? []).Zip(standardisations)) standardisation.Apply(numbers);

        var architecture = options.Architecture(shapes, labels.Count);
        using var generator = new Generator(context.Seed.Derive("torch").Value, CPU);
        var network = architecture.Build(generator);
        try
        {
            network.to(context.Device.OfTorch());
            var batches = new NetworkBatches(rows, context.Augment, standardisations, context.Device.OfTorch());
            var epoch = new NetworkLoop(options, architecture, network, heads, context).Run(batches, held);
            // Rows are scored one by one, which no other device is for.
            network.to(CPU);
            return (new(ml, architecture, network,
                [.. shapes.Zip(standardisations, (shape, own) => new NetworkInput(shape.Rows, shape.Frames, own))], labels, featureColumn),
                epoch);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private void DemandInputs()
    {
        if (!options.JoinsFeatures && shapes.Count != options.Inputs)
            throw new TrainingException(
                FormattableString.Invariant($"this network learns from {options.Inputs} features at once, and here are {shapes.Count}"));
        foreach (var (input, shape) in shapes.Index())
            if (options.Needs(shape, input) is { } need)
                throw new TrainingException(FormattableString.Invariant($"a feature of {shape} is not enough, this network needs {need}"));
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
