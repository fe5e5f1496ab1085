using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Runs the trials of a study that have no result yet: the search inside each outer fold, scored on inner validation alone.
/// </summary>
internal sealed class Sweep
{
    private const string Stage = "trials";

    // How soon a worker without work looks for what other processes did; its own process wakes it at once.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // How long a worker without work waits for others before it says for whom, and how often it says so again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly OpenStudy open;
    private readonly TrialQueue queue;
    private readonly TrialRunner runner;
    private readonly ITaskRunner tasks;
    private readonly IProgress<Progress> progress;
    private readonly object changed = new();
    private int started, running;
    private long quiet = Clock.Start();

    private Sweep(OpenStudy open, Dataset dataset, IProgress<Progress> progress)
    {
        (this.open, this.progress) = (open, progress);
        queue = new(open);
        runner = new(open.Design, dataset);
        tasks = open.Design.Experiment.Launcher.CreateRunner();
    }

    /// <returns>How many trials were started.</returns>
    /// <exception cref="InvalidOperationException">All trials failed.</exception>
    public static int Run(OpenStudy open, Dataset dataset, IProgress<Progress> progress, CancellationToken cancel)
    {
        var sweep = new Sweep(open, dataset, progress);
        open.Design.Experiment.Launcher.CreateWorkers().Run(sweep.Work, cancel);
        sweep.Tell();
        open.Energy.Tell(); // before another process may end the study
        return sweep.started;
    }

    private void Work(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            ClaimedTrial? trial;
            bool isOver;
            lock (changed) trial = queue.Take(out isOver);
            if (trial is not null) RunOne(trial, cancel);
            else if (isOver) return;
            else lock (changed) Wait();
        }
    }

    /// <summary>Waits for what others do; where nothing runs here either, says after a while who they are.</summary>
    private void Wait()
    {
        if (running > 0) quiet = Clock.Start();
        else if (Clock.Elapsed(quiet) > Patience)
        {
            quiet = Clock.Start();
            Tell(queue.Elsewhere());
        }
        Monitor.Wait(changed, Look);
    }

    private void RunOne(ClaimedTrial trial, CancellationToken cancel)
    {
        var folder = open.Study.TrialFolder(trial.Slot.Number);
        lock (changed) running++;
        try
        {
            var record = Recorded(folder, trial.Slot) ?? Execute(folder, trial, cancel);
            lock (changed)
            {
                KeptModels.DropBeaten(open.Study, queue.End(record), trial.Slot, open.Design.Experiment.Search);
                Tell();
                Monitor.PulseAll(changed);
            }
        }
        catch (OperationCanceledException)
        {
            queue.Release(trial.Slot);
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && !File.Exists(open.Study.JournalFile))
        {
            RemoveRemains(folder);
            throw;
        }
        finally
        {
            lock (changed) (running, quiet) = (running - 1, Clock.Start());
        }
    }

    private RunRecord Execute(string folder, ClaimedTrial trial, CancellationToken cancel)
    {
        Interlocked.Increment(ref started);
        var end = tasks.Run(new(folder, token => runner.Run(folder, trial, score => IsWorthKeeping(trial, score), token),
            Command.OfTask(open.Study, TrialFile.Words(trial.Slot), open.Design.Loaded.Catalog)), cancel);
        if (Recorded(folder, trial.Slot) is { } record) return record;
        open.Study.Demand();
        if (end is null) throw new InvalidOperationException($"{folder} has no record of the trial that ran there");
        return runner.Lost(folder, trial, end);
    }

    /// <summary>The study was deleted while a trial of it began: its folder, which that made once more, is no study.</summary>
    private static void RemoveRemains(string trialFolder)
    {
        if (Directory.Exists(trialFolder)) Directory.Delete(trialFolder, recursive: true);
        var trials = Path.GetDirectoryName(trialFolder)!;
        foreach (var folder in (string[])[trials, Path.GetDirectoryName(trials)!])
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private bool IsWorthKeeping(ClaimedTrial trial, double score)
    {
        lock (changed) return KeptModels.IsWorthKeeping(queue.CellOf(trial.Slot), trial, score, open.Design.Experiment.Search);
    }

    /// <summary>The result that a trial has already: a worker was killed between recording it and telling the journal.</summary>
    private static RunRecord? Recorded(string folder, Slot slot)
    {
        try
        {
            return Study.RecordOf(folder) is { State: not TrialState.Cancelled } record
                && (record.Trial, record.Arm, record.Fold, record.Index) == (slot.Number, slot.Arm.Name, slot.Fold.Name, slot.Index)
                    ? record : null;
        }
        catch (InputException)
        {
            return null; // it can't be read, and the journal knows of no end: the trial runs again
        }
    }

    /// <param name="waiting">What is waited for.</param>
    private void Tell(string waiting = "")
    {
        var cells = queue.Cells.ToArray();
        BestSoFar[] best = [.. cells.Where(c => c.Board.Best is not null).GroupBy(c => c.Arm.Scheme).Select(Best)];
        var (ended, failed) = (cells.Sum(c => c.Board.Ended), cells.Sum(c => c.Board.Failed));
        var lost = failed > 0 ? FormattableString.Invariant($"{failed} failed") : "";
        var note = string.Join(", ", new[] { lost, waiting }.Where(n => n.Length > 0));
        if (open.Design.Experiment.Search.Time is { TotalSeconds: var most } && open.Design.Plan.Trials is null)
        {
            // Nobody knows how many trials it will be, but how long they may take.
            var searched = cells.Where(c => !c.Arm.Trainer.Space.IsPoint).ToArray();
            var (spent, all) = ((int)searched.Sum(c => Math.Min(c.Board.Seconds, most)), (int)(searched.Length * most));
            var trials = FormattableString.Invariant($"{ended} trials{(note.Length > 0 ? ", " + note : "")}");
            progress.Report(new("seconds of trials", spent, all, trials) { Best = best });
        }
        else
        {
            var all = open.Design.Plan.Trials ?? Math.Max(ended, cells.Sum(c => c.Board.Trials.Count));
            progress.Report(new(Stage, ended, all, note) { Best = best });
        }
    }

    /// <summary>Of a scheme's cells. Balanced accuracy has the floor of guessing whatever the labels' shares.</summary>
    private BestSoFar Best(IGrouping<LabelScheme, (Arm Arm, BoardCell Board)> scheme)
    {
        var (arm, board) = scheme.MaxBy(c => c.Board.Best!.Score);
        var hasFloor = open.Design.Experiment.Search.Metric == SearchMetric.BalancedAccuracy;
        double? times = hasFloor ? board.Best!.Score * scheme.Key.Labels.Count : null;
        var shown = new ShownScore(Words.Of(open.Design.Experiment.Search.Metric));
        return new(scheme.Key.Name, shown.Of(board.Best!.Score!.Value), $"inner {shown.Name}", arm.Name, times);
    }
}
