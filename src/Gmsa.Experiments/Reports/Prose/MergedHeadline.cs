using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>
/// The answer to whether it is better to learn a fine scheme and merge it, or to learn the coarse one: both numbers on the same ruler,
/// and the gap between them.
/// </summary>
internal static class MergedHeadline
{
    public static Headline Of(Findings findings, MergedSchemes schemes)
    {
        var (pairs, scores) = (findings.Versus, findings.Results.Comparison.Collapse!);
        // By best label, which is what a merged model would answer; both ways are drawn, and both decide.
        var (main, metric) = (pairs[0], ShownMetric.All.First(m => m.Name == pairs[0].Metric));
        var merged = metric.Format(metric.Of(main.Collapse == "summed" ? scores.Summed : scores.Argmax));
        var direct = metric.Format(metric.Of(scores.Direct));
        var verbs = metric == ShownMetric.Accuracy ? ("is right on", "on") : ($"reaches a {metric.Title} of", "of");
        var all = findings.Studies.Count > 0 ? $", which {ComparedWords.All(findings)} tested" : "";
        return new(schemes.Question, Answer(pairs, schemes),
        [
            new($"On the same {Eyebrow.Tracks(main.N)}{all}, {schemes.Ruler}: {schemes.LearningFine} {verbs.Item1} "),
            new(merged, IsStrong: true),
            new($", learning {schemes.CoarseName} directly {verbs.Item2} "),
            new(direct, IsStrong: true),
            new($". {Which(findings, main)}{Gap(findings, main, schemes)}{Disagreement(pairs, schemes)}{Others(findings, schemes)}"),
        ], $"{schemes.FineName} merged {merged}, {schemes.CoarseName} direct {direct}: {Conclusions.Difference(main)}"
            + (Conclusions.Interval(main) is { } range ? $" ({range})" : ""));
    }

    /// <summary>The arms that are meant: of several studies each has its own, and those of two learners differ in more than
    /// labels.</summary>
    private static string Which(Findings findings, ArmPair pair)
    {
        var fine = pair.A.Replace($" ({pair.Collapse})", "", StringComparison.Ordinal);
        var differ = Trainer(fine) != Trainer(pair.B);
        return findings.Studies.Count == 0 && !differ ? ""
            : $"The two are {fine} and {pair.B}{(differ ? ": the gap is that of their learners too, not of labels alone" : "")}. ";

        string? Trainer(string arm) => findings.Arms.FirstOrDefault(a => a.Name == arm)?.Plan.Trainer;
    }

    /// <summary>How the fine predictions became coarse ones.</summary>
    public static string Way(ArmPair pair) => pair.Collapse == "summed" ? "by probabilities" : "by best label";

    /// <summary>Which way both ways of merging point.</summary>
    private static string Answer(IReadOnlyList<ArmPair> pairs, MergedSchemes schemes)
    {
        string[] verdicts = [.. pairs.Select(p => p.Verdict).Distinct()];
        return verdicts switch
        {
            ["a"] => $"{schemes.FineName} is better.",
            ["b"] => $"{schemes.CoarseName} is better.",
            _ => "No clear winner.",
        };
    }

    /// <summary>How large the gap is, what it may be, and what would settle it.</summary>
    private static string Gap(Findings findings, ArmPair pair, MergedSchemes schemes)
    {
        if (findings.Groups == 1 || !pair.Ci95.TryGetValue(pair.Metric, out var interval))
            return $"All tracks are of one {findings.GroupColumn}, so nothing can be said about others.";
        var (size, isAhead) = (Conclusions.Size(pair.Metric, Math.Abs(pair.Difference)), pair.Difference > 0);
        var settled = Settled(pair, findings.Plan.Seeds.Count > 0);
        if (!interval.Contains(0))
        {
            var (least, most) = isAhead ? (interval.Low, interval.High) : (interval.High, interval.Low);
            return $"The gap of {size} in favour of {schemes.Favoured(pair.Difference)} may be anything from "
                + $"{Number(pair, least)} to {Number(pair, most)}{settled}";
        }
        // The end of the interval on the side of what was seen comes first.
        var (near, far) = isAhead ? (interval.High, interval.Low) : (interval.Low, interval.High);
        return $"{(pair.Difference == 0 ? "There is no gap; on other tracks it" : $"The gap of {size}")} may be anything from "
            + $"{Towards(pair, near, schemes)} to {Towards(pair, far, schemes)}{settled}";
    }

    private static string Towards(ArmPair pair, double end, MergedSchemes schemes) => Number(pair, end) is var number
        && number.All(c => c is '0' or '.') ? "none at all" : $"{number} in favour of {schemes.Favoured(end)}";

    /// <summary>An end of the interval without its sign and unit.</summary>
    private static string Number(ArmPair pair, double end) =>
        Conclusions.Size(pair.Metric, Math.Abs(end)).Replace(" points", "", StringComparison.Ordinal);

    private static string Settled(ArmPair pair, bool hasSeeds) => pair switch
    {
        { Better: not null } => $" ({PairWords.Corrected(pair)}).",
        { Difference: 0 } => ".",
        { Power: null } => $" ({PairWords.Corrected(pair)}).",
        { Power.TracksNeeded: null } when hasSeeds => "; it would take more seeds, not only more tracks, to settle a gap of this size.",
        { Power.TracksNeeded: null } => "; no number of tracks that anybody has would settle a gap of this size.",
        { Power.TracksNeeded: { } needed } when needed > pair.N =>
            $"; about {PairWords.About(needed)} tracks would settle a gap of this size.",
        _ => $"; test and interval don’t both tell it from none ({PairWords.Corrected(pair)}).",
    };

    private static string Disagreement(IReadOnlyList<ArmPair> pairs, MergedSchemes schemes)
    {
        return pairs.Select(p => p.Verdict).Distinct().Count() < 2 ? ""
            : $" It depends on the way of merging: {string.Join("; ", pairs.Select(p => $"{Way(p)}, {Told(p)}"))}.";

        string Told(ArmPair pair) => pair.Better is null ? "the two can’t be told apart"
            : $"{schemes.Favoured(pair.Verdict == "a" ? 1 : -1)} is better";
    }

    private static string Others(Findings findings, MergedSchemes schemes)
    {
        string[] others = [.. findings.Plan.Schemes.Select(s => s.Name).Where(s => s != schemes.Fine.Name && s != schemes.Coarse.Name)];
        return others.Length == 0 ? ""
            : $" ({ComparedWords.List(others)} {(others.Length == 1 ? "takes" : "take")} no part in this: see below.)";
    }
}
