using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests;

/// <summary>The main job, small: demo corpus, every trainer, both schemes, from the file to the report.</summary>
public sealed class PipelineTests : IDisposable
{
    private const string Experiment = """
        name: small
        data: { demo: { tracks: 32, seconds: 4 }, sampleRate: 8000, clip: { length: 4s } }
        labels: [mood8, mood4]
        split: { kind: groupKFold, folds: 2, validation: 0.4 }
        features:
          - { name: picture, kind: mel, nFft: 1024, hop: 512, bands: 96, size: 96 }
          - { name: summary, kind: pooled, of: [mfcc, centroid, rms] }
        trainers:
          - majority
          - { kind: logistic, on: [summary] }
          - { kind: lightGbm, on: [summary], trees: { logInt: [5, 20] } }
          - { kind: seedCnn, epochs: 2, learningRate: { log: [1.0e-4, 1.0e-2] } }
        search: { trials: 2 }
        """;

    private readonly string folder = Repository.TemporaryFolder();

    public PipelineTests() => File.WriteAllText(Path.Combine(folder, "small.yaml"), Experiment);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_compares_both_schemes_and_a_second_one_has_nothing_to_do()
    {
        var first = GmsaProgram.Run(folder, "run", "small.yaml");
        Assert.True(first.ExitCode == 0, first.Errors);
        var study = Study("results");
        var comparison = JsonNode.Parse(File.ReadAllText(Path.Combine(study, "comparison.json")))!;
        Assert.Equal(8, comparison["arms"]!.AsArray().Count);
        Assert.All(comparison["arms"]!.AsArray(), arm =>
        {
            Assert.Equal(32, (int)arm!["n"]!);
            foreach (var metric in (string[])["accuracy", "balanced_accuracy", "kappa"])
            {
                var interval = arm["ci95"]![metric]!.AsArray();
                Assert.InRange((double)arm[metric]!, (double)interval[0]! - 1e-9, (double)interval[1]! + 1e-9);
            }
        });
        Assert.All(comparison["pairs"]!.AsArray(),
            pair => Assert.Contains((string)pair!["verdict"]!, (string[])["a", "b", "not distinguishable"]));
        Assert.Contains(comparison["pairs"]!.AsArray(), pair => (string?)pair!["collapse"] == "summed");
        Assert.All((string[])["report.html", "report.md", "metrics.csv", "trials.csv", "plan.json", "dataset.json", "experiment.yaml",
            "manifest.csv"],
            file => Assert.True(File.Exists(Path.Combine(study, file)), $"{file} is missing"));
        Assert.All(Directory.EnumerateDirectories(Path.Combine(study, "arms")),
            arm => Assert.True(File.Exists(Path.Combine(arm, "model.zip"))));

        var page = File.ReadAllText(Path.Combine(study, "report.html"));
        Assert.Equal(0, GmsaProgram.Run(folder, "report", study).ExitCode);
        Assert.Equal(page, File.ReadAllText(Path.Combine(study, "report.html")));
        ShowsWhatIsHard(study, page);

        var before = Snapshot(study);
        var second = GmsaProgram.Run(folder, "run", "small.yaml");
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("no trial was started", second.Output, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(study));
    }

    [Fact]
    public void More_trials_continue_the_same_study()
    {
        OfOneScheme();
        Assert.Equal(0, GmsaProgram.Run(folder, "run", "small.yaml", "--set", "search.trials=1").ExitCode);
        var study = Study("results");
        var first = Directory.GetLastWriteTimeUtc(Path.Combine(study, "trials", "000001", "run.json"));
        Assert.Equal(0, GmsaProgram.Run(folder, "run", "small.yaml").ExitCode);
        Assert.Equal(study, Study("results"));
        Assert.Equal(first, Directory.GetLastWriteTimeUtc(Path.Combine(study, "trials", "000001", "run.json")));
        // 8 first trials, and a second one for the two searched trainers x two folds.
        Assert.Equal(12, Directory.GetDirectories(Path.Combine(study, "trials")).Length);

        Assert.Equal(0, GmsaProgram.Run(folder, "run", "small.yaml", "--results", "other").ExitCode);
        Assert.Equal(Predictions(study), Predictions(Study("other")));
    }

    [Fact]
    public void The_number_of_workers_changes_no_byte_of_the_predictions()
    {
        OfOneScheme();
        Assert.Equal(0, GmsaProgram.Run(folder, "run", "small.yaml", "--set", "launcher.workers=1", "--results", "one").ExitCode);
        Assert.Equal(0, GmsaProgram.Run(folder, "run", "small.yaml", "--set", "launcher.workers=3", "--results", "three").ExitCode);
        Assert.Equal(Path.GetFileName(Study("one")), Path.GetFileName(Study("three")));
        Assert.Equal(Predictions(Study("one")), Predictions(Study("three")));
    }

