using System.Globalization;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Cli;

public class PlainProgressTests
{
    [Theory]
    [InlineData(0, 0, "trials: 0/48")]
    [InlineData(12, 30, "trials: 12/48, best inner score mood8 0.338 (2.7 times chance) by mood8-lightGbm, mood4 0.625 (2.5 times "
        + "chance) by mood4-logistic, 2 failed, about 1 min 30 s left")]
    [InlineData(48, 4000, "trials: 48/48, best inner score mood8 0.338 (2.7 times chance) by mood8-lightGbm, mood4 0.625 (2.5 times "
        + "chance) by mood4-logistic, 2 failed, took 1 h 6 min")]
    public void A_line_says_stage_count_best_of_each_scheme_and_time(int done, int seconds, string expected)
    {
        CultureInfo.CurrentCulture = new CultureInfo("el-GR");
        BestSoFar[] best = [new("mood8", 0.338, "inner score", "mood8-lightGbm", 2.704),
            new("mood4", 0.625, "inner score", "mood4-logistic", 2.5)];
        var progress = new Progress("trials", done, 48, done == 0 ? "" : "2 failed") { Best = done == 0 ? [] : best };
        Assert.Equal(expected, PlainProgress.Line(progress, 0, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void A_score_without_a_floor_has_no_multiple_of_it()
    {
        var progress = new Progress("trials", 1, 2) { Best = [new("genre", 1.25, "inner log loss", "genre-sdca", null)] };
        Assert.Equal("trials: 1/2, best inner log loss genre 1.250 by genre-sdca", PlainProgress.Line(progress, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_log_gets_the_start_and_the_end_of_a_stage_and_not_every_step()
    {
        using var log = new StringWriter();
        var progress = new PlainProgress(log);
        for (var done = 0; done <= 1000; done++) progress.Report(new("dataset", done, 1000));
        progress.Report(new("trials", 0, 2));
        Assert.Equal(["dataset: 0/1000", "dataset: 1000/1000", "trials: 0/2"],
            log.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }
}
