using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Tests.Training;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>What a trainer that takes a picture and a vector is on, and what is said where it can't be.</summary>
public class InputsOfTrainersTests
{
    private static readonly Catalog Catalog = Catalog.Default.With<ToyOptions>("toy");
    private static readonly MelOptions Picture = new() { Name = "picture", Size = 128 };
    private static readonly PooledOptions Summary = new() { Name = "summary" };
    private static readonly ChromaOptions Chroma = new() { Name = "chroma", Size = 64 };

    /// <summary>What the trainer is on, with its problems. It is the one learner of an auto.</summary>
    private static (IReadOnlyList<string> On, string Problems) Resolved(IReadOnlyList<string>? on, params FeatureOptions[] features)
    {
        var problems = new FileProblems();
        var places = new Places(new(new("x.yaml", 1, 1), []), new Binder(problems, Catalog));
        var toy = new TrainerEntry(new ToyOptions { Name = "toy" }, new SearchSpace([]));
        var resolved = new FeatureResolver(places, problems, Catalog).Run(new Experiment
        {
            Features = features,
            Trainers = [new(new AutoOptions { On = on, Of = [toy] }, new SearchSpace([]))],
        });
        return (resolved.Trainers[0].On,
            problems.Count == 0 ? "" : Assert.Throws<InputException>(problems.ThrowIfAny).Problems[0].Message);
    }

    [Fact]
    public void Each_input_has_a_feature_in_the_inputs_order()
    {
        foreach (var (on, problems) in ((IReadOnlyList<string>, string)[])[Resolved(null, Picture, Summary),
            Resolved(null, Summary, Picture), Resolved(["picture", "summary"], Summary, Chroma, Picture)])
        {
            Assert.Equal(["picture", "summary"], on);
            Assert.Equal("", problems);
        }
    }

    [Fact]
    public void What_does_not_fit_is_told_with_what_would()
    {
        void Tells(string told, IReadOnlyList<string>? on, params FeatureOptions[] features) =>
            Assert.StartsWith(told, Resolved(on, features).Problems, StringComparison.Ordinal);
        Tells("auto needs a vector; there is: picture (128 x 128)", null, Picture);
        Tells("auto learns from 2 features, in their order, and here are 3: picture, chroma, summary. Say which: on: [picture, summary]",
            null, Picture, Chroma, Summary);
        Tells("auto learns from 2 features, in their order, and here is 1: picture. Say which: on: [picture, summary]",
            ["picture"], Picture, Summary);
        Tells("auto needs a picture; summary is ", ["summary", "picture"], Picture, Summary);
    }
}
