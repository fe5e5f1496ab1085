using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Gmsa.Experiments.Evaluation;

/// <summary>A metric, or a difference of two arms in it, seed by seed.</summary>
/// <param name="Values">One a seed, in the order of the seeds.</param>
/// <param name="Deviation">How far a single seed's value lies from the mean, as a standard deviation (of n - 1).</param>
/// <param name="Ci95">The mean's 95 % interval over seeds by Student's t: where it would be with other seeds, on the same tracks.</param>
public sealed record SeedValues(IReadOnlyList<double> Values, double Mean, double Deviation, Interval Ci95)
{
    internal static SeedValues Of(IReadOnlyList<double> values)
    {
        var (mean, deviation) = (values.Mean(), values.StandardDeviation());
        var reach = StudentT.InvCDF(0, 1, values.Count - 1, 0.975) * deviation / Math.Sqrt(values.Count);
        return new(values, mean, deviation, new(mean - reach, mean + reach));
    }
}

/// <summary>An arm seed by seed, in every headline metric by its name.</summary>
public sealed record SeededArm(string Name, IReadOnlyDictionary<string, SeedValues> Metrics);

/// <summary>Two arms of a pair seed by seed.</summary>
/// <param name="A">As in <see cref="ArmPair"/>, whose metric it is.</param>
/// <param name="Difference">The first less the second, both with the same seed.</param>
/// <param name="Share">
/// The share of seed noise in the variance of such a difference when each arm is run once, 0..1: the variance over seeds, divided by itself
/// and the variance over groups of tracks (by the cluster bootstrap of all seeds together). Null where neither varies, or of one group.
/// </param>
public sealed record SeededPair(string A, string B, string Metric, SeedValues Difference, double? Share);

/// <summary>What of the results is luck of the seed: every arm with several seeds on the same folds.</summary>
public sealed record SeedNoise(IReadOnlyList<long> Seeds, IReadOnlyList<SeededArm> Arms, IReadOnlyList<SeededPair> Pairs)
{
    /// <summary>The seeds of a table, in order; none where they are no axis.</summary>
    internal static IReadOnlyList<long> SeedsOf(PredictionTable table) =>
        [.. table.Rows.Select(r => r.Round.Seed).OfType<long>().Distinct().Order()];

    /// <summary>Null with fewer than two seeds.</summary>
    internal static SeedNoise? Of(IReadOnlyList<ScoredArm> arms, IReadOnlyList<PairedArms> pairs, string metric)
    {
        if (arms[0].BySeed.Count < 2) return null;
        return new(SeedsOf(arms[0].Arm.Predictions),
            [.. arms.Select(a => new SeededArm(a.Arm.Name, HeadlineMetric.All.ToDictionary(m => m.Name, m => a.Seeded(m)!)))],
            [.. pairs.Select(p =>
                new SeededPair(p.A.Arm.Name, p.B.Arm.Name, metric, p.Seeded(HeadlineMetric.Named(metric))!, Share(p, metric)))]);
    }

    private static double? Share(PairedArms pair, string metric)
    {
        if (Replicates.Deviation(pair.A.Replicates, pair.B.Replicates, metric) is not { } ofGroups) return null;
        var ofSeeds = pair.Seeded(HeadlineMetric.Named(metric))!.Deviation;
        var share = ofSeeds * ofSeeds / (ofSeeds * ofSeeds + ofGroups * ofGroups);
        return double.IsFinite(share) ? share : null;
    }
}
