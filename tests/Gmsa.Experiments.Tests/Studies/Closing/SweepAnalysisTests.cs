using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What a whole study says of its sweeps, in its files and its reports.</summary>
public sealed class SweepAnalysisTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_study_says_when_trials_became_the_best_and_what_mattered()
    {
        SmallTable.Write(folder);
        var file = Path.Combine(folder, "swept.yaml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: 1 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers:
              - majority
              - { name: pick, kind: auto, of: [{ kind: logistic, space: default }, { kind: lightGbm, trees: { int: [1, 20] }, minExamplesPerLeaf: { choice: [2, 20] } }] }
            search: { kind: sobol, trials: 24, metric: logLoss, ensemble: 4 }
            """);
        var outcome = Pipeline.Run(new(file, [], null, Path.Combine(folder, "results")), Progress.Unheard,
            TestContext.Current.CancellationToken);

        var arm = Assert.Single(Study.Read<SweepCard>(new Study(outcome.Folder).SweepFile).Arms);
        Assert.Equal("mood-pick", arm.Name);
        var trees = Assert.Single(arm.Dimensions, d => d.Name == "lightGbm.trees");
        Assert.Equal((1.0, 20.0, false, true, new Condition("learner", "lightGbm")),
            (trees.Low, trees.High, trees.Log, trees.Whole, trees.When));
        Assert.Equal(["2", "20"], Assert.Single(arm.Dimensions, d => d.Name == "lightGbm.minExamplesPerLeaf").Choices);

        var records = new Study(outcome.Folder)
            .Records(Study.Read<StudyPlan>(new Study(outcome.Folder).PlanFile)).Where(r => r.Arm == "mood-pick").ToArray();
        foreach (var fold in arm.Best.GroupBy(b => b.Fold))
        {
            var trials = records.Where(r => r.Fold == fold.Key).ToArray();
            Assert.Equal(fold.OrderBy(b => b.Score).Select(b => b.Index), fold.Select(b => b.Index));
            Assert.Equal((0, trials.Max(t => t.Score)), (fold.First().Index, fold.Last().Score));
            Assert.Equal(trials.Where(t => t.Index <= fold.Last().Index).Sum(t => t.Seconds.Values.Sum()), fold.Last().Seconds, 0.01);
        }

        Assert.Equal([null, "lightGbm", "logistic"], arm.Effects.Select(e => e.Within?.Value).Order(StringComparer.Ordinal));
        var all = Assert.Single(arm.Effects, e => e.Within is null).Effects;
        Assert.Equal((48, "learner"), (all.Trials, Assert.Single(all.Effects).Name));
        Assert.All(arm.Effects, e => Assert.InRange(e.Effects.Effects.Sum(d => d.Share) + e.Effects.Together, 0.99, 1.1));

        var (html, markdown) =
            (File.ReadAllText(Path.Combine(outcome.Folder, "report.html")), File.ReadAllText(Path.Combine(outcome.Folder, "report.md")));
        Assert.Contains("What mattered where learner is lightGbm", html, StringComparison.Ordinal);
        Assert.Contains("mood-pick: log loss by lightGbm.trees", html, StringComparison.Ordinal);
        Assert.Contains("the values of each trial and its score, the best quarter marked", html, StringComparison.Ordinal);
        Assert.Contains("weighted and calibrated on one inner validation part: accuracy", html, StringComparison.Ordinal);
        Assert.Contains("one inner validation part alone, which flatters them", markdown, StringComparison.Ordinal);
        Assert.Contains(outcome.Warnings, w => w.Contains("which flatters them", StringComparison.Ordinal));
        Assert.Contains("## What the ensembles gave\n\n- mood-pick answers with ", markdown, StringComparison.Ordinal);
    }
}
