using Gmsa.Experiments.Config;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Testing;

/// <summary>What every trainer promises, on rows that it can learn from: vectors, or the smallest square pictures that it
/// accepts.</summary>
/// <remarks>
/// A trainer may answer alike whatever the row if it refuses balance (<see cref="TrainerOptions.Balances"/>), which would take the most
/// frequent answer from it; every other one has to learn.
/// </remarks>
public abstract class EveryTrainerTests : Suite<TrainerOptions>
{
    /// <summary>By default the catalog's, with options for tiny sets.</summary>
    public override IReadOnlyList<Named<TrainerOptions>> Kinds => Named.All<TrainerOptions>(Catalog.Trainers, TinyOptions.Of);

    private TrainingRows Rows(string kind, int count = 48, ulong seed = 1, IReadOnlyList<int>? only = null) =>
        TrainingRows.For(this[kind], count, seed, only);

    [Theory, EachKind]
    public void Says_what_its_keys_are(string kind) =>
        Keys.AssertDescribed(this[kind].GetType());

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void Learns_what_can_be_learnt(string kind)
    {
        var (train, fresh) = (Rows(kind, 60), Rows(kind, 30, seed: 2));
        var context = train.Context(Rows(kind, 24, seed: 3));
        var scores = fresh.Scores(context.Ml, this[kind].Create().Fit(context).Transformer);
        Assert.Equal(30, scores.Count);
        Assert.All(scores, AssertProbabilities);
        if (HearsNothing(kind, scores)) Assert.All(scores.SelectMany(p => p), p => Assert.Equal(1 / 3f, p, 1e-6f));
        else Assert.InRange(fresh.Accuracy(scores), 0.9, 1);
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void A_label_without_rows_keeps_its_place(string kind)
    {
        var train = Rows(kind, only: [0, 2]);
        var context = train.Context(Rows(kind, 12, seed: 3, only: [0, 2]));
        var scores = train.Scores(context.Ml, this[kind].Create().Fit(context).Transformer);
        Assert.All(scores, AssertProbabilities);
        // The absent label stands in the middle: were it dropped, "Calm" would be in its place.
        Assert.All(scores, p => Assert.InRange(p[1], 0, Math.Max(p[0], p[2])));
        if (!HearsNothing(kind, scores)) Assert.InRange(train.Accuracy(scores), 0.9, 1);
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void One_label_alone_is_always_predicted(string kind)
    {
        var train = Rows(kind, 24, only: [1]);
        var context = train.Context(Rows(kind, 6, only: [1]));
        var scores = train.Scores(context.Ml, this[kind].Create().Fit(context).Transformer);
        Assert.All(scores, AssertProbabilities);
        Assert.Equal(1, train.Accuracy(scores));
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void Features_that_never_vary_give_finite_probabilities(string kind)
    {
        var varied = Rows(kind, 24);
        var train = varied with { Rows = [.. varied.Rows.Select(row => (row.Features.Select(_ => -80f).ToArray(), row.Label))] };
        var context = train.Context(train);
        Assert.All(varied.Scores(context.Ml, this[kind].Create().Fit(context).Transformer), AssertProbabilities);
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void Cancellation_stops_the_fit(string kind)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => this[kind].Create().Fit(Rows(kind, 12).Context(cancel: source)));
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public async Task Two_fits_side_by_side_give_the_bits_of_one_after_the_other(string kind)
    {
        var rows = new[] { Rows(kind), Rows(kind, seed: 9) };
        var alone = rows.Select((r, i) => FittedBits(kind, r, (ulong)i)).ToArray();
        // Once more with each on a thread of its own, started together.
        using var start = new Barrier(2);
        var together = await Task.WhenAll(rows.Select((r, i) => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait(TestContext.Current.CancellationToken);
            return FittedBits(kind, r, (ulong)i);
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(alone[0], together[0]);
        Assert.Equal(alone[1], together[1]);
        if (this[kind].Balances) Assert.NotEqual(alone[0], alone[1]);
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void The_bits_are_the_same_while_garbage_is_collected_all_the_time(string kind)
    {
        var rows = Rows(kind, 24);
        var alone = FittedBits(kind, rows, 1);
        using var collecting = new Collector();
        Assert.Equal(alone, FittedBits(kind, rows, 1));
    }

    [Theory, EachKind(Except = typeof(AutoOptions))]
    public void What_it_learns_is_the_same_in_a_country_with_decimal_commas(string kind) =>
        Assert.Equal(FittedBits(kind, Rows(kind, 24), 1), Cultures.In("el-GR", () => FittedBits(kind, Rows(kind, 24), 1)));

    [Theory, EachKind]
    public void Says_which_shapes_it_can_learn_from(string kind)
    {
        var options = this[kind];
        var shapes = TrainingRows.Shapes.ToArray();
        Assert.Contains(shapes, shape => options.Needs(shape) is null);
        Assert.All(shapes.Select(shape => options.Needs(shape)).OfType<string>(), needs =>
        {
            // They go behind "needs" in a sentence.
            Assert.Matches("^[a-z]", needs);
            Assert.DoesNotMatch(@"^needs|[.\s]$", needs);
        });
        if (options.JoinsFeatures) Assert.Contains(shapes, shape => shape.IsVector && options.Needs(shape) is null);
        if (options.Augments) Assert.Contains(shapes, shape => shape.IsPicture && options.Needs(shape) is null);
    }

    [Theory, EachKind]
    public void Its_good_settings_are_of_its_own_kind(string kind) =>
        Assert.All(this[kind].Portfolio, good => Assert.Equal(this[kind].GetType(), good.GetType()));

    [Fact]
    public void A_choice_of_others_needs_what_they_need_and_is_none_itself()
    {
        foreach (var options in Kinds.Select(kind => kind.Value).OfType<AutoOptions>())
        {
            Assert.Throws<InvalidOperationException>(options.Create);
            foreach (var shape in TrainingRows.Shapes)
                Assert.Equal(options.Of.All(other => other.Options.Needs(shape) is null), options.Needs(shape) is null);
            Assert.Equal(options.Of.All(other => other.Options.JoinsFeatures), options.JoinsFeatures);
        }
    }

    /// <summary>Alike for all rows, as only a trainer may answer that says so.</summary>
    private bool HearsNothing(string kind, IReadOnlyList<float[]> scores) =>
        !this[kind].Balances && scores.All(row => row.AsSpan().SequenceEqual(scores[0]));

    private byte[] FittedBits(string kind, TrainingRows train, ulong seed)
    {
        var context = train.Context(Rows(kind, 12, seed: 3), seed);
        var model = this[kind].Create().Fit(context).Transformer;
        var scores = train.Scores(context.Ml, model).SelectMany(p => p);
        return TrainingRows.Bits(model is NetworkTransformer trained ? scores.Concat(Weights(trained.Network)) : scores);
    }

    private static IEnumerable<float> Weights(Network network) => network.Weights().SelectMany(weight => weight.Value.data<float>());

    private static void AssertProbabilities(float[] p)
    {
        Assert.Equal(TrainingRows.Moods.Count, p.Length);
        Assert.All(p, x => Assert.InRange(x, 0, 1));
        Assert.Equal(1, p.Sum(), 1e-5f);
    }
}
