using System.Collections.Concurrent;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Gets the tasks of a study's end done, as the experiment's launcher does them.</summary>
internal sealed class ClosingTasks(OpenStudy open, ClosingWork work)
{
    private readonly LauncherOptions launcher = open.Design.Experiment.Launcher;

    public ClosingWork Work => work;

    /// <summary>Side by side; each is told to the journal when it begins and when it ends.</summary>
    /// <param name="stage">What progress calls them.</param>
    /// <param name="all">How many there are with those that are done already.</param>
    /// <returns>Why tasks came to nothing, by task.</returns>
    public IReadOnlyDictionary<ClosingTask, Failure> Run(
        string stage, IReadOnlyList<ClosingTask> waiting, int all, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (runner, failures, done) = (launcher.CreateRunner(), new ConcurrentDictionary<ClosingTask, Failure>(), all - waiting.Count);
        progress.Report(new(stage, done, all));
        launcher.CreateWorkers().Each(waiting, (task, token) =>
        {
            token.ThrowIfCancellationRequested();
            open.Journal.Add(new TaskStarted(task.Word, task.Arm.Name, task.Fold?.Name, open.Worker.Name));
            if (task.Announcement(work, open.Budget) is { } read) open.Journal.Add(read);
            var begun = Clock.Start();
            var failure = FailureOf(runner, task, token);
            open.Journal.Add(new TaskFinished(task.Word, task.Arm.Name, task.Fold?.Name, task.Trial, task.Choice,
                Math.Round(Clock.Elapsed(begun).TotalSeconds, 3), failure));
            if (failure is not null) failures[task] = failure;
            progress.Report(new(stage, Interlocked.Increment(ref done), all));
        }, cancel);
        return failures;
    }

    private Failure? FailureOf(ITaskRunner runner, ClosingTask task, CancellationToken cancel)
    {
        try
        {
            var command = Command.OfTask(open.Study, task.Words(open.Design), open.Design.Loaded.Catalog);
            var end = runner.Run(new(task.Title, token => task.Run(work, token), command), cancel);
            open.Study.Demand();
            if (end is null or { Kind: ProcessEndKind.Finished }) return null;
            if (end.Kind != ProcessEndKind.Failed) return FailureKinds.FailureOf(end);
            // With any other code it never came to the task.
            if (end.ExitCode != ProcessEnd.TaskFailedExit)
                throw new IOException($"{task.Title}: {string.Join(Environment.NewLine, end.LastLines)}");
            return new(FailureKind.Error, end.LastLines is [.., var last] ? last : end.Message, []);
        }
        catch (TaskFailedException error)
        {
            return new(FailureKind.Error, error.Message, []);
        }
    }
}
