using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>The bins of reliability diagrams.</summary>
public sealed class ReliabilityTests
{
    [Fact]
    public void Bins_hold_how_sure_and_how_right()
    {
        Prediction Row(int i, double p, bool isRight) => new($"t{i}", "", "", isRight ? "a" : "b", "a", [p, 1 - p]);
        var bins = Reliability.Of(new(["a", "b"],
            [Row(0, 0.9, true), Row(1, 0.92, false), Row(2, 1, true), Row(3, 0.5, true), Row(4, 0.6, true)]));
        Assert.Equal(Reliability.Bins, bins.Count);
        // 13/15 = .867 to 14/15 = .933
        Assert.Equal((2, 0.91, 0.5), (bins[13].Count, Math.Round(bins[13].Confidence!.Value, 12), bins[13].Accuracy));
        Assert.Equal((1, 1.0, 1.0), (bins[14].Count, bins[14].Confidence, bins[14].Accuracy)); // the last one has both its ends
        Assert.Equal((0, null, null), (bins[0].Count, bins[0].Confidence, bins[0].Accuracy));
        Assert.Equal(5, bins.Sum(b => b.Count));
    }

    [Fact]
    public void Their_mean_gap_is_the_calibration_error()
    {
        var table = Tables.Random(Tables.Four, 500, 40, new Seed(6));
        var gaps = Reliability.Of(table)
            .Where(b => b.Count > 0).Sum(b => b.Count / 500.0 * Math.Abs(b.Confidence!.Value - b.Accuracy!.Value));
        Assert.Equal(Metrics.Of(table).Ece15, gaps, 1e-12);
    }
}
