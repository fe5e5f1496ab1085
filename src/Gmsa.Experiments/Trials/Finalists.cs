using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Runs;

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
        var byPlace = records.ToLookup(r => (r.Arm, r.Fold));
        return [.. design.Arms.Select(arm =>
        {
            var finalists = new List<Finalist>();
            foreach (var fold in design.Folds)
            {
                var trials = byPlace[(arm.Name, fold.Name)].OrderBy(r => r.Index).ToArray();
                var best = trials.Where(r => r is { State: TrialState.Done, Score: { } s } && double.IsFinite(s)).MaxBy(r => r.Score); // the first of equals
                if (best is null) return new ArmOutcome(arm, [], $"no trial of fold {fold.Name} succeeded: {trials.FirstOrDefault()?.Failure?.Message ?? "none ran"}");
                finalists.Add(new(design.SlotOf(best), best));
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
        WorkerThreads.Each(open.Design.Experiment.Launcher.WorkerCount, waiting, (folder, token) =>
        {
            token.ThrowIfCancellationRequested();
            var slot = finalists[folder].Slot;
            open.Journal.Add("test_read", ("trial", slot.Number), ("arm", slot.Arm.Name), ("fold", slot.Fold.Name), open.Budget.ToEntry());
            PredictionFile.Write(PredictionsOf(folder), TrialModels.Predict(folder, views, slot, slot.Fold.Test, open.Design));
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
    }

    private static string PredictionsOf(string trialFolder) => Path.Combine(trialFolder, "predictions.csv");
}
