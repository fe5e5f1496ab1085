namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// A metric that gets intervals, by its name in JSON. Mutual information is none: few tracks overstate it (Miller, 1955), and resamples of them more than they do themselves, so that a
/// percentile interval would lie above its value.
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

    /// <summary>The metric of this name, one of <see cref="ClusterBootstrap.HeadlineMetrics"/>.</summary>
    public static HeadlineMetric Named(string name) => All.First(m => m.Name == name);
}
