using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Everything a study sets out to do. It follows from the experiment file and the manifest alone; no audio is read for it.
/// </summary>
/// <param name="Tracks">The tracks that have a label in every scheme and a part in every fold, in the order of their ids.</param>
/// <param name="LeftOut">The tracks of the manifest that aren't among them, and why.</param>
/// <param name="Folds">As the split made them; positions in <paramref name="Tracks"/>.</param>
/// <param name="Plan">The same in words and counts, for people and for the study's folder.</param>
public sealed record StudyDesign(
    LoadedExperiment Loaded, IReadOnlyList<Track> Tracks, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<Fold> Folds,
    IReadOnlyList<Arm> Arms, StudyPlan Plan)
{
    public Experiment Experiment => Loaded.Experiment;

    /// <summary>The folds that arms are learnt in: those of the split, where seeds are an axis all of them with each seed.</summary>
    public IReadOnlyList<Fold> LearntFolds { get; } =
        Loaded.Experiment.Seeds is { } seeds ? [.. from seed in seeds from fold in Folds select fold.WithSeed(seed)] : Folds;

    /// <summary>
    /// The columns that tracks are grouped by: those that the split keeps together, else the artist where the manifest has one.
    /// </summary>
    public IReadOnlyList<string> GroupColumns { get; } = GroupsOf(Loaded);

    /// <summary>The group of each track, by its name: what intervals resample. Blank where a track stands alone.</summary>
    public IReadOnlyList<string> Groups { get; } = GroupNames.Of(Tracks, GroupsOf(Loaded));

    /// <summary>
    /// The trial of an arm and fold with this index. First trials of every arm and fold have the lowest numbers, then the
    /// second ones of those that search.
    /// </summary>
    internal Slot SlotOf(Arm arm, Fold fold, int index)
    {
        var searched = Arms.Where(a => !a.Trainer.Space.IsPoint).ToList();
        var (before, row) = index == 0
            ? (0, Arms.ToList().IndexOf(arm))
            : ((Arms.Count + (index - 1) * searched.Count) * LearntFolds.Count, searched.IndexOf(arm));
        return new(before + row * LearntFolds.Count + LearntFolds.ToList().IndexOf(fold) + 1, arm, fold, index);
    }

    /// <summary>The trial that a record is of; the record has to be this design's.</summary>
    internal Slot SlotOf(RunRecord record) =>
        SlotOf(Arms.First(a => a.Name == record.Arm), LearntFolds.First(f => f.Name == record.Fold), record.Index);

    /// <summary>A point of an arm as it was read back from a file, every value of its dimension's type.</summary>
    internal Point Typed(string arm, Point point) => Arms.FirstOrDefault(a => a.Name == arm)?.Trainer.Space.Typed(point) ?? point;

    /// <summary>The most trials of an arm and fold.</summary>
    public int MostTrials(Arm arm) => arm.Trainer.Space.IsPoint ? 1 : Experiment.Search.MostTrials;

    public Seed Seed => new((ulong)Experiment.Seed);

    /// <summary>What everything in a fold is learnt by: the seed of the axis, else the experiment's.</summary>
    internal Seed SeedOf(Fold fold) => new((ulong)(fold.Seed ?? Experiment.Seed));

    /// <summary>The augmented copies to write out; null where pictures are augmented while they are learnt from, or not at all.</summary>
    public Copies? Copies => Experiment.Materialise == 0 ? null : new(
        Experiment.Materialise, Experiment.Augment,
        [.. Experiment.Trainers.SelectMany(t => t.PicturesOf(Experiment)).Select(p => p?.Name).OfType<string>().Distinct()],
        Seed.Derive("copies"));

    /// <summary>
    /// Of each feature of an arm what changes its training pictures as they are learnt from, for a trial (or final model) with this seed;
    /// empty where nothing does. All draw the same numbers, and the first alone mixes rows, for all of them.
    /// </summary>
    internal IReadOnlyList<Augmenter?> AugmentersOf(Arm arm, Seed trial)
    {
        if (Experiment.Augment.Count == 0 || Experiment.Materialise > 0 || !arm.Trainer.SeesPicture(Experiment)) return [];
        var (data, pictures) = (Experiment.Data, arm.Trainer.PicturesOf(Experiment));
        var first = pictures.First(picture => picture is not null);
        return [.. pictures.Select(picture => picture is null ? null : new Augmenter(
            picture == first ? Experiment.Augment : [.. Experiment.Augment.Where(kind => kind is not MixupOptions)],
            data.Clip.FactsOf(picture, data.SampleRate), trial.Derive("augment")))];
    }

    private static IReadOnlyList<string> GroupsOf(LoadedExperiment loaded) =>
        loaded.Experiment.Split.KeptTogether is { Count: > 0 } kept ? kept
            : ColumnRoles.Find(ColumnRole.Artist, loaded.Manifest.Tracks) is { } artist ? [artist] : [];
}

/// <summary>One cell of the comparison: a label scheme x a trainer entry, with the features that it learns from.</summary>
/// <param name="Name">"mood8-seedCnn".</param>
/// <param name="LabelOf">The label of each of the design's tracks, by track id.</param>
public sealed record Arm(string Name, LabelScheme Scheme, TrainerEntry Trainer, IReadOnlyDictionary<string, string> LabelOf);

/// <summary>A trial that is to run: which arm, which outer fold, and which of the points there, from 0.</summary>
/// <param name="Number">The number of its folder, from 1. More trials in the file add numbers and change none.</param>
internal sealed record Slot(int Number, Arm Arm, Fold Fold, int Index)
{
    /// <summary>What the trial's seed is derived by: its place, never its number or its worker.</summary>
    public string Path => FormattableString.Invariant($"{Arm.Name}/{Fold.SplitName}/{Index}");
}
