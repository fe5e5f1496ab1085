namespace Gmsa.Experiments.Evaluation;

/// <summary>A metric of a confusion matrix (see <see cref="Confusion"/>).</summary>
internal delegate double OfConfusion(ConfusionSums sums);

/// <summary>
/// What follows from a confusion matrix alone, of one prediction at least. The metrics of <c>sklearn.metrics</c>; a metric that would be
/// 0/0 is 0.
/// </summary>
internal static class Confusion
{
    /// <summary>The share of right predictions, in 0..1.</summary>
    public static double Accuracy(ConfusionSums sums)
    {
        long right = 0;
        foreach (var count in sums.Right) right += count;
        return Ratio(right, sums.All);
    }

    /// <summary>The mean number of steps round the circle of moods, 0..labels / 2.</summary>
    public static double MeanSteps(ConfusionSums sums) => Ratio(sums.Steps, sums.All);

    /// <summary>The share on the right side of neutral valence, in 0..1.</summary>
    public static double ValenceSign(ConfusionSums sums) => Ratio(sums.SameValence, sums.All);

    /// <summary>The share on the right side of neutral energy, in 0..1.</summary>
    public static double ArousalSign(ConfusionSums sums) => Ratio(sums.SameArousal, sums.All);

    /// <summary>The share of the predictions of a label that are right, in 0..1.</summary>
    public static double Precision(ConfusionSums sums, int label) => Ratio(sums.Right[label], sums.Predicted[label]);

    /// <summary>The share of a label's predictions that find it, in 0..1.</summary>
    public static double Recall(ConfusionSums sums, int label) => Ratio(sums.Right[label], sums.Truths[label]);

    /// <summary>The harmonic mean of a label's precision and recall, in 0..1.</summary>
    public static double F1(ConfusionSums sums, int label) =>
        Ratio(2.0 * sums.Right[label], (double)sums.Truths[label] + sums.Predicted[label]);

    /// <summary>The mean recall over the labels that occur as truth, in 0..1.</summary>
    public static double BalancedAccuracy(ConfusionSums sums)
    {
        var (sum, present) = (0.0, 0);
        for (var i = 0; i < sums.Labels; i++)
        {
            if (sums.Truths[i] == 0) continue;
            sum += Recall(sums, i);
            present++;
        }
        return Ratio(sum, present);
    }

    /// <summary>The mean F1 over the labels that occur as truth or as prediction, in 0..1.</summary>
    public static double MacroF1(ConfusionSums sums)
    {
        var (sum, present) = (0.0, 0);
        for (var i = 0; i < sums.Labels; i++)
        {
            if (sums.Truths[i] == 0 && sums.Predicted[i] == 0) continue;
            sum += F1(sums, i);
            present++;
        }
        return Ratio(sum, present);
    }

    /// <summary>
    /// Cohen's kappa, in -1..1 (Cohen, "A coefficient of agreement for nominal scales", 1960): 0 is what guessing by the marginals gets.
    /// </summary>
    public static double Kappa(ConfusionSums sums)
    {
        var (right, all, expected, _, _) = Products(sums);
        return Ratio(right * all - expected, all * all - expected);
    }

    /// <summary>
    /// Matthews' correlation coefficient for several labels, in -1..1 (Gorodkin, "Comparing two K-category assignments by a K-category
    /// correlation coefficient", 2004).
    /// </summary>
    public static double Mcc(ConfusionSums sums)
    {
        var (right, all, expected, truths, predictions) = Products(sums);
        return Ratio(right * all - expected, Math.Sqrt((all * all - truths) * (all * all - predictions)));
    }

    /// <summary>
    /// Mutual information of truth and prediction in bits, 0 or more (the plug-in estimate, biased upwards for few tracks).
    /// </summary>
    /// <param name="counts">[labels x labels], truth down, prediction across, row by row.</param>
    public static double MutualInformationBits(ReadOnlySpan<int> counts, ConfusionSums sums)
    {
        var (bits, all, labels) = (0.0, (double)sums.All, sums.Labels);
        for (var i = 0; i < labels; i++)
            for (var j = 0; j < labels; j++)
            {
                double count = counts[i * labels + j];
                if (count == 0) continue;
                bits += count / all * Math.Log2(count * all / ((double)sums.Truths[i] * sums.Predicted[j]));
            }
        return Math.Max(0, bits);
    }

    /// <summary>Right and all predictions, and the sums over labels of truth x prediction, truth squared and prediction squared.</summary>
    private static (double Right, double All, double Expected, double Truths, double Predictions) Products(ConfusionSums sums)
    {
        double right = 0, expected = 0, truths = 0, predictions = 0;
        for (var i = 0; i < sums.Labels; i++)
        {
            double truth = sums.Truths[i], predicted = sums.Predicted[i];
            right += sums.Right[i];
            expected += truth * predicted;
            truths += truth * truth;
            predictions += predicted * predicted;
        }
        return (right, sums.All, expected, truths, predictions);
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
