using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Search;

public class RungsTests
{
    [Theory]
    [InlineData(30, 3, 1, "1 3 10")]
    [InlineData(30, 3, 2, "3 10")]
    [InlineData(30, 3, 4, "10")]
    [InlineData(30, 3, 11, "")]
    [InlineData(52, 3, 2, "2 6 17")]
    [InlineData(27, 3, 1, "1 3 9")]
    [InlineData(16, 2, 1, "1 2 4 8")]
    [InlineData(1, 3, 1, "")]
    [InlineData(2, 2, 1, "1")]
    [InlineData(3, 2, 1, "1 2")] // 1.5 rounds to 2, .75 to 1
    public void Rungs_are_the_whole_divided_again_and_again(int steps, int eta, int least, string expected) =>
        Assert.Equal(expected, string.Join(' ', Rungs.Of(steps, eta, least)));

    [Fact]
    public void Rungs_rise_strictly_and_end_before_the_last_step()
    {
        foreach (var steps in Enumerable.Range(1, 200).Append(int.MaxValue))
            foreach (var eta in Enumerable.Range(2, 9))
            {
                var rungs = Rungs.Of(steps, eta, 1);
                Assert.All(rungs, r => Assert.InRange(r, 1, steps - 1));
                Assert.All(rungs.Zip(rungs.Skip(1)), pair => Assert.True(pair.First < pair.Second));
            }
    }

    [Fact]
    public void A_trial_that_ended_of_itself_is_seen_at_later_rungs_and_one_that_was_stopped_isnt()
    {
        double[] short3 = [0.1, 0.5, 0.2];
        Assert.Equal([0.5], Rungs.Seen([new Curve(0, short3)], 9));
        Assert.Empty(Rungs.Seen([new Curve(0, short3, IsWhole: false)], 9));
        Assert.Equal([0.1], Rungs.Seen([new Curve(0, short3, IsWhole: false)], 1));
        Assert.Equal([double.NegativeInfinity, 0.5], Rungs.Seen([new Curve(0, short3), new Curve(1, [double.NaN])], 2));
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 2.5)]
    [InlineData(2.0 / 3, 3)]
    [InlineData(1.0, 4)]
    public void Quantiles_are_NumPys(double share, double expected) => Assert.Equal(expected, Rungs.Quantile([1, 2, 3, 4], share), 12);

    [Fact]
    public void Quantiles_next_to_minus_infinity_are_minus_infinity() =>
        Assert.Equal(double.NegativeInfinity, Rungs.Quantile([double.NegativeInfinity, 1], 0.5));
}
