using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>The arms that a study set out to compare and couldn't, and why.</summary>
internal static class MissingArms
{
    /// <summary>Tells the journal that a finalist's answers to its test fold are no answers.</summary>
    public static void Tell(OpenStudy open, Slot slot, string message) =>
        open.Journal.Add(new TestFailed(slot.Number, slot.Arm.Name, slot.Fold.Name, message));

    /// <summary>Of a finished study, in the order of its arms: a sentence each.</summary>
    public static IReadOnlyList<string> Of(
        StudyPlan plan, Comparison comparison, IReadOnlyList<RunRecord> trials, IReadOnlyList<JournalEvent> journal)
    {
        var byPlace = trials.ToLookup(t => (t.Arm, t.Fold));
        var tests = FailedTests(journal);
        return [.. from arm in plan.Arms
                   where comparison.Arms.All(c => c.Name != arm.Name)
                   let untried = plan.LearntFolds.Select(fold => WhyNone(fold, byPlace[(arm.Name, fold)])).OfType<string>()
                   let why = untried.Concat(tests[arm.Name]).FirstOrDefault() ?? "it has no predictions"
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
    public static string WhyUntested(string fold, int trial, string message) =>
        FormattableString.Invariant($"trial {trial} gave no answers to the test of {FoldName.InWords(fold)} ({message})");

    /// <summary>By arm the test folds that came to nothing since the test folds were last turned to, the first trial first.</summary>
    public static ILookup<string, string> FailedTests(IReadOnlyList<JournalEvent> journal) => journal
        .Reverse().TakeWhile(e => e is not StudyEnding).OfType<TestFailed>().OrderBy(e => e.Trial)
        .ToLookup(e => e.Arm, e => WhyUntested(e.Fold, e.Trial, e.Message));
}
