using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Training;

public class AugmentedTrainingTests
{
    private static readonly string[] Labels = ["Sad", "Angry", "Calm"];
    private static readonly SeedCnnOptions Quick = new() { LearningRate = 3e-3, BatchSize = 8, Epochs = 2 };
    private static readonly TrainingRows Rows = TrainingRows.Stripes(20, 94, Labels);

    private static Augmenter Kinds(params AugmentationOptions[] kinds) =>
        new(kinds, new(Rows.Shape, PictureLevel.Decibels, null), new Seed(3));

    [Fact]
    public void Kinds_that_never_happen_give_the_bits_of_training_without_any() =>
        Assert.Equal(Fitted(null), Fitted(Kinds(new SpecAugmentOptions { Probability = 0 }, new GainOptions { Decibels = 0 })));

    [Fact]
    public void Kinds_that_happen_give_others_and_the_same_each_time_while_garbage_is_collected()
    {
        AugmentationOptions[] all = [new SpecAugmentOptions(), new MixupOptions { Alpha = 1 }, new NoiseOptions()];
        var fitted = Fitted(Kinds(all));
        Assert.NotEqual(Fitted(null), fitted);
        using var collecting = new Collector();
        Assert.Equal(fitted, Fitted(Kinds(all)));
    }

    [Fact]
    public void What_was_learnt_is_standardised_by_the_originals_and_scored_on_them()
    {
        // Louder by 0 to 60 dB while training: the rows that validate aren't, and their loss says so.
        var louder = Kinds(new GainOptions { Decibels = 60 });
        var (plain, augmented) = (new List<EpochResult>(), new List<EpochResult>());
        var first = (NetworkTransformer)Quick.Create().Fit(Rows.Context(Rows, onEpoch: plain.Add)).Transformer;
        var context = Rows.Context(Rows, onEpoch: augmented.Add, augment: louder);
        var fit = Quick.Create().Fit(context);
        var second = (NetworkTransformer)fit.Transformer;
        Assert.Equal(Deviations(first), Deviations(second));
        Assert.NotEqual(plain[0].TrainLoss, augmented[0].TrainLoss);
        var scores = Rows.Scores(context.Ml, second);
        var loss = Rows.Rows.Zip(scores, (row, p) => -Math.Log(p[row.Label])).Average();
        Assert.Equal(augmented[fit.BestEpoch!.Value - 1].ValidationLoss!.Value, loss, 1e-4 * Math.Max(1, loss));
    }

    [Fact]
    public void Each_epoch_and_each_clip_is_changed_in_its_own_way_wherever_its_row_stands()
    {
        var ones = new TrainingRows(new(2, 3), Labels, [.. Enumerable.Range(0, 4).Select(i => (new float[] { 1, 1, 1, 1, 1, 1 }, i % 3))])
        {
            Weights = [1, 1, 1, 1],
            Clips = ["a", "b", "c", "d"],
        };
        float[] Of(TrainingRows rows, int epoch)
        {
            using var scope = torch.NewDisposeScope();
            var context = rows.Context();
            using var data = NetworkData.Load(context.Train, "Features", "Label", rows.Inputs, [new LabelHead(3)]);
            var augment = new Augmenter([new GainOptions()], new(rows.Shape, PictureLevel.Decibels, null), new Seed(3));
            var (pictures, _) = new NetworkBatches(data, [augment], [new([1], [1])], torch.CPU).Of([0, 1, 2, 3], epoch);
            return [.. pictures[0].data<float>().Chunk(6).Select(picture => Assert.Single(picture.Distinct()))];
        }
        var first = Of(ones, 1);
        Assert.Equal(4, first.Distinct().Count());
        Assert.Empty(first.Intersect(Of(ones, 2)));
        Assert.Equal(first.Reverse(), Of(ones with { Clips = ["d", "c", "b", "a"] }, 1));
        // The mean was taken off: what is left is the gain that the clip gets anywhere.
        Assert.Equal(first[1], new Augmenter([new GainOptions()], new(ones.Shape, PictureLevel.Decibels, null),
            new Seed(3)).Apply(ones.Rows[0].Features, "b", 1)[0] - 1, 1e-6);
    }

    [Fact]
    public void A_weighted_loss_is_the_weighted_mean_of_the_losses()
    {
        float[,] logits = { { 1, 2, 0.5f }, { 0, 0, 0 }, { -1, 3, 2 } };
        var losses = new[] { Loss([1, 2, 0.5], 0), Loss([0, 0, 0], 1), Loss([-1, 3, 2], 2) };
        Assert.Equal((0.5 * losses[0] + 2 * losses[1] + 3 * losses[2]) / 5.5, LossOf(logits, [0.5f, 2, 3], null, out var weight), 1e-6);
        Assert.Equal(5.5, weight, 1e-9);
        Assert.Equal(losses.Average(), LossOf(logits, null, null, out weight), 1e-6);
        Assert.Equal(3, weight);
        Assert.Equal(losses.Average(), LossOf(logits, [7, 7, 7], null, out _), 1e-6);
    }

