namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What a search makes as large as possible, on inner validation alone: by it epochs, trials and members of ensembles are chosen, and
/// pruners judge. More is better.
/// </summary>
public enum SearchMetric
{
    BalancedAccuracy,
    Accuracy,
    MacroF1,
    Kappa,

    /// <summary>Minus the mean log loss in nats.</summary>
    LogLoss,
}

/// <summary>A metric of probabilities; more is better.</summary>
/// <param name="probabilities">Rows one behind the other, each one a label; only valid during the call.</param>
/// <param name="truth">The position of each row's label.</param>
internal delegate double OfProbabilities(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth);

/// <summary>A metric's value, whatever is judged by it. Each is a <see cref="HeadlineMetric"/>, but that less log loss is more.</summary>
internal static class SearchMetrics
{
    /// <summary>Of a table of predictions.</summary>
    public static double Of(this SearchMetric metric, PredictionTable predictions)
    {
        var headline = Headline(metric);
        var value = headline.Of(Metrics.Of(predictions));
        return headline.OfCounts is null ? -value : value;
    }

    /// <summary>Of an epoch's answers to rows.</summary>
    /// <param name="truth">The position of each row's label; one row at least.</param>
    /// <param name="predicted">The position of the label that each row was given.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="logLoss">The mean log loss of the rows in nats.</param>
    public static double OfEpoch(
        this SearchMetric metric, IReadOnlyList<int> truth, IReadOnlyList<int> predicted, int labels, double logLoss)
    {
        if (Headline(metric).OfCounts is not { } ofCounts) return 0 - logLoss; // never minus nought
        // Labels are summed in the order of their first rows. In the scheme's order the last bit may be another, and it can choose an
        // epoch: the same file would no longer give what it gave.
        var order = truth.Concat(Enumerable.Range(0, labels)).Distinct().Index().ToDictionary(l => l.Item, l => l.Index);
        var sums = new ConfusionSums(labels);
        foreach (var (right, answer) in truth.Zip(predicted)) sums.Add(order[right], order[answer]);
        return ofCounts(sums);
    }

    /// <summary>What an ensemble is selected by; null for minus the log loss, which a selection finds faster itself.</summary>
    public static OfProbabilities? OfEnsemble(this SearchMetric metric)
    {
        if (Headline(metric).OfCounts is not { } ofCounts) return null;
        return (probabilities, truth) =>
        {
            var labels = probabilities.Length / truth.Length;
            var sums = new ConfusionSums(labels);
            for (var i = 0; i < truth.Length; i++) sums.Add(truth[i], ProbabilityScores.Largest(probabilities.Slice(i * labels, labels)));
            return ofCounts(sums);
        };
    }

    private static HeadlineMetric Headline(SearchMetric metric) => HeadlineMetric.Named(metric switch
    {
        SearchMetric.BalancedAccuracy => "balanced_accuracy",
        SearchMetric.Accuracy => "accuracy",
        SearchMetric.MacroF1 => "macro_f1",
        SearchMetric.Kappa => "kappa",
        SearchMetric.LogLoss => "log_loss",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    });
}
