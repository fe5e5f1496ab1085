using System.Collections.Concurrent;
using System.Text.Json;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>The trial that inner validation preferred in one outer fold of an arm.</summary>
/// <param name="Ensemble">The trials that answer in its place, where an ensemble is asked for.</param>
internal sealed record Finalist(Slot Slot, RunRecord Record, FoldEnsemble? Ensemble)
{
    /// <summary>What inner validation thinks of what answers.</summary>
    public double InnerScore => Ensemble?.InnerScore ?? Record.Score!.Value;
}

/// <summary>An arm after its sweep: a finalist for each fold, or why it has none and stays out of the comparison.</summary>
internal sealed record ArmOutcome(Arm Arm, IReadOnlyList<Finalist> Finalists, string? WhyIncomplete)
{
    /// <summary>What the arm is worth by inner validation alone: the mean score of its finalists.</summary>
    public double InnerScore => Finalists.Average(f => f.InnerScore);
}

/// <summary>Chooses each fold's finalist by inner validation, and lets it, and nothing else, read the test fold, once.</summary>
internal static class Finalists
{
    public static IReadOnlyList<ArmOutcome> Choose(
        OpenStudy open, IReadOnlyList<RunRecord> records, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (design, byPlace, done) = (open.Design, records.ToLookup(r => (r.Arm, r.Fold)), 0);
        var all = design.Arms.Count * design.LearntFolds.Count;
        return [.. design.Arms.Select(arm =>
        {
            var finalists = new List<Finalist>();
            foreach (var fold in design.LearntFolds)
            {
                cancel.ThrowIfCancellationRequested();
                if (design.Experiment.Search.Ensemble > 1) progress.Report(new("ensembles", done++, all, $"{arm.Name}, fold {fold.Name}"));
                var trials = byPlace[(arm.Name, fold.Name)].OrderBy(r => r.Index).ToArray();
                var best = trials.Where(r => r.IsScored).MaxBy(r => r.Score); // the first of equals
                if (best is null) return new ArmOutcome(arm, [], MissingArms.WhyNone(fold.Name, trials));
                finalists.Add(new(design.SlotOf(best), best, Ensembles.Of(open, arm, fold, trials, cancel)));
            }
            return new ArmOutcome(arm, finalists, null);
        })];
    }

