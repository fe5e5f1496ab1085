namespace Gmsa.Experiments.Evaluation;

/// <summary>A metric of a confusion matrix (see <see cref="Confusion"/>).</summary>
internal delegate double OfConfusion(ReadOnlySpan<int> counts, int labels);

/// <summary>
/// What follows from a confusion matrix alone: counts [labels x labels], truth down, prediction across, row by row; at least one count.
/// The metrics of <c>sklearn.metrics</c>; a metric that would be 0/0 is 0.
/// </summary>
internal static class Confusion
{
    /// <summary>The share of right predictions, in 0..1.</summary>
    public static double Accuracy(ReadOnlySpan<int> counts, int labels)
    {
        long right = 0, all = 0;
        for (var i = 0; i < labels; i++) right += counts[i * labels + i];
        foreach (var count in counts) all += count;
        return Ratio(right, all);
    }

    /// <summary>The mean recall over the labels that occur as truth, in 0..1.</summary>
    public static double BalancedAccuracy(ReadOnlySpan<int> counts, int labels)
    {
        var (sum, present) = (0.0, 0);
        for (var i = 0; i < labels; i++)
        {
            var truth = RowSum(counts, labels, i);
            if (truth == 0) continue;
            sum += (double)counts[i * labels + i] / truth;
            present++;
        }
        return Ratio(sum, present);
    }

    /// <summary>The mean F1 over the labels that occur as truth or as prediction, in 0..1.</summary>
    public static double MacroF1(ReadOnlySpan<int> counts, int labels)
    {
        var (sum, present) = (0.0, 0);
        for (var i = 0; i < labels; i++)
        {
            var both = RowSum(counts, labels, i) + ColumnSum(counts, labels, i);
            if (both == 0) continue;
            sum += 2.0 * counts[i * labels + i] / both;
            present++;
        }
        return Ratio(sum, present);
    }

    /// <summary>
    /// Cohen's kappa, in -1..1 (Cohen, "A coefficient of agreement for nominal scales", 1960): 0 is what guessing by the marginals gets.
    /// </summary>
    public static double Kappa(ReadOnlySpan<int> counts, int labels)
    {
        var (right, all, expected, _, _) = Marginals(counts, labels);
        return Ratio(right * all - expected, all * all - expected);
    }

    /// <summary>
    /// Matthews' correlation coefficient for several labels, in -1..1 (Gorodkin, "Comparing two K-category assignments by a K-category
    /// correlation coefficient", 2004).
    /// </summary>
    public static double Mcc(ReadOnlySpan<int> counts, int labels)
    {
        var (right, all, expected, truths, predictions) = Marginals(counts, labels);
        return Ratio(right * all - expected, Math.Sqrt((all * all - truths) * (all * all - predictions)));
    }

    /// <summary>
    /// Mutual information of truth and prediction in bits, 0 or more (the plug-in estimate, biased upwards for few tracks).
    /// </summary>
    public static double MutualInformationBits(ReadOnlySpan<int> counts, int labels)
    {
        var all = 0.0;
        foreach (var count in counts) all += count;
        var bits = 0.0;
        for (var i = 0; i < labels; i++)
            for (var j = 0; j < labels; j++)
            {
                double count = counts[i * labels + j];
                if (count == 0) continue;
                bits += count / all * Math.Log2(count * all / ((double)RowSum(counts, labels, i) * ColumnSum(counts, labels, j)));
            }
        return Math.Max(0, bits);
    }

    public static int RowSum(ReadOnlySpan<int> counts, int labels, int row)
    {
        var sum = 0;
        for (var j = 0; j < labels; j++) sum += counts[row * labels + j];
        return sum;
    }

    private static int ColumnSum(ReadOnlySpan<int> counts, int labels, int column)
    {
        var sum = 0;
        for (var i = 0; i < labels; i++) sum += counts[i * labels + column];
        return sum;
    }

    /// <summary>Right and all predictions, and the sums over labels of truth x prediction, truth squared and prediction squared.</summary>
    private static (double Right, double All, double Expected, double Truths, double Predictions) Marginals(
        ReadOnlySpan<int> counts, int labels)
    {
        double right = 0, all = 0, expected = 0, truths = 0, predictions = 0;
        for (var i = 0; i < labels; i++)
        {
            double truth = RowSum(counts, labels, i), predicted = ColumnSum(counts, labels, i);
            right += counts[i * labels + i];
            all += truth;
            expected += truth * predicted;
            truths += truth * truth;
            predictions += predicted * predicted;
        }
        return (right, all, expected, truths, predictions);
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
