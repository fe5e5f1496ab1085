using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Reports;

/// <summary>How a metric of the comparison is shown.</summary>
/// <param name="Name">As in <c>comparison.json</c>.</param>
/// <param name="Percent">Shown as a share of 100.</param>
internal sealed record ShownMetric(string Name, string Title, bool Percent, Func<ClassificationMetrics, double?> Of)
{
    public static readonly ShownMetric Accuracy = new("accuracy", "accuracy", true, m => m.Accuracy);
    public static readonly ShownMetric Balanced = new("balanced_accuracy", "balanced accuracy", true, m => m.BalancedAccuracy);

    /// <summary>The metrics of the tables, in their order.</summary>
    public static readonly IReadOnlyList<ShownMetric> InTables =
    [
        Accuracy, Balanced, new("macro_f1", "macro F1", false, m => m.MacroF1), new("kappa", "Cohen’s κ", false, m => m.Kappa),
        new("mcc", "MCC", false, m => m.Mcc), new("mutual_information_bits", "information, bits", false, m => m.MutualInformationBits),
        new("log_loss", "log loss", false, m => m.LogLoss), new("ece15", "calibration error", false, m => m.Ece15),
        new("top2", "top 2", true, m => m.Top2),
    ];

    /// <summary>What only labels on the circle of moods have.</summary>
    public static readonly IReadOnlyList<ShownMetric> OnRing =
    [
        new("valence_sign_accuracy", "right side of valence", true, m => m.ValenceSignAccuracy),
        new("arousal_sign_accuracy", "right side of energy", true, m => m.ArousalSignAccuracy),
        new("mean_octant_error", "mean octant error", false, m => m.MeanOctantError),
    ];

    /// <summary>Everything <c>metrics.csv</c> holds.</summary>
    public static readonly IReadOnlyList<ShownMetric> All =
    [
        .. InTables, new("brier", "Brier score", false, m => m.Brier), .. OnRing,
        new("chance_rate", "chance", true, m => m.ChanceRate), new("majority_rate", "majority", true, m => m.MajorityRate),
    ];

    /// <summary>Those that are told fold by fold of these arms.</summary>
    public static IReadOnlyList<ShownMetric> OfFolds(IReadOnlyList<ArmView> arms) =>
        [.. InTables.Concat(OnRing).Where(m => arms.Any(a => a.Result?.OverFolds.ContainsKey(m.Name) == true))];

    public string Format(double? value) => Percent ? Numbers.Percent(value) : Numbers.Fixed(value);

    /// <summary>Mean and deviation over folds as <c>43.1 ± 2.0 %</c>.</summary>
    public string Format(FoldSpread spread) => spread.Deviation is not { } deviation ? Format(spread.Mean)
        : Percent ? $"{Numbers.Fixed(100 * spread.Mean, 1)} ± {Numbers.Percent(deviation)}"
        : $"{Numbers.Fixed(spread.Mean)} ± {Numbers.Fixed(deviation)}";

    /// <summary>An interval as <c>38.1 to 48.2 %</c>.</summary>
    public string Format(Interval interval) => Percent
        ? $"{Numbers.Fixed(100 * interval.Low, 1)} to {Numbers.Percent(interval.High)}"
        : $"{Numbers.Fixed(interval.Low)} to {Numbers.Fixed(interval.High)}";
}
