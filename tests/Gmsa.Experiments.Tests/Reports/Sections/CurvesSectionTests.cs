using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class CurvesSectionTests
{
    private static string Drawn(string metric)
    {
        var study = Example.Study(Repository.TemporaryFolder());
        return CurvesSection.Of(Findings.Of(study with { Trials = [.. study.Trials.Select(t => t with { Metric = metric })] })).ToString();
    }

    [Theory]
    [InlineData("balancedAccuracy", "the score is balanced accuracy on the fold’s inner validation tracks")]
    [InlineData("macroF1", "the score is macro F1 on the fold’s inner validation tracks")]
    [InlineData("logLoss", "the metric is the validation loss on the fold’s inner validation tracks")]
    public void Says_which_metric_chose_the_epochs(string metric, string words) =>
        Assert.Contains(words, Drawn(metric), StringComparison.Ordinal);

    [Fact]
    public void A_score_that_is_a_loss_is_no_curve_beside_the_loss()
    {
        int Lines(string drawn) => drawn.Split("<polyline").Length - 1;
        var (both, loss) = (Drawn("kappa"), Drawn("logLoss"));
        Assert.Equal(Lines(both), 3 * Lines(loss) / 2);
        Assert.Contains("loss above and score below", both, StringComparison.Ordinal);
        Assert.DoesNotContain("score below", loss, StringComparison.Ordinal);
    }
}
