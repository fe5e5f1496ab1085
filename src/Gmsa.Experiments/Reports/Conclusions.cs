using Gmsa.Experiments.Evaluation;

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
    /// <summary>A study's outcome in a few lines: what was done, and the verdict.</summary>
    public static string InWords(StudyResults results)
    {
        var findings = Findings.Of(results);
        return $"{Lead(findings)}\n{Verdict(findings).Whole}";
    }

    /// <summary>What was done, and how far from guessing it came.</summary>
    public static string Lead(Findings findings)
    {
        var plan = findings.Plan;
        var groups = findings.Groups is { } g && g < findings.Dataset.Tracks
            ? $" in {Count(g, "group")} of the same {findings.GroupColumn}" : "";
        var schemes = string.Join(" and ", plan.Schemes.Select(s => $"{s.Name} ({Count(s.Labels.Count, "label")})"));
        var design = $"{Count(findings.Dataset.Tracks, "track")}{groups}, {Count(plan.Folds.Count, "fold")}, "
            + $"{Count(plan.Arms.Count, "arm")} on {schemes}, {Count(findings.Trials.Count, "trial")}.";
        return string.Join(' ', [design, .. findings.Representatives.Select(Against)]);
    }

    private static string Against(ArmView arm)
    {
        var result = arm.Result!;
        var above = arm.Interval(ShownMetric.Balanced) is not { } interval ? "beside"
            : interval.Low > result.ChanceRate ? "above" : interval.High < result.ChanceRate ? "below" : "not distinguishable from";
        return $"On {arm.Scheme}, {arm.Name} reaches {ShownMetric.Balanced.Format(result.BalancedAccuracy)} balanced accuracy, {above} the "
            + $"{Numbers.Percent(result.ChanceRate)} of chance.";
    }

    /// <summary>The answer to whether more labels, merged, beat fewer labels, learnt directly.</summary>
    public static Verdict Verdict(Findings findings)
    {
        if (findings.Results.Comparison.Arms.Count == 0)
            return new("No result", "No arm was completed in every fold, so nothing can be compared.");
        if (findings.Versus.Count > 0) return Merged(findings, findings.Versus);
        var missing = findings.Plan.Schemes.Where(s => findings.Representatives.All(a => a.Scheme != s.Name)).Select(s => s.Name).ToArray();
        if (missing.Length > 0)
            return new("No verdict", $"No arm of {string.Join(", ", missing)} has results, so the schemes can’t be compared.");
        if (findings.Plan.Schemes.Count > 1)
            return new("Not comparable", "Nothing says how the labels of one scheme become those of another, so accuracies of different "
                + "schemes can’t be compared.");
        return WithinOne(findings);
    }

    private static Verdict WithinOne(Findings findings)
    {
        var apart = findings.WithinScheme.Count(p => p.Verdict != ArmPair.NotDistinguishable);
        var pairs = findings.WithinScheme.Count switch
        {
            0 => "It has one arm with results, so there is nothing to compare it with.",
            var all => $"Of its {Count(all, "pair")} of arms, {Numbers.Whole(apart)} can be told apart.",
        };
        return new("One scheme", $"Only {findings.Plan.Schemes[0].Name} was studied, so more labels aren’t compared with fewer. {pairs}");
    }

    private static Verdict Merged(Findings findings, IReadOnlyList<ArmPair> pairs)
    {
        var collapse = findings.Results.Comparison.Collapse;
        var (fine, coarse, direct) = (collapse?.Fine ?? "the finer scheme", collapse?.Coarse ?? "the coarser scheme", pairs[0].B);
        var details = pairs.Select(p => $"{Difference(p)} by {Way(p)} ({Interval(p)}; Holm’s p {Numbers.Probability(p.HolmP)})");
        var numbers = $"Merged minus direct, {Name(pairs[0].Metric)} on {Count(pairs[0].N, "track")} with 95 % intervals: "
            + $"{string.Join(", ", details)}.";
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

    private static string Way(ArmPair pair) => pair.Collapse == "summed" ? "summed probabilities" : pair.Collapse ?? "merging";

    /// <summary>What weakens the numbers, the gravest first.</summary>
    public static IReadOnlyList<string> Caveats(Findings findings)
    {
        var caveats = new List<string>();
        if (findings.Dataset.Source.Contains("synthe", StringComparison.OrdinalIgnoreCase))
            caveats.Add("The audio is synthetic: these numbers show that the chain works and prove nothing about music.");
        caveats.AddRange(LeakWords.Alarms(findings));
        if (findings.Groups is { } groups and < 20)
            caveats.Add($"There are only {Count(groups, "group")} to resample, so the intervals are rough and probably too narrow.");
        foreach (var scheme in findings.Plan.Schemes.Where(s => s.Counts.Any(c => c < 10)))
            caveats.Add($"{scheme.Name} has labels with fewer than 10 tracks: " + string.Join(", ",
                scheme.Labels.Zip(scheme.Counts).Where(l => l.Second < 10).Select(l => $"{l.First} {Numbers.Whole(l.Second)}")) + ".");
        caveats.AddRange(findings.Representatives.Where(NoBetterThanMajority).Select(a =>
            $"On {a.Scheme}, the accuracy of {a.Name} is not shown to be above the "
            + $"{Numbers.Percent(a.Result!.MajorityRate)} of always answering the commonest label."));
        if (findings.Plan.Folds.Count == 1)
            caveats.Add("There is one test part only: how the result varies with the choice of training tracks isn’t measured.");
        if (findings.LeftOut.Count > 0)
            caveats.Add($"{Count(findings.LeftOut.Count, "track")} of {Numbers.Whole(findings.Plan.Tracks)} left out; "
                + "each is named with its reason under “The data”.");
        caveats.AddRange(findings.Arms.Where(a => a.Result is null).Select(a => $"{a.Name} has no result: {a.WhyUnscored}"));
        if (findings.Trials.Count(t => t.State == Runs.TrialState.Failed) is > 0 and var failed)
            caveats.Add($"{Count(failed, "trial")} of {Numbers.Whole(findings.Trials.Count)} failed; the reasons are under “The sweep”.");
        return caveats;
    }

    private static bool NoBetterThanMajority(ArmView arm) =>
        arm.Interval(ShownMetric.Accuracy) is not { } i || i.Low <= arm.Result!.MajorityRate;

    public static string Count(int count, string noun) => $"{Numbers.Whole(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>The difference of a pair with its unit: <c>+0.8 points</c> of a percentage, or the plain number.</summary>
    public static string Difference(ArmPair pair) =>
        Shown(pair.Metric).Percent ? Numbers.Signed(100 * pair.Difference, 1) + " points" : Numbers.Signed(pair.Difference);

    public static string? Interval(ArmPair pair)
    {
        if (!pair.Ci95.TryGetValue(pair.Metric, out var interval)) return null;
        var (factor, decimals) = Shown(pair.Metric).Percent ? (100, 1) : (1, 3);
        return $"{Numbers.Signed(factor * interval.Low, decimals)} to {Numbers.Signed(factor * interval.High, decimals)}";
    }

    public static string Name(string metric) => Shown(metric).Title;

    private static ShownMetric Shown(string metric) =>
        ShownMetric.All.FirstOrDefault(m => m.Name == metric) ?? new(metric, metric, false, _ => null);
}
