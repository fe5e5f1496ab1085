using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// What an arm and fold take over from earlier studies: the best points of their arms of the same learner. Of a study on the same
/// tracks only the trials of folds count that hadn't seen a track that is tested here: what was good on a track is no way to
/// choose what it is tested with.
/// </summary>
internal sealed class WarmStart
{
    private readonly StudyDesign design;
    private readonly Dictionary<(int Study, string Fold), IReadOnlySet<string>> blind = [];

    public WarmStart(StudyDesign design)
    {
        this.design = design;
        foreach (var (index, study) in Studies.Index())
            foreach (var fold in design.Folds)
                blind[(index, fold.SplitName)] = study.FoldsBlindTo([.. fold.Test.Select(i => EarlierTrack.Of(design.Tracks[i], []))]);
    }

    private IReadOnlyList<EarlierStudy> Studies => design.Loaded.Earlier;

    /// <summary>Of each study the folds that can take nothing from it.</summary>
    public IEnumerable<(string Study, IReadOnlyList<string> Barred)> Barred() =>
        Studies.Index().Select(s =>
            (s.Item.Id, (IReadOnlyList<string>)[.. design.Folds.Where(f => blind[(s.Index, f.SplitName)].Count == 0).Select(f => f.Name)]));

    /// <summary>The space of an arm in a fold, with what is taken over favoured before what was favoured already.</summary>
    public SearchSpace SpaceOf(Arm arm, Fold fold)
    {
        var space = arm.Trainer.Space;
        if (Studies.Count == 0 || space.IsPoint) return space;
        var taken = Studies.Index().SelectMany(s => Ranked(s.Item, arm, blind[(s.Index, fold.SplitName)])).OrderBy(r => r.Place)
            .Select(r => r.Point).DistinctBy(Words).Take(design.Experiment.Search.From!.Points).ToArray();
        return space with { Favoured = [.. taken.Concat(space.Favoured).DistinctBy(Words)] };
    }

    /// <summary>
    /// The points of a study that this arm can try, each with its mean place among the trials of its folds, from 0 (best) to 1.
    /// </summary>
    private IEnumerable<(Point Point, double Place)> Ranked(EarlierStudy study, Arm arm, IReadOnlySet<string> blind)
    {
        var places = new Dictionary<string, (Point Point, List<double> Places)>();
        foreach (var cell in Related(study, arm)
            .SelectMany(a => a.Cells.Where(c => blind.Contains(c.Fold)).Select(c => (Arm: a, c.Trials))))
            foreach (var (rank, trial) in cell.Trials.OrderByDescending(t => t.Score).Index())
                foreach (var point in TrainerSpace.Translated(arm.Trainer, cell.Arm.Trainer, cell.Arm.Kind, trial.Point))
                {
                    if (!places.TryGetValue(Words(point), out var known)) places[Words(point)] = known = (point, []);
                    known.Places.Add((rank + 0.5) / cell.Trials.Count);
                }
        // One place that nobody has is added: a point that was good in several folds is better than one that was lucky in one.
        return places.Values.Select(p => (p.Point, (p.Places.Sum() + 0.5) / (p.Places.Count + 1)));
    }

    /// <summary>Arms on the same labels rather than on others, and of a trainer with the same name rather than of the kind.</summary>
    private EarlierArm[] Related(EarlierStudy study, Arm arm)
    {
        EarlierArm[] all =
            [.. study.Arms.Where(a => a.Kind == AutoWord || arm.Trainer.Options is AutoOptions || a.Kind == arm.Trainer.Kind)];
        all = Rather(all, a => a.Scheme == arm.Scheme.Name);
        return Rather(all, a => a.Trainer == arm.Trainer.Name);
    }

    private static EarlierArm[] Rather(EarlierArm[] arms, Func<EarlierArm, bool> better) =>
        arms.Any(better) ? [.. arms.Where(better)] : arms;

    private string AutoWord => design.Loaded.Catalog.WordOf(new AutoOptions());

    private static string Words(Point point) =>
        string.Join(' ', point.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={Config.Words.Of(v.Value)}"));
}
