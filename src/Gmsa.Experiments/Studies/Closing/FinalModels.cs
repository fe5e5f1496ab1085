using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>The models of arms to keep, of all arms that have a result.</summary>
internal static class FinalModels
{
    /// <summary>Why arms have no final model, by arm: the newest word of the journal on each.</summary>
    public static IReadOnlyDictionary<string, string> Failures(IEnumerable<JournalEvent> journal)
    {
        var newest = new OrderedDictionary<string, string?>();
        foreach (var model in Ended(journal)) newest[model.Arm] = model.Failure is { } failure ? MissingArms.Words(failure) : null;
        return newest.Where(arm => arm.Value is not null).ToDictionary(arm => arm.Key, arm => arm.Value!);
    }

    public static void Refit(
        ClosingTasks tasks, Journal journal, IReadOnlyList<ArmOutcome> outcomes, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (work, study) = (tasks.Work, tasks.Work.Study);
        ModelTask[] all = [.. outcomes.Where(o => o.WhyIncomplete is null)
            .Select(o => new ModelTask(FinalChoice.Of(o, work.Done(o.Arm), work.Design.Experiment.Search.Ensemble)))];
        var made = Ended(journal.Entries).Where(m => m.Failure is null).ToLookup(m => m.Arm, m => m.Choice);
        ModelTask[] waiting = [.. all.Where(t => made[t.Arm.Name].LastOrDefault() != t.Choice
            || !File.Exists(study.ModelFile(t.Arm.Name)) || !File.Exists(study.RefitFile(t.Arm.Name)))];
        // A point that went well in every fold can still diverge on all tracks: the comparison stands without this model.
        foreach (var failed in tasks.Run("final models", waiting, all.Length, progress, cancel).Keys)
            foreach (var file in (string[])[study.ModelFile(failed.Arm.Name), study.RefitFile(failed.Arm.Name)])
                File.Delete(file);
    }

    private static IEnumerable<TaskFinished> Ended(IEnumerable<JournalEvent> journal) =>
        journal.Select(TaskFinished.Of).OfType<TaskFinished>().Where(t => t.Task == ModelTask.Name);
}