    /// <summary>
    /// Writes every complete arm's out-of-fold predictions and its finalists' learning curves. Test folds that were read stay as they were.
    /// </summary>
    /// <returns>The outcomes, incomplete where a finalist's answers were no numbers: none that did worse inside takes its place, since the
    /// test fold would have chosen it.</returns>
    public static IReadOnlyList<ArmOutcome> Test(
        OpenStudy open, Dataset dataset, IReadOnlyList<ArmOutcome> outcomes, IProgress<Progress> progress, CancellationToken cancel)
    {
        var views = new FoldViews(open.Design, dataset);
        var finalists = outcomes.SelectMany(o => o.Finalists).ToArray();
        var waiting = finalists.Where(f => Answers(open, f).Any(file => !IsWhole(file, f, open.Design))).ToArray();
        var done = finalists.Length - waiting.Length;
        var failures = new ConcurrentDictionary<Finalist, string>();
        progress.Report(new("test folds", done, finalists.Length));
        WorkerThreads.Each(open.Design.Experiment.Launcher.WorkerCount, waiting, (finalist, token) =>
        {
            token.ThrowIfCancellationRequested();
            try
            {
                Answer(open, views, finalist);
            }
            catch (DivergedException error)
            {
                failures[finalist] = error.Message;
                MissingArms.Tell(open, finalist.Slot, error.Message);
            }
            progress.Report(new("test folds", Interlocked.Increment(ref done), finalists.Length));
        }, cancel);

        outcomes = [.. outcomes.Select(o => o.Finalists.FirstOrDefault(failures.ContainsKey) is not { } failed ? o
            : new(o.Arm, [], MissingArms.WhyUntested(failed.Slot.Fold.Name, failed.Slot.Number, failures[failed])))];
        var whole = outcomes.Where(o => o.WhyIncomplete is null).ToArray();
        foreach (var (written, outcome) in whole.Index())
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("predictions", written, whole.Length));
            Collect(open, outcome);
        }
        progress.Report(new("predictions", whole.Length, whole.Length));
        return outcomes;
    }

    private static void Answer(OpenStudy open, FoldViews views, Finalist finalist)
    {
        var slot = finalist.Slot;
        open.Journal.Add(new TestRead(slot.Number, slot.Arm.Name, slot.Fold.Name, open.Budget));
        var single = TrialModels.Predict(open.Study.TrialFolder(slot.Number), views, slot, slot.Fold.Test, open.Design);
        PredictionFile.Write(SingleOf(open, finalist), single);
        if (finalist.Ensemble is { } ensemble)
            PredictionFile.Write(EnsembleOf(open, finalist, ensemble), Ensembles.Predict(open, views, finalist, ensemble, slot.Fold.Test));
    }

    /// <summary>True where a file answers the test of the finalist's fold, and nothing else.</summary>
    private static bool IsWhole(string file, Finalist finalist, StudyDesign design)
    {
        if (!File.Exists(file)) return false;
        try
        {
            var fold = finalist.Slot.Fold;
            var table = PredictionFile.Read(file);
            var tested = table.Rows.Select(r => (r.Fold, r.TrackId)).ToHashSet();
            return table.Labels.SequenceEqual(finalist.Slot.Arm.Scheme.Labels)
                && tested.SetEquals(fold.Test.Select(i => (fold.Name, design.Tracks[i].Id)));
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static void Collect(OpenStudy open, ArmOutcome outcome)
    {
        var all = Pooled(outcome, f => Answers(open, f)[^1]);
        PredictionFile.Write(open.Study.PredictionsFile(outcome.Arm.Name), all);
        if (open.Design.Experiment.Search.Ensemble > 1)
            Study.Write(open.Study.EnsembleFile(outcome.Arm.Name), Ensembles.Card(outcome, Pooled(outcome, f => SingleOf(open, f)), all));
        var curves = outcome.Finalists.SelectMany(f => f.Record.History.Select(e => FormattableString.Invariant(
            $"{f.Record.Fold},{f.Record.Trial},{e.Epoch},{e.TrainLoss:R},{e.ValidationLoss:R},{e.ValidationScore:R}\n")));
        AtomicFile.WriteText(open.Study.CurvesFile(outcome.Arm.Name),
            "fold,trial,epoch,train_loss,validation_loss,validation_score\n" + string.Concat(curves));
    }

    private static PredictionTable Pooled(ArmOutcome outcome, Func<Finalist, string> file) =>
        new(outcome.Arm.Scheme.Labels, [.. outcome.Finalists.SelectMany(f => PredictionFile.Read(file(f)).Rows)]);

    /// <summary>The files of a fold's test predictions: the finalist's, then the ensemble's where there is one.</summary>
    private static string[] Answers(OpenStudy open, Finalist finalist) => finalist.Ensemble is { } ensemble
        ? [SingleOf(open, finalist), EnsembleOf(open, finalist, ensemble)] : [SingleOf(open, finalist)];

    private static string SingleOf(OpenStudy open, Finalist finalist) =>
        Path.Combine(open.Study.TrialFolder(finalist.Slot.Number), "predictions.csv");

    // Another ensemble (after a larger budget) is another file.
    private static string EnsembleOf(OpenStudy open, Finalist finalist, FoldEnsemble ensemble) => Path.Combine(
        open.Study.TrialFolder(finalist.Slot.Number),
        $"ensemble-{ContentHash.OfText(JsonSerializer.Serialize(ensemble, Json.OneLine))[..8]}.csv");
}
