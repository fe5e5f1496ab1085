using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// An arm, its metrics with intervals, and the resamples the intervals are made of: drawn once, used in every pair it is part of.
/// </summary>
/// <param name="BySeed">Its metrics with each seed, in their order; empty where seeds are no axis.</param>
internal sealed record ScoredArm(
    ArmInput Arm, ClassificationMetrics Metrics, Replicates Replicates, IReadOnlyList<ClassificationMetrics> BySeed)
{
    /// <summary>What an arm is resampled with where it is compared with a seed.</summary>
    public static Seed DrawsOf(Seed seed) => seed.Derive("bootstrap");

    public static ScoredArm Of(ArmInput arm, Seed seed, CancellationToken cancel = default)
    {
        var (table, ring) = (arm.Predictions, Ring.Of(arm.Predictions.Labels, arm.Ring));
        IReadOnlyList<HeadlineMetric> whole = HeadlineMetric.OfTable(ring);
        HeadlineMetric[][] labels = table.Labels.Count > LabelScores.MostWithIntervals ? []
            : [.. table.Labels.Index().Select(l => HeadlineMetric.OfLabel(l.Index))];
        var replicates = ClusterBootstrap.Replicate(table, [.. whole, .. labels.SelectMany(l => l)], ring, DrawsOf(seed), cancel: cancel);
        var folds = FoldScores.Of(table, ring);
        var metrics = Evaluation.Metrics.Of(table, arm.Ring) with
        {
            Groups = replicates.Groups,
            PerFold = folds,
            OverFolds = FoldSpread.Of(folds),
        };
        var scored = new ScoredArm(arm, metrics, replicates,
            [.. SeedNoise.SeedsOf(table).Select(s =>
                Evaluation.Metrics.Of(table with { Rows = [.. table.Rows.Where(r => r.Round.Seed == s)] }, arm.Ring))]);
        return scored with
        {
            Metrics = metrics with
            {
                Ci95 = whole.ToDictionary(m => m.Name, scored.Interval),
                PerLabel = labels.Length == 0 ? metrics.PerLabel
                    : [.. metrics.PerLabel.Zip(labels, (label, of) =>
                        label with
                        {
                            Ci95 = of.Where(m => replicates.Tells(m.Name)).ToDictionary(m => m.Name.Split('/')[0], scored.Interval),
                        })],
            },
        };
    }

    /// <summary>A metric seed by seed; null with fewer than two seeds.</summary>
    public SeedValues? Seeded(HeadlineMetric metric) => BySeed.Count < 2 ? null : SeedValues.Of([.. BySeed.Select(metric.Of)]);

    private Interval Interval(HeadlineMetric metric) => Seeded(metric) is { } seeds && Replicates.Deviation(metric.Name) is { } ofGroups
        ? SeedError.Of(ofGroups, Replicates.Groups, seeds).Around(metric.Of(Metrics), Replicates.Range(metric.Name))
        : Replicates.Interval(metric.Name);
}

/// <summary>Two arms to be compared on the same tracks, and the way the first was collapsed, if it was.</summary>
internal sealed record PairedArms(ScoredArm A, ScoredArm B, string? Collapse)
{
    public double Difference(HeadlineMetric metric) => metric.Of(A.Metrics) - metric.Of(B.Metrics);

    /// <summary>The difference seed by seed; null with fewer than two seeds.</summary>
    public SeedValues? Seeded(HeadlineMetric metric) =>
        A.BySeed.Count < 2 ? null : SeedValues.Of([.. A.BySeed.Zip(B.BySeed, (a, b) => metric.Of(a) - metric.Of(b))]);

    /// <summary>
    /// How far the difference is off on other tracks and with other seeds; null where seeds are no axis, or of one group.
    /// </summary>
    public SeedError? Error(HeadlineMetric metric) =>
        Seeded(metric) is { } seeds && Replicates.Deviation(A.Replicates, B.Replicates, metric.Name) is { } ofGroups
            ? SeedError.Of(ofGroups, A.Replicates.Groups, seeds) : null;

    public Interval Interval(HeadlineMetric metric) => Error(metric)?.Around(Difference(metric), Replicates.DifferenceRange(metric.Name))
        ?? Replicates.Difference(A.Replicates, B.Replicates, metric.Name);

    /// <summary>How often luck alone would set two equally good arms so far apart.</summary>
    public double P(HeadlineMetric metric, McNemar mcnemar) => Error(metric)?.P(Difference(metric))
        // McNemar's is a test of accuracy on tracks that were predicted once.
        ?? (metric.Name == "accuracy" && A.Metrics.N == A.Metrics.Tracks
            ? mcnemar.ExactP
            : Replicates.P(A.Replicates, B.Replicates, metric.Name, Difference(metric)));
}

/// <summary>The arm that stands for the fine scheme, collapsed both ways, and the one that stands for the coarse scheme.</summary>
internal sealed record CollapsedArms(CollapseMap Map, ScoredArm Argmax, ScoredArm Summed, ScoredArm Direct)
{
    public IReadOnlyList<PairedArms> Pairs => [new(Argmax, Direct, "argmax"), new(Summed, Direct, "summed")];

    /// <summary>Null where there is no map, or no arms of both its schemes.</summary>
    /// <param name="represents">The one arm that stands for each scheme.</param>
    public static CollapsedArms? Of(IReadOnlyList<ScoredArm> represents, CollapseMap? map, Seed seed, CancellationToken cancel)
    {
        var fine = represents.FirstOrDefault(s => s.Arm.Scheme == map?.Fine);
        var coarse = represents.FirstOrDefault(s => s.Arm.Scheme == map?.Coarse);
        if (map is null || fine is null || coarse is null) return null;
        var (table, labels) = (fine.Arm.Predictions, coarse.Arm.Predictions.Labels);
        return new(
            map,
            Collapsed("argmax", Collapse.Argmax(table, map, labels)),
            Collapsed("summed", Collapse.Summed(table, map, labels)),
            coarse);

        ScoredArm Collapsed(string way, PredictionTable predictions) => ScoredArm.Of(
            fine.Arm with { Name = $"{fine.Arm.Name} ({way})", Scheme = map.Coarse, Predictions = predictions, Ring = coarse.Arm.Ring },
            seed, cancel);
    }

    public CollapseScores Scores() => new()
    {
        Fine = Map.Fine,
        Coarse = Map.Coarse,
        Mapping = Map.Map,
        Argmax = Argmax.Metrics,
        Summed = Summed.Metrics,
        Direct = Direct.Metrics,
        McnemarArgmaxVsDirect = McNemar.Of((Argmax.Arm.Name, Argmax.Arm.Predictions), (Direct.Arm.Name, Direct.Arm.Predictions)),
        McnemarSummedVsDirect = McNemar.Of((Summed.Arm.Name, Summed.Arm.Predictions), (Direct.Arm.Name, Direct.Arm.Predictions)),
    };
}