    [Fact]
    public void A_killed_run_goes_on_and_ends_as_an_undisturbed_one()
    {
        OfOneScheme();
        Assert.Equal(0, GmsaProgram.Run(folder, "run", "small.yaml", "--results", "undisturbed").ExitCode);
        var random = new Seed(7).Generator();
        for (var kill = 0; kill < 6; kill++)
        {
            using var process = GmsaProgram.Start(folder, "run", "small.yaml", "--results", "killed");
            _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.WaitForExit(TimeSpan.FromMilliseconds(300 + random.NextInt(2500)));
            process.Kill();
            process.WaitForExit();
        }
        var last = GmsaProgram.Run(folder, "run", "small.yaml", "--results", "killed");
        Assert.True(last.ExitCode == 0, last.Errors);
        Assert.Equal(Predictions(Study("undisturbed")), Predictions(Study("killed")));

        var journal = Experiments.Records.Journal.Read(Path.Combine(Study("killed"), "journal.jsonl"));
        var finished = journal.OfType<TrialFinished>().Select(e => e.Trial).ToArray();
        Assert.Equal(finished.Distinct().Order(), finished.Order());
    }

    [Fact]
    public async Task An_interrupted_run_says_so_and_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        using (var process = GmsaProgram.Start(folder, "run", "small.yaml", "--set", "trainers.3.epochs=200"))
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var journal = Path.Combine(folder, "results");
            for (var i = 0; i < 600 && !Started(journal); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
            // the shell has kill built in
            System.Diagnostics.Process.Start("sh", ["-c", FormattableString.Invariant($"kill -INT {process.Id}")]).WaitForExit();
            process.WaitForExit();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("The same command goes on from here", await errors, StringComparison.Ordinal);
        }
        var study = Study("results");
        Assert.DoesNotContain(Experiments.Records.Journal.Read(Path.Combine(study, "journal.jsonl")), e => e is StudyFinished);
    }

    /// <summary>Half the arms, where they matter to nothing.</summary>
    private void OfOneScheme() =>
        File.WriteAllText(Path.Combine(folder, "small.yaml"), Experiment.Replace("[mood8, mood4]", "[mood4]", StringComparison.Ordinal));

    /// <summary>The report of a study draws its hard tracks and plays them where they lie.</summary>
    private static void ShowsWhatIsHard(string study, string page)
    {
        var hard = Experiments.Records.Study.Read<Experiments.Records.HardCard>(Path.Combine(study, "hard.json"));
        Assert.Equal(("picture", 0, 4), (hard.Feature, hard.From, hard.To));
        Assert.InRange(hard.Tracks.Count, 8, 32);
        Assert.All(hard.Tracks,
            t => Assert.True(File.Exists(Path.Combine(study, t.Picture!)) && t.Borders.Keys.Order().SequenceEqual(["mood4", "mood8"])));
        Assert.Equal(hard.Tracks.Count, Directory.GetFiles(Path.Combine(study, "pictures"), "hard-*.png").Length);
        var sounds = Regex.Matches(page, "<audio [^>]*src=\"(file:[^\"#]*)#t=0,4\"")
            .Select(m => new Uri(m.Groups[1].Value).LocalPath).ToArray();
        Assert.InRange(sounds.Length, hard.Tracks.Count, 32);
        Assert.All(sounds, sound => Assert.True(File.Exists(sound), sound));
    }

    private static bool Started(string results) => Directory.Exists(results)
        && Directory.EnumerateFiles(results, "journal.jsonl", SearchOption.AllDirectories)
            .Any(f => File.ReadAllText(f).Contains("trial_claimed", StringComparison.Ordinal));

    private string Study(string results) => Assert.Single(Directory.GetDirectories(Path.Combine(folder, results)));

    private static string[] Snapshot(string study) =>
        [.. Directory.EnumerateFiles(study, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(f => $"{f} {ContentHash.OfFile(f)} {File.GetLastWriteTimeUtc(f):O}")];

    private static string[] Predictions(string study) =>
        [.. Directory.EnumerateFiles(Path.Combine(study, "arms"), "predictions.csv", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(f =>
                $"{Path.GetFileName(Path.GetDirectoryName(f))} {ContentHash.OfFile(f)}")];
}
