using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>What can be concluded: in a few words, in one sentence, and the numbers it rests on.</summary>
internal sealed record Verdict(string Heading, string Sentence, string Numbers = "")
{
    /// <summary>Sentence and numbers together.</summary>
    public string Whole => Numbers.Length == 0 ? Sentence : $"{Sentence} {Numbers}";
}

/// <summary>What the numbers say, in sentences that claim no more than they do. HTML and Markdown share them.</summary>
internal static class Conclusions
{
    /// <summary>A study's outcome in a few lines: the answer, what weakens it, and what it rests on.</summary>
    public static string InWords(StudyResults results)
    {
        var (findings, lines) = (Findings.Of(results), new List<string>());
        var headline = Headline.Of(findings);
        lines.AddRange([headline.Title, .. StudyState.Of(findings), .. LeakWords.Alarms(findings), headline.Plain]);
        if (Verdict(findings).Numbers is { Length: > 0 } numbers) lines.Add(numbers);
        lines.Add(Lead(findings));
        if (findings.Studies.Count > 0) lines.AddRange(Questions.Of(findings).Select(a => $"{a.Heading} {a.Whole}"));
        return string.Join('\n', lines);
    }

    /// <summary>What was done, and how far from guessing it came.</summary>
    public static string Lead(Findings findings) => string.Join(' ', [Design(findings), .. findings.Representatives.Select(Against)]);

    /// <summary>What was done.</summary>
    public static string Design(Findings findings)
    {
        if (findings.Studies.Count > 0) return ComparedWords.Lead(findings);
        var plan = findings.Plan;
        var (tracks, folds, times) = (findings.Dataset.Tracks, plan.Folds.Count, findings.TimesTested / Math.Max(1, plan.Seeds.Count));
        var tested = findings.Tested ?? tracks;
        var groups = findings.Groups is { } g && g < tested ? $" in {Count(g, "group")} of the same {findings.GroupColumn}" : "";
        var heard = tested < tracks
            ? $"{Count(tracks, "track")}; {Numbers.Whole(tested)} of them{(groups.Length > 0 ? $",{groups}," : "")} "
                + $"in the test fold{(folds == 1 ? "" : "s")}"
            : $"{Count(tracks, "track")}{groups}, {Count(folds, "fold")}";
        if (times > 1) heard += $", each track tested {Numbers.Whole(times)} times";
        if (plan.Seeds.Count > 1) heard += $", {Count(plan.Seeds.Count, "seed")}";
        var schemes = string.Join(" and ", plan.Schemes.Select(s => $"{s.Name} ({Count(s.Labels.Count, "label")})"));
        return $"{heard}; {Count(plan.Arms.Count, "arm")} (ways of learning) on {schemes}, {Count(findings.Trials.Count, "trial")}.";
    }

    private static string Against(ArmView arm)
    {
        var result = arm.Result!;
        return $"On {arm.Scheme}, {arm.Name} reaches {OneScheme.TimesChance(arm)} chance: "
            + $"{ShownMetric.Balanced.Format(result.BalancedAccuracy)} balanced accuracy"
            + $"{(arm.Range(ShownMetric.Balanced) is { } range ? $" ({range})" : "")}, {Standing(arm)} the "
            + $"{Numbers.Percent(result.ChanceRate)} of chance.";
    }

    /// <summary>Where an arm's balanced accuracy stands, seen from chance: "above" only where its interval is.</summary>
    internal static string Standing(ArmView arm) => (arm.Interval(ShownMetric.Balanced), arm.Result!.ChanceRate) switch
    {
        (null, _) => "beside",
        ({ } i, var chance) when i.Low > chance => "above",
        ({ } i, var chance) when i.High < chance => "below",
        _ => "not distinguishable from",
    };

    /// <summary>The answer to what was asked: which study is better, where several are compared; else that about labels.</summary>
    public static Verdict Verdict(Findings findings) => Duels.Verdict(findings) ?? OfLabels(findings);

