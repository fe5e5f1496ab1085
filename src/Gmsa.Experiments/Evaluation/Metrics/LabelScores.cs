namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// How well one label is told, as scikit-learn's <c>precision_recall_fscore_support</c> has it; what would be 0/0 is 0.
/// </summary>
/// <param name="Precision">Of what was called so the share that is, 0..1.</param>
/// <param name="Recall">Of what is so the share that was called so, 0..1.</param>
/// <param name="F1">The harmonic mean of the two, 0..1.</param>
/// <param name="Support">How many predictions are of tracks that have the label.</param>
/// <param name="Predicted">How many predictions say the label.</param>
public sealed record LabelScores(string Label, double Precision, double Recall, double F1, int Support, int Predicted)
{
    /// <summary>Labels beyond these are too many to be read one by one, and get no intervals.</summary>
    public const int MostWithIntervals = 60;

    /// <summary>
    /// 95 % intervals (see <see cref="ClusterBootstrap"/>) of precision, recall and f1; null where none were asked for. One is missing
    /// where more than a twentieth of the resamples have nothing to judge it by: a label of very few groups.
    /// </summary>
    public IReadOnlyDictionary<string, Interval>? Ci95 { get; init; }

    /// <summary>Its three scores by their names in JSON, each with its interval where it has one.</summary>
    public IEnumerable<(string Name, double Value, Interval? Ci95)> Scores()
    {
        foreach (var (name, value) in ((string, double)[])[("precision", Precision), ("recall", Recall), ("f1", F1)])
            yield return (name, value, Ci95?.TryGetValue(name, out var interval) == true ? interval : null);
    }

    internal static IReadOnlyList<LabelScores> Of(IReadOnlyList<string> labels, ConfusionSums sums) =>
        [.. labels.Select((label, i) => new LabelScores(
            label, Confusion.Precision(sums, i), Confusion.Recall(sums, i), Confusion.F1(sums, i), sums.Truths[i], sums.Predicted[i]))];
}
