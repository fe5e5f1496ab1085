using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>From a loaded experiment to everything that its study will do.</summary>
internal static class StudyDesigner
{
    /// <param name="unreadable">Tracks whose audio turned out not to be readable: they take no part, and the others are split as
    /// if they weren't there.</param>
    /// <exception cref="InputException">The tracks can't be labelled or split as the file asks.</exception>
    public static StudyDesign Design(LoadedExperiment loaded, IReadOnlyList<LeftOut> unreadable)
    {
        try
        {
            return Make(loaded, unreadable);
        }
        catch (InputException error)
        {
            // The stages know the key that is wrong ("split"), the file knows where it stands.
            throw new InputException(
                [.. error.Problems.Select(p => p.Where is "split" or "labels" ? p with { Where = loaded.Place(p.Where) } : p)]);
        }
    }

    private static StudyDesign Make(LoadedExperiment loaded, IReadOnlyList<LeftOut> unreadable)
    {
        var experiment = loaded.Experiment;
        var schemes = loaded.Schemes;
        var (labelled, leftOut) = Usable(loaded, schemes, unreadable);
        if (labelled.Count == 0)
        {
            var names = string.Join(" and ", schemes.Select(s => s.Name));
            var unused = leftOut.FirstOrDefault(l => !l.Reason.StartsWith("no label", StringComparison.Ordinal));
            var why = unused is null ? "" : $" and can be used ({unused.TrackId}: {unused.Reason})";
            throw new InputException(loaded.File, $"no track of the manifest has a label under {names}{why}.");
        }

        // All schemes share their folds, stratified by the finest: the others' labels are unions of its labels, or close to it.
        var split = experiment.Split.Create()
            .Split(labelled, [.. labelled.Select(t => loaded.Finest.LabelOf(t)!)], new Seed((ulong)experiment.Seed).Derive("split"));
        if (split.FirstOrDefault(f => FoldName.Parse(f.Name).Seed is not null) is { } taken)
            throw new InputException("split",
                $"a fold is called '{taken.Name}', which stands for the seed of an axis (`seeds`). Call it otherwise in the column");
        var (tracks, folds) = KeepUsed(labelled, split, leftOut);

        CheckLabels(schemes, tracks, folds, testsToo: experiment.Split is not ColumnSplitOptions);
        var arms = Arms(experiment, schemes, tracks);
        return new(loaded, tracks, leftOut, folds, arms, Describe(loaded, schemes, tracks, folds, arms));
    }

    /// <summary>Where the data is from, for people.</summary>
    public static string SourceOf(DataOptions data) => data.Demo is { } demo
        ? $"a synthetic corpus of {Digits.Grouped(demo.Tracks)} tracks made by this program: "
            + "it shows that the machinery works and proves nothing about music"
        : Path.GetFileName(data.Manifest ?? data.Table!);

    /// <summary>
    /// The tracks with a label under every scheme and a number to learn from in every column that is a feature; copies name the track they
    /// come from in the end.
    /// </summary>
    private static (List<Track> Labelled, List<LeftOut> LeftOut) Usable(
        LoadedExperiment loaded, IReadOnlyList<LabelScheme> schemes, IReadOnlyList<LeftOut> unreadable)
    {
        var columns = loaded.Experiment.Features.OfType<ColumnsOptions>().ToArray();
        var file = SourceOf(loaded.Experiment.Data);
        var labelled = new List<Track>();
        var leftOut = unreadable.ToList();
        var without = unreadable.Select(l => l.TrackId).ToHashSet(StringComparer.Ordinal);
        foreach (var track in Parents.Resolved(loaded.Manifest.Tracks).Where(t => !without.Contains(t.Id)))
        {
            var lacking = schemes.Where(s => s.LabelOf(track) is null).Select(s => s.Name).ToArray();
            var unfit = columns.Select(c => c.WhyNot(track, file)).FirstOrDefault(why => why is not null);
            if (lacking.Length > 0) leftOut.Add(new(track.Id, track.Path, $"no label under {string.Join(" and ", lacking)}"));
            else if (unfit is not null) leftOut.Add(new(track.Id, track.Path, unfit));
            else labelled.Add(track);
        }
        return (labelled, leftOut);
    }

    /// <summary>Leaves out the tracks that are in no part of any fold (a blank role in a split column), and renumbers the rest.</summary>
    private static (List<Track> Tracks, List<Fold> Folds) KeepUsed(List<Track> labelled, IReadOnlyList<Fold> split, List<LeftOut> leftOut)
    {
        var used = split.SelectMany(f => f.Train.Concat(f.Validation).Concat(f.Test)).ToHashSet();
        var position = new int[labelled.Count];
        var tracks = new List<Track>();
        for (var i = 0; i < labelled.Count; i++)
        {
            position[i] = tracks.Count;
            if (used.Contains(i)) tracks.Add(labelled[i]);
            else leftOut.Add(new(labelled[i].Id, labelled[i].Path, "blank in the split's column"));
        }
        return (tracks, [.. split.Select(f => f.Renumbered(i => position[i]))]);
    }