    /// <summary>The answer to whether more labels, merged, beat fewer labels, learnt directly.</summary>
    public static Verdict OfLabels(Findings findings)
    {
        if (!findings.Results.IsFinished) return Unfinished(findings);
        if (findings.Results.Comparison.Arms.Count == 0)
            return new("No result", "No arm was completed in every fold, so nothing can be compared.");
        if (findings.Versus.Count > 0) return Merged(findings, findings.Versus);
        var missing = findings.Plan.Schemes.Where(s => findings.Representatives.All(a => a.Scheme != s.Name)).Select(s => s.Name).ToArray();
        if (missing.Length > 0)
            return new("No verdict", $"No arm of {string.Join(", ", missing)} has results, so the schemes can’t be compared.");
        if (findings.Plan.Schemes.Count > 1)
            return new("Not comparable", MergedSchemes.Of(findings) is not null ? "The schemes weren’t compared."
                : "Nothing says how the labels of one scheme become those of another, so accuracies of different "
                + "schemes can’t be compared.");
        return WithinOne(findings);
    }

    private static Verdict Unfinished(Findings findings)
    {
        var ended = findings.Trials.Count(t => t.State != TrialState.Cancelled);
        var far = findings.Plan.Trials is { } all ? $"{Numbers.Whole(ended)} of {Count(all, "trial")}" : Count(ended, "trial");
        return new("Not finished", $"{far} {(ended == 1 ? "has" : "have")} ended so far, and no arm has been compared. "
            + "The command below goes on from here. Until then there are scores of inner validation alone, by which "
            + "trials are chosen; they are no result.");
    }

    private static Verdict WithinOne(Findings findings)
    {
        var pairs = findings.WithinScheme;
        var best = findings.Arms.FirstOrDefault(arm => pairs.Count > 0 && arm.Result is not null
            && pairs.Where(p => p.A == arm.Name || p.B == arm.Name).All(p => p.Better == arm.Name));
        var compared = pairs.Count == 0 ? ""
            : best is not null ? $"{best.Name} is better than every other arm."
            : $"No arm is better than every other: of {Count(pairs.Count, "pair")} of arms, "
                + $"{Numbers.Whole(pairs.Count(p => p.Better is not null))} can be told apart.";
        var heading = findings.Representatives is not [var chosen, ..] ? "One scheme"
            : Standing(chosen) == "above" ? "Better than chance" : "Not shown to be better than chance";
        return new(heading, compared);
    }

    private static Verdict Merged(Findings findings, IReadOnlyList<ArmPair> pairs)
    {
        var collapse = findings.Results.Comparison.Collapse;
        var (fine, coarse, direct) = (collapse?.Fine ?? "the finer scheme", collapse?.Coarse ?? "the coarser scheme", pairs[0].B);
        // Of several studies each has an arm for it: which is meant?
        if (findings.Studies.Count > 0) fine = pairs[0].A.Replace($" ({pairs[0].Collapse})", "", StringComparison.Ordinal);
        var details = pairs.Select(p => $"{Difference(p)} by {Way(p)} ({Interval(p)}; {PairWords.Corrected(p)})");
        var numbers = $"Merged minus direct, {Name(pairs[0].Metric)} on {Count(pairs[0].N, "track")} with 95 % intervals: "
            + $"{string.Join(", ", details)}."
            + (pairs.MinBy(p => p.HolmP) is { } nearest && PairWords.PowerOf(nearest) is { } power ? $" By {Way(nearest)}, {power}" : "");
        return pairs.Select(p => p.Verdict).Distinct().ToArray() switch
        {
            ["a"] => new($"{fine}, merged, is better",
                $"{fine}, merged onto the labels of {coarse}, is better than {direct}, which learnt those labels directly.", numbers),
            ["b"] => new($"{coarse}, learnt directly, is better",
                $"{direct}, which learnt the labels of {coarse} directly, is better than {fine} merged onto them.", numbers),
            [ArmPair.NotDistinguishable] => new("Not distinguishable",
                $"{fine}, merged onto the labels of {coarse}, can’t be told from {direct}, which learnt those labels directly. "
                + "That doesn’t prove them equal.", numbers),
            _ => new("Not settled",
                $"Whether {fine}, merged onto the labels of {coarse}, differs from {direct}, which learnt those labels directly, "
                + "depends on the way of merging.", numbers),
        };
    }

    private static string Way(ArmPair pair) => pair.Collapse switch
    {
        "summed" => "summed probabilities",
        "argmax" => "predicted label",
        var other => other ?? "merging",
    };

