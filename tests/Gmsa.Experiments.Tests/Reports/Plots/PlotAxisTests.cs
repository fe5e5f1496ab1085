using CsCheck;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class PlotAxisTests
{
    [Theory]
    [InlineData(0, 30, 7, "0 5 10 15 20 25 30")]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-80, 3, 5, "−80 −60 −40 −20 0")]
    [InlineData(0.0021, 0.0098, 4, "0.004 0.006 0.008")]
    public void Ticks_are_round(double low, double high, int about, string expected) =>
        Assert.Equal(expected, string.Join(' ', PlotAxis.Linear("", low, high, about).Ticks.Select(t => t.Text)));

    [Fact]
    public void Ticks_are_few_different_and_on_the_axis() => Gen.Select(Gen.Double[-1e4, 1e4], Gen.Double[1e-6, 1e5]).Sample((low, width) =>
    {
        var ticks = PlotAxis.Linear("", low, low + width, 5).Ticks;
        Assert.InRange(ticks.Count, 1, 6);
        Assert.All(ticks, t => Assert.InRange(t.At, 0, 1));
        Assert.Equal(ticks.Select(t => t.Text).Distinct(), ticks.Select(t => t.Text));
    });

    [Fact]
    public void A_single_value_stands_in_the_middle() => Assert.Equal(new Tick(0.5, "3"), Assert.Single(PlotAxis.Linear("", 3, 3).Ticks));

    [Fact]
    public void Mel_ticks_keep_apart_and_1_kHz_lies_where_slaney_has_it()
    {
        var ticks = PlotAxis.Mel(128, 11025).Ticks;
        Assert.Contains(ticks, t => t.Text == "8k");
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(pair.First.At - pair.Second.At >= 0.08));
        // 1000 Hz is 15 mel of Slaney's; 11025 Hz is 15 + 27 ln(11.025) / ln(6.4).
        Assert.Equal(15 / (15 + 27 * Math.Log(11.025) / Math.Log(6.4)), ticks.Single(t => t.Text == "1k").At, 0.01);
    }

    [Fact]
    public void Named_rows_have_their_names_in_their_middle()
    {
        Assert.Equal(new Tick(0.5 / 12, "C"), PlotAxis.PitchClasses(12, 0).Ticks[0]);
        Assert.Equal("B", PlotAxis.PitchClasses(12, 0).Ticks[^1].Text);
        Assert.Equal(6, PlotAxis.TonalCentroid(6, 0).Ticks.Count);
        Assert.Equal(["0", "5", "10", "15"], PlotAxis.Coefficients(20, 0).Ticks.Select(t => t.Text));
    }
}
