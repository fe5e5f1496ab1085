using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>Holds what a study could have told to formulas and to simulations.</summary>
public sealed class PowerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_lone_tracks_the_number_is_that_for_mcnemars_test()
    {
        // Connor, Biometrics 43 (1987): n = (z_a sqrt(p10 + p01) + z_b sqrt(p10 + p01 - d^2))^2 / d^2, for 15 %
        // against 10 % discordant: 2 d = .05.
        const double First = 0.15, Second = 0.10, Tracks = 2000;
        var difference = First - Second;
        var connor = Math.Pow(
            (1.959964 * Math.Sqrt(First + Second) + 0.841621 * Math.Sqrt(First + Second - difference * difference)) / difference, 2);
        var power = Power.Of(difference, Math.Sqrt((First + Second - difference * difference) / Tracks), (int)Tracks)!;
        Assert.Equal(connor, power.TracksNeeded!.Value, 0.01 * connor);
        Assert.Equal(782.5, connor, 0.1);
        Assert.Equal(2.801585 * Math.Sqrt(0.2475 / Tracks), power.Detectable, 1e-6);
    }

    [Fact]
    public void With_the_tracks_that_it_asks_for_four_differences_of_five_are_told()
    {
        // Groups in which the first arm is better by a number of its own, 4 points on average.
        var pilot = Pair(groups: 4000, new Seed(1));
        var known = Comparer.Compare([.. pilot], null, "accuracy", new Seed(2), cancel: Cancel).Pairs[0];
        var power = Power.Of(0.04, (known.Ci95["accuracy"].High - known.Ci95["accuracy"].Low) / 3.92, known.N)!;
        var groups = (int)Math.Round((double)power.TracksNeeded! / PerGroup);
        Assert.InRange(groups, 300, 500);
        var told = Enumerable.Range(0, 400).Count(i =>
        {
            var arms = Pair(groups, new Seed(100).Derive($"{i}"));
            var (a, b) = (Replicated(arms[0], 400), Replicated(arms[1], 400));
            return Replicates.Difference(a, b, "accuracy").Low > 0;
        });
        Assert.InRange(told / 400.0, 0.74, 0.86); // 80 %, and three standard errors of 400 simulations
    }

    [Fact]
    public void Intervals_of_paired_differences_cover_the_true_one_as_often_as_they_say()
    {
        const int Simulations = 2000;
        var covered = Enumerable.Range(0, Simulations).Count(i =>
        {
            var arms = Pair(100, new Seed(5).Derive($"{i}"));
            var (a, b) = (Replicated(arms[0], 250), Replicated(arms[1], 250));
            return Replicates.Difference(a, b, "accuracy").Contains(0.04);
        });
        Assert.InRange((double)covered / Simulations, 0.93, 0.97);
    }

    [Fact]
    public void No_difference_and_one_group_ask_for_nothing()
    {
        Assert.Null(Power.Of(0.1, null, 100));
        Assert.Equal((0.0280, null), (Math.Round(Power.Of(0, 0.01, 100)!.Detectable, 4), Power.Of(0, 0.01, 100)!.TracksNeeded));
        Assert.Null(Power.Of(1e-9, 0.01, 100)!.TracksNeeded);
        Assert.Null(Power.Of(0, 0, 100)); // two that answer alike
    }

    [Fact]
    public void What_seeds_differ_by_no_number_of_tracks_shrinks()
    {
        // Of a standard error of .05, .03 is of seeds: to tell .14 takes .05, so the tracks' .04 may stay; to tell .1 takes .0357, of
        // which .0193 is left for them.
        Assert.Equal(0.14, Power.Of(0.1, 0.04, 100, ofSeeds: 0.03)!.Detectable, 1e-3);
        Assert.Equal(100 * Math.Pow(0.04, 2) / (Math.Pow(0.1 / 2.801585, 2) - Math.Pow(0.03, 2)),
            Power.Of(0.1, 0.04, 100, ofSeeds: 0.03)!.TracksNeeded!.Value, 1.0);
        Assert.Null(Power.Of(0.08, 0.04, 100, ofSeeds: 0.03)!.TracksNeeded);
    }

    private const int PerGroup = 6;

    private static Replicates Replicated(ArmInput arm, int resamples) =>
        ClusterBootstrap.Replicate(arm.Predictions, new Seed(3), resamples, cancel: Cancel);

    private static ArmInput[] Pair(int groups, Seed seed)
    {
        var random = seed.Generator();
        var (first, second) = (new List<Prediction>(), new List<Prediction>());
        for (var g = 0; g < groups; g++)
        {
            var (ease, gain) = (0.5 + 0.2 * (2 * random.NextDouble() - 1), 0.04 + 0.15 * (2 * random.NextDouble() - 1));
            for (var t = 0; t < PerGroup; t++)
            {
                first.Add(Row(g, t, random.NextDouble() < ease + gain));
                second.Add(Row(g, t, random.NextDouble() < ease));
            }
        }
        return [Tables.Arm("first", "s", new(["a", "b"], first)), Tables.Arm("second", "s", new(["a", "b"], second))];
    }

    private static Prediction Row(int group, int track, bool isRight) =>
        new($"t{group}/{track}", $"g{group}", "", "a", isRight ? "a" : "b", isRight ? [1, 0] : [0, 1]);
}
