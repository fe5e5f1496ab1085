using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>What the tasks of a study's end work on. All of it follows from the study's folder, so that each may have a process.</summary>
/// <param name="records">Of all trials.</param>
/// <param name="dataset">Asked for by those that need it.</param>
internal sealed class ClosingWork(StudyDesign design, Study study, IReadOnlyList<RunRecord> records, Func<Dataset> dataset)
{
    private readonly ILookup<(string Arm, string Fold), RunRecord> byPlace =
        records.OrderBy(r => r.Index).ToLookup(r => (r.Arm, r.Fold));
    private readonly Lazy<FoldViews> views = new(() => new FoldViews(design, dataset()));

    public StudyDesign Design => design;

    public Study Study => study;

    public FoldViews Views => views.Value;

    /// <summary>An arm's trials that have a score.</summary>
    public IReadOnlyList<RunRecord> Done(Arm arm) => [.. records.Where(r => r.Arm == arm.Name && r.State == TrialState.Done)];

    /// <summary>The trials of an arm and fold, in their order.</summary>
    public IEnumerable<RunRecord> Cell(Arm arm, Fold fold) => byPlace[(arm.Name, fold.Name)];

    /// <summary>The trial that inner validation preferred, the first of equals; null where none has a score.</summary>
    public RunRecord? Best(Arm arm, Fold fold) => Cell(arm, fold).Where(r => r.IsScored).MaxBy(r => r.Score);

    /// <summary>The finalist of a fold that has one, with the ensemble that was chosen for it.</summary>
    /// <exception cref="InputException">The ensemble is gone.</exception>
    public Finalist Finalist(Arm arm, Fold fold)
    {
        var best = Best(arm, fold) ?? throw new InvalidOperationException($"{arm.Name} has no finalist in fold {fold.Name}");
        var ensemble = design.Experiment.Search.Ensemble == 1 ? null
            : Records.Study.Read<FoldEnsemble>(study.FoldEnsembleFile(design.Plan, arm.Name, fold.Name));
        return new(design.SlotOf(best), best, ensemble);
    }

    /// <summary>What an arm with a finalist in every fold came to.</summary>
    public ArmOutcome Outcome(Arm arm) => new(arm, [.. design.LearntFolds.Select(fold => Finalist(arm, fold))], null);

    /// <summary>What a model says of the tracks that a fold tests.</summary>
    public PredictionTable Predict(IModel model, Arm arm, Fold fold) =>
        Scoring.Predict(model, Views.Scoring(new(0), arm, fold.Test), arm, fold.Name, design);
}
