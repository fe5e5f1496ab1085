using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Runs;
using Microsoft.ML;

namespace Gmsa.Experiments.Trials;

/// <summary>The trial that inner validation preferred in one outer fold of an arm.</summary>
public sealed record Finalist(Slot Slot, RunRecord Record);

/// <summary>An arm after its sweep: a finalist for each fold, or why it has none and stays out of the comparison.</summary>
public sealed record ArmOutcome(Arm Arm, IReadOnlyList<Finalist> Finalists, string? WhyIncomplete)
{
    /// <summary>What the arm is worth by inner validation alone: the mean score of its finalists.</summary>
    public double InnerScore => Finalists.Average(f => f.Record.Score!.Value);
}

/// <summary>Chooses each fold's finalist by inner validation, and lets it, and nothing else, read the test fold, once.</summary>
public static class Finalists
{
    public static IReadOnlyList<ArmOutcome> Choose(StudyDesign design, IReadOnlyList<RunRecord> records)
    {
        var slots = design.Slots.ToDictionary(s => s.Number);
        var byPlace = records.ToLookup(r => (r.Arm, r.Fold));
        return [.. design.Arms.Select(arm =>
        {
            var finalists = new List<Finalist>();
            foreach (var fold in design.Folds)
            {
                var trials = byPlace[(arm.Name, fold.Name)].OrderBy(r => r.Index).ToArray();
                var best = trials.Where(r => r is { State: TrialState.Done, Score: { } s } && double.IsFinite(s)).MaxBy(r => r.Score); // the first of equals
                if (best is null) return new ArmOutcome(arm, [], $"no trial of fold {fold.Name} succeeded: {trials.FirstOrDefault()?.Failure?.Message ?? "none ran"}");
                finalists.Add(new(slots[best.Trial], best));
            }
            return new ArmOutcome(arm, finalists, null);
        })];
    }

    /// <summary>Writes every complete arm's out-of-fold predictions and its finalists' learning curves. Test folds that were read stay as they were.</summary>
    public static void Test(OpenStudy open, Dataset dataset, IReadOnlyList<ArmOutcome> outcomes, IProgress<Progress> progress, CancellationToken cancel)
    {
        var views = new FoldViews(open.Design, dataset);
        var finalists = outcomes.SelectMany(o => o.Finalists).ToDictionary(f => open.Study.TrialFolder(f.Slot.Number));
        var waiting = finalists.Keys.Where(folder => !File.Exists(PredictionsOf(folder))).ToArray();
        var done = finalists.Count - waiting.Length;
        progress.Report(new("test folds", done, finalists.Count));
        open.Design.Experiment.Launcher.Create().Launch(waiting, (folder, token) =>
        {
            token.ThrowIfCancellationRequested();
            var slot = finalists[folder].Slot;
            var ml = new MLContext(0);
            var bundle = Path.Combine(folder, "model.zip");
            if (!File.Exists(bundle))
                throw new InputException(folder, "this trial is its fold's finalist, but its model.zip is gone. Delete the trial's folder and run again: the trial gives the same model.");
            var model = ModelBundle.Load(bundle);
            using var native = model.Transformer as IDisposable;
            open.Journal.Add("test_read", ("trial", slot.Number), ("arm", slot.Arm.Name), ("fold", slot.Fold.Name), ("trials", open.Design.Experiment.Search.MostTrials));
            PredictionFile.Write(PredictionsOf(folder),
                Scoring.Predict(model.Transformer, views.Scoring(ml, slot.Arm, slot.Fold.Test), slot, open.Design));
            progress.Report(new("test folds", Interlocked.Increment(ref done), finalists.Count));
        }, cancel);

        foreach (var outcome in outcomes.Where(o => o.WhyIncomplete is null)) Collect(open, outcome);
    }

    private static void Collect(OpenStudy open, ArmOutcome outcome)
    {
        var rows = outcome.Finalists.SelectMany(f => PredictionFile.Read(PredictionsOf(open.Study.TrialFolder(f.Slot.Number))).Rows);
        PredictionFile.Write(open.Study.PredictionsFile(outcome.Arm.Name), new(outcome.Arm.Scheme.Labels, [.. rows]));
        var curves = outcome.Finalists.SelectMany(f => f.Record.History.Select(e => FormattableString.Invariant(
            $"{f.Record.Fold},{f.Record.Trial},{e.Epoch},{e.TrainLoss:R},{e.ValidationLoss:R},{e.ValidationScore:R}\n")));
        AtomicFile.WriteText(open.Study.CurvesFile(outcome.Arm.Name), "fold,trial,epoch,train_loss,validation_loss,validation_score\n" + string.Concat(curves));
        DropBeatenModels(open, outcome);
    }

    /// <summary>A trial that lost to another of its fold can't win later: its model is dead weight.</summary>
    private static void DropBeatenModels(OpenStudy open, ArmOutcome outcome)
    {
        var kept = outcome.Finalists.Select(f => f.Slot.Number).ToHashSet();
        foreach (var slot in open.Design.Slots.Where(s => s.Arm == outcome.Arm && !kept.Contains(s.Number)))
            File.Delete(Path.Combine(open.Study.TrialFolder(slot.Number), "model.zip"));
    }

    private static string PredictionsOf(string trialFolder) => Path.Combine(trialFolder, "predictions.csv");
}
