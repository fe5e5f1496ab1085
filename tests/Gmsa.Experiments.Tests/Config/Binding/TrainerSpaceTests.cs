using System.Reflection;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>Search spaces that a file doesn't spell out: <c>space: default</c> and <c>kind: auto</c>.</summary>
public class TrainerSpaceTests
{
    private const string Auto = "{ kind: auto, of: [logistic, { kind: lightGbm, trees: { int: [2, 20] }, leaves: 7 }, majority, "
        + "{ name: small, kind: lightGbm, leaves: { int: [2, 4] } }] }";

    public static TheoryData<string> Learners =>
        [.. Catalog.Default.Trainers.Where(k => k.Options != typeof(AutoOptions)).Select(k => k.Word)];

    [Theory, MemberData(nameof(Learners))]
    public void A_default_space_has_what_the_options_say_is_searched(string kind)
    {
        var type = Catalog.Default.Trainers.Single(k => k.Word == kind).Options;
        var searched = type.GetProperties()
            .Where(p => p.GetCustomAttribute<SearchedAttribute>() is not null).ToDictionary(p => Words.CamelCase(p.Name));
        var space = Default(type);
        Assert.Equal(searched.Keys.Order(StringComparer.Ordinal), space.Dimensions.Select(d => d.Name).Order(StringComparer.Ordinal));
        Assert.All(space.Dimensions, dimension =>
        {
            var (property, own) = (searched[dimension.Name], searched[dimension.Name].GetCustomAttribute<SearchedAttribute>()!);
            Dimension expected = property.PropertyType.IsEnum ? dimension
                : property.PropertyType == typeof(int) ? new IntegerDimension(dimension.Name, (long)own.Low, (long)own.High, own.Log)
                : new RealDimension(dimension.Name, own.Low, own.High, own.Log);
            Assert.Equal(expected with { CheapWhenLow = own.CheapWhenLow }, dimension);
            if (property.PropertyType.IsEnum)
                Assert.Equal(Words.OfEnum(property.PropertyType), Assert.IsType<ChoiceDimension>(dimension).Choices);
        });
    }

    [Theory, MemberData(nameof(Learners))]
    public void Favoured_points_lie_in_the_space_and_are_good_settings(string kind)
    {
        var options = (TrainerOptions)Activator.CreateInstance(Catalog.Default.Trainers.Single(k => k.Word == kind).Options)!;
        var space = Default(options.GetType());
        Assert.Equal(space.IsPoint ? 0 : Math.Max(1, options.Portfolio.Count), space.Favoured.Count);
        Assert.All(space.Favoured, p => AssertInside(space, p));
        Assert.Equal(space.Favoured.Count, space.Favoured.Select(Text).Distinct().Count());
        var entry = new TrainerEntry(options, space);
        Assert.All(space.Favoured, p => Assert.Equal(options.GetType(), entry.At(p).GetType()));
    }

    [Fact]
    public void Without_a_word_of_it_only_the_files_ranges_are_searched()
    {
        var space = One("{ kind: lightGbm, trees: { int: [2, 20] } }").Space;
        Assert.Equal(["trees 2 to 20, whole"], Said(space));
        Assert.Empty(space.Favoured);
    }

    [Fact]
    public void The_files_ranges_and_values_win_over_those_of_the_default_space()
    {
        var entry = One("{ kind: lightGbm, space: default, trees: { int: [2, 20] }, leaves: 7, l2: { choice: [0.5] } }");
        Assert.Equal(
            ["trees 2 to 20, whole", "learningRate 0.02 to 0.2, log scale", "minExamplesPerLeaf 5 to 100, whole, log scale",
                "featureFraction 0.2 to 1", "rowFraction 0.4 to 1"],
            Said(entry.Space));
        Assert.Equal((7, 0.5), (((LightGbmOptions)entry.Options).Leaves, ((LightGbmOptions)entry.Options).L2));
        Assert.True(entry.Space.Dimensions[0].CheapWhenLow);
        Assert.All(entry.Space.Favoured, p => AssertInside(entry.Space, p));
        Assert.Equal([20L], entry.Space.Favoured.Select(p => p.Values["trees"]).Distinct()); // 150 and 60 trees are brought into the range
        Assert.Equal([0.05, 0.05], entry.Space.Favoured.Select(p => p.Values["learningRate"]));
        var (first, seven) = ((LightGbmOptions)entry.At(entry.Space.Favoured[0]), 7);
        Assert.Equal((seven, 20, 0.05), (first.Leaves, first.Trees, first.LearningRate));
    }