    private static List<Arm> Arms(Experiment experiment, IReadOnlyList<LabelScheme> schemes, List<Track> tracks) =>
        [.. from entry in experiment.Labels.Zip(schemes)
            let labels = tracks.ToDictionary(t => t.Id, t => entry.Second.LabelOf(t)!)
            from trainer in experiment.Trainers
            select new Arm(trainer.ArmName(entry.First), entry.Second, trainer, labels)];

    /// <summary>
    /// A split sees to the labels it is stratified by; the other schemes' have to be everywhere too. What a column tests is its own affair.
    /// </summary>
    private static void CheckLabels(IReadOnlyList<LabelScheme> schemes, List<Track> tracks, List<Fold> folds, bool testsToo)
    {
        foreach (var scheme in schemes)
        {
            var labels = tracks.Select(t => scheme.LabelOf(t)!).ToArray();
            if (labels.Distinct().Count() < 2)
                throw new InputException("labels",
                    $"all {tracks.Count} tracks that have a label under every scheme are '{labels[0]}' under {scheme.Name}; "
                        + "at least two labels need tracks.");
            foreach (var fold in folds)
                foreach (var (part, verb) in ((IReadOnlyList<int>, string)[])[.. fold.Inner.Select(i => (i.Train, "learn")),
                    .. testsToo ? [(fold.Test, "test")] : Array.Empty<(IReadOnlyList<int>, string)>()])
                    if (labels.Except(part.Select(i => labels[i])).Order(StringComparer.Ordinal).FirstOrDefault() is { } missing)
                    {
                        var having = labels.Count(l => l == missing);
                        throw new InputException("split", $"fold '{fold.Name}' would {verb} {scheme.Name} without a single '{missing}': "
                            + $"of the {tracks.Count} tracks that have a label under every scheme, {having} are '{missing}'. "
                            + "Ask for fewer folds, try another seed, or leave the scheme or these tracks out.");
                    }
        }
    }

    private static StudyPlan Describe(
        LoadedExperiment loaded, IReadOnlyList<LabelScheme> schemes, List<Track> tracks, List<Fold> folds, List<Arm> arms) => new()
        {
            Name = loaded.Experiment.Name!,
            Id = Identity(loaded),
            Tracks = tracks.Count,
            Schemes = [.. schemes.Select(s => Describe(s, loaded, tracks, folds))],
            Folds = [.. folds.Select(f => new PlannedFold(f.Name, f.Train.Count, f.Validation.Count, f.Test.Count))],
            Seeds = loaded.Experiment.Seeds ?? [],
            Withheld = loaded.Withheld,
            Notes = [.. loaded.Notes, .. StudyNotes.Of(schemes, tracks, folds, loaded.Experiment.Split)],
            Arms = [.. arms.Select(a => new PlannedArm(
                a.Name, a.Scheme.Name, a.Trainer.Name, a.Trainer.Kind, a.Trainer.On,
                [.. a.Trainer.Space.Dimensions.Select(d => d.ToString()!)], MostTrials(loaded, a)))],
            Budget = Budget.Of(loaded.Experiment.Search).ToString(),
            Merge = CollapseMap.First(schemes) is { } map ? new(map.Fine, map.Coarse) : null,
            InnerFolds = loaded.Experiment.Split.InnerFoldCount,
            Ensemble = loaded.Experiment.Search.Ensemble,
            Trials = arms.Any(a => MostTrials(loaded, a) is null)
                ? null
                : arms.Sum(a => MostTrials(loaded, a)) * folds.Count * (loaded.Experiment.Seeds?.Count ?? 1),
        };

    private static int? MostTrials(LoadedExperiment loaded, Arm arm) => arm.Trainer.Space.IsPoint ? 1
        : loaded.Experiment.Search.MostTrials is < int.MaxValue and var most ? most : null;

    private static PlannedScheme Describe(LabelScheme scheme, LoadedExperiment loaded, List<Track> tracks, List<Fold> folds)
    {
        var isBalanced = loaded.Experiment.Balance != new BalanceOptions();
        var learnt = folds
            .Select(f => isBalanced ? TrainingPart.Of(loaded, tracks, scheme, f.Train, new((ulong)loaded.Experiment.Seed), f.Name) : [])
            .ToArray();
        var labels = tracks.Select(t => scheme.LabelOf(t)).ToArray();
        return new(scheme.Name, scheme.Labels, [.. scheme.Labels.Select(l => labels.Count(x => x == l))])
        {
            TestCounts = [.. scheme.Labels.Select(l => folds.Select(f => f.Test.Count(i => labels[i] == l)).ToArray())],
            BalancedCounts =
                isBalanced ? [.. scheme.Labels.Select(l => learnt.Select(part => part.Count(t => labels[t.Track] == l)).ToArray())] : [],
        };
    }

    private static string Identity(LoadedExperiment loaded)
    {
        var canonical = ExperimentWriter.CanonicalJson(loaded.Experiment, loaded.Catalog);
        var content = string.Join('\n', canonical, loaded.Manifest.ContentHash, Words.Of(loaded.Experiment.Device),
            FormattableString.Invariant($"study version {StudyVersion.Of(loaded.Experiment)}"));
        if (loaded.Earlier.Count > 0) content += "\n" + ContentHash.OfText(EarlierResolver.Text(loaded.Earlier));
        return $"{loaded.Experiment.Name}-{ContentHash.OfText(content)[..8]}";
    }
}
