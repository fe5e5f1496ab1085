using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A study whose network learns from augmented pictures.</summary>
public sealed class AugmentedStudyTests : IDisposable
{
    private const string Experiment = """
        data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 3s } }
        labels: [mood4]
        split: { kind: groupKFold, folds: 2, validation: 0.4 }
        features: [{ kind: mel, size: 94 }, { kind: pooled, of: [rms] }]
        augment: [specAugment, { kind: mixup, probability: 0.5 }, noise]
        trainers: [{ kind: majority, on: [pooled] }, { kind: seedCnn, epochs: 2, learningRate: 1.0e-3 }]
        """;

    private readonly string folder = Repository.TemporaryFolder();

    public AugmentedStudyTests() => File.WriteAllText(Path.Combine(folder, "augmented.yaml"), Experiment);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Workers_change_no_byte_augmentation_only_the_networks_and_every_trial_can_be_run_again()
    {
        var (one, two, none) = (Run("one", "launcher.workers=1"), Run("two", "launcher.workers=2"), Run("none", "augment=[]"));
        foreach (var arm in (string[])["mood4-majority", "mood4-seedCnn"])
        {
            Assert.Equal(Predictions(one, arm), Predictions(two, arm));
            Assert.True(File.Exists(Path.Combine(one, "arms", arm, "model.zip")));
        }
        Assert.Equal(Predictions(one, "mood4-majority"), Predictions(none, "mood4-majority"));
        Assert.NotEqual(Predictions(one, "mood4-seedCnn"), Predictions(none, "mood4-seedCnn"));
        Assert.NotEqual(Path.GetFileName(one), Path.GetFileName(none)); // another study
        Assert.All(Directory.GetFiles(one, "trial.yaml", SearchOption.AllDirectories), file =>
        {
            var experiment = ExperimentFile.Load(file, [], null).Experiment;
            Assert.Equal(experiment.Trainers[0].Kind == "seedCnn" ? 3 : 0, experiment.Augment.Count);
        });
    }

    private string Run(string results, string set)
    {
        var run = GmsaProgram.Run(folder, "run", "augmented.yaml", "--results", results, "--set", set);
        Assert.True(run.ExitCode == 0, run.Errors);
        return Assert.Single(Directory.GetDirectories(Path.Combine(folder, results)));
    }

    private static string Predictions(string study, string arm) => File.ReadAllText(Path.Combine(study, "arms", arm, "predictions.csv"));
}
