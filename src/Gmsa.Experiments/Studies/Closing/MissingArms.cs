using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>The arms that a study set out to compare and couldn't, and why.</summary>
internal static class MissingArms
{
    /// <summary>Of a finished study, in the order of its arms: a sentence each.</summary>
    public static IReadOnlyList<string> Of(
        StudyPlan plan, Comparison comparison, IReadOnlyList<RunRecord> trials, IReadOnlyList<JournalEvent> journal)
    {
        var byPlace = trials.ToLookup(t => (t.Arm, t.Fold));
        var failed = FailedFolds(journal);
        return [.. from arm in plan.Arms
                   where comparison.Arms.All(c => c.Name != arm.Name)
                   let untried = plan.LearntFolds.Select(fold => WhyNone(fold, byPlace[(arm.Name, fold)])).OfType<string>()
                   let why = untried.Concat(failed[arm.Name]).FirstOrDefault() ?? "it has no predictions"
                   select $"{arm.Name} is missing from the comparison: {why}"];
    }

    /// <summary>Why the trials of a fold give no finalist; null where they do.</summary>
    public static string? WhyNone(string fold, IEnumerable<RunRecord> trials)
    {
        if (trials.Any(t => t.IsScored)) return null;
        var first = trials.OrderBy(t => t.Index).FirstOrDefault(t => t.Failure is not null)?.Failure;
        var reason = first is null ? "none ran" : $"{first.Word.Replace('_', ' ')}: {first.Message}";
        return $"no trial of {FoldName.InWords(fold)} succeeded ({reason})";
    }

    /// <summary>Why there is no test of a fold.</summary>
    public static string WhyUntested(string fold, int trial, Failure failure) =>
        FormattableString.Invariant($"trial {trial} gave no answers to the test of {FoldName.InWords(fold)} ({Words(failure)})");

    /// <summary>Why nobody answers together in a fold.</summary>
    public static string WhyUnjoined(string fold, Failure failure) =>
        $"the ensemble of {FoldName.InWords(fold)} could not be chosen ({Words(failure)})";

    /// <summary>Of a task that failed by itself what it said, else how its process ended.</summary>
    public static string Words(Failure failure) =>
        failure.Kind == FailureKind.Error ? failure.Message : $"{failure.Word.Replace('_', ' ')}: {failure.Message}";

    /// <summary>Why what answered a fold of an arm couldn't be kept, though its answers are there.</summary>
    public static string WhyUnkept(IReadOnlyList<JournalEvent> journal, string arm)
    {
        var failed = Failed(journal).First(t => t.Arm == arm);
        return $"that of {FoldName.InWords(failed.Fold!)} could not be kept ({Words(failed.Failure!)})";
    }

    /// <summary>By arm the folds that came to nothing since test folds were last turned to, the first trial first.</summary>
    public static ILookup<string, string> FailedFolds(IReadOnlyList<JournalEvent> journal) => Failed(journal)
        .ToLookup(t => t.Arm, t => t.Trial is { } trial
            ? WhyUntested(t.Fold!, trial, t.Failure!) : WhyUnjoined(t.Fold!, t.Failure!));

    private static IEnumerable<TaskFinished> Failed(IReadOnlyList<JournalEvent> journal) => journal
        .Reverse().TakeWhile(e => e is not StudyEnding).Select(TaskFinished.Of).OfType<TaskFinished>()
        .Where(t => t is { Failure: not null, Fold: not null }).OrderBy(t => t.Trial ?? 0);
}
