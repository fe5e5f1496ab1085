using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Runs one trial in its folder: trains on each inner fold's training part, scores on its validation part alone, and leaves
/// <c>trial.yaml</c> (what it is), <c>log.txt</c> and, last, <c>run.json</c> (what it did); models too, where they may be wanted later.
/// </summary>
internal sealed class TrialRunner(StudyDesign design, Dataset dataset)
{
    private readonly InnerFolds inner = new(design, dataset);

    /// <param name="isWorthKeeping">Asked with the trial's score whether its models are to be left.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the record says so, and the trial will run again.</exception>
    public void Run(string folder, ClaimedTrial trial, Func<double, bool> isWorthKeeping, CancellationToken cancel)
    {
        var slot = trial.Slot;
        StudyOf(folder).Demand();
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "trial.yaml"), TrialFile.Write(design.Loaded, slot, trial.Point));
        using var log = new TrialLog(Path.Combine(folder, "log.txt"));
        var watch = new TrialWatch(design, trial, log);
        var record = Begin(trial);
        var start = Clock.Start();
        try
        {
            record = inner.Execute(folder, trial, watch, isWorthKeeping, record, cancel);
            var score = new ShownScore(record.Metric).Of(record.Score);
            log.Add(string.Create(CultureInfo.InvariantCulture, $"inner {record.Metric} {score:0.0000}"));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            log.Add("cancelled");
            Write(folder, watch.Complete(record with { State = TrialState.Cancelled }));
            throw;
        }
        catch (Exception error) when (FailureKinds.IsMachines(error))
        {
            throw; // The machine's fault and not the trial's: it stays unrecorded, and runs again when the machine is mended.
        }
        catch (TrialPrunedException)
        {
            log.Add("pruned");
            record = record with { State = TrialState.Pruned };
        }
        catch (Exception error) // The one place that catches everything: a trial that fails is a result, and the study goes on.
        {
            log.Add(error.ToString());
            record = record with { Failure = FailureKinds.FailureOf(error, log.Tail()) };
        }
        if (record.Seconds.Count == 0)
            record = record with
            {
                Seconds = new Dictionary<string, double> { ["fit"] = Math.Round(Clock.Elapsed(start).TotalSeconds, 3) },
            };
        Write(folder, watch.Complete(record) with { PeakMemoryMb = Machine.PeakMemoryMb() });
    }

    /// <summary>Records a trial whose process ended without doing so.</summary>
    public RunRecord Lost(string folder, ClaimedTrial trial, ProcessEnd end)
    {
        Directory.CreateDirectory(folder);
        var record = Begin(trial) with
        {
            Failure = FailureKinds.FailureOf(end)
                ?? throw new InvalidOperationException($"the process of {folder} ended well and left no record: {end.Message}"),
            PeakMemoryMb = Math.Round(end.PeakMemory.Bytes / 1e6, 1),
        };
        KeptModels.Drop(folder);
        Write(folder, record);
        return record;
    }

    private static void Write(string folder, RunRecord record)
    {
        StudyOf(folder).Demand();
        Study.Write(Path.Combine(folder, Study.RecordName), record);
    }

    /// <summary>The study that a trial's folder lies in.</summary>
    internal static Study StudyOf(string trialFolder) => new(Path.GetDirectoryName(Path.GetDirectoryName(trialFolder)!)!);

    private RunRecord Begin(ClaimedTrial trial) => new()
    {
        Trial = trial.Slot.Number,
        Arm = trial.Slot.Arm.Name,
        Fold = trial.Slot.Fold.Name,
        Index = trial.Slot.Index,
        Point = trial.Point.Values,
        State = TrialState.Failed,
        Metric = Words.Of(design.Experiment.Search.Metric),
        Seed = design.SeedOf(trial.Slot.Fold).Derive("trial/" + trial.Slot.Path).Value,
        Started = Clock.Now,
        Seconds = new Dictionary<string, double>(),
        PeakMemoryMb = 0,
        Machine = Machine.Record,
    };
}
