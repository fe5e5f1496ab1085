using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// What is to be said of several studies on the tracks that all of them tested: the question, what was compared, and what weakens it.
/// </summary>
internal static class ComparedWords
{
    /// <summary>"a, b and c".</summary>
    public static string List(IEnumerable<string> names) =>
        names.ToArray() is [.. { Length: > 0 } all, var last] ? $"{string.Join(", ", all)} and {last}" : string.Concat(names);

    /// <summary>"both" of two, "all of them" of more.</summary>
    public static string All(Findings findings) => findings.Studies.Count == 2 ? "both" : "all of them";

    /// <summary>What was put side by side: on how many tracks, and of how many each.</summary>
    public static string Lead(Findings findings)
    {
        var tested = findings.Tested ?? 0;
        var groups =
            findings.Groups is { } g && g < tested ? $" in {Conclusions.Count(g, "group")} of the same {findings.GroupColumn}" : "";
        return $"{Numbers.Whole(findings.Studies.Count)} studies, compared on the {Conclusions.Count(tested, "track")}{groups} that "
            + $"{All(findings)} tested: {List(findings.Studies.Select(Tested))}. "
            + "In each study the arm that inner validation prefers stands for a scheme; "
            + "every model was judged on tracks that it had not learnt from.";

        string Tested(ComparedStudy study) =>
            $"{study.Name} tested {(study.Tested == tested ? "no others" : Numbers.Whole(study.Tested))} "
                + $"({Conclusions.Count(study.Results.Plan.Folds.Count, "fold")}, "
                + $"{Conclusions.Count(study.Results.Comparison.Arms.Count, "arm")})";
    }

    /// <summary>What a reader must know before relying on the comparison, beside what is true of its numbers as of any.</summary>
    /// <param name="shared">The seeds and repeats that every study has, in order.</param>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<ComparedStudy> studies, IReadOnlyList<FoldName> shared) =>
        [.. Learnt(studies), .. Later(studies), .. Metrics(studies), .. Rounds(studies, shared), .. studies.SelectMany(OfOne)];

    private static IEnumerable<string> OfOne(ComparedStudy study)
    {
        if (study.Results.TestReads is { Count: > 1 } reads)
            yield return $"{study.Name} read its test folds {Numbers.Whole(reads.Count)} times, "
                + $"after budgets of {List(reads)}: its numbers may be too good.";
        if (study.Results.Plan.Folds.Count == 1)
            yield return $"{study.Name} has one test part only: how its results vary with the choice of training tracks isn’t measured.";
        var missing = study.Results.Plan.Arms.Where(a => study.Results.Comparison.Arms.All(c => c.Name != a.Name))
            .Select(a => a.Name).ToArray();
        if (missing.Length > 0)
            yield return $"{List(missing.Select(study.NameOf))} {(missing.Length == 1 ? "has" : "have")} no result in {study.Name}, "
                + "and so no part in this.";
        foreach (var warning in study.Results.Warnings) yield return $"{study.Name}: {warning}";
    }

    /// <summary>Of what the studies' models learnt, unless that is the same tracks in every fold.</summary>
    private static IEnumerable<string> Learnt(IReadOnlyList<ComparedStudy> studies)
    {
        if (studies.Skip(1).All(s => SameSplit(studies[0].Results, s.Results))) yield break;
        yield return $"The studies’ models learnt from different tracks: {string.Join(", ", studies.Select(From))}. "
            + "What they were given to learn from, and how it was split, is part of every difference between them.";
    }

    private static string From(ComparedStudy study)
    {
        var plan = study.Results.Plan;
        return $"those of {study.Name} from {Range([.. plan.Folds.Select(f => f.Train)])} tracks of {Numbers.Whole(plan.Tracks)}";
    }

    /// <summary>True where both studies test the same tracks together and learn from all others.</summary>
    private static bool SameSplit(StudyResults a, StudyResults b)
    {
        if (a.Plan.Tracks != b.Plan.Tracks || !LearnsFromRest(a.Plan) || !LearnsFromRest(b.Plan)) return false;
        return Folds(a).SetEquals(Folds(b));

        static bool LearnsFromRest(StudyPlan plan) => plan.Folds.All(f => f.Train + f.Validation + f.Test == plan.Tracks);
        static HashSet<string> Folds(StudyResults results) => [.. results.Predictions.First().Value.Rows.GroupBy(r => r.Fold)
            .Select(f => string.Join('\u001f', f.Select(r => r.TrackId).Order(StringComparer.Ordinal)))];
    }

    /// <summary>Who could have known what when settings were chosen: a later study meets the test tracks of an earlier one again.</summary>
    private static IEnumerable<string> Later(IReadOnlyList<ComparedStudy> studies)
    {
        foreach (var study in studies.Where(s => s.Results.Trials.Count > 0))
        {
            var begun = study.Results.Trials.Min(t => t.Started);
            var before = studies.Where(s => s != study && s.Results.Trials.Count > 0 && s.Results.Trials.Max(t => t.Started) < begun)
                .Select(s => s.Name).ToArray();
            if (before.Length > 0)
                yield return $"{study.Name} was begun "
                    + $"({begun.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}) after the trials of "
                    + $"{List(before)}, and is judged on tracks that had been tested there: "
                    + "whoever chose its settings could know those results, so it may look too good.";
        }
    }

    private static IEnumerable<string> Metrics(IReadOnlyList<ComparedStudy> studies)
    {
        if (!ChooseAlike(studies))
            yield return "The studies choose by different metrics: "
                + $"{List(studies.Select(s => $"{s.Name} by {List(MetricsOf(s.Results))}"))}. Inner scores of one can’t be held against "
                + "those of another; where labels are merged, the arms are those of the first study that has the labels.";
    }

    /// <summary>True where all studies choose trials and arms by one metric, so that inner scores are of one kind.</summary>
    public static bool ChooseAlike(IReadOnlyList<ComparedStudy> studies) =>
        studies.SelectMany(s => MetricsOf(s.Results)).Distinct().Count() <= 1;

    private static string[] MetricsOf(StudyResults results) =>
        [.. results.Trials.Where(t => t.IsScored).Select(t => t.Metric).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Rounds(IReadOnlyList<ComparedStudy> studies, IReadOnlyList<FoldName> shared)
    {
        var times = studies.Select(s => s.Results.Predictions.Values.First().Rows.Select(r => r.Round).Distinct().Count()).ToArray();
        if (times.All(t => t == shared.Count)) yield break;
        string[] seeds = [.. shared.Select(r => r.Seed).OfType<long>().Distinct().Select(s => Numbers.Plain(s))];
        var what = seeds.Length > 0
            ? $"with the seed{(seeds.Length == 1 ? "" : "s")} {List(seeds)}"
            : shared.Count == 1 ? "in their first test" : $"in their first {Numbers.Whole(shared.Count)} tests";
        yield return $"Tracks count {what} alone, which all studies have: "
            + $"{List(studies.Zip(times, (s, t) => $"{s.Name} tested each {(t == 1 ? "once" : $"{Numbers.Whole(t)} times")}"))}.";
    }

    private static string Range(IReadOnlyList<int> counts) =>
        counts.Min() == counts.Max() ? Numbers.Whole(counts[0]) : $"{Numbers.Whole(counts.Min())} to {Numbers.Whole(counts.Max())}";
}
