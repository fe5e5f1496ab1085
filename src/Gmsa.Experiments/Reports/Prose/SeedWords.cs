using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>What several seeds say of a difference, in words: how much of it is luck.</summary>
internal static class SeedWords
{
    /// <summary>A sentence for each pair, the first arm less the second; none where seeds are no axis.</summary>
    public static IReadOnlyList<string> Of(Findings findings) =>
        findings.Results.Comparison.Seeds is not { } noise ? [] : [.. noise.Pairs.Select(pair =>
            $"{pair.A} less {pair.B}: {Conclusions.Name(pair.Metric)} {Mean(pair)} on average over "
                + $"{Conclusions.Count(noise.Seeds.Count, "seed")} ({Reach(pair)}), {Ahead(pair)}. {Share(pair)}")];

    public static string Mean(SeededPair pair) => Conclusions.Signed(pair.Metric, pair.Difference.Mean);

    public static string Reach(SeededPair pair) => Conclusions.Signed(pair.Metric, pair.Difference.Ci95);

    /// <summary>"the first is ahead with 4 of 5 seeds".</summary>
    public static string Ahead(SeededPair pair)
    {
        var sign = ClusterBootstrap.IsLoss(pair.Metric) ? -1 : 1;
        return $"the first is ahead with {Numbers.Whole(pair.Difference.Values.Count(d => sign * d > 0))} of "
            + $"{Conclusions.Count(pair.Difference.Values.Count, "seed")}";
    }

    private static string Share(SeededPair pair) => pair.Difference.Deviation == 0 ? "It is the same with every seed."
        : pair.Share is not { } share
            ? $"One run of each alone would be off by {Conclusions.Size(pair.Metric, pair.Difference.Deviation)} (one standard deviation) "
                + "by the seed; of one group of tracks nothing is known beside that."
        : $"One run of each alone would be off by {Conclusions.Size(pair.Metric, pair.Difference.Deviation)} (one standard deviation) by "
            + $"the seed, which is {Numbers.Percent(share)} of the variance of such a difference; the rest is the choice of tracks.";
}
