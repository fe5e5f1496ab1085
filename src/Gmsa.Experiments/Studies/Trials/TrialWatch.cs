using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>A pruner ended the trial.</summary>
internal sealed class TrialPrunedException : Exception;

/// <summary>Follows a trial step by step: keeps its history, writes its log, and asks the pruner.</summary>
internal sealed class TrialWatch(StudyDesign design, ClaimedTrial trial, TrialLog log)
{
    private readonly SearchOptions search = design.Experiment.Search;
    private readonly ShownScore shown = new(Words.Of(design.Experiment.Search.Metric));
    private readonly IPruner? pruner = design.Experiment.Search.Pruner?.Create();
    private readonly Seed seed = design.SeedOf(trial.Slot.Fold).Derive("pruner/" + trial.Slot.Arm.Name + "/" + trial.Slot.Fold.SplitName);
    private readonly List<EpochResult> history = [];
    private readonly List<double> steps = [];
    private int? mostEpochs;

    /// <param name="epochs">The most epochs a model can take; null for trainers without.</param>
    public void BeginFold(int inner, PartView train, PartView validation, int? epochs)
    {
        mostEpochs = epochs;
        log.Add(string.Create(CultureInfo.InvariantCulture, $"{trial.Slot.Path}, inner fold {inner + 1} of {trial.Slot.Fold.Inner.Count}: "
            + $"{train.Tracks.Count} rows of {train.Tracks.Distinct().Count()} tracks to learn from, "
            + $"{validation.Tracks.Count} of {trial.Slot.Fold.Inner[inner].Validation.Count} to validate with"));
    }

    /// <exception cref="TrialPrunedException">The pruner has seen enough.</exception>
    public void OnEpoch(int inner, EpochResult epoch)
    {
        log.Add(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch}: training loss {epoch.TrainLoss:0.0000}, validation loss {epoch.ValidationLoss:0.0000}, "
                + $"validation {shown.Name} {shown.Of(epoch.ValidationScore):0.0000}"));
        if (inner > 0) return; // one model's curve tells a trial's; later ones aren't cut short, since their folds' scores are to be pooled
        history.Add(epoch);
        if (epoch.ValidationScore is { } score) Step(PrunerSteps.Epochs, score, mostEpochs ?? int.MaxValue);
    }

    /// <inheritdoc cref="OnEpoch"/>
    public void OnFold(double score)
    {
        if (trial.Slot.Fold.Inner.Count > 1) Step(PrunerSteps.Folds, score, trial.Slot.Fold.Inner.Count);
    }

    public RunRecord Complete(RunRecord record) => record with { History = history, Steps = steps };

    private void Step(PrunerSteps kind, double score, int most)
    {
        if (pruner is null || search.Pruner!.Watches != kind) return;
        steps.Add(score);
        if (steps.Count < most && pruner.Stops(new(trial.Slot.Index, steps), trial.Others, most, seed)) throw new TrialPrunedException();
    }
}
