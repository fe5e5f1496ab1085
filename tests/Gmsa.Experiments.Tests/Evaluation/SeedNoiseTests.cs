using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>Arms that were learnt with several seeds on the same folds.</summary>
public class SeedNoiseTests
{
    private const int Groups = 60;

    [Fact]
    public void Means_and_intervals_are_those_of_the_seeds()
    {
        // 6, 7 and 9 of 10 right: mean 22 / 30, deviation sqrt(7/3) / 10, and t of two degrees of freedom is 4.302653.
        var arm = Table(10, [3, 1, 2], (seed, i) => i < (seed == 3 ? 6 : seed == 1 ? 7 : 9));
        var noise = Compare(arm, arm).Seeds!;
        Assert.Equal([1, 2, 3], noise.Seeds);
        var accuracy = noise.Arms[0].Metrics["accuracy"];
        Assert.Equal([0.7, 0.9, 0.6], accuracy.Values.Select(v => Math.Round(v, 9)));
        Assert.Equal(22 / 30.0, accuracy.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(7 / 3.0) / 10, accuracy.Deviation, 1e-12);
        Assert.Equal(4.302653 * accuracy.Deviation / Math.Sqrt(3), accuracy.Ci95.High - accuracy.Mean, 1e-6);
        Assert.Equal(ClusterBootstrap.HeadlineMetrics, noise.Arms[0].Metrics.Keys);
        // An arm less itself: nothing varies, so nothing is anyone's share.
        Assert.Equal((0.0, 0.0), (noise.Pairs[0].Difference.Mean, noise.Pairs[0].Difference.Deviation));
        Assert.Null(noise.Pairs[0].Share);
    }

