using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
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
        var audit = study.Comparison.LeakAudit! with { Overlap = new(0.9, 0, 0, 0, 0), Lookups = [new("mood8", 240, 0.6, 0.2, 0.2)] };
        var looked = study with { Comparison = study.Comparison with { LeakAudit = audit } };
        Assert.Single(LeakWords.Alarms(Findings.Of(looked)), c =>
            c.Contains("On mood8, looking up the artist’s commonest label in the training part, hearing nothing, "
                + "is right on 60.0\u00A0% of the "
                + "test tracks (the commonest of all on 20.0\u00A0%); mood8-seedCnn on ")
                && c.Contains(", which is not shown to be more."));
        foreach (var report in (string[])[MarkdownReport.Render(looked), HtmlReport.Render(looked)])
            Assert.InRange(report.IndexOf("hearing nothing, is right on 60.0", StringComparison.Ordinal), 1,
                report.IndexOf("arms (ways of learning)", StringComparison.Ordinal));
        // Above the lookup, its score still stands beside it: in the first lines, before any other number.
        var below = audit with { Lookups = [new("mood8", 240, 0.21, 0.2, 0.2)] };
        var alarms = LeakWords.Alarms(Findings.Of(study with { Comparison = study.Comparison with { LeakAudit = below } }));
        Assert.Equal(2, alarms.Count);
        Assert.Contains("the same artist (90.0\u00A0%).", alarms[0]);
        Assert.Matches(
            @"is right on 21\.0.% of the test tracks \(the commonest of all on 20\.0.%\); mood8-seedCnn on \d\d\.\d.%\.$", alarms[1]);
        var words = Conclusions.InWords(study with { Comparison = study.Comparison with { LeakAudit = below } });
        Assert.Equal(alarms, words.Split('\n')[2..4]); // after what failed
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
    public void Repeated_folds_are_told_as_tracks_tested_several_times()
    {
        var arms = study.Comparison.Arms.Select(a => a with { N = 720 });
        var repeated = study with { Comparison = study.Comparison with { Arms = [.. arms] } };
        var findings = Findings.Of(repeated);
        Assert.StartsWith("240 tracks in 40 groups of the same artist, 3 folds, each track tested 3 times; ", Conclusions.Lead(findings));
        Assert.Contains("240 tracks, each tested 3 times. Lower", ArmsSection.Of(findings).ToString());
        Assert.Contains("p then comes from what the interval is made of", VersusSection.Of(findings).ToString());
        Assert.DoesNotContain("repeat", VersusSection.Of(Findings.Of(study)).ToString());
    }

    [Fact]
    public void Luck_of_the_seed_is_told_pair_by_pair_and_only_where_there_are_seeds()
    {
        Assert.Empty(SeedWords.Of(Findings.Of(study)));
        var findings = Findings.Of(Example.WithSeeds(study));
        var pair = study.Comparison.Pairs[0];
        Assert.StartsWith(
            $"{pair.A} less {pair.B}: {Conclusions.Name(pair.Metric)} {Conclusions.Difference(pair)} on average over 3 seeds (",
            SeedWords.Of(findings)[0]);
        Assert.EndsWith(". One run of each alone would be off by 1.7 points (one standard deviation) by the seed, "
            + "which is 25.0\u00A0% of the variance of such a difference; the rest is the choice of tracks.",
            SeedWords.Of(findings)[0]);
        Assert.Contains("3 folds, 3 seeds; ", Conclusions.Lead(findings));
        Assert.Contains("<th scope=\"col\" class=\"number\">seed 3</th>", HtmlReport.Render(Example.WithSeeds(study)));
    }

    [Fact]
    public void A_single_test_part_is_told_by_its_own_tracks_and_groups()
    {
        Assert.StartsWith("240 tracks in 40 groups of the same artist, 3 folds; ", Conclusions.Lead(Findings.Of(study)));
        var arms = study.Comparison.Arms.Select(a => a with { N = 86, Tracks = 86, Groups = 32 });
        var split = Findings.Of(study with
        {
            Plan = study.Plan with { Folds = [new("test", 120, 34, 86)] },
            Comparison = study.Comparison with { Arms = [.. arms] },
        });
        Assert.StartsWith("240 tracks; 86 of them, in 32 groups of the same artist, in the test fold; ", Conclusions.Lead(split));
        Assert.Equal("whole groups of the same artist", split.GroupWords);
        arms = arms.Select(a => a with { Groups = 86 });
        var alone = Findings.Of(study with { Comparison = study.Comparison with { Arms = [.. arms] } });
        Assert.StartsWith("240 tracks; 86 of them in the test folds; ", Conclusions.Lead(alone));
        Assert.Equal("tracks, each a group of its own", alone.GroupWords);
    }

    [Theory]
    [InlineData(0, "Not shown to be better than chance")]
    [InlineData(-1, "Better than chance")]
    public void Verdict_on_one_scheme_says_whether_its_arm_beats_chance(int shift, string heading)
    {
        var one = Example.Study(Repository.TemporaryFolder(), schemes: ["mood4"]);
        var arms = one.Comparison.Arms.Select(a => a with { ChanceRate = a.Ci95!["balanced_accuracy"].Low + 0.01 * shift });
        var verdict = Conclusions.Verdict(Findings.Of(one with { Comparison = one.Comparison with { Arms = [.. arms] } }));
        Assert.Equal(heading, verdict.Heading);
        Assert.DoesNotContain("studied", verdict.Sentence);
    }

    [Theory]
    [InlineData("b", "mood4-seedCnn is better than every other arm.")]
    [InlineData("not distinguishable", "No arm is better than every other: of 6 pairs of arms, 5 can be told apart.")]
    public void Best_arm_of_one_scheme_is_named_only_where_it_wins_every_pair(string last, string expected)
    {
        var one = Example.Study(Repository.TemporaryFolder(), schemes: ["mood4"]);
        var pairs = one.Comparison.Pairs.Select(p => p with { Verdict = (p.A, p.B) == ("mood4-lightGbm", "mood4-seedCnn") ? last : "b" });
        var verdict = Conclusions.Verdict(Findings.Of(one with { Comparison = one.Comparison with { Pairs = [.. pairs] } }));
        Assert.StartsWith(expected, verdict.Sentence);
    }

    [Fact]
    public void Test_folds_read_again_after_a_raised_budget_are_a_caveat()
    {
        Assert.DoesNotContain(Conclusions.Caveats(Findings.Of(study with { TestReads = ["40 trials"] })), c => c.Contains("were read"));
        Assert.Contains(Conclusions.Caveats(Findings.Of(study with { TestReads = ["40 trials", "60 trials", "80 trials"] })),
            c => c.StartsWith("The test folds were read 3 times, after budgets of 40 trials, 60 trials and 80 trials",
                StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_stand_among_the_caveats_as_they_are() =>
        Assert.Contains("mood4-seedCnn has no final model: out of memory.",
            Conclusions.Caveats(Findings.Of(study with { Warnings = ["mood4-seedCnn has no final model: out of memory."] })));

    [Fact]
    public void Left_out_tracks_are_counted_by_kind_of_reason()
    {
        LeftOut[] left = [.. study.Dataset.LeftOut,
            .. Enumerable.Range(0, 30).Select(i => new LeftOut($"u{i:00}", $"u{i:00}.wav", "no label under mood8")),
            new("blank", "blank.wav", "blank in the split's column")];
        var findings = Findings.Of(study with { Dataset = study.Dataset with { LeftOut = left } });
        Assert.Contains("34 tracks of 274 left out (3 audio that can’t be read, 30 no label under mood8, 1 blank in the split's column); "
            + "“The data” says which.", Conclusions.Caveats(findings));
        Assert.EndsWith("u19 and 10 more", LeftOutWords.Of(findings)[1].Ids(20));
    }

    [Fact]
    public void Rare_labels_of_a_long_list_are_named_from_the_rarest_and_then_counted()
    {
        var scheme = new PlannedScheme("genre", [.. Enumerable.Range(0, 30).Select(i => $"g{i:00}")],
            [.. Enumerable.Range(0, 30).Select(i => 29 - i)]);
        var caveats = Conclusions.Caveats(Findings.Of(study with { Plan = study.Plan with { Schemes = [scheme] } }));
        Assert.Contains("genre has 10 labels with fewer than 10 tracks: "
            + "g29 0, g28 1, g27 2, g26 3, g25 4, g24 5, g23 6, g22 7, g21 8, g20 9.", caveats);
        scheme = scheme with { Counts = [.. scheme.Counts.Select(_ => 1)] };
        caveats = Conclusions.Caveats(Findings.Of(study with { Plan = study.Plan with { Schemes = [scheme] } }));
        Assert.Contains(caveats, c => c.EndsWith("g09 1 and 20 more.", StringComparison.Ordinal));
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
        Assert.Contains("the same artist (less than 0.1\u00A0%)", Assert.Single(LeakWords.Warnings(audit)));
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
