using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Runs of one new study that begin at the same moment, as a cluster's array job begins them.</summary>
public sealed class SimultaneousRunsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    private string File => Path.Combine(folder, "together.yaml");

    public SimultaneousRunsTests()
    {
        SmallTable.Write(folder);
        System.IO.File.WriteAllText(File, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [majority, { kind: logistic, l2: { log: [1.0e-3, 10] } }]
            search: { trials: 2 }
            launcher: { workers: 1 }
            report: [csv]
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Ten_that_begin_one_study_at_once_end_one_whole_study_twice()
    {
        var alone = Run("alone");
        foreach (var results in (string[])["first", "second"])
        {
            using var together = new Barrier(10);
            var outcomes = Threads(10, _ =>
            {
                together.SignalAndWait();
                return Run(results);
            });
            Assert.Equal(6, outcomes.Sum(o => o.StartedTrials));
            Assert.All(outcomes, o => Assert.Equal(alone.Summary, o.Summary)); // also of those that came to a study just begun
            Whole(results);
        }
    }

    [Fact]
    public void Programs_that_begin_one_study_at_once_with_a_process_for_each_trial_record_no_failure()
    {
        Run("alone");
        const string Launcher = "launcher={ kind: processes, workers: 1, memory: 3GB }";
        string[] command = ["run", File, "--results", Path.Combine(folder, "programs"), "--set", Launcher, "--quiet"];
        var ends = Threads(3, _ => GmsaProgram.Run(folder, command));
        Assert.All(ends, end => Assert.Equal((0, ""), (end.ExitCode, end.Errors)));
        Whole("programs");
    }

    [Fact]
    public void Programs_that_begin_a_study_of_a_demo_that_nobody_wrote_yet_leave_out_nothing()
    {
        var file = Path.Combine(folder, "demo.yaml");
        System.IO.File.WriteAllText(file, """
            data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 1s } }
            labels: [mood4]
            split: { kind: holdout }
            features: [rms]
            trainers: [majority]
            report: [csv]
            """);
        string[] command = ["run", file, "--results", Path.Combine(folder, "demos"), "--quiet"];
        var ends = Threads(4, _ => GmsaProgram.Run(folder, command));
        Assert.All(ends, end => Assert.Equal((0, ""), (end.ExitCode, end.Errors)));
        var built = Journal.Read(Path.Combine(StudyContent.Of(Path.Combine(folder, "demos")), "journal.jsonl"))
            .OfType<DatasetBuilt>().Single();
        Assert.Equal((32, 0), (built.Tracks, built.LeftOut));
    }

    [Theory]
    [InlineData("experiment.yaml", null)]
    [InlineData("experiment.yaml", "data: [")]
    [InlineData("plan.json", null)]
    [InlineData("plan.json", "{")]
    public void What_a_trials_process_misses_is_no_failed_trial(string name, string? content)
    {
        var request = new RunRequest(File, ["launcher={ kind: processes, workers: 1 }"], null, Path.Combine(folder, "results"))
        {
            OnRecord = entry =>
            {
                if (entry is not TrialClaimed) return;
                var file = Path.Combine(StudyContent.Of(Path.Combine(folder, "results")), name);
                if (content is null) System.IO.File.Delete(file);
                else System.IO.File.WriteAllText(file, content);
            },
        };
        Assert.Throws<IOException>(() => Pipeline.Run(request, Progress.Unheard, TestContext.Current.CancellationToken));
        Assert.Empty(Ends("results"));
        Run("results"); // makes what is missing, and loses nothing
        Run("alone");
        Whole("results");
    }

    private RunOutcome Run(string results) =>
        Pipeline.Run(new(File, [], null, Path.Combine(folder, results)), Progress.Unheard, TestContext.Current.CancellationToken);

    /// <summary>One study, begun and ended as a run alone does it.</summary>
    private void Whole(string results)
    {
        var (place, study) = (Path.Combine(folder, results), new Study(StudyContent.Of(Path.Combine(folder, results))));
        Assert.True(study.IsBegun);
        Assert.Equal(StudyContent.Trials(Path.Combine(folder, "alone")), StudyContent.Trials(place));
        Assert.Equal(StudyContent.Arms(Path.Combine(folder, "alone")), StudyContent.Arms(place));
        Assert.Equal(Enumerable.Repeat(TrialState.Done, 6), Ends(results));
        var events = Journal.Read(study.JournalFile).CountBy(e => e.GetType()).ToDictionary();
        Assert.Equal((1, 1), (events[typeof(DatasetBuilt)], events[typeof(StudyFinished)]));
        Assert.Empty(Directory.EnumerateFiles(place, "*.tmp", SearchOption.AllDirectories));
        var index = System.IO.File.ReadAllText(Path.Combine(place, "index.html"));
        Assert.Contains(Path.GetFileName(study.Folder), index, StringComparison.Ordinal);
    }

    private IEnumerable<TrialState> Ends(string results) =>
        Journal.Read(Path.Combine(StudyContent.Of(Path.Combine(folder, results)), "journal.jsonl"))
            .OfType<TrialFinished>().Select(e => e.State);

    private static T[] Threads<T>(int count, Func<int, T> work)
    {
        var results = new T[count];
        var threads = Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () => results[i] = work(i), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(threads, TestContext.Current.CancellationToken);
        return results;
    }
}
