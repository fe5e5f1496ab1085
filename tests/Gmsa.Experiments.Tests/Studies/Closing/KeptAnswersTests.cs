namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What was scored is kept: in another process, folds' bundles and final models say again what they said in the run.</summary>
public sealed class KeptAnswersTests : IDisposable
{
    private const double OfTables = 1e-6, OfNetworks = 1e-5;

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, InlineData(1), InlineData(3)]
    public void Every_learner_of_tables_alone_and_in_an_ensemble(int ensemble)
    {
        SmallTable.Write(folder);
        var differences = Differences($$"""
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: {{(ensemble == 1 ? 1 : 2)}} }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers:
              - majority
              - { kind: logistic, l2: { log: [1.0e-3, 10] } }
              - { kind: lightGbm, trees: { int: [5, 20] }, minExamplesPerLeaf: 5 }
              - { kind: fastForest, trees: { int: [5, 20] } }
              - { kind: fastTree, trees: { int: [5, 20] } }
              - { kind: sdca, l2: { log: [1.0e-3, 10] } }
              - { kind: auto, of: [{ kind: logistic, bends: { int: [0, 3] } }, { kind: fastTree, trees: 10 }] }
            search: { trials: 3, ensemble: {{ensemble}} }
            """);
        Assert.Equal(7, differences.Count);
        Assert.All(differences, arm => Assert.True(Math.Max(arm.Value.Folds, arm.Value.Model) <= OfTables, $"{arm}"));
    }

    [Theory, InlineData(1), InlineData(2)]
    public void A_network_and_a_learner_of_several_clips_alone_and_in_an_ensemble(int ensemble)
    {
        var differences = Differences($$"""
            data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 1s, perTrack: 2 } }
            labels: [mood4]
            split: { kind: groupKFold, folds: 2, {{(ensemble == 1 ? "validation: 0.4" : "innerFolds: 2")}} }
            features: [{ name: picture, kind: mel, nFft: 512, hop: 64, size: 96 }, { name: summary, kind: pooled, of: [rms, centroid] }]
            trainers:
              - { kind: logistic, on: [summary], l2: { log: [1.0e-3, 10] } }
              - { kind: seedCnn, epochs: 1, dropout: { range: [0.1, 0.7] } }
            search: { trials: 2, ensemble: {{ensemble}} }
            """);
        Assert.Equal(2, differences.Count);
        Assert.All(differences, arm =>
            Assert.True(Math.Max(arm.Value.Folds, arm.Value.Model) <= (arm.Key == "mood4-seedCnn" ? OfNetworks : OfTables), $"{arm}"));
    }

    private IReadOnlyDictionary<string, (double Folds, double Model)> Differences(string experiment)
    {
        File.WriteAllText(Path.Combine(folder, "kept.yaml"), experiment);
        var result = GmsaProgram.Run(folder, "run", "kept.yaml");
        Assert.True(result.ExitCode == 0, result.Errors);
        return KeptAnswers.Differences(StudyContent.Of(Path.Combine(folder, "results")));
    }
}
