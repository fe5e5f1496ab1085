using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Training;

public class SeedCnnTests
{
    private static readonly string[] Labels = ["Sad", "Angry", "Calm"];
    private static readonly SeedCnnOptions Quick = new() { LearningRate = 3e-3, BatchSize = 8, Epochs = 2 };

    [Fact]
    public void Has_the_layers_of_the_origin()
    {
        using var generator = new torch.Generator(1);
        using var network = new SeedCnnOptions().Architecture([new(128, 128)], 8).Build(generator);
        // 5 convolutions of 3 x 3, 2 numbers a filter for each batch norm, and a dense layer behind 128 filters of 2 x 2 pixels.
        int[] filters = [1, 8, 16, 32, 64, 128];
        var expected = filters.Zip(filters.Skip(1), (a, b) => (9 * a * b) + b + (2 * b)).Sum() + (((512 * 8) + 8));
        Assert.Equal(expected, network.parameters().Sum(p => p.numel()));
        using var logits = Assert.Single(network.forward([torch.zeros(3, 1, 128, 128)]));
        Assert.Equal([3L, 8L], logits.shape);
    }

    [Fact]
    public void An_absurd_learning_rate_is_named()
    {
        var train = TrainingRows.Stripes(24, 94, Labels);
        var options = Quick with { LearningRate = 1e30, Epochs = 5 };
        var problem = Assert.Throws<DivergedException>(() => options.Create().Fit(train.Context(train)));
        Assert.Matches("^the loss became NaN at epoch [1-5]: lower the learning rate$", problem.Message);
    }

    [Fact]
    public void Cancellation_is_noticed_within_an_epoch()
    {
        using var source = new CancellationTokenSource();
        var train = TrainingRows.Stripes(24, 94, Labels);
        var epochs = 0;
        var context = train.Context(train, cancel: source, onEpoch: _ => { epochs++; source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => Quick.Create().Fit(context));
        Assert.Equal(1, epochs);
    }

    [Fact]
    public void Keeps_the_weights_of_the_best_epoch_and_stops_when_it_gets_no_better()
    {
        var (train, validation) = (TrainingRows.Stripes(24, 94, Labels), TrainingRows.Stripes(24, 94, Labels, seed: 5));
        var history = new List<EpochResult>();
        var context = train.Context(validation, onEpoch: history.Add);
        var fit = (Quick with { LearningRate = 0.02, Epochs = 40, Patience = 2 }).Create().Fit(context);
        var best = history.MaxBy(e => (e.ValidationScore, -e.ValidationLoss, -e.Epoch))!;
        Assert.Equal(best.Epoch, fit.BestEpoch);
        Assert.Equal(history.Count, Math.Min(40, best.Epoch + 2));
        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(e => e.Epoch));
        // The model that comes back has exactly the validation loss that its epoch reported.
        var scores = validation.Scores(context.Ml, fit.Transformer);
        var loss = validation.Rows.Zip(scores, (row, p) => -Math.Log(p[row.Label])).Average();
        Assert.Equal(best.ValidationLoss!.Value, loss, 1e-4 * Math.Max(1, loss));
    }

    [Fact]
    public void A_refit_without_validation_runs_the_epochs_it_is_told()
    {
        var history = new List<EpochResult>();
        var context = TrainingRows.Stripes(16, 94, Labels).Context(epochs: 3, onEpoch: history.Add);
        Assert.Equal(3, Quick.Create().Fit(context).BestEpoch);
        Assert.Equal(3, history.Count);
        Assert.All(history, e => Assert.True(e.ValidationLoss is null && e.ValidationScore is null && double.IsFinite(e.TrainLoss)));
    }

    [Fact]
    public void Torch_own_generator_changes_nothing()
    {
        var rows = TrainingRows.Stripes(16, 94, Labels);
        var fits = new[] { 1L, 2L }.Select(seed =>
        {
            torch.manual_seed(seed);
            var context = rows.Context(rows);
            return TrainingRows.Bits(rows.Scores(context.Ml, Quick.Create().Fit(context).Transformer).SelectMany(p => p));
        }).ToArray();
        Assert.Equal(fits[0], fits[1]);
    }

    [Theory]
    [InlineData(94, 94, null)]
    [InlineData(128, 93, "a picture of at least 94 x 94")]
    [InlineData(84, 1, "a picture of at least 94 x 94")]
    public void Needs_a_picture_that_its_layers_leave_something_of(int rows, int frames, string? needs) =>
        Assert.Equal(needs, new SeedCnnOptions().Needs(new(rows, frames)));

