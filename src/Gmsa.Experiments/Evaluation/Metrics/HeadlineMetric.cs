namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// A metric that gets intervals, by its name in JSON. Mutual information is none: few tracks overstate it (Miller, 1955), and resamples of
/// them more than they do themselves, so that a percentile interval would lie above its value.
/// </summary>
/// <param name="Of">Its value among a table's metrics.</param>
/// <param name="OfCounts">Its value by confusion counts; null for the one that takes probabilities, log loss.</param>
internal sealed record HeadlineMetric(string Name, Func<ClassificationMetrics, double> Of, OfConfusion? OfCounts)
{
    public static readonly IReadOnlyList<HeadlineMetric> All =
    [
        new("accuracy", m => m.Accuracy, Confusion.Accuracy),
        new("balanced_accuracy", m => m.BalancedAccuracy, Confusion.BalancedAccuracy),
        new("macro_f1", m => m.MacroF1, Confusion.MacroF1),
        new("kappa", m => m.Kappa, Confusion.Kappa),
        new("mcc", m => m.Mcc, Confusion.Mcc),
        new("log_loss", m => m.LogLoss, null),
    ];

    /// <summary>The metrics that only labels on the circle of moods have.</summary>
    private static readonly HeadlineMetric
        OctantError = new("mean_octant_error", m => m.MeanOctantError!.Value, Confusion.MeanSteps),
        Valence = new("valence_sign_accuracy", m => m.ValenceSignAccuracy!.Value, Confusion.ValenceSign),
        Arousal = new("arousal_sign_accuracy", m => m.ArousalSignAccuracy!.Value, Confusion.ArousalSign);

    /// <summary>All that a table has, label by label apart.</summary>
    /// <param name="ring">Where its labels lie on the circle of moods; null where they don't.</param>
    public static IReadOnlyList<HeadlineMetric> OfTable(Ring? ring) => ring is null ? All
        : [.. All, OctantError, .. ((HeadlineMetric[])[Valence, Arousal]).Where(m => m == Valence ? ring.TellsValence : ring.TellsArousal)];

    /// <summary>
    /// How well the label at this position is told: precision, recall and f1, in this order. Of a resample that has nothing to be judged
    /// by, no number.
    /// </summary>
    public static HeadlineMetric[] OfLabel(int label) =>
    [
        new(OfOne("precision", label), m => m.PerLabel[label].Precision,
            s => s.Predicted[label] == 0 ? double.NaN : Confusion.Precision(s, label)),
        new(OfOne("recall", label), m => m.PerLabel[label].Recall, s => s.Truths[label] == 0 ? double.NaN : Confusion.Recall(s, label)),
        new(OfOne("f1", label), m => m.PerLabel[label].F1, s => s.Truths[label] == 0 ? double.NaN : Confusion.F1(s, label)),
    ];

    private static string OfOne(string of, int label) => FormattableString.Invariant($"{of}/{label}");

    /// <summary>The metric of this name, one of <see cref="ClusterBootstrap.HeadlineMetrics"/>.</summary>
    public static HeadlineMetric Named(string name) => All.First(m => m.Name == name);
}
