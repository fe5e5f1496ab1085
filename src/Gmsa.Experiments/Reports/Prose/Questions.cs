using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// What the arms of one scheme answer: which learner, and which features. One sentence each, no stronger than the numbers.
/// </summary>
internal static class Questions
{
    public static IReadOnlyList<Verdict> Of(Findings findings) => findings.Studies.Count > 0
        ? [.. Duels.Answers(findings),
            .. findings.Versus.Count > 0 && Duels.Verdict(findings) is not null ? [AboutLabels(findings)] : Array.Empty<Verdict>()]
        : [.. findings.Plan.Schemes.SelectMany(s => OfScheme(findings, s.Name)).OfType<Verdict>()];

    private static Verdict AboutLabels(Findings findings) => Conclusions.OfLabels(findings) with { Heading = "More labels or fewer?" };

    private static IEnumerable<Verdict?> OfScheme(Findings findings, string scheme)
    {
        ArmView[] arms = [.. findings.Arms.Where(a => a.Scheme == scheme && a.Result is not null && !a.Plan.Guesses)];
        var features = arms.GroupBy(Features).ToArray();
        foreach (var same in features.Where(f => f.Select(a => a.Plan.Kind).Distinct().Count() > 1))
            yield return Answer(findings, $"Which learner, for {scheme}{(features.Length > 1 ? $" from {same.Key}" : "")}?", [.. same],
                a => a.Plan.Trainer);
        foreach (var same in arms.GroupBy(a => a.Plan.Kind).Where(k => k.Select(Features).Distinct().Count() > 1))
            yield return Answer(findings, $"Which features, for {scheme} by {same.Key}?", [.. same], Features);
    }

    private static string Features(ArmView arm) => string.Join(" and ", arm.Plan.On.Order(StringComparer.Ordinal));

    /// <summary>The arm that inner validation prefers against each of the others.</summary>
    private static Verdict? Answer(Findings findings, string question, ArmView[] arms, Func<ArmView, string> named)
    {
        // Of several settings of one thing the one that inner validation prefers stands for it.
        arms = [.. arms.GroupBy(named).Select(same => same.MaxBy(a => a.Result!.InnerScore)!)];
        var chosen = arms.MaxBy(a => a.Result!.InnerScore)!;
        var duels = arms.Where(a => a != chosen)
            .Select(a => (Other: a, Pair: findings.WithinScheme.FirstOrDefault(p => p.IsOf(chosen.Name, a.Name))))
            .Where(d => d.Pair is not null).ToArray();
        if (duels.Length == 0) return null;
        string[] words =
        [
            Words("better than", duels.Where(d => d.Pair!.Better == chosen.Name)),
            Words("worse than", duels.Where(d => d.Pair!.Better == d.Other.Name)),
            Words("not distinguishable from", duels.Where(d => d.Pair!.Better is null)),
        ];
        var sentence = $"{named(chosen)}, which inner validation prefers, is {string.Join("; ", words.Where(w => w.Length > 0))}.";
        // Which of several is likeliest to be told apart with more tracks.
        var nearest = duels.Where(d => d.Pair!.Better is null).OrderBy(d => d.Pair!.HolmP).FirstOrDefault();
        var power = nearest.Pair is { } pair && PairWords.PowerOf(pair) is { } told ? $"Against {named(nearest.Other)}, {told}" : "";
        return new(question, sentence, power);

        string Words(string relation, IEnumerable<(ArmView Other, ArmPair? Pair)> duels)
        {
            string[] all = [.. duels.Select(d => $"{named(d.Other)} ({Turned(d.Pair!, chosen)})")];
            return all.Length == 0 ? "" : $"{relation} {string.Join(", ", all)}";
        }
    }

    /// <summary>The difference as seen from an arm of the pair: "+4.7 points; +1.9 to +7.2".</summary>
    private static string Turned(ArmPair pair, ArmView arm)
    {
        var seen = pair.A == arm.Name ? pair : PairWords.Turned(pair);
        return $"{Conclusions.Difference(seen)}{(Conclusions.Interval(seen) is { } interval ? $"; {interval}" : "")}";
    }
}
