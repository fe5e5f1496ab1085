using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Tests.Records;

namespace Gmsa.Experiments.Tests.Reports;

public class CostSectionTests
{
    private const string Arm = "mood8-seedCnn";

    private readonly StudyResults study = Example.Study(Repository.TemporaryFolder());

    [Fact]
    public void An_arm_has_its_total_share_median_and_longest_trial()
    {
        var page = Section(With(Trial(1, 1), Trial(2, 2), Trial(3, 9), Trial(4, 4) with { Arm = "mood8-lightGbm", PeakMemoryMb = 300 }));
        Assert.Contains("""<th scope="row">mood8-seedCnn</th><td class="number">3</td><td class="number">12 s</td>""", page);
        Assert.Contains("<td class=\"number\">75.0\u00A0%</td>", page);
        // In all, to train and to score: half a second each trial.
        Assert.Contains("<td class=\"number\">2.0 s</td><td class=\"number\">1.5 s</td><td class=\"number\">0.50 s</td>", page);
        Assert.Contains("<td class=\"number\">9.0 s</td>", page);
        Assert.Contains("<td class=\"number\">300 MB</td>", page);
        Assert.Contains("16 s in all 4 trials together", page);
        Assert.DoesNotContain("without a score", page);
    }

    [Fact]
    public void What_failed_and_was_pruned_is_told_apart()
    {
        var results = With(Trial(1, 4), Trial(2, 3) with { State = TrialState.Failed, Score = null },
            Trial(3, 2) with { State = TrialState.Pruned, Score = null }, Trial(4, 1) with { State = TrialState.Pruned, Score = null });
        const string Sentence = "60.0\u00A0% of the computing time went into trials without a score: 1 failed, 2 were pruned.";
        var page = Section(results);
        Assert.Contains(Sentence, page);
        Assert.Contains("<td class=\"number\">3<small>6.0 s</small></td>", page);
        Assert.Contains(Sentence, MarkdownReport.Render(results));
    }

    [Fact]
    public void Clock_workers_and_energy_are_told_where_they_are_known()
    {
        var results = With(Trial(1, 4), Trial(2, 3)) with
        {
            Cost = new() { Runs = 2, WallSeconds = 300, Workers = 4, Joules = 7200, MeteredHosts = ["host"] },
        };
        var page = Section(results);
        Assert.Contains("<dd>5.0 min, with up to 4 trials at a time in a run; 2 runs, without the pauses between them</dd>", page);
        Assert.Contains("7.2 kJ (0.002 kWh): what the processor packages of host took in all while this study was worked on, "
            + "by other programs too", page);
        Assert.Contains("7.0 s of computing in 2 trials, 5.0 min by the clock in 2 runs, peak memory 100 MB in one process, "
            + "7.2 kJ (0.002 kWh) taken by the processor packages of host, other programs included.",
            MarkdownReport.Render(results));
        Assert.Contains("of host (its other machines don’t tell)", Section(
            With(Trial(1, 1), Trial(2, 1) with { Machine = Trial(2, 1).Machine with { Host = "silent" } }) with { Cost = results.Cost }));
    }

    [Fact]
    public void Where_nothing_told_the_section_says_so()
    {
        var page = Section(With(Trial(1, 0) with { Seconds = new Dictionary<string, double>() }));
        Assert.Contains("not known: no machine told what its processors took", page);
        Assert.DoesNotContain("By the clock", page);
        Assert.DoesNotContain("NaN", page);
        Assert.Equal("", Section(With()));
        Assert.DoesNotContain("What it cost", MarkdownReport.Render(With()));
    }

    private StudyResults With(params RunRecord[] trials) => study with { Trials = trials };

    private static RunRecord Trial(int number, double seconds) => SampleRecords.Of(number, Arm, "fold-1", number, 0.5) with
    {
        Seconds = new Dictionary<string, double> { ["fit"] = seconds - 0.5, ["score"] = 0.5 },
    };

    private static string Section(StudyResults results) => CostSection.Of(Findings.Of(results)).ToString();
}
