using System.Globalization;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>The first lines of studies whose numbers are made up.</summary>
public sealed class HeadlineTests : IDisposable
{
    private const string Same = ArmPair.NotDistinguishable;

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(-0.038, -0.081, 0.006, Same, Same, "No clear winner.", "The gap of 3.8 points may be anything from 8.1 in favour of 4 "
        + "to 0.6 in favour of 8; about 740 tracks would settle a gap of this size.")]
    [InlineData(0.02, -0.01, 0.05, Same, Same, "No clear winner.", "The gap of 2.0 points may be anything from 5.0 in favour of 8 to "
        + "1.0 in favour of 4; about 740 tracks would settle")]
    [InlineData(-0.162, -0.274, -0.063, "b", "b", "4 is better.", "The gap of 16.2 points in favour of 4 may be anything from 6.3 to "
        + "27.4 (Holm’s p 0.009 over 14 comparisons).")]
    [InlineData(0.05, 0.02, 0.08, "a", "a", "8 is better.", "The gap of 5.0 points in favour of 8 may be anything from 2.0 to 8.0 "
        + "(Holm’s p 0.009 over 14 comparisons).")]
    [InlineData(-0.01, -0.021, 0, Same, Same, "No clear winner.", "The gap of 1.0 points may be anything from 2.1 in favour of 4 to "
        + "none at all; about 740")]
    [InlineData(0, -0.04, 0.04, Same, Same, "No clear winner.", "There is no gap; on other tracks it may be anything from 4.0 in "
        + "favour of 4 to 4.0 in favour of 8.")]
    [InlineData(-0.05, -0.08, -0.02, "b", Same, "No clear winner.", "It depends on the way of merging: by best label, 4 is better; by "
        + "probabilities, the two can’t be told apart.")]
    public void The_question_is_answered_in_a_sentence_with_both_numbers_on_one_ruler(
        double gap, double low, double high, string argmax, string summed, string answer, string text)
    {
        var headline = Headline.Of(Findings.Of(Planted(gap, new(low, high), argmax, summed)));
        Assert.Equal($"8 moods or 4? {answer}", headline.Title);
        var merged = string.Create(CultureInfo.InvariantCulture, $"{100 * (0.938 + gap):0.0}");
        Assert.StartsWith($"On the same 240 tracks, judged by the same 4 moods: learning 8 and merging is right on {merged}\u00A0%, "
            + $"learning 4 directly on 93.8\u00A0%. ", headline.Plain, StringComparison.Ordinal);
        Assert.Contains(text, headline.Plain, StringComparison.Ordinal);
        Assert.Equal([$"{merged}\u00A0%", "93.8\u00A0%"], headline.Text.Where(t => t.IsStrong).Select(t => t.Words));
    }

    [Fact]
    public void Every_report_and_the_run_begin_with_the_answer_and_draw_both_ways_of_merging()
    {
        var study = Planted(-0.038, new(-0.081, 0.006), Same, Same);
        var (html, markdown, run) = (HtmlReport.Render(study), MarkdownReport.Render(study), Conclusions.InWords(study));
        Assert.StartsWith("# 8 moods or 4? No clear winner.\n", markdown, StringComparison.Ordinal);
        Assert.Contains("is right on **90.0\u00A0%**, learning 4 directly on **93.8\u00A0%**.", markdown, StringComparison.Ordinal);
        Assert.StartsWith("8 moods or 4? No clear winner.\n", run, StringComparison.Ordinal);
        Assert.Contains("<h1>8 moods or 4? No clear winner.</h1>", html, StringComparison.Ordinal);
        Assert.Contains("is right on <strong>90.0\u00A0%</strong>, learning 4 directly on <strong>93.8\u00A0%</strong>.", html,
            StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Differences in accuracy, merged less direct; below 0 4 learnt directly is better, above 0 8 "
            + "merged: 8 merged by best label −3.8 points (−8.1 to +0.6); "
            + "8 merged by probabilities −3.8 points (−8.1 to +0.6).\"", html, StringComparison.Ordinal);
        foreach (var words in (string[])["← 4 direct is better", "8 merged is better →", "no difference",
            "synthetic audio: proves nothing about music"]) Assert.Contains(words, html, StringComparison.Ordinal);
        // What can't be compared comes after it, as a multiple of chance.
        Assert.InRange(html.IndexOf("times chance", StringComparison.Ordinal), html.IndexOf("<figure class=\"gaps\"",
            StringComparison.Ordinal), int.MaxValue);
        Assert.InRange(markdown.IndexOf("times chance", StringComparison.Ordinal), markdown.IndexOf("93.8",
            StringComparison.Ordinal), int.MaxValue);
    }

    [Fact]
    public void The_same_words_come_out_under_a_decimal_comma()
    {
        string Words() => string.Concat(((StudyResults[])[Planted(-0.038, new(-0.081, 0.006), Same, Same), Example.Study(folder,
            schemes: ["mood4"])])
            .Select(s => HtmlReport.Render(s) + MarkdownReport.Render(s) + Conclusions.InWords(s)));
        var (here, before) = (Words(), CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("el-GR");
            Assert.Equal(here, Words());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Own_schemes_are_called_by_their_labels_or_where_these_are_as_many_by_name()
    {
        string[] names = ["grid", "three"];
        var headline = Headline.Of(Findings.Of(Renamed(names, 8)));
        Assert.Equal("8 labels or 4? No clear winner.", headline.Title);
        Assert.Contains("judged by the same 4 labels of three: learning the 8 labels of grid and merging is right on 90.0\u00A0%, "
            + "learning 4 directly on ", headline.Plain, StringComparison.Ordinal);
        headline = Headline.Of(Findings.Of(Renamed(names, 4)));
        Assert.Equal("grid or three? No clear winner.", headline.Title);
        Assert.Contains("in favour of three to 0.6 in favour of grid", headline.Plain, StringComparison.Ordinal);
        Assert.Contains("← three direct is better", HtmlReport.Render(Renamed(names, 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_learners_behind_the_two_numbers_are_named()
    {
        var study = Planted(-0.038, new(-0.081, 0.006), Same, Same);
        Assert.DoesNotContain("The two are", Headline.Of(Findings.Of(study)).Plain, StringComparison.Ordinal);
        var arms = study.Plan.Arms.Select(a => a.Name == "mood4-seedCnn" ? a with { Trainer = "another" } : a);
        Assert.Contains("93.8\u00A0%. The two are mood8-seedCnn and mood4-seedCnn: the gap is that of their learners too, not of labels "
            + "alone. The gap of 3.8", Headline.Of(Findings.Of(study with { Plan = study.Plan with { Arms = [.. arms] } })).Plain,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_beside_the_two_that_are_compared_is_said_to_take_no_part()
    {
        var study = Planted(-0.038, new(-0.081, 0.006), Same, Same);
        study = study with { Plan = study.Plan with { Schemes = [.. study.Plan.Schemes, new("genre", ["a", "b"], [120, 120])] } };
        Assert.EndsWith(" (genre takes no part in this: see below.)", Headline.Of(Findings.Of(study)).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, "All tracks are of one artist, so nothing can be said about others.")]
    [InlineData(40, 3, "; it would take more seeds, not only more tracks, to settle a gap of this size.")]
    [InlineData(40, 0, "; no number of tracks that anybody has would settle a gap of this size.")]
    public void What_tracks_alone_cant_settle_is_said(int groups, int seeds, string ending)
    {
        var study = Planted(-0.038, new(-0.081, 0.006), Same, Same, needed: null);
        study = study with
        {
            Plan = study.Plan with { Seeds = [.. Enumerable.Range(1, seeds).Select(s => (long)s)] },
            Comparison = study.Comparison with { Arms = [.. study.Comparison.Arms.Select(a => a with { Groups = groups })] },
        };
        Assert.EndsWith(ending, Headline.Of(Findings.Of(study)).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Tracks_to_plan_with_have_two_digits_that_count() =>
        Assert.Equal(["7", "99", "100", "740", "750", "1,000", "59,000", "1,200,000"], new long[] { 7, 99, 100, 741, 745, 999,
            59_321, 1_234_567 }.Select(PairWords.About));

    [Theory]
    [InlineData(-0.026, -0.006)]
    [InlineData(-0.0005, 0.0004)]
    [InlineData(-1, 1)]
    [InlineData(0.001, 0.35)]
    [InlineData(0, 0)]
    public void Every_mark_of_the_drawing_has_a_number_of_its_own_and_0_is_among_them(double low, double high)
    {
        var findings = Findings.Of(Planted((low + high) / 2, new(low, high), Same, Same));
        var figure = GapFigure.Of(findings, MergedSchemes.Of(findings)!).ToString();
        string[] marks = [.. Regex.Matches(figure, "text-anchor=\"middle\">([^<]*)<").Select(m => m.Groups[1].Value)];
        Assert.InRange(marks.Length, 2, 10);
        Assert.Equal(marks.Distinct(), marks);
        Assert.Contains("0", marks);
        Assert.DoesNotContain("NaN", figure, StringComparison.Ordinal);
    }

    private StudyResults Renamed(string[] names, int fine)
    {
        var study = Planted(-0.038, new(-0.081, 0.006), Same, Same);
        var schemes = study.Plan.Schemes.Zip(names, (s, name) => s with { Name = name }).ToArray();
        schemes[0] = schemes[0] with { Labels = [.. schemes[0].Labels.Take(fine)], Counts = [.. schemes[0].Counts.Take(fine)] };
        return study with
        {
            Plan = study.Plan with { Schemes = schemes, Merge = new(names[0], names[1]) },
            Comparison = study.Comparison with { Collapse = study.Comparison.Collapse! with { Fine = names[0], Coarse = names[1] } },
        };
    }

    /// <summary>The example with a gap between both ways of merging and what was learnt directly, which is right on 93.8 %.</summary>
    private StudyResults Planted(double gap, Interval interval, string argmax, string summed, long? needed = 741)
    {
        const double Direct = 0.938;
        var study = Example.Study(folder, "plain", metric: "accuracy");
        var comparison = study.Comparison;
        ArmPair Gap(ArmPair pair) => pair with
        {
            Difference = gap,
            Ci95 = new Dictionary<string, Interval> { [pair.Metric] = interval },
            Verdict = pair.Collapse == "argmax" ? argmax : summed,
            HolmP = pair.Collapse == "argmax" && argmax != Same ? 0.009 : 0.4,
            HolmOver = 14,
            Power = new(0.06, needed),
        };
        return study with
        {
            Comparison = comparison with
            {
                Pairs = [.. comparison.Pairs.Select(p => p.Collapse is null ? p : Gap(p))],
                Collapse = comparison.Collapse! with
                {
                    Argmax = comparison.Collapse.Argmax with { Accuracy = Direct + gap },
                    Summed = comparison.Collapse.Summed with { Accuracy = Direct + gap },
                    Direct = comparison.Collapse.Direct with { Accuracy = Direct },
                },
            },
        };
    }
}
