using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Testing;

/// <summary>What holds for every pruner by its defaults.</summary>
public abstract class EveryPrunerTests : Suite<PrunerOptions>
{
    private const int Steps = 30;

    /// <summary>By default the catalog's as they are by default.</summary>
    public override IReadOnlyList<Named<PrunerOptions>> Kinds => Named.All<PrunerOptions>(Catalog.Pruners);

    [Theory, EachKind]
    public void Says_what_its_keys_are_and_their_defaults(string kind) => Assert.All(
        this[kind].GetType().GetProperties().Where(p => p.CanWrite),
        p => Assert.Contains("Default", p.GetCustomAttribute<DescriptionAttribute>()!.Description));

    [Theory, EachKind]
    public void Stops_nobody_before_its_earliest_step_nor_at_the_last(string kind)
    {
        var earliest = this[kind].Earliest(Steps);
        Assert.InRange(earliest, 1, Steps - 1);
        foreach (var steps in (int[])[1, 2, 5, Steps, 100])
            for (var step = 1; step <= steps; step++)
                if (step < this[kind].Earliest(steps) || step == steps)
                    Assert.False(
                        Stops(kind, [.. Enumerable.Range(0, step).Select(s => -1.0 - s)], Good(20, steps), steps),
                        FormattableString.Invariant($"step {step} of {steps}"));
    }

    [Theory, EachKind]
    public void Stops_a_hopeless_trial_sooner_or_later(string kind)
    {
        // Fixed bounds have none until they are told one.
        var pruner = (this[kind] is ThresholdPrunerOptions bounds ? bounds with { Lower = -0.5 } : this[kind]).Create();
        double[] scores = [.. Enumerable.Range(0, Steps).Select(s => -1.0 - s)];
        var stopped = Enumerable.Range(1, Steps - 1).FirstOrDefault(
            step => pruner.Stops(new(100, scores[..step], IsWhole: false), Good(20, Steps), Steps, new Seed(1)), int.MaxValue);
        Assert.InRange(stopped, this[kind].Earliest(Steps), Steps / 2);
    }

    [Theory, EachKind]
    public void Never_stops_the_best_trial_so_far_that_gets_better_with_each_step(string kind)
    {
        for (var step = 1; step <= Steps; step++)
            foreach (var others in (Curve[][])[[], Good(1, Steps), Good(20, Steps), Ragged()])
                Assert.False(Stops(kind, [.. Enumerable.Range(0, step).Select(s => 2.0 + s)], others, Steps));
    }

    [Theory, EachKind]
    public void Stops_no_trial_for_a_score_when_there_are_no_others(string kind)
    {
        for (var step = 1; step <= Steps; step++)
            Assert.False(Stops(kind, [.. Enumerable.Range(0, step).Select(s => Math.Sin(s))], [], Steps));
    }

    [Theory, EachKind]
    public void Equals_go_on_alike(string kind)
    {
        var equals = PrunerCurves.Flat(Steps, [.. Enumerable.Repeat(0.5, 12)]);
        for (var step = 1; step <= Steps; step++) Assert.False(Stops(kind, [.. Enumerable.Repeat(0.5, step)], equals, Steps));
    }

    [Theory, EachKind]
    public void Copes_with_what_is_no_number_and_with_curves_of_any_length(string kind)
    {
        double[] odd = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, 0.5];
        Curve[] others =
        [
            .. Ragged(), new(50, [double.NaN]), new(51, [.. Enumerable.Repeat(double.NaN, Steps)]),
            new(52, [.. odd], IsWhole: false), new(53, odd),
        ];
        foreach (var steps in (int[])[1, 2, 4, Steps, int.MaxValue])
            for (var step = 1; step <= Math.Min(steps, Steps); step++)
                foreach (var first in odd)
                    _ = Stops(kind, [first, .. Enumerable.Range(1, step - 1).Select(s => odd[s % 4])], others, steps);
        // A trial that shows nothing but what is no number goes once there is something to lose against.
        Assert.Contains(
            Enumerable.Range(1, Steps - 1), step => Stops(kind, [.. Enumerable.Repeat(double.NaN, step)], Good(20, Steps), Steps));
    }

    [Theory, EachKind]
    public void The_same_curves_give_the_same_answer_from_any_instance_thread_and_culture(string kind)
    {
        var (random, others) = (new Seed(3).Generator(), Ragged());
        double[][] trials =
            [.. Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 1 + i % Steps).Select(_ => random.NextDouble()).ToArray())];
        var pruner = this[kind].Create();
        bool[] expected = [.. trials.Select(t => pruner.Stops(new(40, t), others, Steps, new Seed(1)))];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
            var another = i % 2 == 0 ? pruner : this[kind].Create();
            Assert.Equal(expected, trials.Select(t => another.Stops(new(40, t), others, Steps, new Seed(1))));
        });
    }

    private bool Stops(string kind, double[] scores, Curve[] others, int steps) =>
        this[kind].Create().Stops(new(100, scores, IsWhole: false), others, steps, new Seed(1));

    /// <summary>Whole trials with indexes from 0 and rising scores from 0 to 1.</summary>
    private static Curve[] Good(int count, int steps) =>
    [
        .. Enumerable.Range(0, 150).Select(i =>
            new Curve(i, [.. Enumerable.Range(1, steps).Select(s => 0.5 * s / steps + 0.5 * (i % count) / count)])),
    ];

    /// <summary>Trials of all lengths, every other of them stopped.</summary>
    private static Curve[] Ragged() =>
    [
        .. Enumerable.Range(0, 40).Select(i =>
            new Curve(i, [.. Enumerable.Range(0, 1 + i * 7 % Steps).Select(s => (i * 13 + s * 5) % 17 / 17.0)], i % 2 == 0)),
    ];
}
