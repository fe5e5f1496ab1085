using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>What a study lacks, for its first lines: arms without a result, and trials that failed.</summary>
internal static class StudyState
{
    private const int MostNamed = 4;

    public static IReadOnlyList<string> Of(Findings findings) => [.. Missing(findings), .. Failed(findings)];

    private static IEnumerable<string> Missing(Findings findings)
    {
        ArmView[] missing = [.. findings.Arms.Where(a => a.Result is null && findings.Results.IsFinished)];
        if (missing.Length == 0) yield break;
        var (has, isNot) = missing.Length == 1 ? ("has", "is not") : ("have", "are not");
        yield return $"{Numbers.Whole(missing.Length)} of {Conclusions.Count(findings.Arms.Count, "arm")} {has} no result and {isNot} "
            + $"compared: {Names(missing)}.";
        // A learner mostly fails for one reason, whatever the scheme.
        foreach (var reason in missing.GroupBy(a => a.WhyUnscored).Take(MostNamed))
            yield return $"{Names([.. reason])}: {reason.Key}{(reason.Key[^1] is '.' or '!' or '?' ? "" : ".")}";
    }

    private static string Names(ArmView[] arms)
    {
        string[] rest = arms.Length > MostNamed ? [$"{Numbers.Whole(arms.Length - MostNamed)} more"] : [];
        return ComparedWords.List([.. arms.Take(MostNamed).Select(a => a.Name), .. rest]);
    }

    private static IEnumerable<string> Failed(Findings findings)
    {
        RunRecord[] failed = [.. findings.Trials.Where(t => t.State == TrialState.Failed)];
        if (failed.Length == 0) yield break;
        var kinds = failed.CountBy(t => t.Failure?.Word.Replace('_', ' ') ?? "error")
            .OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal);
        yield return $"{Conclusions.Count(failed.Length, "trial")} of {Numbers.Whole(findings.Trials.Count)} failed "
            + $"({string.Join(", ", kinds.Select(k => $"{Numbers.Whole(k.Value)} {k.Key}"))}); "
            + $"the reasons are {(findings.Studies.Count > 0 ? "in the studies’ own reports" : "under “The sweep”")}.";
    }
}
