using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>The same predictions have the same interval, whoever compares them.</summary>
public sealed class SameIntervalsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_are_compared_as_the_study_compared_them_within_a_scheme_and_merged()
    {
        var random = new Seed(5).Generator();
        File.WriteAllLines(Path.Combine(folder, "t.csv"), ["id,artist,energy,valence,one,two", .. Enumerable.Range(0, 160).Select(i =>
        {
            var (energy, valence) = (random.NextDouble(), random.NextDouble());
            var (one, two) = (energy + 0.2 * random.NextGaussian(), valence + 0.2 * random.NextGaussian());
            return FormattableString.Invariant($"{i},artist {i % 20},{energy},{valence},{one},{two}");
        })]);
        var file = Path.Combine(folder, "t.yaml");
        File.WriteAllText(file, """
            seed: 7
            data: { table: t.csv }
            labels: [mood8, mood4]
            split: { kind: groupKFold, folds: 2 }
            features: [{ kind: columns, names: [one, two], name: numbers }]
            trainers: [logistic, { kind: logistic, name: stiff, l2: 10 }]
            """);
        var outcome = Pipeline.Run(new(file, [], null, Path.Combine(folder, "results")), Progress.Unheard,
            TestContext.Current.CancellationToken);
        var study = new Study(outcome.Folder);
        var comparison = Study.Read<Comparison>(study.ComparisonFile);
        Assert.All(comparison.Pairs, p => Assert.Equal(4, p.HolmOver));
        foreach (var own in comparison.Pairs.Where(p => p.Collapse is null))
            Equal(own, Toolbox.Compare(study.PredictionsFile(own.A), study.PredictionsFile(own.B), null, "accuracy").Pairs.Single());

        string[] stand = [.. comparison.Arms.Where(a => a.Represents).Select(a => a.Name)];
        var merged = Toolbox.Compare(study.PredictionsFile(stand[0]), study.PredictionsFile(stand[1]), null, "accuracy");
        foreach (var (own, theirs) in comparison.Pairs.Where(p => p.Collapse is not null).Zip(merged.Pairs)) Equal(own, theirs);
        Assert.Equal(comparison.Collapse!.Argmax.Ci95, merged.Collapse!.Argmax.Ci95);
        foreach (var arm in comparison.Arms) Assert.Equal(arm.Ci95, Toolbox.Metrics(study.PredictionsFile(arm.Name)).Ci95);
        Assert.Contains("over 4 comparisons", File.ReadAllText(Path.Combine(study.Folder, "report.md")), StringComparison.Ordinal);
    }

    /// <summary>In all but names, and in what hangs on how many pairs there are.</summary>
    private static void Equal(ArmPair own, ArmPair theirs)
    {
        Assert.Equal(own.Ci95, theirs.Ci95);
        Assert.Equal(own.Differences, theirs.Differences);
        Assert.Equal((own.Collapse, own.Metric, own.Difference, own.Mcnemar, own.P, own.N), (theirs.Collapse, theirs.Metric,
            theirs.Difference, theirs.Mcnemar, theirs.P, theirs.N));
    }
}
