using System.Text.Json.Nodes;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Studies whose seeds are an axis.</summary>
public sealed class SeedsStudyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public SeedsStudyTests()
    {
        SmallTable.Write(folder);
        File.WriteAllText(Path.Combine(folder, "s.yaml"), """
            seed: 7
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            balance: { oversample: true }
            features: [{ kind: columns, names: [one, two], name: numbers }]
            trainers: [majority, { kind: fastForest, trees: { int: [2, 9] }, leaves: 4 }]
            search: { kind: random, trials: 2 }
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Run(string results, params string[] sets)
    {
        var run = GmsaProgram.Run(folder, ["run", "s.yaml", "--results", results, .. sets.SelectMany(s => new[] { "--set", s })]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return Assert.Single(Directory.GetDirectories(Path.Combine(folder, results)));
    }

    private static PredictionTable Predictions(string study) =>
        PredictionFile.Read(Path.Combine(study, "arms", "mood-fastForest", "predictions.csv"));

    [Fact]
    public void Every_arm_is_learnt_with_every_seed_on_the_same_folds_whatever_the_workers()
    {
        var study = Run("one", "seeds=[7, 3]", "launcher.workers=1");
        var two = Run("two", "seeds=[7, 3]", "launcher={ kind: processes, workers: 2 }");
        Assert.Equal(Path.GetFileName(study), Path.GetFileName(two));
        foreach (var file in (string[])["arms/mood-fastForest/predictions.csv", "comparison.json", "seeds.csv", "metrics.csv",
            "tables.tex"])
            if (File.Exists(Path.Combine(study, file)))
                Assert.Equal(File.ReadAllText(Path.Combine(study, file)), File.ReadAllText(Path.Combine(two, file)));

        var rows = Predictions(study).Rows;
        Assert.Equal(2 * 96, rows.Count);
        Assert.Equal([3, 7], rows.Select(r => r.Round.Seed!.Value).Distinct().Order());
        // the same fold with every seed
        Assert.All(rows.GroupBy(r => r.TrackId), t => Assert.Single(t.Select(r => r.Fold[(r.Fold.IndexOf('.') + 1)..]).Distinct()));
        Assert.NotEqual(Of(rows, 3), Of(rows, 7));
        // The seed of an axis does what it does alone: another `seed` would have made other folds, so the axis has the file's.
        Assert.Equal(Of(rows, 7), Of(Predictions(Run("alone")).Rows, null));

        var noise = JsonNode.Parse(File.ReadAllText(Path.Combine(study, "comparison.json")))!["seeds"]!;
        Assert.Equal(2, noise["arms"]![1]!["metrics"]!["accuracy"]!["values"]!.AsArray().Count);
        Assert.Equal(0, (double)noise["arms"]![0]!["metrics"]!["accuracy"]!["deviation"]!); // the commonest label, whatever the seed
        Assert.Contains("Luck of the seed", File.ReadAllText(Path.Combine(study, "report.html")), StringComparison.Ordinal);
        Assert.Contains("2 folds, 2 seeds", File.ReadAllText(Path.Combine(study, "report.md")), StringComparison.Ordinal);
        Assert.StartsWith("arm,seed,metric,value\nmood-majority,3,accuracy,", File.ReadAllText(Path.Combine(study, "seeds.csv")),
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(study, "arms", "mood-fastForest", "model.zip")));
        // 2 folds x 2 seeds, two points of the forest and one of the majority.
        Assert.Equal(12, Directory.GetDirectories(Path.Combine(study, "trials")).Length);

        var status = GmsaProgram.Run(folder, "status", study, "--json");
        Assert.Equal(8, JsonNode.Parse(status.Output)!["cells"]!.AsArray().Count);
        Assert.Contains("no trial was started", Again("one"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "seeds has 0 items; expected: at least 1")]
    [InlineData("[1, 1]", "'1' stands in seeds twice")]
    [InlineData("[1, -2]", "expected: whole numbers from 0, 100 of them at most")]
    [InlineData("[1, x]", "seeds[1]")]
    [InlineData("3", "seeds is 3; expected: a list")]
    public void What_is_no_list_of_seeds_is_refused(string seeds, string message)
    {
        var run = GmsaProgram.Run(folder, "check", "s.yaml", "--set", $"seeds={seeds}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_counts_every_seed_and_a_study_without_the_axis_is_the_one_it_was()
    {
        string Plan(params string[] more) => GmsaProgram.Run(folder, ["plan", "s.yaml", .. more]).Output;
        Assert.Contains("seeds     1, 2, 3: every arm in every fold with each", Plan("--set", "seeds=[1, 2, 3]"), StringComparison.Ordinal);
        Assert.Contains("trials    18,", Plan("--set", "seeds=[1, 2, 3]"), StringComparison.Ordinal);
        Assert.Contains("trials    6,", Plan(), StringComparison.Ordinal);
        Assert.DoesNotContain("seeds", Plan(), StringComparison.Ordinal);
    }

    private string Again(string results) => GmsaProgram.Run(folder, "run", "s.yaml", "--results", results, "--set", "seeds=[7, 3]").Output;

    private static (string, double)[] Of(IReadOnlyList<Prediction> rows, long? seed) =>
        [.. rows.Where(r => r.Round.Seed == seed)
            .OrderBy(r => r.TrackId, StringComparer.Ordinal).Select(r => (r.TrackId, r.Probabilities[0]))];
}
