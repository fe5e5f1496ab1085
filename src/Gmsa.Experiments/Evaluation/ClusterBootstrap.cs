using Gmsa.Experiments.Foundation;
using MathNet.Numerics.Statistics;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// 95 % percentile intervals of the headline metrics, by resampling whole groups with replacement (the cluster bootstrap: Field and Welsh,
/// "Bootstrapping clustered data", 2007): tracks of one artist are not independent, and an interval that thinks so is too narrow.
/// A track with a blank group is a group of its own, and so are all its repeats together. Where seeds are an axis they are resampled too, beside the groups
/// (the pigeonhole bootstrap: Owen, 2007), so that an interval tells of other music and other seeds. The draws depend on the seed and the numbers of
/// groups and seeds alone, both in order, so tables of the same tracks are resampled alike and their differences are paired.
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>How many resamples an interval is made of.</summary>
    public const int DefaultResamples = 2000;

    /// <summary>The metrics that get intervals, by their names in JSON.</summary>
    public static IReadOnlyList<string> HeadlineMetrics { get; } = [.. HeadlineMetric.All.Select(m => m.Name)];

    /// <summary>True for a metric of which less is better.</summary>
    public static bool IsLoss(string metric) => HeadlineMetric.Named(metric).OfCounts is null;

    /// <summary>The headline metrics of every resample of a table.</summary>
    /// <exception cref="InputException">No rows, a label the table doesn't list, or a track twice in a repeat.</exception>
    /// <param name="ofSeeds">False leaves the seeds as they are, and resamples the groups alone.</param>
    public static Replicates Replicate(PredictionTable table, Seed seed, int resamples = DefaultResamples, bool ofSeeds = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var coded = CodedTable.Of(table);
        var labels = coded.Labels.Count;
        var clusters = Clusters.Of(coded);
        var values = HeadlineMetric.All.Select(m => (m.OfCounts, Values: new double[resamples])).ToArray();
        var counts = new int[labels * labels];
        var generator = seed.Generator();
        var times = Enumerable.Repeat(1, clusters.Seeds).ToArray();
        for (var r = 0; r < resamples; r++)
        {
            Array.Clear(counts);
            if (ofSeeds && times.Length > 1) Redraw(times, generator);
            var loss = 0.0;
            for (var draw = 0; draw < clusters.Count; draw++) loss += clusters.AddTo(counts, generator.NextInt(clusters.Count), times);
            foreach (var (ofCounts, column) in values) column[r] = ofCounts?.Invoke(counts, labels) ?? Math.Max(0, loss / counts.Sum());
        }
        return new(clusters.Count, $"{seed.Value}/{clusters.Key}", HeadlineMetrics.Zip(values).ToDictionary(m => m.First, m => m.Second.Values));
    }

    private static void Redraw(int[] times, SplitMix64 generator)
    {
        Array.Clear(times);
        for (var draw = 0; draw < times.Length; draw++) times[generator.NextInt(times.Length)]++;
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
public sealed record Replicates(int Groups, string Key, IReadOnlyDictionary<string, double[]> Values)
{
    /// <summary>
    /// The 2.5 % and 97.5 % quantiles. Of one group alone: the metric's whole range, since nothing can be said about other groups, and an
    /// interval of no width would call every difference real.
    /// </summary>
    public Interval Interval(string metric) => Groups == 1 ? Range(metric) : Percentiles([.. Values[metric]]);

    /// <summary>
    /// The interval of the paired differences, <paramref name="a"/> less <paramref name="b"/>; of one group alone: the whole range.
    /// </summary>
    /// <exception cref="InputException">The two were not drawn alike.</exception>
    public static Interval Difference(Replicates a, Replicates b, string metric)
    {
        var differences = Differences(a, b, metric);
        if (a.Groups > 1) return Percentiles(differences);
        var range = Range(metric);
        return new(range.Low - range.High, range.High - range.Low);
    }

    /// <summary>The standard error of the paired difference: its deviation over the resamples; null of one group alone.</summary>
    internal static double? Deviation(Replicates a, Replicates b, string metric) => a.Groups == 1 ? null : Differences(a, b, metric).StandardDeviation();

    /// <summary>
    /// Two-sided p of no difference in a metric, by the same resamples as the interval: twice the smaller share of them on either side of 0 (Efron and Tibshirani, "An introduction to the
    /// bootstrap", 1993, chapter 15), with one more counted on each, so that it is never 0. 1 of one group alone.
    /// </summary>
    internal static double P(Replicates a, Replicates b, string metric)
    {
        if (a.Groups == 1) return 1;
        var differences = Differences(a, b, metric);
        var (below, above) = (differences.Count(d => d <= 0), differences.Count(d => d >= 0));
        return Math.Min(1, 2 * (1.0 + Math.Min(below, above)) / (1 + differences.Length));
    }

    private static double[] Differences(Replicates a, Replicates b, string metric) => a.Key == b.Key
        ? [.. a.Values[metric].Zip(b.Values[metric], (x, y) => x - y)]
        : throw new InputException("", "the two are not predictions of the same tracks in the same groups; only those have a paired difference");

    private static Interval Range(string metric) => metric switch
    {
        "kappa" or "mcc" => new(-1, 1),
        _ when ClusterBootstrap.IsLoss(metric) => new(0, double.PositiveInfinity),
        _ => new(0, 1),
    };

    private static Interval Percentiles(double[] values)
    {
        Array.Sort(values);
        return new(ClusterBootstrap.Quantile(values, 0.025), ClusterBootstrap.Quantile(values, 0.975));
    }
}
