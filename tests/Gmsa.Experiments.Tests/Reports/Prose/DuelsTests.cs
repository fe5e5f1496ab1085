using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>Which of several studies is better, by verdicts that are made up.</summary>
public sealed class DuelsTests : IDisposable
{
    private const string Same = ArmPair.NotDistinguishable;

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("new is better", "for mood8 and mood4 new is better than old.", "b", "b")]
    [InlineData("old is better for mood8", "for mood8 old is better than new; for mood4 the two are not distinguishable. "
        + "That studies can’t be told apart doesn’t prove them equal.", "a", Same)]
    [InlineData("old is better for mood8 and new is better for mood4",
        "for mood8 old is better than new; for mood4 new is better than old.", "a", "b")]
    [InlineData("Not distinguishable",
        "for mood8 and mood4 the two are not distinguishable. That studies can’t be told apart doesn’t prove them equal.", Same, Same)]
    public void Two_studies_are_better_worse_or_not_to_be_told_apart(string heading, string ending, params string[] verdicts)
    {
        var findings = Of(["old", "new"], (scheme, _, _) => verdicts[scheme]);
        var verdict = Duels.Verdict(findings)!;
        Assert.Equal(heading, verdict.Heading);
        Assert.Equal("On the 240 tracks that both tested, by the arms that inner validation prefers: " + ending, verdict.Sentence);
    }

    [Theory]
    [InlineData("c is better", "for mood8 and mood4 c is better than every other.", "a", "b", "b")]
    [InlineData("No study is better than every other", "for mood8 and mood4 none is better than every other (2 of 3 pairs can be told "
        + "apart). That studies can’t be told apart doesn’t prove them equal.", "a", Same, "b")]
    [InlineData("Not distinguishable",
        "for mood8 and mood4 none can be told from another. That studies can’t be told apart doesn’t prove them equal.", Same, Same, Same)]
    public void Of_three_the_best_beats_both_others(string heading, string ending, params string[] verdicts)
    {
        var verdict = Duels.Verdict(Of(["a", "b", "c"], (_, i, j) => verdicts[i + j - 1]))!; // a with b, a with c, b with c
        Assert.Equal((heading, "On the 240 tracks that all of them tested, by the arms that inner validation prefers: " + ending),
            (verdict.Heading, verdict.Sentence));
    }

    [Fact]
    public void Answers_begin_with_the_better_study_and_its_gain()
    {
        var answers = Questions.Of(Of(["old", "new"], (scheme, _, _) => scheme == 0 ? "b" : Same)).ToArray();
        Assert.Equal(["Which study, for mood8?", "Which study, for mood4?"], answers.Select(a => a.Heading));
        Assert.StartsWith("new/mood8-seedCnn is better than old/mood8-seedCnn: balanced accuracy +5.0 points (+2.0 to +8.0), "
            + "new/mood8-seedCnn less old/mood8-seedCnn, ", answers[0].Sentence, StringComparison.Ordinal);
        Assert.StartsWith("old/mood4-seedCnn and new/mood4-seedCnn are not distinguishable, which doesn’t prove them equal: balanced "
            + "accuracy −5.0 points (−8.0 to −2.0)", answers[1].Sentence, StringComparison.Ordinal);
    }

    /// <summary>Studies that all are the example, and verdicts on their preferred arms: by scheme and the two studies' places.</summary>
    private Findings Of(string[] names, Func<int, int, int, string> verdict)
    {
        var study = Example.Study(folder, schemes: ["mood8", "mood4"]);
        var sides = names.Select(n => new ComparedStudy(n, "../" + n, study)).ToArray();
        var model = study.Comparison.Pairs[^1];
        string[] standing = [.. study.Plan.Schemes.Select(s => study.Comparison.Arms.Single(a => a.Scheme == s.Name && a.Represents).Name)];
        var pairs = from s in Enumerable.Range(0, standing.Length)
                    from i in Enumerable.Range(0, names.Length)
                    from j in Enumerable.Range(i + 1, names.Length - i - 1)
                    select model with
                    {
                        A = sides[i].NameOf(standing[s]),
                        B = sides[j].NameOf(standing[s]),
                        Collapse = null,
                        Verdict = verdict(s, i, j),
                        Difference = -0.05,
                        Ci95 = new Dictionary<string, Interval> { [model.Metric] = new(-0.08, -0.02) },
                    };
        return Findings.Of(study with { Studies = sides, Comparison = study.Comparison with { Pairs = [.. pairs], Collapse = null } });
    }
}
