using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

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
    public static IReadOnlyList<ArmOutcome> Choose(ClosingTasks tasks, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (work, design) = (tasks.Work, tasks.Work.Design);
        var without = design.Arms.ToDictionary(arm => arm, arm => design.LearntFolds
            .Select(fold => MissingArms.WhyNone(fold.Name, work.Cell(arm, fold))).FirstOrDefault(why => why is not null));
        if (design.Experiment.Search.Ensemble > 1)
        {
            EnsembleTask[] ensembles =
                [.. from arm in design.Arms where without[arm] is null from fold in design.LearntFolds select new EnsembleTask(arm, fold)];
            var failures = tasks.Run("ensembles", ensembles, ensembles.Length, progress, cancel);
            foreach (var failed in ensembles.Where(failures.ContainsKey).DistinctBy(t => t.Arm))
                without[failed.Arm] = MissingArms.WhyUnjoined(failed.Fold!.Name, failures[failed]);
        }
        return [.. design.Arms.Select(arm => without[arm] is { } why ? new ArmOutcome(arm, [], why) : work.Outcome(arm))];
    }

    /// <summary>
    /// Writes every complete arm's out-of-fold predictions and its finalists' learning curves. Test folds that were read stay as they were.
    /// </summary>
    /// <returns>The outcomes, incomplete where a finalist gave no answers: none that did worse inside takes its place, since the
    /// test fold would have chosen it.</returns>
    public static IReadOnlyList<ArmOutcome> Test(
        ClosingTasks tasks, IReadOnlyList<ArmOutcome> outcomes, IProgress<Progress> progress, CancellationToken cancel)
    {
        var work = tasks.Work;
        TestTask[] tests = [.. outcomes.SelectMany(o => o.Finalists).Select(f => new TestTask(f))];
        TestTask[] waiting = [.. tests.Where(t => !t.IsAnswered(work) || !t.IsKept(work))];
        var failures = tasks.Run("test folds", waiting, tests.Length, progress, cancel);
        // What answered and couldn't be kept has answered all the same.
        var failed = waiting.Where(t => failures.ContainsKey(t) && !t.IsAnswered(work)).DistinctBy(t => t.Arm).ToDictionary(t => t.Arm);
        outcomes = [.. outcomes.Select(o => !failed.TryGetValue(o.Arm, out var test) ? o
            : new(o.Arm, [], MissingArms.WhyUntested(test.Fold!.Name, test.Finalist.Slot.Number, failures[test])))];
        var whole = outcomes.Where(o => o.WhyIncomplete is null).ToArray();
        foreach (var (written, outcome) in whole.Index())
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new("predictions", written, whole.Length));
            Collect(work, outcome);
        }
        progress.Report(new("predictions", whole.Length, whole.Length));
        return outcomes;
    }

    private static void Collect(ClosingWork work, ArmOutcome outcome)
    {
        var (study, arm) = (work.Study, outcome.Arm.Name);
        TestTask[] tests = [.. outcome.Finalists.Select(f => new TestTask(f))];
        var all = Pooled(outcome, tests.Select(t => t.AnswerFile(study)));
        PredictionFile.Write(study.PredictionsFile(arm), all);
        if (work.Design.Experiment.Search.Ensemble > 1)
            Study.Write(study.EnsembleFile(arm), Ensembles.Card(outcome, Pooled(outcome, tests.Select(t => t.SingleFile(study))), all));
        var curves = outcome.Finalists.SelectMany(f => f.Record.History.Select(e => FormattableString.Invariant(
            $"{f.Record.Fold},{f.Record.Trial},{e.Epoch},{e.TrainLoss:R},{e.ValidationLoss:R},{e.ValidationScore:R}\n")));
        AtomicFile.WriteText(study.CurvesFile(arm),
            "fold,trial,epoch,train_loss,validation_loss,validation_score\n" + string.Concat(curves));
    }

    private static PredictionTable Pooled(ArmOutcome outcome, IEnumerable<string> files) =>
        new(outcome.Arm.Scheme.Labels, [.. files.SelectMany(file => PredictionFile.Read(file).Rows)]);
}
