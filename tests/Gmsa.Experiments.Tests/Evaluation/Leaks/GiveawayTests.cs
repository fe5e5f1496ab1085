using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class GiveawayTests
{
    private static readonly int[] Labels = [.. Enumerable.Range(0, 60).Select(i => i % 3)];

    [Fact]
    public void A_value_that_is_the_label_gives_it_away()
    {
        var found = Of(Labels)!;
        Assert.Equal((1, 1 / 3.0), (found.Accuracy, found.Majority));
        Assert.InRange(found.Shuffled, 1 / 3.0, 0.55);
        Assert.Equal(1 / 2000.0, found.P);
        Assert.Equal(1, found.Gain);
    }

    [Fact]
    public void A_value_for_every_track_is_always_right_and_tells_nothing()
    {
        var found = Of([.. Enumerable.Range(0, 60)])!;
        Assert.Equal((1, 1, 1, 0), (found.Accuracy, found.Shuffled, found.P, found.Gain));
    }

    [Fact]
    public void Unrelated_values_are_not_suspected()
    {
        var found = Of([.. Enumerable.Range(0, 60).Select(i => i / 3 % 2)])!;
        Assert.Equal(found.Majority, found.Accuracy, 1e-12);
        Assert.InRange(found.P, 0.5, 1);
    }

    [Fact]
    public void P_of_noise_is_seldom_small()
    {
        var generator = new Seed(7).Generator();
        var small = Enumerable.Range(0, 100).Count(_ => Of([.. Labels.Select(_ => generator.NextInt(4))])!.P <= 0.05);
        Assert.InRange(small, 0, 12);
    }

    [Fact]
    public void One_value_or_one_label_has_nothing_to_tell()
    {
        Assert.Null(Of([.. Labels.Select(_ => 0)]));
        Assert.Null(Giveaway.Of([0, 1], [0, 0], new(1), TestContext.Current.CancellationToken));
    }

    private static Giveaway? Of(int[] values) => Giveaway.Of(values, Labels, new(1), TestContext.Current.CancellationToken);
}
