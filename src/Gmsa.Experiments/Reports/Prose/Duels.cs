using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>Two studies on one scheme: the arms that inner validation prefers in them, on the tracks that both tested.</summary>
internal sealed record Duel(string Scheme, ComparedStudy A, ComparedStudy B, ArmPair Pair)
{
    /// <summary>The study whose arm is better; null where they can't be told apart.</summary>
    public ComparedStudy? Winner =>
        Pair.Better is not { } better ? null : better.StartsWith(A.NameOf(""), StringComparison.Ordinal) ? A : B;
}

/// <summary>Which study is better, scheme by scheme, no stronger than the numbers.</summary>
internal static class Duels
{
    /// <summary>Every two studies of a scheme, in the order of the schemes and the studies.</summary>
    public static IReadOnlyList<Duel> Of(Findings findings) =>
    [
        .. from scheme in findings.Plan.Schemes.Select(s => s.Name)
           from i in Enumerable.Range(0, findings.Studies.Count)
           from j in Enumerable.Range(i + 1, findings.Studies.Count - i - 1)
           let a = Standing(findings.Studies[i], scheme)
           let b = Standing(findings.Studies[j], scheme)
           let pair = findings.WithinScheme.FirstOrDefault(p => p.IsOf(a, b))
           where pair is not null
           select new Duel(scheme, findings.Studies[i], findings.Studies[j], pair),
    ];

    /// <summary>What the studies come to against each other; null where no two of them have a scheme in common.</summary>
    public static Verdict? Verdict(Findings findings)
    {
        var schemes = Of(findings).GroupBy(d => d.Scheme)
            .Select(d => (Name: d.Key, Best: Best([.. d]), Told: d.Count(x => x.Winner is not null), All: d.Count())).ToArray();
        if (schemes.Length == 0) return null;
        var winners = schemes.Select(s => s.Best?.Name).Distinct().ToArray();
        var heading = winners is [{ } one] ? $"{one} is better"
            : schemes.All(s => s.Told == 0) ? "Not distinguishable"
            : winners is [null] ? "No study is better than every other"
            : ComparedWords.List(schemes.Where(s => s.Best is not null)
                .GroupBy(s => s.Best!.Name).Select(s => $"{s.Key} is better for {ComparedWords.List(s.Select(x => x.Name))}"));
        var told = schemes.GroupBy(s => Told(findings, s.Best, s.Told, s.All))
            .Select(s => $"for {ComparedWords.List(s.Select(x => x.Name))} {s.Key}");
        return new(heading, $"On the {Conclusions.Count(findings.Tested ?? 0, "track")} that {ComparedWords.All(findings)} tested, "
            + $"by the arms that inner validation prefers: {string.Join("; ", told)}."
            + (schemes.Any(s => s.Told < s.All) ? " That studies can’t be told apart doesn’t prove them equal." : ""));
    }

    /// <summary>A question a scheme, and its answers.</summary>
    public static IEnumerable<Verdict> Answers(Findings findings) => Of(findings).GroupBy(d => d.Scheme)
        .Select(duels => new Verdict($"Which study, for {duels.Key}?",
            string.Join(' ', duels.Select(d => PairWords.Of(d.Pair.Verdict == "b" ? PairWords.Turned(d.Pair) : d.Pair))), Nearest(duels)));

    private static string? Standing(ComparedStudy study, string scheme) =>
        study.Results.Comparison.Arms.FirstOrDefault(a => a.Scheme == scheme && a.Represents) is { } arm ? study.NameOf(arm.Name) : null;

    /// <summary>The study that is better than every other; null where none is.</summary>
    private static ComparedStudy? Best(Duel[] duels) =>
        duels.SelectMany(d => new[] { d.A, d.B }).Distinct()
            .FirstOrDefault(s => duels.Where(d => d.A == s || d.B == s).All(d => d.Winner == s));

    private static string Told(Findings findings, ComparedStudy? best, int told, int all) =>
        best is not null ? $"{best.Name} is better than {Others(findings, best, all)}"
        : told == 0 ? all == 1 ? "the two are not distinguishable" : "none can be told from another"
        : $"none is better than every other ({Numbers.Whole(told)} of {Conclusions.Count(all, "pair")} can be told apart)";

    private static string Others(Findings findings, ComparedStudy best, int pairs) =>
        pairs > 1 ? "every other"
        : findings.Studies.Count > 2 ? "the other that has it"
        : findings.Studies.First(s => s != best).Name;

    /// <summary>What it would take to tell those apart that are nearest to it.</summary>
    private static string Nearest(IEnumerable<Duel> duels) =>
        duels.Where(d => d.Winner is null).MinBy(d => d.Pair.HolmP) is { } near && PairWords.PowerOf(near.Pair) is { } power
            ? duels.Count() == 1 ? $"{char.ToUpperInvariant(power[0])}{power[1..]}" : $"Between {near.A.Name} and {near.B.Name}, {power}"
            : "";
}
