using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Runs;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Trials;

/// <summary>
/// Runs one trial in its folder: trains on the fold's inner training part, scores on its inner validation alone, and leaves
/// <c>trial.yaml</c> (what it is), <c>log.txt</c>, <c>model.zip</c> and, last, <c>run.json</c> (what it did).
/// </summary>
public sealed class TrialRunner(StudyDesign design, Dataset dataset)
{
    private readonly FoldViews views = new(design, dataset);

    /// <exception cref="OperationCanceledException">Cancelled; the record says so, and the trial will run again.</exception>
    public RunRecord Run(string folder, Slot slot, Point point, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "trial.yaml"), TrialFile.Write(design.Experiment, slot, point));
        using var log = new TrialLog(Path.Combine(folder, "log.txt"));
        var history = new List<EpochResult>();
        var record = Begin(slot, point);
        try
        {
            record = Execute(folder, slot, point, history, log, record, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            log.Add("cancelled");
            Study.Write(Path.Combine(folder, "run.json"), record with { State = TrialState.Cancelled, History = history });
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutOfMemoryException or DllNotFoundException or TypeInitializationException)
        {
            throw; // The machine's fault and not the trial's: it stays unrecorded, and runs again when the machine is mended.
        }
        catch (Exception error) // The one place that catches everything: a trial that fails is a result, and the study goes on.
        {
            log.Add(error.ToString());
            record = record with { State = TrialState.Failed, Failure = FailureKinds.FailureOf(error, log.Tail()) };
        }
        record = record with { History = history, PeakMemoryMb = Machine.PeakMemoryMb() };
        Study.Write(Path.Combine(folder, "run.json"), record);
        return record;
    }

    private RunRecord Execute(string folder, Slot slot, Point point, List<EpochResult> history, TrialLog log, RunRecord record, CancellationToken cancel)
    {
        var ml = new MLContext(new Seed(record.Seed).ToInt32());
        var start = Clock.Start();
        var train = views.Training(ml, slot.Arm, slot.Fold);
        var validation = views.Scoring(ml, slot.Arm, slot.Fold.Validation);
        log.Add(string.Create(CultureInfo.InvariantCulture, $"{slot.Path}: {train.Tracks.Count} rows of {train.Tracks.Distinct().Count()} tracks to learn from, {validation.Tracks.Count} of {slot.Fold.Validation.Count} to validate with"));
        var model = slot.Arm.Trainer.At(point).Create().Fit(new TrainingContext(
            ml, train.View, validation.View, slot.Arm.Scheme.Labels, views.ShapeOf(slot.Arm), new Seed(record.Seed), Epochs: null, epoch =>
            {
                history.Add(epoch);
                log.Add(string.Create(CultureInfo.InvariantCulture,
                    $"epoch {epoch.Epoch}: training loss {epoch.TrainLoss:0.0000}, validation loss {epoch.ValidationLoss:0.0000}, validation score {epoch.ValidationScore:0.0000}"));
            }, cancel, design.AugmenterOf(slot.Arm, new Seed(record.Seed))));
        using var native = model.Transformer as IDisposable; // a network holds memory that the collector doesn't see
        var fitted = Clock.Elapsed(start);

        var score = Scoring.Score(Scoring.Predict(model.Transformer, validation, slot, design), design.Experiment.Search.Metric);
        ModelBundle.Save(Path.Combine(folder, "model.zip"), ml, model.Transformer, train.View.Schema, BundleInfoOf.Arm(design, views, slot.Arm, point));
        log.Add(string.Create(CultureInfo.InvariantCulture, $"inner {record.Metric} {score:0.0000}"));
        return record with
        {
            State = TrialState.Done,
            Score = score,
            BestEpoch = model.BestEpoch,
            Seconds = new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["fit"] = Math.Round(fitted.TotalSeconds, 3),
                ["score"] = Math.Round((Clock.Elapsed(start) - fitted).TotalSeconds, 3),
            },
        };
    }

    private RunRecord Begin(Slot slot, Point point) => new()
    {
        Trial = slot.Number,
        Arm = slot.Arm.Name,
        Fold = slot.Fold.Name,
        Index = slot.Index,
        Point = point.Values,
        State = TrialState.Failed,
        Metric = Words.Of(design.Experiment.Search.Metric),
        Seed = design.Seed.Derive("trial/" + slot.Path).Value,
        Started = Clock.Now,
        Seconds = new Dictionary<string, double>(),
        PeakMemoryMb = 0,
        Machine = Machine.Record,
    };
}
