using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>The first lines of studies that compare nothing, lack something, or aren't finished.</summary>
public sealed class OtherHeadlinesTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_study_of_one_scheme_says_how_right_its_arm_is_against_guessing_and_nothing_of_8_and_4()
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        var headline = Headline.Of(Findings.Of(study));
        Assert.Matches("^How well can the 4 moods be told apart\\? seedCnn is right on \\d\\d\\.\\d.% "
            + "\\(\\d\\d\\.\\d to \\d\\d\\.\\d.%\\)\\.$", headline.Title);
        Assert.Matches("^seedCnn, which inner validation prefers, is right on .* of 240 tracks that it had not learnt from; always "
            + "answering the commonest label on .*"
            + "\\d\\.\\d times the 25\\.0.% of guessing\\. It is better than lightGbm, logistic and majority\\.$", headline.Plain);
        foreach (var report in (string[])[HtmlReport.Render(study), MarkdownReport.Render(study)])
        {
            Assert.DoesNotContain("8 moods", report, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"gaps\"", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_cant_be_told_from_the_best_is_named_and_what_is_no_better_than_guessing_is_said_to_be()
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        var pairs = study.Comparison.Pairs.Select(p => p.IsOf("mood4-seedCnn",
            "mood4-lightGbm") ? p with { Verdict = ArmPair.NotDistinguishable } : p);
        var alike = study with { Comparison = study.Comparison with { Pairs = [.. pairs] } };
        Assert.EndsWith(" It is better than logistic and majority; it can’t be told from lightGbm.",
            Headline.Of(Findings.Of(alike)).Plain, StringComparison.Ordinal);
        Assert.Contains("preferred by inner validation, 4 moods: seedCnn (lightGbm can’t be told from it)", HtmlReport.Render(alike),
            StringComparison.Ordinal);
        var arms = study.Comparison.Arms.Select(a => a with { ChanceRate = a.BalancedAccuracy });
        Assert.EndsWith("? Not shown to be better than guessing.",
            Headline.Of(Findings.Of(study with { Comparison = study.Comparison with { Arms = [.. arms] } })).Title,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_better_on_the_test_or_guesses_as_well_is_named_beside_whom_inner_validation_prefers()
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        var pairs = study.Comparison.Pairs.Select(p => p.IsOf("mood4-seedCnn", "mood4-majority")
            ? p with { Verdict = ArmPair.NotDistinguishable } : p.IsOf("mood4-seedCnn", "mood4-lightGbm")
            ? p with { Verdict = p.A == "mood4-lightGbm" ? "a" : "b" } : p);
        var beaten = study with { Comparison = study.Comparison with { Pairs = [.. pairs] } };
        Assert.Contains("preferred by inner validation, 4 moods: seedCnn (lightGbm is better on the test; majority can’t be told from it)",
            HtmlReport.Render(beaten), StringComparison.Ordinal);
        Assert.Contains("preferred by inner validation, 4 moods: seedCnn</span>", HtmlReport.Render(study), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("below", "Below guessing.", "of guessing, below which it is.")]
    [InlineData("alike", "Not shown to be better than guessing.", "of guessing, from which it can’t be told.")]
    [InlineData("no interval", "Not shown to be better than guessing.", "of guessing; no interval says what that is worth.")]
    public void What_is_below_guessing_is_said_to_be(string kind, string answer, string text)
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        var arms = study.Comparison.Arms.Select(a => a with
        {
            ChanceRate = kind == "below" ? a.Ci95!["balanced_accuracy"].High + 0.01 : a.BalancedAccuracy,
            Ci95 = kind == "no interval" ? null : a.Ci95,
        });
        var headline = Headline.Of(Findings.Of(study with { Comparison = study.Comparison with { Arms = [.. arms] } }));
        Assert.EndsWith($"? {answer}", headline.Title, StringComparison.Ordinal);
        Assert.Contains(text, headline.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_of_one_arm_says_nothing_of_comparisons()
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        study = study with
        {
            Plan = study.Plan with { Arms = [.. study.Plan.Arms.Where(a => a.Trainer == "seedCnn")] },
            Comparison = study.Comparison with { Pairs = [], Arms = [.. study.Comparison.Arms.Where(a => a.Name == "mood4-seedCnn")] },
        };
        foreach (var report in (string[])[HtmlReport.Render(study), MarkdownReport.Render(study), Conclusions.InWords(study)])
        {
            Assert.DoesNotContain("compare it with", report, StringComparison.Ordinal);
            Assert.DoesNotContain("was studied", report, StringComparison.Ordinal);
            Assert.DoesNotContain("Arm against arm", report, StringComparison.Ordinal);
        }
        Assert.Contains("Arm against arm", HtmlReport.Render(Example.Study(folder, schemes: ["mood4"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Schemes_that_a_merge_connects_are_not_said_to_be_without_one()
    {
        var study = Example.Study(folder);
        study = study with
        {
            Plan = study.Plan with { Merge = new("mood8", "mood4") },
            Comparison = study.Comparison with { Pairs = [.. study.Comparison.Pairs.Where(p => p.Collapse is null)], Collapse = null },
        };
        Assert.DoesNotContain("Nothing says", Headline.Of(Findings.Of(study)).Plain, StringComparison.Ordinal);
        study = study with { Plan = study.Plan with { Merge = null } };
        Assert.StartsWith("Nothing says", Headline.Of(Findings.Of(study)).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "small number counts tracks;", "<th scope=\"col\">tracks</th>")]
    [InlineData(3, "small number counts tests, of which each track has 3;", "<th scope=\"col\">tests</th>")]
    public void Confusions_count_tests_where_tracks_are_tested_several_times(int times, string text, string heading)
    {
        var study = Example.Study(folder);
        var arms = study.Comparison.Arms.Select(a => a with { N = times * a.N }).ToArray();
        study = study with { Comparison = study.Comparison with { Arms = arms } };
        var section = ConfusionSection.Of(Findings.Of(study)).ToString();
        Assert.Contains(text, section, StringComparison.Ordinal);
        Assert.Contains(heading, section, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "There are no errors.")]
    [InlineData(1, "1 kind of error occurred.")]
    [InlineData(7, "7 kinds of error occurred.")]
    [InlineData(50, "Of 50 kinds of error these 40 are the commonest; comparison.json counts all.")]
    public void Of_many_labels_the_commonest_errors_are_counted(int errors, string text)
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        string[] labels = [.. Enumerable.Range(0, 61).Select(i => $"l{i}")];
        int[][] confusion = [.. labels.Select((_, i) => labels.Select((_, j) => i == j ? 5 : i < errors && j == i + 1 ? 1 : 0).ToArray())];
        var arms = study.Comparison.Arms.Select(a => a with { Labels = labels, Confusion = confusion });
        var section = ConfusionSection.Of(Findings.Of(study with { Comparison = study.Comparison with { Arms = [.. arms] } })).ToString();
        Assert.Contains($"61 labels are too many for a matrix. {text}", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemes_that_no_merge_connects_stand_each_for_itself()
    {
        var study = Example.Study(folder);
        study = study with
        {
            Plan = study.Plan with { Merge = null },
            Comparison = study.Comparison with { Pairs = [.. study.Comparison.Pairs.Where(p => p.Collapse is null)], Collapse = null },
        };
        var headline = Headline.Of(Findings.Of(study));
        Assert.Equal("How well can the 8 moods and 4 moods be told apart? Each for itself.", headline.Title);
        Assert.Matches("On mood8, seedCnn, .* On mood4, seedCnn, ", headline.Plain);
    }

    [Theory]
    [InlineData("mood4", "8 moods or 4? Not answered.", "4 of 8 arms have no result and are not compared: mood4-majority, "
        + "mood4-logistic, mood4-lightGbm and mood4-seedCnn.")]
    [InlineData("mood8", "8 moods or 4? Not answered.", "4 of 8 arms have no result and are not compared: mood8-majority, "
        + "mood8-logistic, mood8-lightGbm and mood8-seedCnn.")]
    [InlineData("mood4-lightGbm", "8 moods or 4? 4 is better.", "1 of 8 arms has no result and is not compared: mood4-lightGbm.")]
    public void Arms_that_are_missing_are_told_in_the_first_lines(string which, string title, string missing)
    {
        var study = Without(Example.Study(folder, "plain"), which);
        Assert.Equal(title, Headline.Of(Findings.Of(study)).Title);
        var html = HtmlReport.Render(study);
        var alarm = html.IndexOf(missing, StringComparison.Ordinal);
        Assert.InRange(alarm, html.IndexOf("<h1>", StringComparison.Ordinal), html.IndexOf("class=\"lead\"", StringComparison.Ordinal));
        Assert.Contains($"\n\n> {missing}", MarkdownReport.Render(study), StringComparison.Ordinal);
        var lines = Conclusions.InWords(study).Split('\n');
        Assert.Equal(missing, lines[1]);
        Assert.Equal(missing[(missing.IndexOf(':', StringComparison.Ordinal) + 2)..^1]
            + ": no trial was completed. The first failure: out of memory: too much.", lines[2]);
        Assert.Matches("^\\d+ trials of 48 failed \\(.*out of memory.*\\); the reasons are under “The sweep”\\.$", lines[3]);
        Assert.Contains("of 8 arms without a result", StudyIndex.Render([new("a", DateTimeOffset.UnixEpoch, study.Plan,
            study.Dataset, study.Comparison)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Studies_that_are_not_finished_or_learnt_nothing_answer_nothing()
    {
        var study = Example.Study(folder) with
        {
            IsFinished = false,
            Comparison = new() { Arms = [], Pairs = [] },
            Predictions = new Dictionary<string, PredictionTable>()
        };
        var headline = Headline.Of(Findings.Of(study));
        Assert.Equal("8 moods or 4? Not answered yet.", headline.Title);
        Assert.StartsWith("Not finished. 42 of 48 trials have ended so far, and no arm has been compared.", headline.Plain,
            StringComparison.Ordinal);
        var failed = study with { Trials = [.. study.Trials.Select(Failed)] };
        headline = Headline.Of(Findings.Of(failed));
        Assert.Equal("8 moods or 4? Nothing was learnt.", headline.Title);
        Assert.StartsWith("All 48 trials that ended have failed.", headline.Plain, StringComparison.Ordinal);
        Assert.Contains("48 trials of 48 failed (48 out of memory)", MarkdownReport.Render(failed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("artist", 240, "four-vs-eight | 240 tracks, 40 artists, 3 folds")]
    [InlineData("series", 240, "four-vs-eight | 240 tracks, 40 groups of the same series, 3 folds")]
    [InlineData("καλλιτέχνης", 720, "four-vs-eight | 240 tracks, 40 groups of the same καλλιτέχνης, 3 folds, each tested 3 times")]
    public void The_line_above_says_what_was_studied(string by, int predictions, string expected)
    {
        var study = Example.Study(folder);
        study = study with
        {
            Comparison = study.Comparison with
            {
                LeakAudit = study.Comparison.LeakAudit! with { By = by },
                Arms = [.. study.Comparison.Arms.Select(a => a with { N = predictions })]
            },
        };
        Assert.Equal(expected, string.Join(" | ", Eyebrow.Of(Findings.Of(study))));
    }

    [Fact]
    public void Links_lead_to_what_lies_beside_the_report_and_nowhere_else()
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "results", "study")).FullName;
        var study = Example.Study(place);
        Assert.DoesNotContain("class=\"button\"", HtmlReport.Render(study), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(place, "arms", "mood4-seedCnn"));
        File.WriteAllText(Path.Combine(place, "arms", "mood4-seedCnn", "predictions.csv"), "");
        File.WriteAllText(Path.Combine(folder, "results", "index.html"), "<title>My own page</title>");
        var html = HtmlReport.Render(study);
        Assert.Contains("<a class=\"button\" href=\"arms/mood4-seedCnn/predictions.csv\">Predictions of mood4-seedCnn</a>", html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("All studies", html, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "results", "index.html"), StudyIndex.Render([]));
        Assert.Contains("<a class=\"button\" href=\"../index.html\">All studies</a>", HtmlReport.Render(study), StringComparison.Ordinal);
    }

    private static RunRecord Failed(RunRecord trial) => trial with
    {
        State = TrialState.Failed,
        Score = null,
        History = [],
        Failure = new(FailureKind.OutOfMemory, "too much", [])
    };

    /// <summary>The study as if every trial of these arms had failed.</summary>
    private static StudyResults Without(StudyResults study, string which)
    {
        var arms = study.Comparison.Arms.Where(a => !a.Name.StartsWith(which, StringComparison.Ordinal)).ToArray();
        var isWhole = arms.Select(a => a.Scheme).Distinct().Count() == 2;
        return study with
        {
            Trials = [.. study.Trials.Select(t => t.Arm.StartsWith(which, StringComparison.Ordinal) ? Failed(t) : t)],
            Predictions = study.Predictions.Where(p => arms.Any(a => a.Name == p.Key)).ToDictionary(),
            Comparison = study.Comparison with
            {
                Arms = arms,
                Pairs = [.. study.Comparison.Pairs.Where(p => isWhole ? p.A != which && p.B != which : p.Collapse is null
                    && arms.Any(a => a.Name == p.A))],
                Collapse = isWhole ? study.Comparison.Collapse : null,
            },
        };
    }
}
