using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

/// <summary>The answers to which learner and which features.</summary>
public sealed class QuestionsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Learners_on_the_same_features_are_one_question_a_scheme()
    {
        var answers = Questions.Of(Findings.Of(Example.Study(folder)));
        // the network hears the picture, majority nothing
        Assert.Equal(["Which learner, for mood8 from summary?", "Which learner, for mood4 from summary?"], answers.Select(a => a.Heading));
        Assert.All(answers, a => Assert.DoesNotContain("majority", a.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a", "is better than logistic (+5.0 points; +2.0 to +8.0).")]
    [InlineData("b", "is worse than logistic (+5.0 points; +2.0 to +8.0).")]
    [InlineData(ArmPair.NotDistinguishable, "is not distinguishable from logistic (+5.0 points; +2.0 to +8.0).")]
    public void The_preferred_arm_is_seen_from_its_side_whichever_stands_first(string verdict, string ending)
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        var arms = study.Comparison.Arms.Select(a => a with { InnerScore = a.Name == "mood4-lightGbm" ? 0.9 : 0.1 }).ToArray();
        var pair = study.Comparison.Pairs.Single(p => p is { A: "mood4-logistic", B: "mood4-lightGbm" });
        var turned = verdict switch { "a" => "b", "b" => "a", _ => verdict };
        ArmPair[][] ways =
        [
            [
                pair with
                {
                    Difference = -0.05,
                    Ci95 = new Dictionary<string, Interval> { [pair.Metric] = new(-0.08, -0.02) },
                    Verdict = turned,
                },
            ],
            [pair with { A = pair.B, B = pair.A, Difference = 0.05, Ci95 = new Dictionary<string, Interval>
            {
                [pair.Metric] = new(0.02, 0.08),
            }, Verdict = verdict }],
        ];
        foreach (var pairs in ways)
        {
            var answer =
                Assert.Single(Questions.Of(Findings.Of(study with { Comparison = study.Comparison with { Arms = arms, Pairs = pairs } })));
            Assert.Equal("lightGbm, which inner validation prefers, " + ending, answer.Sentence);
            Assert.Equal(verdict == ArmPair.NotDistinguishable,
                answer.Numbers.StartsWith("Against logistic, 240 tracks tell a difference of ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void One_learner_on_several_features_is_a_question_about_features()
    {
        var study = Example.Study(folder, schemes: ["mood4"]);
        var plan = study.Plan with
        {
            Arms = [.. study.Plan.Arms.Select(a =>
                a.Kind == "logistic" ? a with { Kind = "lightGbm", Trainer = "timbre", On = ["mfcc"] } : a)],
        };
        var answer = Assert.Single(Questions.Of(Findings.Of(study with { Plan = plan })));
        Assert.Equal("Which features, for mood4 by lightGbm?", answer.Heading);
        Assert.Matches("^(mfcc|summary), which inner validation prefers, is ", answer.Sentence);
    }
}
