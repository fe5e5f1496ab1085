using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Real study folders in which nothing is trained: their queues are asked, and told how trials ended.</summary>
internal sealed class QueuedStudies : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private readonly List<OpenStudy> opened = [];

    public QueuedStudies() => SmallTable.Write(folder);

    public void Dispose()
    {
        foreach (var study in opened) study.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The queue of a study that nobody else works on.</summary>
    public TrialQueue Queue(string search, params string[] trainers) => new(OpenIn($"results-{opened.Count}", search, trainers));

    /// <summary>The same file in the same test is the same study.</summary>
    public OpenStudy Open(string search, params string[] trainers) => OpenIn("results", search, trainers);

    private OpenStudy OpenIn(string results, string search, string[] trainers)
    {
        var file = Path.Combine(folder, "queue.yaml");
        File.WriteAllText(file, $$"""
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{{string.Join(", ", trainers)}}]
            search: {{search}}
            """);
        var request = new RunRequest(file, [], null, Path.Combine(folder, results));
        opened.Add(OpenStudy.Open(Pipeline.Plan(request), request));
        return opened[^1];
    }

    /// <summary>All that can run now.</summary>
    public static List<ClaimedTrial> All(TrialQueue queue)
    {
        var trials = new List<ClaimedTrial>();
        while (queue.Take(out _) is { } trial) trials.Add(trial);
        return trials;
    }

    public static void End(TrialQueue queue, ClaimedTrial trial, double? score, double seconds = 1) =>
        queue.End(SampleRecords.Of(trial.Slot.Number, trial.Slot.Arm.Name, trial.Slot.Fold.Name, trial.Slot.Index, score, seconds));

    /// <summary>Ends a trial of a study with one arm and two folds.</summary>
    public static void End(TrialQueue queue, string fold, int index, double? score, double seconds = 1) =>
        queue.End(SampleRecords.Of(index * 2 + (fold == "1" ? 1 : 2), "mood-logistic", fold, index, score, seconds));

    /// <summary>Ends one trial of a fold after the other, and counts those that were given.</summary>
    public static int Played(TrialQueue queue, string fold, IEnumerable<(double? Score, double Seconds)> ends)
    {
        var given = 0;
        foreach (var (score, seconds) in ends)
        {
            given += All(queue).Count(t => t.Slot.Fold.Name == fold);
            var cell = queue.Cells.ElementAt(fold == "1" ? 0 : 1).Board;
            if (cell.Open.Count == 0) break;
            End(queue, fold, cell.Trials.Count - 1, score, seconds);
        }
        All(queue);
        return queue.Cells.ElementAt(fold == "1" ? 0 : 1).Board.Trials.Count;
    }
}