    [Fact]
    public void Without_an_axis_or_with_one_seed_there_is_no_noise_to_tell()
    {
        var plain = Tables.Random(Tables.Four, 100, 20, new Seed(1));
        Assert.Null(Compare(plain, plain).Seeds);
        Assert.Null(Compare(Table(20, [5], (_, i) => i % 2 == 0), Table(20, [5], (_, i) => i % 3 == 0)).Seeds);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.06)]
    public void The_share_is_the_one_that_was_put_in(double ofSeed)
    {
        // Accuracy is .6 in each track, moved by a normal error of each seed. On so many tracks, each its own group, the difference's
        // variance over tracks is known: of every track d is right less right, averaged over the seeds.
        const int Tracks = 300, Seeds = 20;
        var (sum, runs) = (0.0, 8);
        for (var run = 0; run < runs; run++)
        {
            var generator = new Seed((ulong)(100 + run)).Generator();
            var skill = Enumerable.Range(0, Seeds).Select(_ => 0.6 + ofSeed * generator.NextGaussian()).ToArray();
            var a = Table(Tracks, Enumerable.Range(0, Seeds), (seed, _) => generator.NextDouble() < skill[seed]);
            var b = Table(Tracks, Enumerable.Range(0, Seeds), (_, i) => i % 5 < 3);
            sum += Compare(a, b).Seeds!.Pairs[0].Share!.Value;
        }
        // Seeds: that error and what is left of a draw of each track. Tracks: the other arm is right on 3 of 5 whatever the seed, and the
        // mean over seeds of this one hardly varies.
        var (seeds, tracks) = (ofSeed * ofSeed + 0.24 / Tracks, (0.24 + 0.24 / Seeds) / Tracks);
        Assert.Equal(seeds / (seeds + tracks), sum / runs, 0.08);
    }

    [Fact]
    public void Intervals_tell_of_other_seeds_too()
    {
        // Three seeds, one of which fails: whoever runs it again may meet another share of such seeds.
        var steady = Table(600, [1, 2, 3], (_, i) => i % 5 < 3);
        var shaky = Table(600, [1, 2, 3], (seed, i) => seed != 3 && i % 10 < 9);
        double Width(Interval i) => i.High - i.Low;
        (double OfAll, double OfTracks) Widths(PredictionTable table) => (Width(Comparer.Score(table, new Seed(1)).Ci95!["accuracy"]),
            Width(ClusterBootstrap.Replicate(table, new Seed(1)).Interval("accuracy")));
        Assert.Equal(Widths(steady).OfTracks, Widths(steady).OfAll, 0.01);
        Assert.True(Widths(shaky).OfAll > 5 * Widths(shaky).OfTracks, $"{Widths(shaky)}");
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(2, 0.95)]
    [InlineData(3, 0.2)]
    [InlineData(3, 0.8)]
    [InlineData(5, 0.5)]
    [InlineData(5, 0.95)]
    public void Intervals_cover_what_other_tracks_and_seeds_would_give_on_average(int seeds, double share)
    {
        // A difference of mean 0: an effect of each of 100 groups, and one of each seed that makes up so much of the variance of one run.
        const int Simulations = 2000, Tracks = 100;
        var random = new Seed(17).Generator();
        var covered = Enumerable.Range(0, Simulations).Count(run =>
        {
            double[] groups = [.. Enumerable.Range(0, Tracks).Select(_ => Math.Sqrt((1 - share) * Tracks) * random.NextGaussian())];
            double[] values = [.. Enumerable.Range(0, seeds).Select(_ => groups.Average() + Math.Sqrt(share) * random.NextGaussian())];
            var deviation = Math.Sqrt(groups.Sum(g => Math.Pow(g - groups.Average(), 2)) / (Tracks - 1) / Tracks);
            var error = SeedError.Of(deviation, Tracks, SeedValues.Of(values));
            var interval = error.Around(values.Average(), new(double.NegativeInfinity, double.PositiveInfinity));
            if (run < 20) Assert.Equal(interval.Contains(0), error.P(values.Average()) > 0.05);
            return interval.Contains(0);
        });
        Assert.InRange((double)covered / Simulations, 0.93, 0.99); // of two seeds rather too often than not often enough
    }

    [Fact]
    public void Two_seeds_that_differ_widely_tell_nothing_and_no_number_of_tracks_would()
    {
        var a = Table(2000, [1, 2], (seed, i) => i % 100 < (seed == 1 ? 55 : 61));
        var b = Table(2000, [1, 2], (_, i) => i % 100 < 50);
        var pair = Compare(a, b).Pairs[0];
        Assert.Equal((ArmPair.NotDistinguishable, null), (pair.Verdict, pair.Power!.TracksNeeded));
        Assert.True(pair.Ci95["accuracy"].Low < 0);
    }

    [Fact]
    public void Pairs_are_judged_by_all_seeds_and_not_by_the_first_alone()
    {
        // With the first seed the two are alike; with the other nine the first is better by far.
        var a = Table(400, Enumerable.Range(1, 10), (seed, i) => i % 10 < (seed == 1 ? 5 : 7));
        var b = Table(400, Enumerable.Range(1, 10), (_, i) => i % 10 < 5);
        var pair = Compare(a, b).Pairs[0];
        Assert.Equal((0, 0), (pair.Mcnemar.OnlyFirstRight, pair.Mcnemar.OnlySecondRight));
        Assert.Equal("a", pair.Verdict);
        Assert.True(pair.HolmP < 0.01);
        Assert.Equal(400, pair.N);
    }

    [Fact]
    public void Nothing_depends_on_the_order_of_rows()
    {
        var a = Table(80, [4, 9], (seed, i) => i * seed % 7 < 4);
        var b = Table(80, [4, 9], (seed, i) => i * seed % 5 < 3);
        string Text(PredictionTable first) => System.Text.Json.JsonSerializer.Serialize(Compare(first, b), Json.Indented);
        Assert.Equal(Text(a), Text(Tables.Shuffled(a, 3)));
    }

    private static Comparison Compare(PredictionTable a, PredictionTable b) => Comparer.Compare(
        [Tables.Arm("a", "two", a), Tables.Arm("b", "two", Tables.Shuffled(b, 1))], null, "accuracy", new Seed(6));

    private static PredictionTable Table(int tracks, IEnumerable<int> seeds, Func<int, int, bool> isRight) => new(["x", "y"],
        [.. from seed in seeds
            from i in Enumerable.Range(0, tracks)
            let truth = i % 2 == 0 ? "x" : "y"
            let said = isRight(seed, i) ? truth : truth == "x" ? "y" : "x"
            select new Prediction($"t{i:00000}", tracks > Groups ? "" : $"g{i}", $"seed{seed}.1", truth, said,
                said == "x" ? [0.8, 0.2] : [0.2, 0.8])]);
}
