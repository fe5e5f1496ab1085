using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>What every trainer promises.</summary>
public class EveryTrainerTests
{
    private static readonly string[] Labels = ["Sad", "Angry", "Calm"];

    /// <summary>Every kind, with options that suit tiny sets.</summary>
    internal static readonly IReadOnlyDictionary<string, TrainerOptions> Kinds = new Dictionary<string, TrainerOptions>
    {
        ["majority"] = new MajorityOptions(),
        ["logistic"] = new LogisticOptions(),
        ["lightGbm"] = new LightGbmOptions { Trees = 20, MinExamplesPerLeaf = 3, RowFraction = 0.8, FeatureFraction = 0.8 },
        ["fastForest"] = new FastForestOptions { Trees = 30, MinExamplesPerLeaf = 2 },
        ["fastTree"] = new FastTreeOptions { Trees = 20, MinExamplesPerLeaf = 3, LearningRate = 0.2, RowFraction = 0.8, FeatureFraction = 0.8 },
        ["sdca"] = new SdcaOptions(),
        ["seedCnn"] = new SeedCnnOptions { LearningRate = 3e-3, BatchSize = 8, Epochs = 8, Patience = 8, Dropout = 0.2 },
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    internal static TrainingRows Rows(string kind, int count = 48, ulong seed = 1, IReadOnlyList<int>? only = null) =>
        kind == "seedCnn" ? TrainingRows.Stripes(count, 94, Labels, seed, only) : TrainingRows.Vectors(count, 6, Labels, seed, only);

    [Theory, MemberData(nameof(Names))]
    public void Learns_what_can_be_learnt(string kind)
    {
        var (train, fresh) = (Rows(kind, 60), Rows(kind, 30, seed: 2));
        var context = train.Context(Rows(kind, 24, seed: 3));
        var scores = fresh.Scores(context.Ml, Kinds[kind].Create().Fit(context).Transformer);
        Assert.Equal(30, scores.Count);
        Assert.All(scores, AssertProbabilities);
        if (kind == "majority") Assert.All(scores.SelectMany(p => p), p => Assert.Equal(1 / 3f, p, 1e-6f));
        else Assert.InRange(fresh.Accuracy(scores), 0.9, 1);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_label_without_rows_keeps_its_place(string kind)
    {
        var train = Rows(kind, only: [0, 2]);
        var context = train.Context(Rows(kind, 12, seed: 3, only: [0, 2]));
        var scores = train.Scores(context.Ml, Kinds[kind].Create().Fit(context).Transformer);
        Assert.All(scores, AssertProbabilities);
        // The absent label stands in the middle: were it dropped, "Calm" would be in its place.
        Assert.All(scores, p => Assert.InRange(p[1], 0, Math.Max(p[0], p[2])));
        if (kind != "majority") Assert.InRange(train.Accuracy(scores), 0.9, 1);
    }

    [Theory, MemberData(nameof(Names))]
    public void One_label_alone_is_always_predicted(string kind)
    {
        var train = Rows(kind, 24, only: [1]);
        var context = train.Context(Rows(kind, 6, only: [1]));
        var scores = train.Scores(context.Ml, Kinds[kind].Create().Fit(context).Transformer);
        Assert.All(scores, AssertProbabilities);
        Assert.Equal(1, train.Accuracy(scores));
    }

    [Theory, MemberData(nameof(Names))]
    public void Features_that_never_vary_give_finite_probabilities(string kind)
    {
        var varied = Rows(kind, 24);
        var train = varied with { Rows = [.. varied.Rows.Select(row => (row.Features.Select(_ => -80f).ToArray(), row.Label))] };
        var context = train.Context(train);
        Assert.All(varied.Scores(context.Ml, Kinds[kind].Create().Fit(context).Transformer), AssertProbabilities);
    }

    [Theory, MemberData(nameof(Names))]
    public void Cancellation_stops_the_fit(string kind)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Kinds[kind].Create().Fit(Rows(kind, 12).Context(cancel: source)));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Two_fits_side_by_side_give_the_bits_of_one_after_the_other(string kind)
    {
        var rows = new[] { Rows(kind), Rows(kind, seed: 9) };
        var alone = rows.Select((r, i) => Fit(r, (ulong)i)).ToArray();
        // Once more with each on a thread of its own, started together.
        using var start = new Barrier(2);
        var together = await Task.WhenAll(rows.Select((r, i) => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait(TestContext.Current.CancellationToken);
            return Fit(r, (ulong)i);
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(alone[0], together[0]);
        Assert.Equal(alone[1], together[1]);
        if (kind != "majority") Assert.NotEqual(alone[0], alone[1]);

        byte[] Fit(TrainingRows train, ulong seed) => FittedBits(kind, train, seed);
    }

    private static byte[] FittedBits(string kind, TrainingRows train, ulong seed)
    {
        var context = train.Context(Rows(kind, 12, seed: 3), seed);
        var model = Kinds[kind].Create().Fit(context).Transformer;
        var scores = train.Scores(context.Ml, model).SelectMany(p => p);
        return Bits(model is NetworkTransformer trained ? scores.Concat(Weights(trained.Network)) : scores);
    }

    [Fact]
    public void A_network_has_the_same_bits_while_garbage_is_collected_all_the_time()
    {
        var rows = Rows("seedCnn");
        var alone = FittedBits("seedCnn", rows, 1);
        using var collecting = new Collector();
        Assert.Equal(alone, FittedBits("seedCnn", rows, 1));
    }

    [Theory, MemberData(nameof(Names))]
    public void Says_which_shapes_it_can_learn_from(string kind)
    {
        var options = Kinds[kind];
        Assert.Equal(kind is not "seedCnn", options.Needs(new(84, 1)) is null);
        Assert.Equal(kind is "majority" or "seedCnn", options.Needs(new(94, 94)) is null);
        Assert.Equal(kind is "majority", options.Needs(new(128, 93)) is null);
        Assert.Equal(kind != "seedCnn", options.JoinsFeatures);
    }

    private static IEnumerable<float> Weights(Network network) => network.Weights().SelectMany(weight => weight.Value.data<float>());

    internal static byte[] Bits(IEnumerable<float> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static void AssertProbabilities(float[] p)
    {
        Assert.Equal(Labels.Length, p.Length);
        Assert.All(p, x => Assert.InRange(x, 0, 1));
        Assert.Equal(1, p.Sum(), 1e-5f);
    }
}
