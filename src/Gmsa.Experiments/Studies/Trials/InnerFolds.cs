using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// What a trial computes: a model for each inner fold, and one score of all that they predict for their validation parts.
/// </summary>
internal sealed class InnerFolds(StudyDesign design, Dataset dataset)
{
    private readonly FoldViews views = new(design, dataset);

    /// <exception cref="TrialPrunedException">The pruner has seen enough.</exception>
    public RunRecord Execute(
        string folder, ClaimedTrial trial, TrialWatch watch, Func<double, bool> isWorthKeeping, RunRecord record, CancellationToken cancel)
    {
        var (slot, search) = (trial.Slot, design.Experiment.Search);
        var (start, fit) = (Clock.Start(), TimeSpan.Zero);
        var models = new List<Fitted>();
        var validated = new List<Prediction>();
        try
        {
            for (var i = 0; i < slot.Fold.Inner.Count; i++)
            {
                var begun = Clock.Start();
                models.Add(Fit(trial, i, watch, new(record.Seed), cancel));
                fit += Clock.Elapsed(begun);
                var predicted = Scoring.Predict(models[i].Trained.Model, models[i].Validation, slot.Arm, slot.Fold.Name, design);
                validated.AddRange(predicted.Rows);
                watch.OnFold(Scoring.Score(predicted, search.Metric));
            }
            var validation = new PredictionTable(slot.Arm.Scheme.Labels, validated);
            var score = Scoring.Score(validation, search.Metric);
            if (isWorthKeeping(score)) Keep(folder, trial, models, search.Ensemble > 1 ? validation : null);
            return record with
            {
                State = TrialState.Done,
                Score = score,
                BestEpoch = MeanEpoch(models.Select(m => m.Trained.BestEpoch)),
                Seconds = new SortedDictionary<string, double>(StringComparer.Ordinal)
                {
                    ["fit"] = Math.Round(fit.TotalSeconds, 3),
                    ["score"] = Math.Round((Clock.Elapsed(start) - fit).TotalSeconds, 3),
                },
            };
        }
        finally
        {
            foreach (var model in models) model.Trained.Model.Dispose();
        }
    }

    private Fitted Fit(ClaimedTrial trial, int inner, TrialWatch watch, Seed trialSeed, CancellationToken cancel)
    {
        var slot = trial.Slot;
        var seed = inner == 0 ? trialSeed : trialSeed.Derive(FormattableString.Invariant($"inner/{inner}"));
        var ml = new MLContext(seed.ToInt32());
        var train = views.Training(ml, slot.Arm, slot.Fold, inner);
        var validation = views.Scoring(ml, slot.Arm, slot.Fold.Inner[inner].Validation);
        var options = slot.Arm.Trainer.At(trial.Point);
        watch.BeginFold(inner, train, validation, options.MostEpochs);
        var model = options.Create().Fit(
            views.Context(ml, slot.Arm, train, validation, seed, epochs: null, epoch => watch.OnEpoch(inner, epoch), cancel));
        return new(validation, model);
    }

    private void Keep(string folder, ClaimedTrial trial, List<Fitted> models, PredictionTable? validation)
    {
        TrialRunner.StudyOf(folder).Demand();
        var info = BundleInfoOf.Arm(design, views, trial.Slot.Arm, trial.Point) with { Trial = trial.Slot.Number };
        foreach (var (inner, model) in models.Index())
            ModelBundle.Save(KeptModels.ModelFile(folder, inner), model.Trained.Model, info, design.Loaded.Catalog.Networks);
        if (validation is not null) PredictionFile.Write(KeptModels.ValidationFile(folder), validation);
    }

    /// <summary>The mean of best epochs, whole and 1 at least; null where there are none.</summary>
    internal static int? MeanEpoch(IEnumerable<int?> epochs) =>
        epochs.OfType<int>().ToArray() is { Length: > 0 } found
            ? Math.Max(1, (int)Math.Round(found.Average(), MidpointRounding.AwayFromZero))
            : null;

    private sealed record Fitted(PartView Validation, TrainedModel Trained);
}
