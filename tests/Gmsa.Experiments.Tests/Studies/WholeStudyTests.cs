using System.Text.Json.Nodes;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Studies with everything that a dataset can have, as their users run them.</summary>
public sealed class WholeStudyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private GmsaProgram.Result Run(params string[] arguments) => GmsaProgram.Run(folder, arguments);

    private string Study(string results) => Assert.Single(Directory.GetDirectories(Path.Combine(folder, results)));

    [Fact]
    public void Clips_copies_repeats_and_balance_give_the_same_predictions_with_any_workers_and_one_a_track_and_repeat()
    {
        File.WriteAllText(Path.Combine(folder, "all.yaml"), """
            data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 1s, perTrack: 3 } }
            labels: [mood4]
            split: { kind: groupKFold, folds: 2, validation: 0.4, repeats: 2 }
            balance: { oversample: true }
            features: [{ name: picture, kind: mel, nFft: 512, hop: 64, size: 96 }, { name: summary, kind: pooled, of: [rms, centroid] }]
            augment: [{ kind: specAugment, timeWarp: 20 }]
            materialise: 1
            trainers: [majority, { kind: logistic, on: [summary] }, { kind: seedCnn, epochs: 1 }]
            """);
        var first = Run("run", "all.yaml", "--set", "launcher.workers=1");
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Equal(0, Run("run", "all.yaml", "--results", "two", "--set", "launcher.workers=2").ExitCode);
        foreach (var arm in (string[])["mood4-majority", "mood4-logistic", "mood4-seedCnn"])
        {
            var predictions = Path.Combine("arms", arm, "predictions.csv");
            Assert.Equal(File.ReadAllText(Path.Combine(Study("results"), predictions)),
                File.ReadAllText(Path.Combine(Study("two"), predictions)));
            var rows = PredictionFile.Read(Path.Combine(Study("results"), predictions)).Rows;
            Assert.Equal(64, rows.Count);
            Assert.All(rows.CountBy(r => r.TrackId), t => Assert.Equal(2, t.Value));
        }
        // What always answers the commonest label isn't made to answer any other by balance.
        var majority = PredictionFile.Read(Path.Combine(Study("results"), "arms", "mood4-majority", "predictions.csv")).Rows;
        Assert.All(majority, r => Assert.Equal(1, r.Probabilities.Sum(), 1e-5));
        var again = Run("run", "all.yaml");
        Assert.Contains("no trial was started", again.Output, StringComparison.Ordinal);
        var report = File.ReadAllText(Path.Combine(Study("results"), "report.html"));
        Assert.Contains("96, a track’s predictions are the mean of its clips’; 1 augmented copy of each, learnt from beside it", report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_runs_is_built_and_read_back()
    {
        File.WriteAllLines(Path.Combine(folder, "t.csv"), [",artist,energy,valence,tempo",
            .. Enumerable.Range(0, 80)
                .Select(i => FormattableString.Invariant($"{i},artist {i % 16},{i % 10 / 10.0},{i % 7 / 7.0:0.000},{100 + i % 13}"))]);
        File.WriteAllText(Path.Combine(folder, "t.yaml"),
            "data: { table: t.csv }\nlabels: [mood4]\nsplit: { kind: holdout, by: [] }\ntrainers: [majority, logistic]\n");
        var run = Run("run", "t.yaml");
        Assert.True(run.ExitCode == 0, run.Errors);
        var comparison = JsonNode.Parse(File.ReadAllText(Path.Combine(Study("results"), "comparison.json")))!;
        Assert.Equal(2, comparison["arms"]!.AsArray().Count);
        // No picture shows a row of a table, and there is nothing to hear.
        var hard = Experiments.Records.Study.Read<Experiments.Records.HardCard>(Path.Combine(Study("results"), "hard.json"));
        Assert.Equal((null, null), (hard.AudioRoot, hard.Feature));
        Assert.All(hard.Tracks, t => Assert.Null(t.Picture));
        // A random split: the artist is on both sides, and the first lines say what that is worth.
        Assert.Contains("the same artist (100", run.Output, StringComparison.Ordinal);
        // The study's own file is an experiment again, and the study it was.
        var resolved = Run("run", Path.Combine(Study("results"), "experiment.yaml"));
        Assert.True(resolved.ExitCode == 0, resolved.Errors);
        Assert.Contains("no trial was started", resolved.Output, StringComparison.Ordinal);

        var build = Run("build", "t.yaml");
        Assert.True(build.ExitCode == 0, build.Errors);
        var saved = DatasetFolder.Read(Path.Combine(Study("results"), "dataset"));
        Assert.Equal((80, 1), (saved.Dataset.Tracks.Count, saved.Folds.Count));
        Assert.Contains(", as it was", Run("build", "t.yaml").Output, StringComparison.Ordinal);
        var refused = Run("build", "t.yaml", "--out", Study("results"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("has something else in it", refused.Errors, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "u.yaml"), $"data: {{ table: '{Path.Combine(Study("results"), "dataset", "manifest.csv")}' "
            + $"}}\nlabels: [mood4]\nsplit: {{ kind: column, name: part_test, by: artist }}\n");
        var columns = Run("build", "u.yaml", "--out", "other");
        Assert.Equal(0, columns.ExitCode);
        foreach (var name in (string[])["group", "label_mood4"])
            Assert.Contains($"the manifest's column '{name}' is called 'manifest_{name}' in the dataset", columns.Errors,
                StringComparison.Ordinal);
        Assert.Equal(0, Run("plan", "u.yaml").ExitCode);
    }

    [Fact]
    public void Pictures_of_another_size_leave_a_built_dataset_as_it_was()
    {
        File.WriteAllText(Path.Combine(folder, "p.yaml"), """
            data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 2s } }
            labels: [mood4]
            split: { kind: groupKFold, folds: 2, validation: 0.4 }
            features: [{ name: picture, kind: mel, size: 32 }]
            trainers: [majority]
            """);
        var build = Run("build", "p.yaml", "--out", "set");
        Assert.True(build.ExitCode == 0, build.Errors);
        var pictures = Run("build", "p.yaml", "--out", "set", "--images", "pictures", "--size", "48");
        Assert.True(pictures.ExitCode == 0, pictures.Errors);
        Assert.Contains("set, as it was", pictures.Output, StringComparison.Ordinal);
        Assert.Equal(32, Directory.GetFiles(Path.Combine(folder, "pictures"), "*.png", SearchOption.AllDirectories).Length);
    }
}
