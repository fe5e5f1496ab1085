using System.Globalization;
using Gmsa.Experiments.Cli.Display;

namespace Gmsa.Experiments.Tests.Cli;

public class PlainProgressTests
{
    [Theory]
    [InlineData(0, 0, "trials: 0/48")]
    [InlineData(12, 30, "trials: 12/48, best inner score 0.625, mood4-logistic, about 1 min 30 s left")]
    [InlineData(48, 4000, "trials: 48/48, best inner score 0.625, mood4-logistic, took 1 h 6 min")]
    public void A_line_says_stage_count_best_and_time(int done, int seconds, string expected)
    {
        CultureInfo.CurrentCulture = new CultureInfo("el-GR");
        Assert.Equal(expected, PlainProgress.Line(new("trials", done, 48, done == 0 ? "" : "mood4-logistic", done == 0 ? null : 0.625), 0, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void A_log_gets_the_start_and_the_end_of_a_stage_and_not_every_step()
    {
        using var log = new StringWriter();
        var progress = new PlainProgress(log);
        for (var done = 0; done <= 1000; done++) progress.Report(new("dataset", done, 1000));
        progress.Report(new("trials", 0, 2));
        Assert.Equal(["dataset: 0/1000", "dataset: 1000/1000", "trials: 0/2"], log.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }
}