    [Fact]
    public void A_favoured_word_that_the_file_leaves_out_becomes_its_first_one()
    {
        var entry = One("{ kind: logistic, space: default, scale: { choice: [standard] }, bends: { choice: [4, 3] } }");
        Assert.Equal(["bends 4 or 3", "l2PerFeature 0.03 to 3, log scale"], Said(entry.Space).Order(StringComparer.Ordinal));
        Assert.Equal([4L], entry.Space.Favoured.Select(p => p.Values["bends"])); // the second and the third would be the first again
    }

    [Fact]
    public void What_another_key_replaces_is_not_searched_where_the_file_gives_that_one()
    {
        var fixedWeight = One("{ kind: logistic, space: default, l2: 5 }");
        Assert.DoesNotContain(fixedWeight.Space.Dimensions, d => d.Name == "l2PerFeature");
        var ranged = One("{ kind: logistic, space: default, l2: { log: [1, 100] } }");
        Assert.Equal(["l2", "scale", "bends"], ranged.Space.Dimensions.Select(d => d.Name));
        // The learner has none of its own: the middle.
        Assert.All(ranged.Space.Favoured, p => Assert.Equal(10.0, (double)p.Values["l2"], 1e-9));
    }

    [Fact]
    public void Auto_chooses_between_learners_each_with_its_own_space()
    {
        var entry = One(Auto);
        var learners = Assert.IsType<ChoiceDimension>(entry.Space.Dimensions[0]);
        Assert.Equal((AutoOptions.Learner, "logistic or lightGbm or majority or small"), (learners.Name, learners.Values));
        Assert.All(entry.Space.Dimensions.Skip(1), d => Assert.Equal(new Condition(AutoOptions.Learner, d.Name.Split('.')[0]), d.When));
        var said = Said(entry.Space);
        Assert.Contains("logistic.scale standard or rank", said);
        Assert.Contains("lightGbm.trees 2 to 20, whole", said);
        Assert.Contains("small.leaves 2 to 4, whole", said);
        Assert.Contains("small.trees 30 to 300, whole, log scale", said);
        Assert.DoesNotContain(entry.Space.Dimensions,
            d => d.Name is "lightGbm.leaves" || d.Name.StartsWith("majority", StringComparison.Ordinal));
        Assert.True(entry.Space.Dimensions.Single(d => d.Name == "lightGbm.trees").CheapWhenLow);
    }

