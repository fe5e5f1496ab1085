using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Runs;

namespace Gmsa.Experiments.Tests.Trials;

/// <summary>A study of 30 trials, killed at each entry of its journal and resumed, always ends as if nothing had happened.</summary>
public sealed class CrashPointsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    private string File => Path.Combine(folder, "crash.yaml");

    public CrashPointsTests()
    {
        var random = new Seed(11).Generator();
        var rows = Enumerable.Range(0, 96).Select(i =>
        {
            var label = i % 2;
            return FormattableString.Invariant($"{i},artist {i % 16},{(label == 0 ? "low" : "high")},{label + random.NextDouble()},{random.NextDouble()}");
        });
        System.IO.File.WriteAllText(Path.Combine(folder, "table.csv"), "id,artist,mood,one,two\n" + string.Join('\n', rows) + "\n");
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
        var expected = Trials(undisturbed);
        Assert.Equal(30, expected.Length);
        var entries = Journal.Read(Path.Combine(Study(undisturbed), "journal.jsonl")).Count;
        Assert.True(entries > 60, $"only {entries} entries");

        Parallel.For(1, entries + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, record =>
        {
            var results = Path.Combine(folder, FormattableString.Invariant($"{record}"));
            Assert.False(DyingRun.Start(File, results, record) && record < entries);
            Assert.True(DyingRun.Start(File, results, int.MaxValue));
            Assert.Equal(expected, Trials(results));
            Assert.Equal(Content(undisturbed), Content(results));
            var finished = Journal.Read(Path.Combine(Study(results), "journal.jsonl")).Where(e => (string?)e["event"] == "trial_finished").Select(e => (int)e["trial"]!).ToArray();
            Assert.Equal(Enumerable.Range(1, 30), finished.Order());
            Assert.Empty(Directory.EnumerateFiles(results, "*.tmp", SearchOption.AllDirectories));
            Directory.Delete(results, recursive: true);
        });
    }

    private static string Study(string results) => Assert.Single(Directory.GetDirectories(results));

    /// <summary>What each trial was and got, and which models are left.</summary>
    private static string[] Trials(string results) => [.. Directory.GetDirectories(Path.Combine(Study(results), "trials")).Order(StringComparer.Ordinal).Select(folder =>
    {
        var record = Experiments.Runs.Study.RecordOf(folder)!;
        var point = string.Join(' ', record.Point.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => FormattableString.Invariant($"{p.Key}={p.Value}")));
        return FormattableString.Invariant($"{record.Trial} {record.Arm} {record.Fold} {point} {record.State} {record.Score:R} {System.IO.File.Exists(Path.Combine(folder, "model.zip"))}");
    })];

    /// <summary>The predictions, what the ensembles are, and the final model.</summary>
    private static string[] Content(string results) => [.. new[] { "predictions.csv", "ensemble.json", "model.zip" }
        .Select(name => ContentHash.OfFile(Directory.EnumerateFiles(Path.Combine(Study(results), "arms"), name, SearchOption.AllDirectories).Single()))];
}
