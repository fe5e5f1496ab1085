using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>The tracks that several studies tested, where these are the same tracks with the same labels in all of them.</summary>
/// <param name="Rows">The tracks by id, each as often as every study tested it.</param>
/// <param name="Groups">The group of each: what no study keeps apart.</param>
internal sealed record SharedTracks(IReadOnlySet<(string Track, FoldName Round)> Rows, IReadOnlyDictionary<string, string> Groups)
{
    /// <summary>How many tracks, each counted once.</summary>
    public int Count => Groups.Count;

    /// <exception cref="InputException">There are too few, ids stand for other tracks, or labels differ: every problem.</exception>
    public static SharedTracks Of(IReadOnlyList<FinishedStudy> studies)
    {
        var rows = studies.Select(s => s.Rows.Select(r => (r.TrackId, r.Round)).ToHashSet()).Aggregate((a, b) => [.. a.Intersect(b)]);
        string[] ids = [.. rows.Select(r => r.TrackId).Distinct().Order(StringComparer.Ordinal)];
        if (ids.Length == 0) throw NothingShared(studies);
        Problem[] problems =
        [
            .. studies.SelectMany((s, i) => studies.Take(i).SelectMany(before => Others(before, s, ids)).Take(1)),
            .. studies.SelectMany(s => Labels(studies, s, ids)),
        ];
        if (problems.Length > 0) throw new InputException(problems);
        var groups = Unite(studies, ids);
        if (groups.Values.Where(g => g.Length > 0).Distinct().Count() + groups.Values.Count(g => g.Length == 0) < 2)
            throw new InputException("", $"the {ids.Length} tracks that all studies tested ({Some(ids)}) are of one group, "
                + $"'{groups[ids[0]]}'; intervals need at least two. Compare studies that share more tracks");
        return new(rows, groups);
    }

    /// <summary>An arm's predictions of these tracks.</summary>
    public PredictionTable Of(PredictionTable table) =>
        table with
        {
            Rows = [.. table.Rows.Where(r => Rows.Contains((r.TrackId, r.Round))).Select(r => r with { Group = Groups[r.TrackId] })],
        };

    private static InputException NothingShared(IReadOnlyList<FinishedStudy> studies)
    {
        if (studies.Select(s => s.Rows.Select(r => r.TrackId)).Aggregate((a, b) => a.Intersect(b)).Any())
        {
            var seeds = string.Join("; ", studies.Select(Seeds));
            return new("", $"these studies tested the same tracks, but none with the same seed: {seeds}. "
                + "Run them again with a seed in common in `seeds`, or all without");
        }
        var tested = string.Join("; ", studies.Select(Tested));
        return new("", $"no track was tested by all of these studies: {tested}. "
            + "Studies are compared on tracks that all of them tested, known by their ids");
    }

    private static string Tested(FinishedStudy study)
    {
        string[] ids = [.. study.Rows.Select(r => r.TrackId).Distinct().Order(StringComparer.Ordinal)];
        return FormattableString.Invariant($"{study.Study.Folder} tested {ids.Length} ({Some(ids)})");
    }

    private static string Seeds(FinishedStudy study)
    {
        string[] seeds = [.. study.Rows.Select(r => r.Round.Seed).OfType<long>().Distinct().Order()
            .Select(s => FormattableString.Invariant($"{s}"))];
        return $"{study.Study.Folder} {(seeds.Length == 0 ? "has no `seeds`" : $"has the seeds {string.Join(", ", seeds)}")}";
    }

    /// <summary>Where one id is two tracks.</summary>
    private static IEnumerable<Problem> Others(FinishedStudy first, FinishedStudy study, string[] ids)
    {
        string[] others = [.. ids.Where(id => first.Tracks.TryGetValue(id, out var a) && study.Tracks.TryGetValue(id, out var b)
            && !EarlierTrack.Of(a, []).MayBe(EarlierTrack.Of(b, [])))];
        if (others is [var id, ..])
            yield return new(study.Study.Folder,
                FormattableString.Invariant($"{others.Length} of {ids.Length} shared ids stand for another track here than in ")
                + $"{first.Study.Folder} (the first: '{id}' is {Named(study.Tracks[id])}, and there {Named(first.Tracks[id])}). "
                + "Tracks are known by their ids; give both tables ids of their own in a column `id`, and run them again");
    }

    private static string Named(Track track) =>
        $"'{string.Join(", ", EarlierTrack.Facts(track).Values)}'";

    /// <summary>Where a scheme isn't what an earlier study calls so, or has labels that no shared track has.</summary>
    private static IEnumerable<Problem> Labels(IReadOnlyList<FinishedStudy> studies, FinishedStudy study, string[] ids)
    {
        foreach (var scheme in study.Compared)
        {
            var first = studies.First(s => s.Compared.Contains(scheme));
            var (table, before) = (study.Table(scheme), first.Table(scheme));
            if (!table.Labels.SequenceEqual(before.Labels))
            {
                yield return new(study.Study.Folder, $"{scheme} has the labels {string.Join(", ", table.Labels)} here, "
                    + $"and {string.Join(", ", before.Labels)} in {first.Study.Folder}: they aren't the same scheme. {NoneOther}");
                continue;
            }
            var (truths, there) = (Truths(table), Truths(before));
            string[] others = [.. ids.Where(id => truths[id] != there[id])];
            if (others is [var other, ..])
                yield return new(study.Study.Folder, $"the schemes called {scheme} aren't the same: "
                    + FormattableString.Invariant($"{others.Length} of {ids.Length} shared tracks have another label here ")
                    + $"than in {first.Study.Folder} "
                    + $"(the first: track '{other}', {truths[other]} and there {there[other]}). {NoneOther}");
            var missing = first != study ? [] : table.Labels.Except(ids.Select(id => there[id])).ToArray();
            if (missing.Length > 0)
                yield return new("", FormattableString.Invariant($"of the {ids.Length} tracks that all studies tested none is ")
                    + $"{string.Join(" or ", missing)} under {scheme}, so that its arms can't be scored on them. "
                    + "Compare studies that share more tracks");
        }
    }

    private const string NoneOther = "Compare studies whose labels are the same, or run one of them again with the labels of the other";

    private static Dictionary<string, string> Truths(PredictionTable table) =>
        table.Rows.DistinctBy(r => r.TrackId).ToDictionary(r => r.TrackId, r => r.Truth, StringComparer.Ordinal);

    /// <summary>Tracks that any study keeps together are together: intervals that resample too little would be too narrow.</summary>
    private static Dictionary<string, string> Unite(IReadOnlyList<FinishedStudy> studies, string[] ids)
    {
        var groups = studies
            .Select(s => s.Rows.DistinctBy(r => r.TrackId).ToDictionary(r => r.TrackId, r => r.Group, StringComparer.Ordinal))
            .ToArray();
        if (groups.All(g => ids.All(id => g[id] == groups[0][id])))
            return ids.ToDictionary(id => id, id => groups[0][id], StringComparer.Ordinal);
        string[] columns = [.. studies.Select(s => s.Id)];
        Track[] tracks = [.. ids.Select(id => new Track(id, "",
            studies.Select((s, i) => (s.Id, Group: groups[i][id])).ToDictionary(g => g.Id, g => g.Group, StringComparer.Ordinal)))];
        return ids.Zip(GroupNames.Of(tracks, columns)).ToDictionary(g => g.First, g => g.Second, StringComparer.Ordinal);
    }

    private static string Some(string[] ids) => string.Join(", ", ids.Take(3).Select(id => $"'{id}'")) + (ids.Length > 3 ? ", ..." : "");
}
