using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A study, killed at entries of its journal and resumed, which has to end as if nothing had happened.</summary>
/// <param name="folder">Where the studies go.</param>
/// <param name="trialsPerFold">Of two folds.</param>
internal sealed class CrashPoints(string folder, int trialsPerFold)
{
    private int Trials => 2 * trialsPerFold;

    private string ExperimentFile => Path.Combine(folder, "crash.yaml");

    /// <summary>
    /// Kills a run at the first entry of each event, at every so many entries and at the last, and resumes each, two at a time.
    /// </summary>
    /// <param name="done">Told of each kill that was survived: at which entry, of how many.</param>
    /// <returns>How many kills there were, and what isn't as in an undisturbed run, a sentence each.</returns>
    public (int Kills, IReadOnlyList<string> Faults) Survive(int every, Action<int, int> done, CancellationToken cancel)
    {
        SmallTable.Write(folder);
        File.WriteAllText(ExperimentFile, FormattableString.Invariant($$"""
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: [{ kind: logistic, l2: { log: [1.0e-3, 1.0e+3] }, l1: { range: [0, 5] } }]
            search: { kind: tpe, startup: 4, trials: {{trialsPerFold}}, ensemble: 3 }
            report: [csv]
            """));
        var undisturbed = Path.Combine(folder, "undisturbed");
        if (!DyingRun.Start(ExperimentFile, undisturbed, int.MaxValue)) return (0, ["the undisturbed run died"]);
        var (expected, journal) = (StudyContent.Trials(undisturbed), JournalOf(undisturbed));
        var entries = journal.Count;
        if (expected.Length != Trials || entries < 2 * Trials)
            return (0, [FormattableString.Invariant($"the undisturbed run has {expected.Length} trials and {entries} entries")]);
        var firsts = journal.Index().DistinctBy(e => e.Item.Name).Select(e => e.Index).ToHashSet();
        int[] kills =
            [.. Enumerable.Range(0, entries).Where(r => firsts.Contains(r) || r % every == 0 || r == entries - 1).Select(r => r + 1)];
        var faults = kills.AsParallel().WithDegreeOfParallelism(2).SelectMany(kill =>
        {
            string[] found = [.. Faults(kill, entries, undisturbed, expected, cancel)];
            done(kill, entries);
            return found.Select(fault => FormattableString.Invariant($"killed at entry {kill} of {entries}: {fault}"));
        });
        return (kills.Length, [.. faults]);
    }

    private IEnumerable<string> Faults(int kill, int entries, string undisturbed, string[] expected, CancellationToken cancel)
    {
        var results = Path.Combine(folder, FormattableString.Invariant($"{kill}"));
        if (DyingRun.Start(ExperimentFile, results, kill) && kill < entries) yield return "the run wasn't killed";
        Pipeline.Run(new(ExperimentFile, [], null, results), Progress.Unheard, cancel);
        if (!expected.SequenceEqual(StudyContent.Trials(results))) yield return "the trials are others";
        if (!StudyContent.Arms(undisturbed).SequenceEqual(StudyContent.Arms(results))) yield return "the results are others";
        var finished = JournalOf(results).OfType<TrialFinished>().Select(e => e.Trial).Order();
        if (!finished.SequenceEqual(Enumerable.Range(1, Trials))) yield return "not every trial ended once";
        if (Directory.EnumerateFiles(results, "*.tmp", SearchOption.AllDirectories).Any()) yield return "a half-written file is left";
        Directory.Delete(results, recursive: true);
    }

    private static IReadOnlyList<JournalEvent> JournalOf(string results) =>
        Journal.Read(Path.Combine(StudyContent.Of(results), "journal.jsonl"));
}
