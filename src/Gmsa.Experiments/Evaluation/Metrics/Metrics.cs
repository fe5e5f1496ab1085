using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>How good predictions are. The names in JSON and the values are those of scikit-learn wherever it has the metric.</summary>
public record ClassificationMetrics
{
    /// <summary>How many predictions were judged: one a track, or of repeated folds one a track and repeat.</summary>
    public required int N { get; init; }

    /// <summary>How many different tracks they are of.</summary>
    public int Tracks { get => field == 0 ? N : field; init; } // a study's file may be older than repeats
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The share of right predictions.</summary>
    public required double Accuracy { get; init; }

    /// <summary>
    /// The balanced accuracy of an answer that never looks: 1 / (labels that occur as truth), as scikit-learn's
    /// <c>balanced_accuracy_score(adjusted=True)</c> has it. Above 1 / labels where some label occurs in no tested track.
    /// </summary>
    public required double ChanceRate { get; init; }

    /// <summary>What always naming the most frequent true label gets.</summary>
    public required double MajorityRate { get; init; }

    /// <summary>The mean recall over the labels that occur as truth.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>The mean F1 over the labels that occur as truth or as prediction.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Cohen's kappa, -1..1; 0 where it would be 0/0 (one label only).</summary>
    public required double Kappa { get; init; }

    /// <summary>Matthews' correlation coefficient, -1..1; 0 where it would be 0/0.</summary>
    public required double Mcc { get; init; }

    /// <summary>
    /// Mean negative natural logarithm of the truth's probability, probabilities kept 2.2e-16 away from 0 and 1; 0 or more.
    /// </summary>
    public required double LogLoss { get; init; }

    /// <summary>The squared error of the probabilities summed over labels, mean over tracks, 0..2 (Brier, 1950).</summary>
    public required double Brier { get; init; }

    /// <summary>Expected calibration error of the largest probability over 15 bins of equal width, 0..1 (Guo et al., 2017).</summary>
    public required double Ece15 { get; init; }

    /// <summary>
    /// The share of tracks whose truth is among the two most probable labels; of equal probabilities the first label's counts as larger.
    /// </summary>
    public required double Top2 { get; init; }

    /// <summary>Mutual information of truth and prediction in bits.</summary>
    public required double MutualInformationBits { get; init; }

    /// <summary>Counts, truth down and prediction across, in the order of the labels.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Mean number of steps round the ring between truth and prediction (of eight labels: octants); null without a ring.</summary>
    public double? MeanOctantError { get; init; }

    /// <summary>
    /// The share of tracks predicted on the right side of neutral valence; null unless the ring is of 4, 8, 12, ... labels.
    /// </summary>
    public double? ValenceSignAccuracy { get; init; }

    /// <summary>
    /// The share of tracks predicted on the right side of neutral energy; null unless the ring is of an even number of labels.
    /// </summary>
    public double? ArousalSignAccuracy { get; init; }

    /// <summary>How well each label is told, in the order of the labels.</summary>
    public IReadOnlyList<LabelScores> PerLabel { get; init; } = [];

    /// <summary>Each test part by itself; empty where rows don't say their fold, or nobody asked.</summary>
    public IReadOnlyList<FoldScores> PerFold { get; init; } = [];

    /// <summary>The headline metrics over the test parts, by the metric's name in JSON; empty where there are none.</summary>
    public IReadOnlyDictionary<string, FoldSpread> OverFolds { get; init; } = new Dictionary<string, FoldSpread>();

    /// <summary>How many groups the intervals were resampled from; null without intervals.</summary>
    public int? Groups { get; init; }

    /// <summary>
    /// 95 % intervals of the headline metrics (see <see cref="ClusterBootstrap"/>), by the metric's name in JSON; null where none were
    /// asked for.
    /// </summary>
    public IReadOnlyDictionary<string, Interval>? Ci95 { get; init; }
}

/// <summary>Computes the metrics of predictions.</summary>
internal static class Metrics
{
    /// <summary>
    /// All metrics of a table, without intervals: finite for every table of one row or more, whatever labels occur in it, and the same
    /// bits in whatever order its rows stand. The confusion metrics judge the predicted label; log loss, Brier, calibration and top-2 judge
    /// the probabilities. Of repeated folds all rows count alike, so accuracy and every mean over rows are means over the repeats.
    /// </summary>
    /// <param name="ring">The labels round the circle of moods from positive valence (see <c>LabelScheme</c>); null, empty or not the
    /// table's labels: no ring.</param>
    /// <exception cref="InputException">No rows, a label the table doesn't list, or a track twice in a repeat.</exception>
    public static ClassificationMetrics Of(PredictionTable table, IReadOnlyList<string>? ring = null)
    {
        var coded = CodedTable.Of(table);
        var round = Ring.Of(coded.Labels, ring ?? []);
        var (counts, sums, labels, n) = (coded.Confusion(), ConfusionSums.Of(coded, round), coded.Labels.Count, coded.Rows.Count);
        return new()
        {
            N = n,
            Tracks = coded.Tracks,
            Labels = coded.Labels,
            Accuracy = Confusion.Accuracy(sums),
            ChanceRate = 1.0 / sums.Truths.Count(t => t > 0),
            MajorityRate = sums.Truths.Max() / (double)n,
            BalancedAccuracy = Confusion.BalancedAccuracy(sums),
            MacroF1 = Confusion.MacroF1(sums),
            Kappa = Confusion.Kappa(sums),
            Mcc = Confusion.Mcc(sums),
            LogLoss = ProbabilityScores.LogLoss(coded),
            Brier = ProbabilityScores.Brier(coded),
            Ece15 = ProbabilityScores.CalibrationError(coded, Reliability.Bins),
            Top2 = ProbabilityScores.Top(coded, 2),
            MutualInformationBits = Confusion.MutualInformationBits(counts, sums),
            Confusion = [.. Enumerable.Range(0, labels).Select(i => counts[(i * labels)..((i + 1) * labels)])],
            MeanOctantError = round is null ? null : Confusion.MeanSteps(sums),
            ValenceSignAccuracy = round is { TellsValence: true } ? Confusion.ValenceSign(sums) : null,
            ArousalSignAccuracy = round is { TellsArousal: true } ? Confusion.ArousalSign(sums) : null,
            PerLabel = LabelScores.Of(coded.Labels, sums),
        };
    }
}
