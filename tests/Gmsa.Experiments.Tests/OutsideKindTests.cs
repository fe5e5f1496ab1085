using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Tests.Architecture;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Gmsa.Experiments.Tests;

/// <summary>A trainer as an author outside of the catalog writes one: ML.NET's own maximum entropy.</summary>
public sealed record MaxEntropyOptions : VectorTrainerOptions
{
    [Description("The most passes over the training rows. Default 100.")]
    [Range(1, 10_000)]
    public int Passes { get; init; } = 100;

    public override ITrainer Create() => new MaxEntropy(this);
}

/// <inheritdoc cref="MaxEntropyOptions"/>
public sealed class MaxEntropy(MaxEntropyOptions options) : ITrainer
{
    public TrainedModel Fit(TrainingContext context)
    {
        context.Cancel.ThrowIfCancellationRequested();
        var trainer = context.Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            MaximumNumberOfIterations = options.Passes,
            NumberOfThreads = 1,
        });
        return TrainedModel.Of(context, trainer.Fit(context.Train));
    }
}

public class MaxEntropyTests : EveryTrainerTests
{
    public override IReadOnlyList<Named<TrainerOptions>> Kinds =>
    [
        new("maxEntropy", new MaxEntropyOptions()),
        new("maxEntropy of few passes", new MaxEntropyOptions { Passes = 20 }),
    ];
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
    public void The_classes_above_need_public_members_alone()
    {
        var source = "global using Gmsa.Experiments.Testing; global using Xunit;\n"
            + Here.Split("/// <summary>What the suites' README")[0];
        Assert.Empty(Outside.Errors(source));
        var planted = source.Replace("new MaxEntropy(this)", "new Majority()", StringComparison.Ordinal);
        Assert.Contains("'Majority' is inaccessible", Assert.Single(Outside.Errors(planted)).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_names_every_suite()
    {
        var suites = typeof(ISuite).Assembly.GetExportedTypes().Where(type => type.Name is ['E', 'v', 'e', 'r', 'y', ..]).ToArray();
        Assert.True(suites.Length >= 9);
        Assert.All(suites, suite => Assert.Contains($"| `{suite.Name}` |", Readme, StringComparison.Ordinal));
    }
}
