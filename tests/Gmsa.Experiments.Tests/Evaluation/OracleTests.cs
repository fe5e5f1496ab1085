using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>Holds every number to scikit-learn's and SciPy's on the same predictions.</summary>
public class OracleTests
{
    [Theory]
    [InlineData("8", 13)]
    [InlineData("4", 13)]
    public void Metrics_are_those_of_scikit_learn(string labels, int values)
    {
        var expected = Expected()[labels]!.AsObject();
        var ours = JsonSerializer.SerializeToNode(Metrics.Of(Read(labels)), Json.OneLine)!.AsObject();
        Assert.Equal(values, expected.Count);
        foreach (var (name, value) in expected)
            if (value is JsonArray) Assert.Equal(value.ToJsonString(), ours[name]!.ToJsonString());
            else Assert.Equal(value!.GetValue<double>(), ours[name]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public void Ring_metrics_are_those_of_the_reference()
    {
        var expected = Expected()["circular"]!;
        string[] ring = [.. expected["ring"]!.AsArray().Select(l => l!.GetValue<string>())];
        var metrics = Metrics.Of(Read("8"), ring);
        Assert.Equal(expected["mean_octant_error"]!.GetValue<double>(), metrics.MeanOctantError!.Value, 1e-9);
        Assert.Equal(expected["valence_sign_accuracy"]!.GetValue<double>(), metrics.ValenceSignAccuracy!.Value, 1e-9);
        Assert.Equal(expected["arousal_sign_accuracy"]!.GetValue<double>(), metrics.ArousalSignAccuracy!.Value, 1e-9);
    }

    [Fact]
    public void Collapsing_and_comparing_gives_the_values_and_names_of_the_reference()
    {
        var expected = Expected()["collapse"]!.AsObject();
        var ours = JsonSerializer.SerializeToNode(Compared().Collapse, Json.OneLine)!;
        var compared = 0;
        foreach (var (part, values) in expected)
            foreach (var (name, value) in values!.AsObject())
            {
                var our = ours[part]![name]!;
                if (part == "mapping") Assert.Equal(value!.GetValue<string>(), our.GetValue<string>());
                else Assert.Equal(value!.GetValue<double>(), our.GetValue<double>(), 1e-9);
                compared++;
            }
        Assert.Equal(23, compared);
    }

    [Fact]
    public void Intervals_are_within_a_hundredth_of_the_reference()
    {
        var expected = Expected()["cluster_bootstrap"]!;
        var (comparison, tolerance) = (Compared(), expected["tolerance"]!.GetValue<double>());
        var direct = comparison.Arms.Single(a => a.Scheme == "mood4");
        Assert.Equal(expected["groups"]!.GetValue<int>(), direct.Groups);
        Near(expected["direct_accuracy_ci95"]!, direct.Ci95!["accuracy"], tolerance);
        var pair = comparison.Pairs.Single(p => p.Collapse == "summed");
        Near(expected["direct_minus_summed_ci95"]!, new(-pair.Ci95["accuracy"].High, -pair.Ci95["accuracy"].Low), tolerance);
        Assert.Equal(ArmPair.NotDistinguishable, pair.Verdict);
    }

    [Fact]
    public void A_comparison_whose_coarse_arm_has_its_old_name_is_read()
    {
        var text = JsonSerializer.Serialize(Compared().Collapse, Json.OneLine);
        Assert.Contains("\"direct\":{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("direct_4", text, StringComparison.Ordinal);
        var old = text.Replace("\"direct\":{", "\"direct_4\":{", StringComparison.Ordinal);
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<CollapseScores>(old, Json.OneLine), Json.OneLine));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CollapseScores>(
            old.Replace("direct_4", "other", StringComparison.Ordinal), Json.OneLine));
    }

    private static void Near(JsonNode expected, Interval ours, double tolerance)
    {
        Assert.Equal(expected[0]!.GetValue<double>(), ours.Low, tolerance);
        Assert.Equal(expected[1]!.GetValue<double>(), ours.High, tolerance);
    }

    private static Comparison Compared() => Comparer.Compare(
        [Tables.Arm("mood8-forest", "mood8", Read("8")), Tables.Arm("mood4-forest", "mood4", Read("4"))],
        new("mood8", "mood4", Tables.EightToFour), "accuracy", new Seed(42));

    private static PredictionTable Read(string labels) =>
        PredictionFile.Read(Repository.Shared($"oracles/metrics/predictions_{labels}.csv"));

    /// <summary>The reference's values. The coarse arm may have the name there that it once had here.</summary>
    internal static JsonNode Expected() => JsonNode.Parse(
        File.ReadAllText(Repository.Shared("oracles/metrics/expected.json")).Replace("\"direct_4", "\"direct", StringComparison.Ordinal))!;
}
