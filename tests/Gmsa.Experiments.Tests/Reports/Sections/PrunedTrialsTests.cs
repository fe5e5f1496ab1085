using System.Text.RegularExpressions;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Tests.Records;

namespace Gmsa.Experiments.Tests.Reports;

public class PrunedTrialsTests
{
    private readonly string folder = Repository.TemporaryFolder();

    [Fact]
    public void Step_score_and_the_last_lines_of_the_log_are_told()
    {
        Log(1, [.. Enumerable.Range(1, 9).Select(i => $"line {i}"), "<script>pruned</script>", ""]);
        var page = Section(Pruned(1, 0.2, 0.31, 0.25), Pruned(2, 0.1), Pruned(3));
        Assert.Contains("<summary>Trial 1, arm, fold 1: after step 3, with 0.250 (its best: 0.310)</summary>", page);
        Assert.Contains("><code>line 6\nline 7\nline 8\nline 9\n&lt;script&gt;pruned&lt;/script&gt;</code></pre>", page);
        Assert.Contains("<p>Trial 2, arm, fold 1: after step 1, with 0.100</p>", page); // its log is gone
        Assert.Contains("Trial 3, arm, fold 1: at a step that wasn’t recorded", page);
    }

    [Fact]
    public void The_first_twenty_are_shown()
    {
        var page = Section([.. Enumerable.Range(1, 25).Select(i => Pruned(i, 0.5))]);
        Assert.Equal(20, Regex.Count(page, "Trial [0-9]+, "));
        Assert.Contains("The first 20; the rest are in", page);
        Assert.Contains("25 trials of 25 were ended early", page);
    }

    [Fact]
    public void A_log_without_end_costs_five_short_lines()
    {
        Log(1, [.. Enumerable.Repeat(new string('x', 100_000), 20)]);
        Assert.InRange(Section(Pruned(1, 0.5)).Length, 2_500, 4_000);
    }

    [Fact]
    public void Without_pruned_trials_there_is_nothing() => Assert.Equal("", Section(SampleRecords.Of(1, "arm", "1", 0, 0.5)));

    private void Log(int trial, string[] lines)
    {
        var place = new Study(folder).TrialFolder(trial);
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, "log.txt"), string.Join('\n', lines));
    }

    private static RunRecord Pruned(int trial, params double[] steps) =>
        SampleRecords.Of(trial, "arm", "1", trial, null) with { State = TrialState.Pruned, Failure = null, Steps = steps };

    private string Section(params RunRecord[] trials) =>
        PrunedTrials.Of(Findings.Of(Example.Study(folder) with { Trials = trials, Folder = folder })).ToString();
}
