using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Makes several studies' results into one: their arms side by side on the tracks that all of them tested, compared anew.
/// </summary>
internal static class StudiesComparison
{
    /// <param name="id">Of the comparison.</param>
    /// <param name="folder">Where its reports go.</param>
    /// <exception cref="InputException">They can't be compared: why.</exception>
    public static StudyResults Of(IReadOnlyList<FinishedStudy> studies, string id, string folder)
    {
        var map = CollapseMap.First([.. studies.SelectMany(s => s.Schemes).DistinctBy(s => s.Name)]);
        Connected(studies, map);
        var shared = SharedTracks.Of(studies);
        ComparedStudy[] sides =
            [.. studies.Select(s => new ComparedStudy(s.Name, Path.GetRelativePath(folder, s.Study.Folder).Replace('\\', '/'), s.Results))];
        var predictions = sides.SelectMany(s =>
            s.Results.Comparison.Arms.Select(a => (Name: s.NameOf(a.Name), Table: shared.Of(s.Results.Predictions[a.Name]))))
            .ToDictionary(a => a.Name, a => a.Table);
        return new(
            Plan(studies, sides, id, predictions, map), Card(sides, shared.Count),
            [.. sides.SelectMany(s => s.Results.Trials.Select(t => t with { Arm = s.NameOf(t.Arm) }))],
            Compare(studies, sides, predictions, map), predictions, Files(sides), folder,
            [.. sides.SelectMany(s => s.Results.Commands),
                Command.OfReport([.. studies.Select(s => Path.GetRelativePath(Path.GetDirectoryName(folder) ?? folder, s.Study.Folder))])])
        {
            Studies = sides,
            Plane = studies.SelectMany(s => s.Results.Plane).Where(t => shared.Groups.ContainsKey(t.Key)).DistinctBy(t => t.Key)
                .ToDictionary(StringComparer.Ordinal),
            Warnings = ComparedWords.Warnings(sides, [.. shared.Rows.Select(r => r.Round).Distinct().Order()]),
        };
    }

    private static void Connected(IReadOnlyList<FinishedStudy> studies, CollapseMap? map)
    {
        Problem[] alone = [.. studies
            .Where(s => studies.All(o => o == s || !(s.Compared.Intersect(o.Compared).Any() || Meet(s, o) || Meet(o, s))))
            .Select(s => new Problem(
                s.Study.Folder, $"its labels ({string.Join(", ", s.Compared)}) are those of no other of these studies "
                + $"({string.Join("; ", studies.Where(o => o != s).Select(o => $"{o.Name}: {string.Join(", ", o.Compared)}"))}), "
                + "and aren't merged into theirs. Compare studies that have a label scheme in common, or one that merges the other's"))];
        if (alone.Length > 0) throw new InputException(alone);

        bool Meet(FinishedStudy fine, FinishedStudy coarse) =>
            map is not null && fine.Compared.Contains(map.Fine) && coarse.Compared.Contains(map.Coarse);
    }

    private static Comparison Compare(
        IReadOnlyList<FinishedStudy> studies, ComparedStudy[] sides, Dictionary<string, PredictionTable> predictions, CollapseMap? map)
    {
        var isOneMetric = ComparedWords.ChooseAlike(sides);
        var own = studies.Zip(sides, (study, side) => (Study: study, Side: side))
            .SelectMany(s => s.Side.Results.Comparison.Arms.Select(a => (s.Study, Arm: a, Name: s.Side.NameOf(a.Name)))).ToArray();
        var comparison = Comparer.Compare([.. own.Select(a => new ArmInput(a.Name, a.Arm.Scheme, a.Arm.Trainer,
            // Scores of different metrics can't choose between studies: then the first that has a scheme gives the arm
            // that is merged, or merged onto.
            isOneMetric || studies.First(s => s.Compared.Contains(a.Arm.Scheme)) == a.Study ? a.Arm.InnerScore : double.NaN,
            predictions[a.Name], SchemeOf(a.Study, a.Arm.Scheme)?.Ring ?? []))], map, "accuracy", ClusterBootstrap.Draws);
        var chosen = own.ToDictionary(a => a.Name, a => a.Arm);
        var borders = Borders(studies, predictions.First().Value).ToArray();
        return comparison with
        {
            // In each study one arm stands for a scheme.
            Arms = [.. comparison.Arms.Select(a =>
                a with { InnerScore = chosen[a.Name].InnerScore, Represents = chosen[a.Name].Represents })],
            Ceilings = [.. borders.Select(b => b.Ceiling)],
            Borders = [.. from arm in own from scheme in borders where scheme.Scheme == arm.Arm.Scheme
                select scheme.Of(arm.Name, predictions[arm.Name], ClusterBootstrap.Draws)],
        };
    }

