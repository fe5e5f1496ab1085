using System.Text.Json;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Puts arms side by side: metrics, intervals, paired tests and verdicts.</summary>
public static class Comparer
{
    /// <summary>The largest corrected p that a verdict is given at.</summary>
    private const double Significant = 0.05;

    /// <summary>
    /// Compares arms. The result depends on the predictions and the seed alone, not on the order of rows; arms keep their order.
    /// </summary>
    /// <param name="map">Connects a fine scheme to a coarse one; used where both are among the arms' schemes.</param>
    /// <param name="metric">What pairs differ in, one of <see cref="ClusterBootstrap.HeadlineMetrics"/> (<c>balancedAccuracy</c> is read
    /// as <c>balanced_accuracy</c>).</param>
    /// <param name="progress">Told of each arm and each pair; null where nobody follows.</param>
    /// <exception cref="InputException">No arms, a name twice, an unknown metric, a bad table, or arms to be paired that aren't of the
    /// same tracks, truths and groups.</exception>
    public static Comparison Compare(
        IReadOnlyList<ArmInput> arms, CollapseMap? map, string metric, Seed seed,
        IProgress<Progress>? progress = null, CancellationToken cancel = default)
    {
        metric = JsonNamingPolicy.SnakeCaseLower.ConvertName(metric);
        Check(arms, metric);
        arms = OneGrouping.Unite(arms);
        var (done, all) = (0, arms.Count + arms.CountBy(a => a.Scheme).Sum(s => s.Value * (s.Value - 1) / 2) + (map is null ? 0 : 2));
        var scored = arms.Select(arm => Step(arm.Name, () => ScoredArm.Of(arm, seed, cancel))).ToArray();
        var represents = arms.Select(a => a.Scheme).Distinct().Select(scheme => Representative(scored, scheme)).ToArray();
        var collapsed = CollapsedArms.Of(represents, map, seed, cancel);
        PairedArms[] paired = [.. collapsed?.Pairs ?? [], .. WithinSchemes(scored)];
        var pairs = paired
            .Select(pair => Step($"{pair.A.Arm.Name} and {pair.B.Arm.Name}", () => Pair(pair, metric, paired.Length))).ToArray();
        progress?.Report(new("comparison", all, all));
        return new()
        {
            Arms = [.. scored.Select(s => new ArmScores(s.Metrics, s.Arm, represents.Contains(s)))],
            Pairs = Judge(pairs),
            Collapse = collapsed?.Scores(),
            Seeds = SeedNoise.Of(scored, paired, metric),
        };

        T Step<T>(string what, Func<T> work)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new("comparison", done++, all, what));
            return work();
        }
    }

    /// <summary>All metrics of one table, with intervals of the headline metrics.</summary>
    /// <param name="ring">As for <see cref="Metrics.Of"/>.</param>
    /// <exception cref="InputException">No rows, a label the table doesn't list, or a track twice in a repeat.</exception>
    public static ClassificationMetrics Score(PredictionTable table, Seed seed, IReadOnlyList<string>? ring = null) =>
        ScoredArm.Of(new("", "", "", 0, table, ring ?? []), seed).Metrics;

    private static void Check(IReadOnlyList<ArmInput> arms, string metric)
    {
        var problems = new List<Problem>();
        if (arms.Count == 0) problems.Add(new("", "there are no arms to compare; at least one is needed"));
        foreach (var twice in arms.GroupBy(a => a.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new("", $"{twice.Count()} arms are called '{twice.Key}'; names must differ"));
        if (!ClusterBootstrap.HeadlineMetrics.Contains(metric))
            problems.Add(new("", $"unknown metric '{metric}' to compare by. Known: {string.Join(", ", ClusterBootstrap.HeadlineMetrics)}"));
        if (problems.Count > 0) throw new InputException(problems);
    }

    private static ScoredArm Representative(ScoredArm[] arms, string scheme) =>
        arms.Where(s => s.Arm.Scheme == scheme).MaxBy(s => double.IsNaN(s.Arm.InnerScore) ? double.NegativeInfinity : s.Arm.InnerScore)!;

    private static IEnumerable<PairedArms> WithinSchemes(ScoredArm[] arms) =>
        from i in Enumerable.Range(0, arms.Length)
        from j in Enumerable.Range(i + 1, arms.Length - i - 1)
        where arms[i].Arm.Scheme == arms[j].Arm.Scheme
        orderby Array.FindIndex(arms, s => s.Arm.Scheme == arms[i].Arm.Scheme), i, j
        select new PairedArms(arms[i], arms[j], null);

    private static ArmPair Pair(PairedArms pair, string name, int pairs)
    {
        var (a, b, metric) = (pair.A, pair.B, HeadlineMetric.Named(name));
        var mcnemar = McNemar.Of((a.Arm.Name, a.Arm.Predictions), (b.Arm.Name, b.Arm.Predictions));
        var (difference, p, error) = (pair.Difference(metric), pair.P(metric, mcnemar), pair.Error(metric));
        return new()
        {
            A = a.Arm.Name,
            B = b.Arm.Name,
            Collapse = pair.Collapse,
            Metric = name,
            Difference = difference,
            Differences = HeadlineMetric.All.ToDictionary(m => m.Name, pair.Difference),
            Ci95 = HeadlineMetric.All.ToDictionary(m => m.Name, pair.Interval),
            Power = Power.Of(difference, Replicates.Deviation(a.Replicates, b.Replicates, name), a.Metrics.Tracks, pairs,
                error?.OfSeeds ?? 0),
            Mcnemar = mcnemar,
            P = p,
            HolmP = p,
            Verdict = ArmPair.NotDistinguishable,
            N = a.Metrics.Tracks,
        };
    }

    private static ArmPair[] Judge(ArmPair[] pairs)
    {
        var adjusted = Holm.Adjust([.. pairs.Select(p => p.P)]);
        return [.. pairs.Zip(adjusted, (pair, p) => pair with
        {
            HolmP = p,
            HolmOver = pairs.Length,
            Verdict = Verdict(pair.Metric, pair.Ci95[pair.Metric], p),
        })];
    }

    private static string Verdict(string metric, Interval difference, double p) =>
        p >= Significant || difference.Contains(0) ? ArmPair.NotDistinguishable
        : difference.Low > 0 != ClusterBootstrap.IsLoss(metric) ? "a" : "b";
}
