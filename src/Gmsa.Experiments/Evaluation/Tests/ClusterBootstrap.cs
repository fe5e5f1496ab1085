using Gmsa.Experiments.Foundation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// 95 % percentile intervals of the headline metrics, by resampling whole groups with replacement (the cluster bootstrap: Field and Welsh,
/// "Bootstrapping clustered data", 2007): tracks of one artist are not independent, and an interval that thinks so is too narrow.
/// A track with a blank group is a group of its own, and so are all its repeats and seeds together. The draws depend on the seed and the
/// number of groups alone, groups in ordinal order, so tables of the same tracks are resampled alike and their differences are paired.
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>How many resamples an interval is made of.</summary>
    internal const int DefaultResamples = 2000;

    /// <summary>
    /// The seed of every interval and p that this program tells, whoever made the predictions and whatever the experiment's own seed: the
    /// same predictions have the same interval in a study, in a comparison of studies and in one of files. Experiments that don't say a
    /// seed have it too.
    /// </summary>
    internal static Seed Draws { get; } = new Seed(42).Derive("bootstrap");

    /// <summary>The metrics that get intervals, by their names in JSON.</summary>
    public static IReadOnlyList<string> HeadlineMetrics { get; } = [.. HeadlineMetric.All.Select(m => m.Name)];

    /// <summary>True for a metric of which less is better.</summary>
    internal static bool IsLoss(string metric) => metric is "log_loss" or "mean_octant_error";

    /// <summary>The headline metrics of every resample of a table.</summary>
    /// <exception cref="InputException">No rows, a label the table doesn't list, or a track twice in a repeat.</exception>
    internal static Replicates Replicate(
        PredictionTable table, Seed seed, int resamples = DefaultResamples, CancellationToken cancel = default) =>
        Replicate(table, HeadlineMetric.All, null, seed, resamples, cancel);

    /// <summary>The same of these metrics.</summary>
    /// <param name="ring">Where the labels lie on the circle of moods; null where they don't.</param>
    internal static Replicates Replicate(
        PredictionTable table, IReadOnlyList<HeadlineMetric> metrics, Ring? ring, Seed seed, int resamples = DefaultResamples,
        CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var coded = CodedTable.Of(table);
        var clusters = Clusters.Of(coded);
        var values = metrics.Select(m => (m.OfCounts, Values: new double[resamples])).ToArray();
        var counts = new ConfusionSums(coded.Labels.Count, ring);
        var generator = seed.Generator();
        for (var r = 0; r < resamples; r++)
        {
            cancel.ThrowIfCancellationRequested();
            counts.Clear();
            var loss = 0.0;
            for (var draw = 0; draw < clusters.Count; draw++) loss += clusters.AddTo(counts, generator.NextInt(clusters.Count));
            foreach (var (ofCounts, column) in values) column[r] = ofCounts?.Invoke(counts) ?? Math.Max(0, loss / counts.All);
        }
        return new(clusters.Count, $"{seed.Value}/{clusters.Key}",
            metrics.Zip(values).ToDictionary(m => m.First.Name, m => m.Second.Values));
    }

    /// <summary>
    /// The quantile of sorted numbers, between two of them by straight line: NumPy's default method, Hyndman and Fan's seventh.
    /// </summary>
    internal static double Quantile(double[] sorted, double share) =>
        SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}

/// <summary>The headline metrics of each resample of a table.</summary>
/// <param name="Groups">How many groups there were to draw from.</param>
/// <param name="Key">Seed and groups; replicates with the same key were drawn alike and can be compared in pairs.</param>
/// <param name="Values">By metric, one value a resample.</param>
internal sealed record Replicates(int Groups, string Key, IReadOnlyDictionary<string, double[]> Values)
{
    /// <summary>No p is told as smaller: so far out no approximation is to be relied on.</summary>
    internal const double LeastP = 1e-12;

    /// <summary>
    /// The 2.5 % and 97.5 % quantiles. Of one group alone: the metric's whole range, since nothing can be said about other groups, and an
    /// interval of no width would call every difference real.
    /// </summary>
    public Interval Interval(string metric) => Groups == 1 ? Range(metric) : Percentiles([.. Values[metric].Where(v => !double.IsNaN(v))]);

    /// <summary>
    /// False where more than a twentieth of the resamples have nothing to judge a metric by, as those without a label's only artist: what
    /// the others say is too narrow then.
    /// </summary>
    internal bool Tells(string metric) => Values[metric].Count(double.IsNaN) <= Values[metric].Length / 20;

    /// <summary>
    /// The interval of the paired differences, <paramref name="a"/> less <paramref name="b"/>; of one group alone: the whole range.
    /// </summary>
    /// <exception cref="InputException">The two were not drawn alike.</exception>
    public static Interval Difference(Replicates a, Replicates b, string metric)
    {
        var differences = Differences(a, b, metric);
        return a.Groups > 1 ? Percentiles(differences) : DifferenceRange(metric);
    }

    /// <summary>The standard error of a metric: its deviation over the resamples; null of one group alone.</summary>
    internal double? Deviation(string metric) =>
        Groups == 1 ? null : Values[metric].Where(v => !double.IsNaN(v)).StandardDeviation();

    /// <summary>The same of the paired difference.</summary>
    internal static double? Deviation(Replicates a, Replicates b, string metric) =>
        a.Groups == 1 ? null : Differences(a, b, metric).StandardDeviation();

    /// <summary>
    /// Two-sided p of no difference in a metric, by the same resamples as the interval: twice the smaller share of them on either side of 0
    /// (Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 15), with one more counted on each. Where that is fewer
    /// than ten, counting is too coarse to be corrected for many pairs: then the normal distribution with the resamples' standard error
    /// says it. 1 of one group alone.
    /// </summary>
    /// <param name="difference">The one that was seen.</param>
    internal static double P(Replicates a, Replicates b, string metric, double difference)
    {
        const int Coarse = 10;
        if (a.Groups == 1) return 1;
        var differences = Differences(a, b, metric);
        var (below, above) = (differences.Count(d => d <= 0), differences.Count(d => d >= 0));
        var counted = Math.Min(1, 2 * (1.0 + Math.Min(below, above)) / (1 + differences.Length));
        if (Math.Min(below, above) >= Coarse || Deviation(a, b, metric) is not (> 0 and { } error)) return counted;
        return Math.Min(counted, Math.Max(LeastP, 2 * Normal.CDF(0, 1, -Math.Abs(difference) / error)));
    }

    private static double[] Differences(Replicates a, Replicates b, string metric) => a.Key == b.Key
        ? [.. a.Values[metric].Zip(b.Values[metric], (x, y) => x - y)]
        : throw new InputException("",
            "the two are not predictions of the same tracks in the same groups; only those have a paired difference");

    /// <summary>Between what a metric can lie.</summary>
    internal static Interval Range(string metric) => metric switch
    {
        "kappa" or "mcc" => new(-1, 1),
        _ when ClusterBootstrap.IsLoss(metric) => new(0, double.PositiveInfinity),
        _ => new(0, 1),
    };

    /// <summary>Between what a difference in a metric can lie.</summary>
    internal static Interval DifferenceRange(string metric) =>
        Range(metric) is var range ? new(range.Low - range.High, range.High - range.Low) : default;

    private static Interval Percentiles(double[] values)
    {
        Array.Sort(values);
        return new(ClusterBootstrap.Quantile(values, 0.025), ClusterBootstrap.Quantile(values, 0.975));
    }
}
