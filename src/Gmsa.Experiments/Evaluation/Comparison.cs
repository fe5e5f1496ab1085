using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gmsa.Experiments.Evaluation;

/// <summary>Arms side by side on the same tracks: <c>comparison.json</c>.</summary>
public sealed record Comparison
{
    public required IReadOnlyList<ArmScores> Arms { get; init; }

    /// <summary>
    /// First the fine scheme collapsed against the coarse one, where a map connects two schemes; then every two arms of each scheme.
    /// </summary>
    public required IReadOnlyList<ArmPair> Pairs { get; init; }

    /// <summary>Null where no map connects two of the schemes.</summary>
    public CollapseScores? Collapse { get; init; }

    /// <summary>What of it is luck of the seed; null where seeds are no axis.</summary>
    public SeedNoise? Seeds { get; init; }

    /// <summary>What labels of energy and valence leave a perfect model, by scheme; empty where nothing is known of the tracks.</summary>
    public IReadOnlyList<LabelCeiling> Ceilings { get; init; } = [];

    /// <summary>The arms of those schemes by how far tracks are from a border.</summary>
    public IReadOnlyList<ArmBorders> Borders { get; init; } = [];

    /// <summary>Null where folds and tracks aren't known (two prediction files).</summary>
    public LeakAudit? LeakAudit { get; init; }
}

/// <summary>One arm to compare.</summary>
/// <param name="Scheme">The label scheme it predicts.</param>
/// <param name="InnerScore">Its score on inner validation, larger is better: chooses the arm that stands for its scheme. Not a number:
/// the worst.</param>
/// <param name="Predictions">Its out-of-fold predictions, one a track (of repeated folds one a track and repeat).</param>
/// <param name="Ring">The scheme's labels round the circle of moods, or empty.</param>
public sealed record ArmInput(
    string Name, string Scheme, string Trainer, double InnerScore, PredictionTable Predictions, IReadOnlyList<string> Ring);

/// <summary>One arm's metrics with their intervals.</summary>
public sealed record ArmScores : ClassificationMetrics
{
    [JsonConstructor]
    public ArmScores() { }

    [SetsRequiredMembers]
    internal ArmScores(ClassificationMetrics metrics, ArmInput arm, bool represents) : base(metrics) =>
        (Name, Scheme, Trainer, InnerScore, Represents) = (arm.Name, arm.Scheme, arm.Trainer, arm.InnerScore, represents);

    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }

    [JsonPropertyOrder(-1)]
    public required string Scheme { get; init; }

    [JsonPropertyOrder(-1)]
    public required string Trainer { get; init; }

    [JsonPropertyOrder(-1)]
    public required double InnerScore { get; init; }

    /// <summary>
    /// Stands for its scheme where schemes are compared: the best inner score, of equals the first arm; never chosen by the test score.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public required bool Represents { get; init; }
}

/// <summary>Two arms on the same tracks.</summary>
public sealed record ArmPair
{
    public const string NotDistinguishable = "not distinguishable";

    /// <summary>The first arm's name; where its predictions were collapsed, with the way: <c>mood8-seedCnn (argmax)</c>.</summary>
    public required string A { get; init; }
    public required string B { get; init; }

    /// <summary>
    /// "argmax" or "summed" where the first arm's predictions were collapsed onto the second's labels; null within a scheme.
    /// </summary>
    public string? Collapse { get; init; }
    public required string Metric { get; init; }

    /// <summary>The first arm's metric less the second's.</summary>
    public required double Difference { get; init; }

    /// <summary>The first arm less the second in every headline metric, by its name.</summary>
    public IReadOnlyDictionary<string, double> Differences { get; init; } = new Dictionary<string, double>();

    /// <summary>What the difference takes to be told; null where nothing can be said (of one group).</summary>
    public Power? Power { get; init; }

    /// <summary>
    /// The 95 % intervals of the differences, by the metric's name (see <see cref="ClusterBootstrap"/>; where seeds are an axis Student's).
    /// </summary>
    public required IReadOnlyDictionary<string, Interval> Ci95 { get; init; }
    public required McNemar Mcnemar { get; init; }

    /// <summary>
    /// How often luck alone would set two equally good arms so far apart: McNemar's exact p of the accuracy, the bootstrap's
    /// (<see cref="Replicates.P"/>) of other metrics and of repeated folds; where seeds are an axis by the errors over groups and over
    /// seeds (<see cref="SeedError"/>).
    /// </summary>
    public double P { get; init; }

    /// <summary>The same after Holm's correction over all pairs of the comparison.</summary>
    public required double HolmP { get; init; }

    /// <summary>Over how many comparisons <see cref="HolmP"/> is corrected; 0 of records that are older.</summary>
    public int HolmOver { get; init; }

    /// <summary>
    /// "a" or "b", the better one: the interval of the difference in <see cref="Metric"/> excludes 0 and Holm's p is below .05; else
    /// <see cref="NotDistinguishable"/>.
    /// </summary>
    public required string Verdict { get; init; }

    /// <summary>True of the two arms of these names, in whatever order.</summary>
    internal bool IsOf(string? one, string? other) => (A == one && B == other) || (A == other && B == one);

    /// <summary>The name of the better one; null where they aren't distinguishable.</summary>
    [JsonIgnore]
    public string? Better => Verdict switch { "a" => A, "b" => B, _ => null };

    /// <summary>How many tracks both predict, each counted once.</summary>
    public required int N { get; init; }
}

/// <summary>The arms that stand for a fine and a coarse scheme, in the coarse scheme's labels.</summary>
public sealed record CollapseScores : IJsonOnDeserialized
{
    public required string Fine { get; init; }
    public required string Coarse { get; init; }

    /// <summary>The coarse label of every fine one.</summary>
    public required IReadOnlyDictionary<string, string> Mapping { get; init; }

    /// <summary>The fine arm, by the coarse label of its predicted label.</summary>
    public required ClassificationMetrics Argmax { get; init; }

    /// <summary>The fine arm, by the largest sum of probabilities.</summary>
    public required ClassificationMetrics Summed { get; init; }

    /// <summary>The coarse arm, which learnt the coarse labels directly.</summary>
    public ClassificationMetrics Direct { get; init; } = null!; // OnDeserialized holds that it is there, under either name

    [JsonInclude, JsonPropertyName("direct_4")]
    private ClassificationMetrics? DirectOfOlderStudies
    {
        get => null;
        init => Direct = value ?? Direct;
    }

    public required McNemar McnemarArgmaxVsDirect { get; init; }
    public required McNemar McnemarSummedVsDirect { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Direct is null) throw new JsonException("collapse lacks direct");
    }
}