    [Fact]
    public void Another_seed_gives_another_network()
    {
        var rows = TrainingRows.Stripes(16, 94, Labels);
        var fits = new[] { 1UL, 2UL }.Select(seed =>
        {
            var context = rows.Context(rows, seed);
            return TrainingRows.Bits(rows.Scores(context.Ml, Quick.Create().Fit(context).Transformer).SelectMany(p => p));
        }).ToArray();
        Assert.NotEqual(fits[0], fits[1]);
    }

    [Fact]
    public void Can_be_appended_to_any_pipeline()
    {
        var ml = new MLContext(seed: 1);
        var rows = TrainingRows.Stripes(24, 94, Labels);
        var network = new NetworkEstimator(ml, Quick with { Epochs = 8 }, rows.Inputs, new Seed(3), "Picture", "Mood");
        var pipeline = ml.Transforms.CopyColumns("Picture", "Features")
            .Append(ml.Transforms.CopyColumns("Mood", "Label"))
            .Append(network)
            .Append(ml.Transforms.Conversion.MapKeyToValue("Word", "PredictedLabel"));
        var model = pipeline.Fit(rows.View(ml));
        var scored = model.Transform(rows.View(ml));

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(Labels, names.DenseValues().Select(n => n.ToString()));
        Assert.True(ml.MulticlassClassification.Evaluate(scored, "Mood").MicroAccuracy > 0.9);

        Assert.Equal(
            scored.GetColumn<float[]>("Score").Select(p => (uint)Array.IndexOf(p, p.Max()) + 1), scored.GetColumn<uint>("PredictedLabel"));

        // One row at a time gives the very numbers of the whole view.
        var words = scored.GetColumn<ReadOnlyMemory<char>>("Word").Select(w => w.ToString()).ToArray();
        var scores = scored.GetColumn<float[]>("Score").ToArray();
        using var engine = ml.Model.CreatePredictionEngine<TrainingRows.Row, Answer>(model, rows.View(ml).Schema);
        var answers = rows.Rows.Select(row => engine.Predict(new TrainingRows.Row { Features = row.Features, Label = 1 })).ToArray();
        Assert.Equal(words, answers.Select(a => a.Word));
        Assert.Equal(scores, answers.Select(a => a.Score));
    }

    [Fact]
    public void A_missing_label_is_named()
    {
        var rows = TrainingRows.Stripes(4, 94, Labels);
        var broken = rows with { Rows = [.. rows.Rows.Select((row, i) => (row.Features, i == 2 ? -1 : row.Label))] };
        Assert.Equal("row 2 has no label", Assert.Throws<TrainingException>(() => Quick.Create().Fit(broken.Context())).Message);
    }

    [Fact]
    public void A_network_whose_training_fails_is_disposed_of_and_one_that_is_trained_is_not()
    {
        var rows = TrainingRows.Stripes(8, 8, Labels);
        using var scope = torch.NewDisposeScope();
        var absurd = new SpyOptions { LearningRate = 3e37, Epochs = 9 };
        Assert.Throws<DivergedException>(() => absurd.Create().Fit(rows.Context(rows)));
        Assert.True(absurd.Made!.Built!.Disposed);

        using var source = new CancellationTokenSource();
        var cancelled = new SpyOptions();
        Assert.Throws<OperationCanceledException>(
            () => cancelled.Create().Fit(rows.Context(rows, cancel: source, onEpoch: _ => source.Cancel())));
        Assert.True(cancelled.Made!.Built!.Disposed);
        Assert.Equal(0, scope.DisposablesCount);

        var trained = new SpyOptions { Epochs = 2 };
        using var model = (NetworkTransformer)trained.Create().Fit(rows.Context(rows)).Transformer;
        Assert.False(trained.Made!.Built!.Disposed);
    }

    [Fact]
    public void A_picture_of_another_size_is_named_and_leaves_no_memory_behind()
    {
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(TrainingRows.Row));
        schema[nameof(TrainingRows.Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), 2);
        TrainingRows.Row[] rows = [new() { Features = new float[94 * 94] }, new() { Features = new float[7], Label = 1 }];
        using var scope = torch.NewDisposeScope();
        var estimator = new NetworkEstimator(ml, Quick, [new(94, 94)], new Seed(1));
        var problem = Assert.Throws<TrainingException>(() => estimator.Fit(ml.Data.LoadFromEnumerable(rows, schema)));
        Assert.StartsWith("row 1 has 7 numbers", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, scope.DisposablesCount);
    }

    internal sealed class Answer
    {
        public float[] Score { get; set; } = [];
        public string Word { get; set; } = "";
    }
}