    /// <summary>Of the shared tracks, with the error that the first study which has the scheme declared.</summary>
    private static IEnumerable<Borders> Borders(IReadOnlyList<FinishedStudy> studies, PredictionTable shared) =>
        from scheme in studies.SelectMany(s => s.Compared).Distinct()
        let study = studies.First(s => s.Compared.Contains(scheme))
        let ceiling = study.Results.Comparison.Ceilings.FirstOrDefault(c => c.Scheme == scheme)
        let labels = SchemeOf(study, scheme)
        where ceiling is not null && labels is not null
        let tracks = shared.Rows.Select(r => r.TrackId).Distinct().Where(study.Tracks.ContainsKey).Select(t => study.Tracks[t])
        let borders = Evaluation.Borders.Of(labels, [.. tracks], ceiling.Sigma, ClusterBootstrap.Draws)
        where borders is not null
        select borders;

    private static LabelScheme? SchemeOf(FinishedStudy study, string scheme) => study.Schemes.FirstOrDefault(s => s.Name == scheme);

    /// <summary>
    /// The studies' arms that have results; folds are called as in the studies, where two have one of a name as in the first.
    /// </summary>
    private static StudyPlan Plan(
        IReadOnlyList<FinishedStudy> studies, ComparedStudy[] sides, string id, Dictionary<string, PredictionTable> predictions,
        CollapseMap? map)
    {
        PlannedArm[] arms = [.. sides.SelectMany(s => s.Results.Plan.Arms.Select(a => a with { Name = s.NameOf(a.Name) }))
            .Where(a => predictions.ContainsKey(a.Name))];
        return new()
        {
            Name = ComparedWords.List(sides.Select(s => s.Name)),
            Id = id,
            Tracks = predictions.First().Value.Rows.DistinctBy(r => r.TrackId).Count(),
            Schemes = [.. studies.SelectMany(s => s.Compared).Distinct()
                .Select(scheme => Counted(scheme, predictions[arms.First(a => a.Scheme == scheme).Name]))],
            Folds = [.. sides.SelectMany(s => s.Results.Plan.Folds).DistinctBy(f => f.Name)],
            Arms = arms,
            Merge = map is null ? null : new(map.Fine, map.Coarse),
            Seeds = [.. predictions.First().Value.Rows.Select(r => r.Round.Seed).OfType<long>().Distinct().Order()],
        };
    }

    private static PlannedScheme Counted(string scheme, PredictionTable table)
    {
        var tracks = table.Rows.DistinctBy(r => r.TrackId).ToLookup(r => r.Truth);
        return new(scheme, table.Labels, [.. table.Labels.Select(l => tracks[l].Count())]);
    }

    private static DatasetCard Card(ComparedStudy[] sides, int tracks) => new()
    {
        Key = string.Join(", ", sides.Select(s => s.Results.Dataset.Key).Distinct()),
        Source = string.Join(' ', sides.Select(s => s.Results.Dataset.Source).Distinct()),
        Tracks = tracks,
        Features = [],
        LeftOut = [],
        Pictures = [],
    };

    /// <summary>All experiment files in one, each under its study's id.</summary>
    private static string Files(ComparedStudy[] sides) =>
        string.Concat(sides.Select(s =>
            $"{s.Results.Plan.Id}:\n{string.Concat(s.Results.ExperimentYaml.TrimEnd('\n').Split('\n').Select(l => $"  {l}\n"))}"));
}