    [Fact]
    public void A_mixed_picture_is_to_be_called_by_both_labels()
    {
        float[,] logits = { { 1, 2, 0.5f }, { 0, 0, 0 }, { -1, 3, 2 } };
        Mix[] mixes = [new(1, 0.75), new(1, 1), new(0, 0)];
        // Row 0 is 3/4 label 0 and 1/4 label 1; row 1 is its own; row 2 is all row 0's.
        var (a, b, own, other) = (Loss([1, 2, 0.5], 0), Loss([1, 2, 0.5], 1), Loss([0, 0, 0], 1), Loss([-1, 3, 2], 0));
        Assert.Equal((0.75 * a + 0.25 * b + own + other) / 3, LossOf(logits, null, mixes, out var weight), 1e-6);
        Assert.Equal(3, weight, 1e-6);
        // A share brings the weight of the row that it comes from.
        Assert.Equal((0.75 * 4 * a + 0.25 * 2 * b + 2 * own + 4 * other) / (3 + 0.5 + 2 + 4),
            LossOf(logits, [4, 2, 9], mixes, out weight), 1e-6);
        Assert.Equal(9.5, weight, 1e-6);
    }

    [Fact]
    public void Equal_weights_train_as_none_but_for_rounding_and_a_weight_is_more_than_0()
    {
        var options = new SpyOptions { Epochs = 3, LearningRate = 0.01 };
        List<EpochResult> Losses(TrainingRows rows)
        {
            var epochs = new List<EpochResult>();
            options.Create().Fit(rows.Context(onEpoch: epochs.Add));
            return epochs;
        }
        var small = TrainingRows.Stripes(24, 8, Labels);
        Assert.All(
            Losses(small).Zip(Losses(small with { Weights = [.. Enumerable.Repeat(3f, 24)] })),
            pair => Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, 1e-5));
        foreach (var wrong in (float[])[0, -1, float.NaN, float.PositiveInfinity])
        {
            var rows = small with { Weights = [.. Enumerable.Repeat(1f, 23), wrong] };
            Assert.Equal(
                FormattableString.Invariant($"row 23 has the weight {wrong}; a weight is more than 0"),
                Assert.Throws<TrainingException>(() => options.Create().Fit(rows.Context())).Message);
        }
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightGbm")]
    [InlineData("seedCnn")]
    public void Rows_that_weigh_much_are_what_is_learnt(string kind)
    {
        // The same pictures under two labels: the one whose rows weigh more is given.
        var rows = TrainingRows.For(TinyOptions.Trainers[kind], 24, only: [0]);
        rows = rows with { Rows = [.. rows.Rows, .. rows.Rows.Select(row => (row.Features, 1))] };
        double Share(float first, float second)
        {
            var train = rows with { Weights = [.. Enumerable.Repeat(first, 24), .. Enumerable.Repeat(second, 24)] };
            var context = train.Context();
            return rows.Scores(context.Ml, TinyOptions.Trainers[kind].Create().Fit(context).Transformer).Average(p => p[0]);
        }
        Assert.True(Share(9, 1) > 0.7, "the first label weighs nine times as much");
        Assert.True(Share(1, 9) < 0.3, "the second label weighs nine times as much");
    }

    [Fact]
    public void The_majority_is_that_of_the_rows_whatever_they_weigh()
    {
        var rows = TrainingRows.Vectors(24, 6, Labels, only: [0, 0, 1]);
        var (plain, weighted) =
            (rows.Context(), (rows with { Weights = [.. rows.Rows.Select(row => row.Label == 1 ? 50f : 1)] }).Context());
        Assert.Equal(
            rows.Scores(plain.Ml, new MajorityOptions().Create().Fit(plain).Transformer),
            rows.Scores(plain.Ml, new MajorityOptions().Create().Fit(weighted).Transformer));
    }

    private static IEnumerable<float> Deviations(NetworkTransformer model) =>
        model.Inputs.SelectMany(input => input.Standardisation.Mean.Concat(input.Standardisation.Deviation));

    private static byte[] Fitted(Augmenter? augment)
    {
        var context = Rows.Context(Rows, augment: augment);
        return TrainingRows.Bits(Rows.Scores(context.Ml, Quick.Create().Fit(context).Transformer).SelectMany(p => p));
    }

    /// <summary>The cross-entropy of one row, in nats.</summary>
    private static double Loss(double[] logits, int label) => Math.Log(logits.Sum(Math.Exp)) - logits[label];

    private static double LossOf(float[,] logits, float[]? weights, IReadOnlyList<Mix>? mixes, out double weight)
    {
        using var scope = torch.NewDisposeScope();
        var targets = new BatchTargets([torch.tensor((long[])[0, 1, 2])], weights, mixes);
        weight = targets.Weight;
        return targets.Loss([new LabelHead(3)], [torch.tensor(logits)]).item<float>();
    }
}
