using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Tests.Models;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>More than one input, more than one head, and another optimiser and schedule than those that all have.</summary>
public class NetworkSeamsTests
{
    private static readonly ToyOptions Quick = new() { LearningRate = 0.01, BatchSize = 8, Epochs = 20, Patience = 20 };

    /// <summary>Label 1 and 2 differ in the vector alone, 0 and 1 in the picture alone.</summary>
    private static TrainingRows Rows(int count, ulong seed = 1)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        var random = new Seed(seed).Generator();
        float Number(double centre) => (float)(centre + random.NextGaussian());
        return new(new(16 + 2, 1), TrainingRows.Moods, [.. labels.Select(label => (Enumerable.Range(0, 18).Select(place =>
            place < 16 ? Number(label == 0 ? -50 : -40) : Number(label == 2 ? 900 * (place - 15) : 0)).ToArray(), label))])
        {
            Inputs = [new(4, 4), new(2, 1)],
        };
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
        public uint Label { get; set; }
        public float Energy { get; set; }
    }

    /// <summary>With the column Energy: the label's place, from -1 to 1.</summary>
    private static IDataView WithEnergy(TrainingRows rows, MLContext ml, Func<int, float>? energy = null)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.Shape.Count);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), rows.Labels.Count);
        return ml.Data.LoadFromEnumerable(rows.Rows.Select((row, i) => new Row
        {
            Features = row.Features,
            Label = (uint)row.Label,
            Energy = energy is null ? row.Label - 1 : energy(i),
        }), schema);
    }

    private static TrainingContext Context(TrainingRows train, TrainingRows? validation = null, Action<EpochResult>? onEpoch = null)
    {
        var context = train.Context(validation, onEpoch: onEpoch);
        return context with
        {
            Train = WithEnergy(train, context.Ml),
            Validation = validation is null ? null : WithEnergy(validation, context.Ml),
        };
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_picture_and_a_vector_are_learnt_from_together_and_a_number_beside_the_labels(bool energy)
    {
        var (train, fresh, epochs) = (Rows(60), Rows(30, seed: 2), new List<EpochResult>());
        var context = Context(train, Rows(24, seed: 3), epochs.Add);
        using var model = (NetworkTransformer)(Quick with { Energy = energy }).Create().Fit(context).Transformer;
        Assert.Equal(1, fresh.Accuracy(fresh.Scores(context.Ml, model)));
        Assert.True(epochs[^1].TrainLoss < 0.5 * epochs[0].TrainLoss, "the loss falls");
        // A pair for the picture, and one for each number of the vector.
        Assert.Equal([(1, 1), (2, 2)], model.Inputs.Select(i => (i.Standardisation.Mean.Count, i.Standardisation.Deviation.Count)));
        Assert.Equal(2, model.Inputs[1].Standardisation.Deviation[1] / model.Inputs[1].Standardisation.Deviation[0], 0.02);
        if (!energy) return;
        // The head beside the labels has learnt its number too.
        using var off = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Assert.All(fresh.Rows, row =>
        {
            var inputs = new[] { model.Inputs[0].Row(row.Features.AsSpan(0, 16)), model.Inputs[1].Row(row.Features.AsSpan(16)) };
            Assert.Equal(row.Label - 1, model.Network.forward(inputs)[1].item<float>(), 0.5);
        });
    }

    [Fact]
    public void What_is_saved_gives_the_same_scores_when_it_is_loaded()
    {
        var (rows, networks) = (Rows(24), Catalog.Default.With<ToyOptions>("toy").Networks);
        var context = Context(rows);
        using var model = (Quick with { Epochs = 2 }).Create().Fit(context).Model;
        var file = Path.Combine(Repository.TemporaryFolder(), "model.zip");
        ModelBundle.Save(file, model, SampleBundle.Info("toy", rows), networks);
        using var loaded = ModelBundle.Load(file, networks);
        int[] each = [.. Enumerable.Range(0, 24)];
        Assert.Equal(model.Score(context.Train, each), loaded.Model.Score(context.Train, each));
        Assert.Equal(2, loaded.Info.Network!.Inputs!.Count);
    }

    [Fact]
    public void Rows_are_mixed_alike_in_all_inputs_and_heads()
    {
        using var scope = torch.NewDisposeScope();
        // Each row is its own number, in every place of it.
        var rows = new TrainingRows(new(6, 1), TrainingRows.Moods,
            [.. Enumerable.Range(0, 4).Select(i => (Enumerable.Repeat(1f + i, 6).ToArray(), i % 3))])
        { Inputs = [new(2, 2), new(2, 1)] };
        var ml = new MLContext();
        Head[] heads = [new LabelHead(3), new NumberHead("Energy")];
        using var data = NetworkData.Load(WithEnergy(rows, ml, i => 1 + i), "Features", "Label", rows.Inputs, heads);
        var augment = new Augmenter([new MixupOptions { Alpha = 1 }], new(new(2, 2), PictureLevel.Decibels, null), new Seed(3));
        Standardisation[] none = [new([0], [1]), new([0, 0], [1, 1])];
        var (inputs, targets) = new NetworkBatches(data, [augment, null], none, torch.CPU).Of([0, 1, 2, 3], 1);
        Assert.Equal([4L, 1, 2, 2], inputs[0].shape);
        Assert.Equal([4L, 2], inputs[1].shape);
        var mixed = targets.Mixes!.Select((mix, i) => (float)(mix.Share * (1 + i) + (1 - mix.Share) * (1 + mix.Other))).ToArray();
        Assert.All(mixed.Index(), m => Assert.All(inputs, input =>
            Assert.All(input[m.Index].data<float>(), number => Assert.Equal(m.Item, number, 1e-5f))));
        // A head that says 0 errs by the square of each number that was mixed in, by its share.
        var said = new[] { torch.zeros(4, 3), torch.zeros(4, 1) };
        var expected = Math.Log(3)
            + targets.Mixes!.Select((mix, i) => mix.Share * Math.Pow(1 + i, 2) + (1 - mix.Share) * Math.Pow(1 + mix.Other, 2)).Average();
        Assert.Equal(expected, targets.Loss(heads, said).item<float>(), 1e-4);
        Assert.Contains("gives 1 outputs", Assert.Throws<InvalidOperationException>(() => targets.Loss(heads, said[..1])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_without_its_column_or_with_a_row_that_has_no_number_is_named()
    {
        var rows = Rows(6);
        Assert.Equal("the network has a head 'Energy', and the rows have no such column",
            Assert.Throws<TrainingException>(() => Quick.Create().Fit(rows.Context())).Message);
        var context = rows.Context();
        context = context with { Train = WithEnergy(rows, context.Ml, i => i == 4 ? float.NaN : 0) };
        Assert.StartsWith("row 4 has NaN as Energy", Assert.Throws<TrainingException>(() => Quick.Create().Fit(context)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_are_not_its_inputs_are_named()
    {
        string Wrong(TrainingRows rows) => Assert.Throws<TrainingException>(() => Quick.Create().Fit(Context(rows))).Message;
        Assert.Equal("this network learns from 2 features at once, and here are 1", Wrong(Rows(3) with { Inputs = [new(18, 1)] }));
        Assert.Equal("a feature of 16 x 1 is not enough, this network needs a picture",
            Wrong(Rows(3) with { Inputs = [new(16, 1), new(2, 1)] }));
    }

    /// <summary>Plain descent, and a rate that halves with every epoch.</summary>
    private sealed record DescentOptions : NetworkOptions<SpyArchitecture>
    {
        public List<double> Met { get; } = [];

        public override string? Needs(FeatureShape shape) => null;

        public override SpyArchitecture Architecture(IReadOnlyList<FeatureShape> inputs, int labels) =>
            new() { Numbers = inputs[0].Count, Labels = labels };

        public override IOptimiser Optimiser(Network network) => new Descent(network, Met);

        public override LearningRates Rates(int epochs, int steps) => step => LearningRate / Math.Pow(2, step / steps);
    }

    private sealed class Descent(Network network, List<double> rates) : IOptimiser
    {
        public void Forget() => network.zero_grad();

        public void Step(double learningRate)
        {
            rates.Add(learningRate);
            using var off = torch.no_grad();
            using var size = (-learningRate).ToScalar();
            foreach (var weight in network.parameters()) weight.add_(weight.grad!, alpha: size);
        }

        public void Dispose() { }
    }

    [Fact]
    public void A_network_can_have_another_optimiser_and_schedule()
    {
        var (rows, losses) = (TrainingRows.Vectors(20, 6, TrainingRows.Moods), new List<double>());
        var options = new DescentOptions { LearningRate = 0.5, BatchSize = 8, Epochs = 4 };
        var context = rows.Context(onEpoch: epoch => losses.Add(epoch.TrainLoss));
        using var model = (NetworkTransformer)options.Create().Fit(context).Transformer;
        Assert.Equal([.. Enumerable.Repeat(0.5, 3), .. Enumerable.Repeat(0.25, 3), .. Enumerable.Repeat(0.125, 3),
            .. Enumerable.Repeat(0.0625, 3)], options.Met);
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.InRange(rows.Accuracy(rows.Scores(context.Ml, model)), 0.9, 1);
    }
}
