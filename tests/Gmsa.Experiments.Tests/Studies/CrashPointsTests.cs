using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A study of 30 trials, killed at entries of its journal and resumed, always ends as if nothing had happened.</summary>
public sealed class CrashPointsTests : IDisposable
{
    private const int First = 3, Last = 5, Between = 15;

    private readonly string folder = Repository.TemporaryFolder();

    private string File => Path.Combine(folder, "crash.yaml");

    public CrashPointsTests()
    {
        SmallTable.Write(folder);
        System.IO.File.WriteAllText(File, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{ kind: logistic, l2: { log: [1.0e-3, 1.0e+3] }, l1: { range: [0, 5] } }]
            search: { kind: tpe, startup: 4, trials: 15, ensemble: 3 }
            report: [csv]
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_killed_at_any_entry_of_its_journal_ends_as_an_undisturbed_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "exit codes of killed processes are Unix's");
        var undisturbed = Path.Combine(folder, "undisturbed");
        Assert.True(DyingRun.Start(File, undisturbed, int.MaxValue));
        var expected = StudyContent.Trials(undisturbed);
        Assert.Equal(30, expected.Length);
        var entries = Journal.Read(Path.Combine(StudyContent.Of(undisturbed), "journal.jsonl")).Count;
        Assert.True(entries > 60, $"only {entries} entries");

        // Of trials, which are alike, a few entries; of the beginning and the end each.
        var records = Enumerable.Range(1, entries).Where(r => r <= First || r > entries - Last || r % Between == 0);
        Parallel.ForEach(records, new ParallelOptions { MaxDegreeOfParallelism = 2 }, record =>
        {
            var results = Path.Combine(folder, FormattableString.Invariant($"{record}"));
            Assert.False(DyingRun.Start(File, results, record) && record < entries);
            Pipeline.Run(new(File, [], null, results), Progress.Unheard, TestContext.Current.CancellationToken);
            Assert.Equal(expected, StudyContent.Trials(results));
            Assert.Equal(StudyContent.Arms(undisturbed), StudyContent.Arms(results));
            var finished = Journal.Read(Path.Combine(StudyContent.Of(results), "journal.jsonl")).OfType<TrialFinished>()
                .Select(e => e.Trial).ToArray();
            Assert.Equal(Enumerable.Range(1, 30), finished.Order());
            Assert.Empty(Directory.EnumerateFiles(results, "*.tmp", SearchOption.AllDirectories));
            Directory.Delete(results, recursive: true);
        });
    }
}
