using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Training;
using OwnKinds;

namespace Gmsa.Experiments.Tests;

public class MaxEntropyTests : EveryTrainerTests
{
    public override IReadOnlyList<Named<TrainerOptions>> Kinds =>
    [
        new("maxEntropy", new MaxEntropyOptions()),
        new("maxEntropy of few passes", new MaxEntropyOptions { Passes = 20 }),
    ];
}

public class StripeNetTests : EveryTrainerTests
{
    public override IReadOnlyList<Named<TrainerOptions>> Kinds =>
        [new("stripeNet", TinyOptions.Of<StripeNetOptions>() with { Epochs = 20 })];
}

public class CrestTests : EveryFeatureTests
{
    public override IReadOnlyList<Named<FeatureOptions>> Kinds => [new("crest", new CrestOptions())];
}

public sealed class ScoresReportTests : EveryReportTests
{
    public override IReadOnlyList<Named<ReportOptions>> Kinds => [new("scores", new ScoresReportOptions())];
}

/// <summary>What the suites' README tells authors is what they can do.</summary>
public class OutsideKindTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Gmsa.Experiments.Testing");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

    private static readonly string Here =
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Gmsa.Experiments.Tests", "OutsideKindTests.cs"));

    [Fact]
    public void The_example_of_the_readme_is_the_class_above()
    {
        var example = Readme.Split("```csharp\n")[1].Split("```")[0];
        Assert.Contains(example, Here, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_the_sample_has_a_suite_here()
    {
        var own = Catalog.Default;
        Assert.Equal(["crest", "maxEntropy", "stripeNet", "scores"],
            [.. Added(c => c.Features), .. Added(c => c.Trainers), .. Added(c => c.Reports)]);

        IEnumerable<string> Added(Func<Catalog, IReadOnlyList<Kind>> list) =>
            list(OwnKinds.Kinds.Extend(own)).Except(list(own)).Select(k => k.Word);
    }

    [Fact]
    public void The_readme_names_every_suite()
    {
        var suites = typeof(ISuite).Assembly.GetExportedTypes().Where(type => type.Name is ['E', 'v', 'e', 'r', 'y', ..]).ToArray();
        Assert.True(suites.Length >= 9);
        Assert.All(suites, suite => Assert.Contains($"| `{suite.Name}` |", Readme, StringComparison.Ordinal));
    }
}
