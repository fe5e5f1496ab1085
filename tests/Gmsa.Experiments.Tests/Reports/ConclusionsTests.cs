using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class ConclusionsTests
{
    private readonly StudyResults study = Example.Study(Repository.TemporaryFolder());

    [Theory]
    [InlineData("a", "a", "mood8, merged, is better")]
    [InlineData("b", "b", "mood4, learnt directly, is better")]
    [InlineData("a", "not distinguishable", "Not settled")]
    [InlineData("not distinguishable", "not distinguishable", "Not distinguishable")]
    public void Verdict_is_never_stronger_than_both_ways_of_merging(string argmax, string summed, string expected)
    {
        var pairs = study.Comparison.Pairs
            .Select(p => p.Collapse switch { "argmax" => p with { Verdict = argmax }, "summed" => p with { Verdict = summed }, _ => p });
        var verdict = Conclusions.Verdict(Findings.Of(study with { Comparison = study.Comparison with { Pairs = [.. pairs] } }));
        Assert.Equal(expected, verdict.Heading);
        Assert.Contains("240 tracks", verdict.Numbers);
        Assert.Contains("by summed probabilities", verdict.Numbers);
    }

    [Fact]
    public void Schemes_without_a_map_are_not_compared()
    {
        var comparison = study.Comparison with { Pairs = [.. study.Comparison.Pairs.Where(p => p.Collapse is null)], Collapse = null };
        Assert.Equal("Not comparable", Conclusions.Verdict(Findings.Of(study with { Comparison = comparison })).Heading);
    }

    [Fact]
    public void Accuracy_within_reach_of_the_majority_or_of_a_lookup_is_a_caveat()
    {
        Assert.DoesNotContain(Conclusions.Caveats(Findings.Of(study)), c => c.Contains("is not shown to be above"));
        var arms = study.Comparison.Arms.Select(a => a with { MajorityRate = a.Ci95!["accuracy"].Low });
        var weak = study with { Comparison = study.Comparison with { Arms = [.. arms] } };
        Assert.Equal(2, Conclusions.Caveats(Findings.Of(weak))
            .Count(c => c.Contains("is not shown to be above") && c.Contains("commonest label")));
        var audit = study.Comparison.LeakAudit! with { Lookups = [new("mood8", 240, 0.6, 0.2, 0.2)] };
        var looked = study with { Comparison = study.Comparison with { LeakAudit = audit } };
        Assert.Single(Conclusions.Caveats(Findings.Of(looked)), c =>
            c.Contains("looking up labels by artist or album, hearing nothing, is right on 60.0\u00A0%"));
    }

    [Fact]
    public void Balanced_accuracy_whose_interval_holds_chance_is_not_called_above_it()
    {
        var arms = study.Comparison.Arms.Select(a => a with { ChanceRate = a.BalancedAccuracy });
        var lead = Conclusions.Lead(Findings.Of(study with { Comparison = study.Comparison with { Arms = [.. arms] } }));
        Assert.Contains("not distinguishable from the", lead);
        Assert.DoesNotContain("above the", lead);
    }

    [Fact]
    public void Few_groups_are_a_caveat()
    {
        var arms = study.Comparison.Arms.Select(a => a with { Groups = 6 });
        var caveats = Conclusions.Caveats(Findings.Of(study with { Comparison = study.Comparison with { Arms = [.. arms] } }));
        Assert.Contains(caveats, c => c.StartsWith("There are only 6 groups", StringComparison.Ordinal));
        Assert.DoesNotContain(Conclusions.Caveats(Findings.Of(study)), c => c.Contains("only"));
    }

    [Fact]
    public void Finalist_is_the_first_of_the_best_finished_trials()
    {
        var arm = Findings.Of(study).Arms.Single(a => a.Name == "mood8-seedCnn");
        var fold = arm.Trials.Where(t => t.Fold == "fold-2").ToArray();
        Assert.Equal(fold.Max(t => t.Score), arm.Finalist("fold-2")!.Score);
        var equal = arm with { Trials = [.. fold.Reverse().Select(t => t with { Score = t.Score is null ? null : 0.5 })] };
        Assert.Equal(0, equal.Finalist("fold-2")!.Index);
        Assert.Null(arm.Finalist("fold-9"));
    }

    [Fact]
    public void Any_overlap_however_small_is_not_rounded_away()
    {
        var audit = study.Comparison.LeakAudit! with { Overlap = new(0.0001, null, 0, 0, 0) };
        var findings = Findings.Of(study with { Comparison = study.Comparison with { LeakAudit = audit } });
        Assert.Contains("Same artist on both sides: less than 0.1\u00A0% of the test tracks.", LeakWords.Sentences(findings));
        Assert.Contains("Same album on both sides: not known, since no track says it.", LeakWords.Sentences(findings));
        Assert.Contains("the same artist (less than 0.1\u00A0%)", Assert.Single(LeakWords.Alarms(findings)));
    }

    [Fact]
    public void Differences_of_shares_are_in_points_and_others_plain()
    {
        var pair = study.Comparison.Pairs[0] with
        {
            Difference = -0.0126,
            Ci95 = new Dictionary<string,
            Interval>
            { ["accuracy"] = new(-0.05, 0.025) },
            Metric = "accuracy"
        };
        Assert.Equal("−1.3 points", Conclusions.Difference(pair));
        Assert.Equal("−5.0 to +2.5", Conclusions.Interval(pair));
        Assert.Equal("−0.013", Conclusions.Difference(pair with { Metric = "kappa" }));
        Assert.Null(Conclusions.Interval(pair with { Metric = "kappa" }));
    }
}
