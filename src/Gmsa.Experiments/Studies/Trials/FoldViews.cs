using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Studies;

/// <summary>The rows of a part of a fold, as trainers see them.</summary>
/// <param name="Tracks">The track of each of the view's rows: its position in the dataset.</param>
internal sealed record PartView(IDataView View, IReadOnlyList<int> Tracks);

/// <summary>Makes the data views of a study.</summary>
internal sealed class FoldViews(StudyDesign design, Dataset dataset)
{
    private readonly ILookup<int, int> clipsOf = Enumerable.Range(0, dataset.Clips.Count).ToLookup(c => dataset.Clips[c].Track);

    public Dataset Dataset => dataset;

    /// <summary>
    /// What an arm learns from in an inner fold: balanced as the experiment asks, with augmented copies where there are any.
    /// </summary>
    /// <param name="inner">Which inner fold, from 0.</param>
    public PartView Training(MLContext ml, Arm arm, Fold fold, int inner) =>
        Training(ml, arm, fold.Inner[inner].Train, design.SeedOf(fold),
            inner == 0 ? fold.SplitName : FormattableString.Invariant($"{fold.SplitName}/{inner}"));

    /// <summary>The same of all tracks, for an arm's final model.</summary>
    public PartView TrainingOfAll(MLContext ml, Arm arm) =>
        Training(ml, arm, [.. Enumerable.Range(0, dataset.Tracks.Count)], design.Seed, "all");

    /// <summary>What an arm is scored on: every clip of these tracks once, as it was recorded.</summary>
    public PartView Scoring(MLContext ml, Arm arm, IReadOnlyList<int> part) =>
        View(ml, arm, [.. part.SelectMany(track => clipsOf[track]).Where(c => dataset.Clips[c].Copy == 0).Select(c => new ViewRow(c))]);

    /// <summary>What a trainer is given to learn an arm from these rows.</summary>
    /// <param name="seed">Of the trial or the final model.</param>
    /// <param name="epochs">As for <see cref="TrainingContext"/>.</param>
    public TrainingContext Context(
        MLContext ml, Arm arm, PartView train, PartView? validation, Seed seed, int? epochs, Action<EpochResult> onEpoch,
        CancellationToken cancel) =>
        new(ml, train.View, validation?.View, arm.Scheme.Labels, [.. arm.Trainer.On.Select(name => dataset.Feature(name).Shape)], seed,
            epochs, onEpoch, cancel)
        {
            Augment = design.AugmentersOf(arm, seed),
            Metric = design.Experiment.Search.Metric,
            Device = design.Experiment.Device,
        };

    private PartView Training(MLContext ml, Arm arm, IReadOnlyList<int> part, Seed seed, string fold)
    {
        if (!arm.Trainer.Options.Balances) return Scoring(ml, arm, part);
        // To whoever learns from no augmented picture, copies are the clip itself again.
        var copies = arm.Trainer.SeesPicture(design.Experiment);
        return View(ml, arm, [.. TrainingPart.Of(design.Loaded, dataset.Tracks, arm.Scheme, part, seed, fold)
            .SelectMany(t =>
                clipsOf[t.Track].Where(c => copies || dataset.Clips[c].Copy == 0).Select(c => new ViewRow(c, t.Repetition, t.Weight)))]);
    }

    private PartView View(MLContext ml, Arm arm, IReadOnlyList<ViewRow> rows) => new(
        DatasetView.Of(dataset, ml, arm.Trainer.On, arm.Scheme.Labels, [.. dataset.Tracks.Select(t => arm.LabelOf[t.Id])], rows,
            kept: !arm.Trainer.Options.Augments), // a network keeps its pictures itself
        [.. rows.Select(r => dataset.Clips[r.Clip].Track)]);
}
