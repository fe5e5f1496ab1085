using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// An arm, its metrics with intervals, and the resamples the intervals are made of: drawn once, used in every pair it is part of.
/// </summary>
internal sealed record ScoredArm(ArmInput Arm, ClassificationMetrics Metrics, Replicates Replicates)
{
    public static ScoredArm Of(ArmInput arm, Seed seed)
    {
        var replicates = ClusterBootstrap.Replicate(arm.Predictions, seed.Derive("bootstrap"));
        var metrics = Evaluation.Metrics.Of(arm.Predictions, arm.Ring) with
        {
            Groups = replicates.Groups,
            Ci95 = ClusterBootstrap.HeadlineMetrics.ToDictionary(m => m, replicates.Interval),
        };
        return new(arm, metrics, replicates);
    }
}

/// <summary>Two arms to be compared on the same tracks, and the way the first was collapsed, if it was.</summary>
internal sealed record PairedArms(ScoredArm A, ScoredArm B, string? Collapse);

/// <summary>The arm that stands for the fine scheme, collapsed both ways, and the one that stands for the coarse scheme.</summary>
internal sealed record CollapsedArms(CollapseMap Map, ScoredArm Argmax, ScoredArm Summed, ScoredArm Direct)
{
    public IReadOnlyList<PairedArms> Pairs => [new(Argmax, Direct, "argmax"), new(Summed, Direct, "summed")];

    /// <summary>Null where there is no map, or no arms of both its schemes.</summary>
    /// <param name="represents">The one arm that stands for each scheme.</param>
    public static CollapsedArms? Of(IReadOnlyList<ScoredArm> represents, CollapseMap? map, Seed seed)
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
            seed);
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
