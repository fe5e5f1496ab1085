using System.Text.Json.Nodes;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>What a study lives through: budgets that rise and fall, machines that fail, names from anywhere.</summary>
public sealed class StudyLifeTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public StudyLifeTests() => Write("""
        data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 3s } }
        labels: [mood4]
        split: { kind: groupKFold, folds: 2, validation: 0.4 }
        features: [{ kind: pooled, of: [rms, centroid] }]
        trainers: [majority, { kind: logistic, l2: { log: [0.01, 10] } }]
        search: { trials: 2 }
        """);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Fewer_trials_than_the_test_folds_were_read_with_are_refused()
    {
        Assert.Equal(0, Run().ExitCode);
        var result = Run("--set", "search.trials=1");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("was run with 2 trials for each arm and fold, and the file asks for 1 trial now", result.Errors,
            StringComparison.Ordinal);
        Assert.Contains("no trial was started", Run().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_at_once_share_the_trials_and_end_as_one_run_does()
    {
        Assert.Equal(0, Run("--set", "search.trials=8", "--results", "alone").ExitCode);
        string[] arguments = ["run", "life.yaml", "--set", "search.trials=8", "--set", "launcher.workers=1"];
        using (var one = GmsaProgram.Start(folder, arguments))
        using (var other = GmsaProgram.Start(folder, arguments))
        {
            var errors = new[] { one, other }.Select(p => (Process: p,
                Errors: p.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken),
                Output: p.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))).ToArray();
            Assert.All(errors, p =>
            {
                p.Process.WaitForExit();
                Assert.True(p.Process.ExitCode == 0, p.Errors.Result);
            });
        }
        var journal = Journal.Read(Path.Combine(Study, "journal.jsonl"));
        Assert.Equal(Enumerable.Range(1, 18), journal.OfType<TrialFinished>().Select(e => e.Trial).Order());
        Assert.Single(journal.OfType<StudyFinished>());
        Assert.Equal(4, journal.OfType<TestRead>().Count());
        var alone = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "alone")));
        Assert.All((string[])["mood4-logistic", "mood4-majority"], arm => Assert.Equal(
            File.ReadAllText(Path.Combine(alone, "arms", arm, "predictions.csv")),
            File.ReadAllText(Path.Combine(Study, "arms", arm, "predictions.csv"))));
    }

    [Fact]
    public void Every_reading_of_a_test_fold_is_in_the_journal_once()
    {
        Assert.Equal(0, Run().ExitCode);
        var read = Journal.Read(Path.Combine(Study, "journal.jsonl")).OfType<TestRead>().Select(e => $"{e.Arm} {e.Fold}").ToArray();
        Assert.Equal(["mood4-logistic 1", "mood4-logistic 2", "mood4-majority 1", "mood4-majority 2"], read.Order());
    }

    [Fact]
    public void A_fault_of_the_machine_is_no_result_and_the_next_run_goes_on()
    {
        Assert.Equal(0, Run("--results", "undisturbed").ExitCode);
        var plan = JsonNode.Parse(GmsaProgram.Run(folder, "plan", "life.yaml", "--json").Output)!;
        var trials = Directory.CreateDirectory(Path.Combine(folder, "results", (string)plan["id"]!, "trials")).FullName;
        File.WriteAllText(Path.Combine(trials, "000003"), "a file where a folder has to be");
        var failed = Run();
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("000003", failed.Errors, StringComparison.Ordinal);
        File.Delete(Path.Combine(trials, "000003"));
        Assert.Equal(0, Run().ExitCode);
        Assert.All(Directory.GetDirectories(trials), t => Assert.Equal(TrialState.Done, Experiments.Records.Study.RecordOf(t)!.State));
        var undisturbed = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "undisturbed")));
        Assert.Equal(File.ReadAllText(Path.Combine(undisturbed, "arms", "mood4-logistic", "predictions.csv")),
            File.ReadAllText(Path.Combine(Study, "arms", "mood4-logistic", "predictions.csv")));
    }

    [Fact]
    public void Leftovers_of_a_killed_writer_are_cleared_away_but_not_what_a_build_is_writing()
    {
        var id = (string)JsonNode.Parse(GmsaProgram.Run(folder, "plan", "life.yaml", "--json").Output)!["id"]!;
        var leftover = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "results", id, "trials", "000001")).FullName,
            ".run.json.host-1-2.tmp");
        var building = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "results", id, "dataset")).FullName,
            ".mel.npy.host-3-4.tmp");
        File.WriteAllText(leftover, "{");
        File.WriteAllText(building, "");
        Assert.Equal(0, Run().ExitCode);
        Assert.Equal((false, true), (File.Exists(leftover), File.Exists(building)));
    }

    [Fact]
    public void A_results_folder_that_is_a_file_is_wrong_input()
    {
        File.WriteAllText(Path.Combine(folder, "taken"), "");
        var result = Run("--results", "taken");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--results: taken is an empty file; expected a folder", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_from_any_column_stay_inside_the_study()
    {
        var corpus = Path.Combine(folder, "corpus");
        Assert.Equal(0, GmsaProgram.Run(folder, "demo", corpus, "--tracks", "32", "--seconds", "3").ExitCode);
        var lines = File.ReadAllLines(Path.Combine(corpus, "manifest.csv"));
        File.WriteAllLines(Path.Combine(corpus, "manifest.csv"),
            lines.Select((l, i) => l + (i == 0 ? ",../up/and away" : i % 2 == 0 ? ",ναι" : ",όχι")));
        Write("""
            data: { manifest: corpus/manifest.csv, sampleRate: 8000, clip: { length: 3s } }
            labels: [{ column: "../up/and away" }]
            split: { kind: groupKFold, folds: 2, validation: 0.4 }
            features: [{ kind: pooled, of: [rms] }]
            trainers: [majority]
            """);
        Assert.Equal(0, Run().ExitCode);
        Assert.Single(Directory.GetDirectories(Path.Combine(Study, "arms")));
        Assert.Equal(["cache", "corpus", "life.yaml", "results"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_of_a_damaged_study_is_touched_until_its_audio_is_there()
    {
        var corpus = Path.Combine(folder, "corpus");
        Assert.Equal(0, GmsaProgram.Run(folder, "demo", corpus, "--tracks", "32", "--seconds", "3").ExitCode);
        Write("""
            data: { manifest: corpus/manifest.csv, sampleRate: 8000, clip: { length: 3s } }
            labels: [mood4]
            split: { kind: groupKFold, folds: 2, validation: 0.4 }
            features: [{ kind: pooled, of: [rms] }]
            trainers: [majority]
            """);
        Assert.Equal(0, Run().ExitCode);
        var curves = Path.Combine(Study, "arms", "mood4-majority", "curves.csv");
        var before = File.ReadAllText(curves);
        File.AppendAllText(curves, "1,1,1,0,0,0\n");
        var audio = Directory.GetFiles(corpus, "*.wav", SearchOption.AllDirectories);
        foreach (var file in audio) File.Move(file, file + ".away");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(2, Run().ExitCode);
            Assert.True(File.Exists(curves) && File.Exists(Path.Combine(Study, "comparison.json")));
            var errors = GmsaProgram.Run(folder, "report", Study).Errors;
            Assert.Contains("curves.csv: isn't what the run wrote", errors, StringComparison.Ordinal);
        }
        foreach (var file in audio) File.Move(file + ".away", file);
        var mended = Run();
        Assert.Equal((0, before), (mended.ExitCode, File.ReadAllText(curves)));
        Assert.Contains("curves.csv was made again", mended.Output + mended.Errors, StringComparison.Ordinal);
        Assert.Contains("no trial was started", Run().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_a_fold_could_not_learn_is_refused_in_every_scheme()
    {
        var rows = Enumerable.Range(0, 24).Select(i => FormattableString.Invariant(
            $"t{i}.wav,artist {i % 12},{(i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c")},{(i == 5 ? "rare" : "common")}"));
        File.WriteAllText(Path.Combine(folder, "m.csv"), "path,artist,fine,coarse\n" + string.Join('\n', rows) + "\n");
        Write("data: { manifest: m.csv }\nlabels: [{ column: fine }, { column: coarse }]\nsplit: { kind: groupKFold, folds: 3 }\n"
            + "features: [{ kind: pooled }]\ntrainers: [majority]\n");
        var result = GmsaProgram.Run(folder, "check", "life.yaml");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("would learn coarse without a single 'rare'", result.Errors, StringComparison.Ordinal);
    }

    private string Study => Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results")));

    private GmsaProgram.Result Run(params string[] arguments) => GmsaProgram.Run(folder, ["run", "life.yaml", .. arguments]);

    private void Write(string yaml) => File.WriteAllText(Path.Combine(folder, "life.yaml"), yaml);
}
