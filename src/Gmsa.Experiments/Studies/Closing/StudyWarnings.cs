using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>What weakens a study's numbers by the way it was run, each a sentence: for its report, and for the end of its run.</summary>
internal static class StudyWarnings
{
    private const int FewTracks = 50, MostNamed = 5;

    /// <summary>What other settings of the search would mend.</summary>
    /// <param name="records">The study's trials, all of them ended.</param>
    public static IReadOnlyList<string> OfChoice(StudyPlan plan, IReadOnlyList<RunRecord> records, IEnumerable<JournalEvent> journal) =>
        [.. OneTrial(plan, records, journal), .. EnsembleWords.Caution(plan) is { } caution ? [caution] : Array.Empty<string>()];

    public static IEnumerable<string> SmallValidation(StudyPlan plan)
    {
        // Of several inner folds every track that isn't tested validates.
        var smallest = plan.Folds.Min(f => f.Validation + (plan.InnerFolds > 1 ? f.Train : 0));
        if (smallest < FewTracks)
            yield return FormattableString.Invariant($"Inner validation holds as few as {smallest} tracks in a fold: ")
                + "trials, epochs and arms are chosen on those, and the choice is partly luck.";
    }

    /// <summary>
    /// Arms whose time was over after their first trial: nothing was searched there, and what is compared is a first guess.
    /// </summary>
    private static IEnumerable<string> OneTrial(StudyPlan plan, IReadOnlyList<RunRecord> records, IEnumerable<JournalEvent> journal)
    {
        var last = journal.LastOrDefault(e => e is StudyStarted or StudyFinished) as IBudgeted;
        if (last?.AnyBudget().Seconds is not { } seconds) yield break;
        var ended = records.Where(r => r.State != TrialState.Cancelled).ToLookup(r => (r.Arm, r.Fold));
        var folds = plan.LearntFolds.ToArray();
        var once = plan.Arms.Where(a => a.Space.Count > 0 && a.TrialsPerFold != 1)
            .Select(a => (Arm: a.Name, Folds: folds.Where(f => ended[(a.Name, f)].Count() == 1).ToArray()))
            .Where(a => a.Folds.Length > 0).ToArray();
        if (once.Length == 0) yield break;
        yield return $"The time budget of {Durations.Text(TimeSpan.FromSeconds(seconds))} was over after one trial of "
            + $"{ComparedWords.List(once.Take(MostNamed).Select(Where))}{More(once.Length, ", and of", " more arms")}: "
            + "nothing was searched there. Give `search` more `time`.";

        string Where((string Arm, string[] Folds) arm) => arm.Folds.Length == folds.Length ? $"{arm.Arm} in every fold"
            : $"{arm.Arm} in {string.Join(", ", arm.Folds.Take(MostNamed).Select(FoldName.InWords))}"
                + $"{More(arm.Folds.Length, " and", " more")}";
    }

    private static string More(int count, string before, string after) =>
        count > MostNamed ? FormattableString.Invariant($"{before} {count - MostNamed}{after}") : "";
}