    /// <summary>What weakens the numbers, the gravest first; leaks are told before any number, by <see cref="LeakWords.Alarms"/>.</summary>
    public static IReadOnlyList<string> Caveats(Findings findings)
    {
        var caveats = new List<string>();
        if (Eyebrow.IsSynthetic(findings))
            caveats.Add("The audio is synthetic: these numbers show that the chain works and prove nothing about music.");
        if (findings.Results.TestReads is { Count: > 1 } reads)
            caveats.Add($"The test folds were read {Numbers.Whole(reads.Count)} times, after budgets of "
                + $"{string.Join(", ", reads.SkipLast(1))} and {reads[^1]}: "
                + "the last numbers were chosen by someone who could know the earlier ones, so they may be too good.");
        caveats.AddRange(findings.Results.Warnings);
        caveats.AddRange(findings.Plan.Notes);
        if (findings.Plan.Withheld.Where(w => w.IsDefect).ToArray() is { Length: > 0 } defects)
            caveats.Add($"Not among the features: {string.Join("; ", defects.Select(d => $"{d.Column} ({d.Reason})"))}.");
        if (findings.Groups is { } groups and < 20)
            caveats.Add($"There are only {Count(groups, "group")} to resample, so the intervals are rough and probably too narrow.");
        foreach (var scheme in findings.Plan.Schemes.Where(s => s.Counts.Any(c => c < 10)))
            caveats.Add(RareLabels(scheme));
        caveats.AddRange(findings.Representatives.Where(NoBetterThanMajority).Select(a =>
            $"On {a.Scheme}, the accuracy of {a.Name} is not shown to be above the "
            + $"{Numbers.Percent(a.Result!.MajorityRate)} of always answering the commonest label."));
        if (findings.Studies.Count == 0 && findings.Plan.Folds.Count == 1)
            caveats.Add("There is one test part only: how the result varies with the choice of training tracks isn’t measured.");
        if (PaddedWords.Caveat(findings.Dataset) is { } padded) caveats.Add(padded);
        if (findings.LeftOut.Count > 0) caveats.Add(LeftOutWords.Sentence(findings));
        return caveats;
    }

    private static string RareLabels(PlannedScheme scheme)
    {
        var rare = scheme.Labels.Zip(scheme.Counts).Where(l => l.Second < 10).OrderBy(l => l.Second).ToArray();
        var named = string.Join(", ", rare.Take(10).Select(l => $"{l.First} {Numbers.Whole(l.Second)}"));
        return $"{scheme.Name} has {Count(rare.Length, "label")} with fewer than 10 tracks: {named}"
            + $"{(rare.Length > 10 ? $" and {Numbers.Whole(rare.Length - 10)} more" : "")}.";
    }

    private static bool NoBetterThanMajority(ArmView arm) =>
        arm.Interval(ShownMetric.Accuracy) is not { } i || i.Low <= arm.Result!.MajorityRate;

    public static string Count(int count, string noun, string? plural = null) =>
        $"{Numbers.Whole(count)} {(count == 1 ? noun : plural ?? noun + "s")}";

    /// <summary>The difference of a pair with its unit: <c>+0.8 points</c> of a percentage, or the plain number.</summary>
    public static string Difference(ArmPair pair) => Signed(pair.Metric, pair.Difference);

    /// <summary>The same of any difference in a metric.</summary>
    public static string Signed(string metric, double difference) =>
        Shown(metric).Percent ? Numbers.Signed(100 * difference, 1) + " points" : Numbers.Signed(difference);

    /// <summary>The interval of a difference in a metric: <c>+0.1 to +1.5</c>.</summary>
    public static string Signed(string metric, Interval difference)
    {
        var (factor, decimals) = Shown(metric).Percent ? (100, 1) : (1, 3);
        return $"{Numbers.Signed(factor * difference.Low, decimals)} to {Numbers.Signed(factor * difference.High, decimals)}";
    }

    /// <summary>So much of a metric, without a sign: <c>0.8 points</c> of a percentage, or the plain number.</summary>
    public static string Size(string metric, double size) =>
        Shown(metric).Percent ? Numbers.Fixed(100 * size, 1) + " points" : Numbers.Fixed(size);

    public static string? Interval(ArmPair pair) => Interval(pair, pair.Metric);

    /// <summary>The interval of the difference in a metric.</summary>
    public static string? Interval(ArmPair pair, string metric) =>
        pair.Ci95.TryGetValue(metric, out var interval) ? Signed(metric, interval) : null;

    public static string Name(string metric) => Shown(metric).Title;

    private static ShownMetric Shown(string metric) =>
        ShownMetric.All.FirstOrDefault(m => m.Name == metric) ?? new(metric, metric, false, _ => null);
}
