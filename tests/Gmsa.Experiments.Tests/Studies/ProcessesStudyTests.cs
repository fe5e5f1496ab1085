using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Whole studies of which each trial has a process of its own.</summary>
public sealed class ProcessesStudyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public ProcessesStudyTests() => SmallTable.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Trials_that_end_badly_end_each_as_its_own_kind_and_the_sweep_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "exit codes of killed processes are Unix's");
        var file = Path.Combine(folder, PlantedTasks.Study + ".yaml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{ kind: logistic, l2: { log: [1.0e-3, 10] } }]
            search: { kind: tpe, startup: 2, trials: 5 }
            launcher: { kind: processes, workers: 2, memory: 500MB, timeLimit: 20s }
            """);
        var outcome = Run(new(file, [], null, Path.Combine(folder, "results")));

        var records = Directory.GetDirectories(Path.Combine(outcome.Folder, "trials"))
            .Select(t => Study.RecordOf(t)!).OrderBy(r => r.Trial).ToArray();
        Assert.Equal(10, records.Length);
        var failures = records.Where(r => r.Failure is not null).ToDictionary(r => r.Trial, r => r.Failure!);
        Assert.Equal(FailureKind.OutOfMemory, failures[PlantedTasks.TakesMemoryWithoutEnd].Kind);
        Assert.Equal(FailureKind.TimedOut, failures[PlantedTasks.LoopsInNativeCode].Kind);
        Assert.Equal(FailureKind.Crashed, failures[PlantedTasks.ThrowsAtOnce].Kind);
        Assert.Contains(failures[PlantedTasks.ThrowsAtOnce].LogTail,
            line => line.Contains("this trial was made to throw", StringComparison.Ordinal));
        Assert.Equal(FailureKind.LogTooLong, failures[PlantedTasks.FloodsItsLog].Kind);
        Assert.All(records.Where(r => !failures.ContainsKey(r.Trial)), r => Assert.Equal(TrialState.Done, r.State));
        Assert.Equal(4, failures.Count);
        Assert.True(File.Exists(Path.Combine(outcome.Folder, "arms", "mood-logistic", "model.zip")));
        Assert.Contains("took longer than the 20 s allowed", File.ReadAllText(Path.Combine(outcome.Folder, "report.html")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_failed_runs_again_when_that_is_asked_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "exit codes of killed processes are Unix's");
        var file = Path.Combine(folder, PlantedTasks.Flooding + ".yaml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{ kind: logistic, l2: { log: [1.0e-3, 10] } }]
            search: { trials: 2 }
            """);
        RunRequest request = new(file, ["launcher={ kind: processes, log: 1MB }"], null, Path.Combine(folder, "results"));
        var study = new Study(Run(request).Folder);
        Assert.Equal(FailureKind.LogTooLong, Study.RecordOf(study.TrialFolder(2))!.Failure!.Kind);
        Assert.Equal((0, true), Started(Run(request)));

        using (Worker.Start(study.WorkersFolder)) // another run, perhaps choosing finalists just now
        {
            var busy = Assert.Throws<InputException>(() => Run(request with { RetryFailed = true }));
            Assert.Contains("another run is at work on this study", busy.Message, StringComparison.Ordinal);
        }
        var raised = request with { Sets = ["launcher={ kind: processes, log: 200MB }"], RetryFailed = true };
        Assert.Equal((1, false), Started(Run(raised)));
        Assert.Equal(TrialState.Done, Study.RecordOf(study.TrialFolder(2))!.State);
        Assert.Equal((0, true), Started(Run(raised))); // nothing failed any more
        Assert.Contains("after budgets of 2 trials and 2 trials with failed trials run again",
            File.ReadAllText(Path.Combine(study.Folder, "report.html")), StringComparison.Ordinal);

        var undisturbed = Run(request with { Sets = [], Results = Path.Combine(folder, "undisturbed") });
        Assert.Equal(StudyContent.Trials(Path.GetDirectoryName(undisturbed.Folder)!), StudyContent.Trials(Path.Combine(folder, "results")));
        Assert.Equal(StudyContent.Arms(Path.GetDirectoryName(undisturbed.Folder)!), StudyContent.Arms(Path.Combine(folder, "results")));

        static (int Trials, bool WasFinished) Started(RunOutcome outcome) => (outcome.StartedTrials, outcome.WasFinished);
    }

    [Fact]
    public void What_ends_badly_behind_the_trials_costs_its_own_arm_or_model_and_nothing_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "exit codes of killed processes are Unix's");
        var file = Path.Combine(folder, PlantedTasks.Ends + ".yaml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [majority, logistic, sdca, { kind: fastTree, trees: 5 }, { kind: fastForest, trees: 5 }]
            search: { ensemble: 2 }
            """);
        RunRequest request = new(file, ["launcher={ kind: processes, memory: 500MB, retries: 0 }"], null, Path.Combine(folder, "results"));
        var outcome = Run(request);
        var study = new Study(outcome.Folder);
        Assert.Contains(outcome.Warnings, w => w.StartsWith(
            "mood-logistic has no model.zip, since training on all tracks failed: out of memory: it held ", StringComparison.Ordinal));
        Assert.Contains("mood-sdca has no model.zip, since training on all tracks failed: crashed: it ended by SIGABRT", outcome.Warnings);
        Assert.Equal(
        [
            "mood-fastTree is missing from the comparison: trial 8 gave no answers to the test of fold 2 (crashed: it ended by SIGABRT)",
            "mood-fastForest is missing from the comparison: the ensemble of fold 1 could not be chosen (crashed: it ended by SIGABRT)",
        ], outcome.Missing);
        Assert.Equal(["mood-majority"], Models(study));

        // In one process nothing of that happens: the same study, whole, and what was done is the same.
        var whole = Run(request with { Sets = ["launcher=inProcess"], RetryFailed = true });
        Assert.Equal((0, true), (whole.StartedTrials, whole.Missing.Count == 0));
        Assert.Equal(["mood-fastForest", "mood-fastTree", "mood-logistic", "mood-majority", "mood-sdca"], Models(study));
        var undisturbed = Run(request with { Sets = [], Results = Path.Combine(folder, "undisturbed") });
        Assert.Equal(StudyContent.Arms(Path.GetDirectoryName(undisturbed.Folder)!), StudyContent.Arms(Path.Combine(folder, "results")));
    }

    private static IEnumerable<string> Models(Study study) => Directory.GetDirectories(Path.Combine(study.Folder, "arms"))
        .Where(arm => File.Exists(Path.Combine(arm, "model.zip"))).Select(arm => Path.GetFileName(arm)).Order(StringComparer.Ordinal);

    private static RunOutcome Run(RunRequest request) => Pipeline.Run(request, Progress.Unheard, TestContext.Current.CancellationToken);
}