    [Fact]
    public void Autos_favoured_points_are_each_learners_best_before_any_second_best()
    {
        var space = One(Auto).Space;
        Assert.Equal(["logistic", "lightGbm", "majority", "small", "logistic", "lightGbm", "small", "logistic"],
            space.Favoured.Select(p => p.Values[AutoOptions.Learner]));
        Assert.All(space.Favoured, p => Assert.Equal(space.ActiveIn(p.Values).Select(d => d.Name).Order(StringComparer.Ordinal),
            p.Values.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_point_of_auto_is_the_options_of_its_learner()
    {
        var entry = One(Auto);
        var small = Assert.IsType<LightGbmOptions>(
            entry.At(new(new Dictionary<string, object> { [AutoOptions.Learner] = "small", ["small.leaves"] = 3L })));
        Assert.Equal((3, 150, "auto"), (small.Leaves, small.Trees, small.Name ?? "auto"));
        Assert.Equal(["numbers"], small.On!);
        var trees = Assert.IsType<LightGbmOptions>(
            entry.At(new(new Dictionary<string, object> { [AutoOptions.Learner] = "lightGbm", ["lightGbm.trees"] = 3L })));
        Assert.Equal((7, 3), (trees.Leaves, trees.Trees));
        Assert.IsType<MajorityOptions>(entry.At(new(new Dictionary<string, object> { [AutoOptions.Learner] = "majority" })));
    }

    [Theory]
    [InlineData("{ kind: logistic, space: default }")]
    [InlineData("{ kind: lightGbm, space: default, trees: { int: [2, 20] }, leaves: 7, rowFraction: { range: [0.5, 1] } }")]
    [InlineData("{ kind: lightGbm, rowFraction: { range: [0.5, 1] }, trees: { int: [2, 20] } }")]
    [InlineData("{ kind: fastForest, space: default, leaves: { choice: [8, 16] } }")]
    [InlineData(Auto)]
    public void A_written_experiment_has_the_same_space(string trainer)
    {
        var first = Loaded(trainer);
        var again = ExperimentText.Load(ExperimentWriter.Yaml(first)
            .Replace(Path.GetDirectoryName(first.Data.Table)!, ".", StringComparison.Ordinal)).Experiment;
        var (space, same) = (first.Trainers[0].Space, again.Trainers[0].Space);
        Assert.Equal(Said(space), Said(same)); // in the same order too, which searches go by
        Assert.Equal(space.Dimensions.Select(d => (d.When, d.CheapWhenLow, d.GetType())),
            same.Dimensions.Select(d => (d.When, d.CheapWhenLow, d.GetType())));
        Assert.Equal(space.Favoured.Select(Text), same.Favoured.Select(Text));
        Assert.Equal(ExperimentWriter.CanonicalJson(first, Catalog.Default), ExperimentWriter.CanonicalJson(again, Catalog.Default));
    }

    [Fact]
    public void A_point_of_another_study_is_brought_into_this_ones_ranges()
    {
        var entry = One("{ kind: lightGbm, trees: { int: [30, 40] }, leaves: { choice: [7, 15] }, learningRate: { range: [0.1, 0.2] }, "
            + "minExamplesPerLeaf: 3 }");
        Assert.Equal("trees=40;leaves=15;learningRate=0.1",
            Translated(entry, "lightGbm", "lightGbm", ("trees", 400L), ("leaves", 15L), ("learningRate", 0.01), ("l2", 3.0)));
        Assert.Equal("trees=30;leaves=7;learningRate=0.15",
            Translated(entry, "lightGbm", "lightGbm", ("trees", 2L), ("leaves", 8L), ("learningRate", 0.15)));
        // the trainer's own: 100 trees, 31 leaves, .1
        Assert.Equal("trees=40;leaves=7;learningRate=0.1", Translated(entry, "lightGbm", "lightGbm"));
    }

    [Fact]
    public void Trainers_are_the_same_by_kind_or_by_name()
    {
        var entry = One("{ name: mine, kind: logistic, l2: { log: [0.1, 10] } }");
        Assert.Equal("l2=2", Translated(entry, "theirs", "logistic", ("l2", 2.0)));
        Assert.Equal("l2=2", Translated(entry, "mine", "somethingElse", ("l2", 2.0)));
        Assert.Equal("", Translated(entry, "theirs", "lightGbm", ("l2", 2.0)));
    }

    [Fact]
    public void A_plain_trainer_takes_from_auto_what_was_tried_of_it()
    {
        var entry = One("{ kind: logistic, l2: { log: [0.1, 10] } }");
        Assert.Equal("l2=2", Translated(entry, "pick", "auto", ("learner", "logistic"), ("logistic.l2", 2.0), ("lightGbm.l2", 9.0)));
        Assert.Equal("", Translated(entry, "pick", "auto", ("learner", "lightGbm"), ("lightGbm.l2", 9.0)));
    }

    [Fact]
    public void Auto_takes_a_point_for_every_learner_of_the_kind()
    {
        var entry = One("{ kind: auto, of: [{ kind: logistic, l2: { log: [0.1, 10] }, scale: rank, bends: 0 }, "
            + "{ name: one, kind: fastForest, trees: { int: [5, 9] }, leaves: 4, minExamplesPerLeaf: 2, featureFraction: 1, "
            + "rowFraction: 1 }, "
            + "{ name: two, kind: fastForest, trees: { int: [50, 90] }, leaves: 4, minExamplesPerLeaf: 2, featureFraction: 1, "
            + "rowFraction: 1 }, majority] }");
        Assert.Equal("learner=logistic;logistic.l2=2", Translated(entry, "logistic", "logistic", ("l2", 2.0)));
        var forests = Translated(entry, "fastForest", "fastForest", ("trees", 20L)).Split(' ');
        Assert.Equal(["learner=one", "learner=two"], forests.Select(f => f.Split(';')[0]));
        Assert.Equal(["9", "50"],
            forests.Select(f => f.Split(';').Single(v => v.Contains(".trees=", StringComparison.Ordinal)).Split('=')[1]));
        // by name, between autos
        Assert.StartsWith("learner=two;two.", Translated(entry, "pick", "auto", ("learner", "two"), ("two.trees", 60L)),
            StringComparison.Ordinal);
        Assert.Equal("learner=majority", Translated(entry, "majority", "majority"));
        Assert.Equal("", Translated(entry, "sdca", "sdca", ("l2", 1.0)));
    }

    private static string Translated(TrainerEntry trainer, string name, string kind, params (string Name, object Value)[] values) =>
        string.Join(' ', TrainerSpace.Translated(trainer, name, kind, values.ToDictionary(v => v.Name, v => v.Value)).Select(Text));

    private static SearchSpace Default(Type options) =>
        TrainerSpace.Of((TrainerOptions)Activator.CreateInstance(options)! with { Space = DefaultSpace.Default }, [], _ => false);

    private static string[] Said(SearchSpace space) => [.. space.Dimensions.Select(d => d.ToString())];

    private static TrainerEntry One(string trainer) => Loaded(trainer).Trainers[0];

    private static Experiment Loaded(string trainer) => ExperimentText.Load(ExperimentText.Table, $"trainers=[{trainer}]").Experiment;
}
