using System.Globalization;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Tests.Evaluation;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary><c>gmsa metrics</c> and <c>gmsa compare</c> on files that anyone could bring.</summary>
public sealed class MetricsCommandTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("8")]
    [InlineData("4")]
    public void Metrics_are_the_references(string labels)
    {
        var ours = Json("metrics", Oracle(labels));
        foreach (var (name, value) in Expected()[labels]!.AsObject())
            if (value is JsonArray) Assert.Equal(value.ToJsonString(), ours[name]!.ToJsonString());
            else Assert.Equal(value!.GetValue<double>(), ours[name]!.GetValue<double>(), 1e-9);
        Assert.Equal(24, (int)ours["groups"]!);
        if (labels == "8")
            foreach (var name in (string[])["mean_octant_error", "valence_sign_accuracy", "arousal_sign_accuracy"])
                Assert.Equal(Expected()["circular"]![name]!.GetValue<double>(), ours[name]!.GetValue<double>(), 1e-9);
        else Near(Expected()["cluster_bootstrap"]!["direct_accuracy_ci95"]!, ours["ci95"]!["accuracy"]!);
    }

    [Fact]
    public void A_comparison_is_the_references_with_and_without_a_map()
    {
        var expected = Expected();
        File.WriteAllText(Path.Combine(folder, "map.csv"),
            "coarse,fine\n" + string.Join('\n', expected["collapse"]!["mapping"]!.AsObject().Select(m => $"{m.Value},{m.Key}")) + "\n");
        var plain = Json("compare", Oracle("8"), Oracle("4"));
        Assert.Equal(plain.ToJsonString(), Json("compare", Oracle("8"), Oracle("4"), "--map", "map.csv").ToJsonString());
        foreach (var (part, values) in expected["collapse"]!.AsObject().Where(p => p.Key != "mapping"))
            foreach (var (name, value) in values!.AsObject())
                Assert.Equal(value!.GetValue<double>(), plain["collapse"]![part]![name]!.GetValue<double>(), 1e-9);
        var summed = plain["pairs"]![1]!;
        Assert.Equal("predictions_8 (summed)", (string?)summed["a"]);
        var turned = expected["cluster_bootstrap"]!["direct_minus_summed_ci95"]!.AsArray()
            .Select(v => -v!.GetValue<double>()).Reverse().ToArray();
        Near(new JsonArray(turned[0], turned[1]), summed["ci95"]!["accuracy"]!);
        Assert.Equal("not distinguishable", (string?)summed["verdict"]);

        var text = GmsaProgram.Run(folder, "compare", Oracle("4"), Oracle("8")).Output; // the order of the files doesn't matter
        Assert.Contains(
            "predictions_8 (argmax) and predictions_4 are not distinguishable, which doesn’t prove them equal: accuracy −0.6 points", text,
            StringComparison.Ordinal);
        Assert.Contains("Holm’s p 0.682 over 2 comparisons.", text, StringComparison.Ordinal);
        Assert.Contains("that takes about 61,336 tracks", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_better_of_the_same_labels_is_named_in_whatever_order_they_stand()
    {
        Write("good.csv", "track_id,truth,predicted,p_a,p_b", i => $"t{i:000},{(i % 2 == 0 ? "a,a,0.8,0.2" : "b,b,0.3,0.7")}");
        Write("poor.csv", "p_b,track_id,truth,predicted,p_a", i => $"0.4,t{i:000},{(i % 2 == 0 ? "a,a" : "b,a")},0.6");
        var result = GmsaProgram.Run(folder, "compare", "poor.csv", "good.csv");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("good is better than poor: accuracy −50.0 points", result.Output, StringComparison.Ordinal);
        var loss = Json("compare", "poor.csv", "good.csv", "--metric", "log_loss");
        Assert.Equal("b", (string?)loss["pairs"]![0]!["verdict"]); // less is better
        Assert.InRange((double)loss["pairs"]![0]!["p"]!, 0, 1e-6); // in no resample was the first better, by far
        Assert.Equal((-(Math.Log(0.6) + Math.Log(0.4)) + Math.Log(0.8) + Math.Log(0.7)) / 2,
            (double)loss["pairs"]![0]!["difference"]!, 1e-9);
    }

    [Fact]
    public void Ties_labels_that_never_occur_one_group_and_one_track_have_metrics()
    {
        Write("odd.csv", "track_id,group,truth,predicted,p_a,p_b,p_c", i => $"t{i},g,a,a,0.4,0.4,0.2", rows: 10);
        var odd = Json("metrics", "odd.csv");
        Assert.Equal((1.0, 1.0, 0.0, 1, 10),
            ((double)odd["accuracy"]!, (double)odd["top2"]!, (double)odd["kappa"]!, (int)odd["groups"]!, (int)odd["tracks"]!));
        Assert.Equal([0.0, 1.0], odd["ci95"]!["accuracy"]!.AsArray().Select(v => (double)v!)); // one group says nothing of others
        Assert.Equal(-Math.Log(0.4), (double)odd["log_loss"]!, 1e-9);
        Write("one.csv", "track_id,truth,predicted,p_a,p_b", _ => "t,a,b,0.25,0.75", rows: 1);
        var one = Json("metrics", "one.csv");
        Assert.Equal((0.0, 1, 0.75 * 0.75 * 2), ((double)one["accuracy"]!, (int)one["n"]!, (double)one["brier"]!));
        Assert.Equal(0, GmsaProgram.Run(folder, "metrics", "one.csv").ExitCode);
        Refused("is the first file again", "one.csv", "./one.csv");
    }

    [Theory]
    [InlineData("track_id,truth,predicted,p_a,p_b\nt,a,a,0.5,0.4\n", "bad.csv:2: ", "sum")]
    [InlineData("track_id,truth,predicted,p_a,p_b\nt,a,c,0.5,0.5\n", "bad.csv:2: ", "'c'")]
    [InlineData("track_id,truth,p_a,p_b\nt,a,0.5,0.5\n", "bad.csv:1: ", "predicted")]
    [InlineData("track_id,truth,predicted,p_a,p_b\nt,a,a,0.5,0.5\nt,a,a,0.5,0.5\n", "bad.csv:3: ", "t")]
    public void A_bad_row_is_named(string text, string where, string what)
    {
        File.WriteAllText(Path.Combine(folder, "bad.csv"), text);
        var result = GmsaProgram.Run(folder, "metrics", "bad.csv");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(where, result.Errors, StringComparison.Ordinal);
        Assert.Contains(what, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_with_what_to_do()
    {
        Write("ab.csv", "track_id,truth,predicted,p_a,p_b", i => $"t{i},a,a,0.5,0.5", rows: 3);
        Write("xyz.csv", "track_id,truth,predicted,p_x,p_y,p_z", i => $"t{i},x,x,0.5,0.3,0.2", rows: 3);
        Write("more.csv", "track_id,truth,predicted,p_a,p_b", i => $"t{i},a,a,0.5,0.5", rows: 4);
        File.Copy(Path.Combine(folder, "ab.csv"), Path.Combine(folder, "ab2.csv"));
        File.WriteAllText(Path.Combine(folder, "map.csv"), "fine,coarse\nx,a\ny,b\nz,c\n");
        File.WriteAllText(Path.Combine(folder, "half.csv"), "fine,coarse\nx,a\ny,b\n");
        Refused("Say with --map FILE.csv, columns fine,coarse", "ab.csv", "xyz.csv");
        Refused("maps to 'c', which is no label of ab. Known: a, b", "ab.csv", "xyz.csv", "--map", "map.csv");
        Refused("has no line for 'z' of xyz", "xyz.csv", "ab.csv", "--map", "half.csv");
        Refused("only predictions of the same tracks can be compared", "ab.csv", "more.csv");
        Refused("unknown metric 'accurcy'. Known: accuracy, balanced_accuracy", "ab.csv", "ab2.csv", "--metric", "accurcy");
        Refused("there is no such file", "ab.csv", "none.csv");
    }

    private void Refused(string because, params string[] arguments)
    {
        var result = GmsaProgram.Run(folder, ["compare", .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(because, result.Errors, StringComparison.Ordinal);
    }

    private JsonNode Json(params string[] arguments)
    {
        var result = GmsaProgram.Run(folder, [.. arguments, "--json"]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonNode.Parse(result.Output)!;
    }

    private void Write(string name, string header, Func<int, string> row, int rows = 100) => File.WriteAllText(Path.Combine(folder, name),
        header + "\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{row(i)}\n"))));

    private static void Near(JsonNode expected, JsonNode ours)
    {
        for (var end = 0; end < 2; end++) Assert.Equal(expected[end]!.GetValue<double>(), ours[end]!.GetValue<double>(), 0.01);
    }

    private static string Oracle(string labels) => Repository.Shared($"oracles/metrics/predictions_{labels}.csv");

    private static JsonNode Expected() => OracleTests.Expected();
}
