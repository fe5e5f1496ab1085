using System.Text.Json.Nodes;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A study whose features hear different rates, with trials in processes of their own.</summary>
public sealed class OwnRateStudyTests : IDisposable
{
    private const string Experiment = """
        data: { demo: { tracks: 32, seconds: 3 }, sampleRate: 8000, clip: { length: 1s } }
        labels: [mood4]
        split: { kind: holdout, validation: 0.4 }
        features:
          - { name: picture, kind: mel, sampleRate: 16000, nFft: 256, hop: 100, bands: 16 }
          - { name: fast, kind: pooled, of: [{ kind: centroid, sampleRate: 16000 }, rms] }
          - { name: slow, kind: pooled, of: [centroid, rms] }
        trainers: [{ kind: logistic, on: [fast, slow] }]
        launcher: { kind: processes, workers: 1 }
        """;

    private readonly string folder = Repository.TemporaryFolder();

    public OwnRateStudyTests() => File.WriteAllText(Path.Combine(folder, "rates.yaml"), Experiment);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Plan_dataset_report_and_bundle_say_what_each_feature_hears()
    {
        var plan = Run("plan", "rates.yaml");
        Assert.Contains("picture: mel 16 x 161 at 16000 Hz, 0 of 32 cached", plan, StringComparison.Ordinal);
        Assert.Contains("fast: pooled 4 x 1 at 16000 Hz, ", plan, StringComparison.Ordinal);
        Assert.Contains("slow: pooled 4 x 1, ", plan, StringComparison.Ordinal);

        Run("run", "rates.yaml");
        var study = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results")));
        var card = JsonNode.Parse(File.ReadAllText(Path.Combine(study, "dataset.json")))!;
        Assert.Equal(8000, (int)card["sample_rate"]!);
        Assert.Equal([16_000, 16_000, null], card["features"]!.AsArray().Select(f => (int?)f!["sample_rate"]));
        Assert.Contains("<td>mel at 16,000 Hz</td>", File.ReadAllText(Path.Combine(study, "report.html")), StringComparison.Ordinal);
        var bundle = Toolbox.Model(Path.Combine(study, "arms", "mood4-logistic", "model.zip")).Info;
        Assert.Equal(8000, bundle.SampleRate);
        Assert.Equal([("fast", 16_000), ("slow", null)], bundle.Features.Select(f => (f.Name, f.SampleRate)));
        Assert.DoesNotContain("sampleRate", bundle.Features[1].Options, StringComparison.Ordinal);
    }

    private string Run(params string[] arguments)
    {
        var run = GmsaProgram.Run(folder, arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }
}
