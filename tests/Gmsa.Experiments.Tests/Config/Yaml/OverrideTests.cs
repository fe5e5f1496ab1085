using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Config;

public class OverrideTests
{
    [Fact]
    public void Values_replace_those_of_the_file()
    {
        var e = ExperimentText.Load(ExperimentText.Full, "trainers.1.epochs=9", "seed=8", "features.0.size=256", "report=[csv]",
            "search.trials=2", "trainers.1.dropout={ range: [0.2, 0.3] }", "trainers.0.name=floor", "data.clip.length=10s").Experiment;
        Assert.Equal((9, 8L, 256, 1, 2), (((SeedCnnOptions)e.Trainers[1].Options).Epochs, e.Seed,
            ((Experiments.Features.MelOptions)e.Features[0]).Size, e.Report.Count, e.Search.Trials));
        Assert.Equal(new RealDimension("dropout", 0.2, 0.3, false), e.Trainers[1].Space.Dimensions[1]);
        Assert.Equal(("floor", "majority"), (e.Trainers[0].Name, e.Trainers[0].Kind));
        Assert.Equal(TimeSpan.FromSeconds(10), e.Data.Clip.Length);
    }

    [Fact]
    public void Missing_keys_are_made_and_the_last_one_wins()
    {
        var e = ExperimentText.Load(ExperimentText.Demo, "launcher.workers=3", "search.trials=3", "search.trials=4").Experiment;
        Assert.Equal((4, "random"), (e.Search.Trials, Experiments.Config.Catalog.Default.WordOf(e.Search)));
    }

    [Theory]
    [InlineData("seed", "--set seed: expected: key=value, with dots between keys and positions in lists, as in --set trainers.0.epochs=3")]
    [InlineData("=3", "--set =3: expected: key=value, with dots between keys and positions in lists, as in --set trainers.0.epochs=3")]
    [InlineData("a..b=3",
        "--set a..b=3: expected: key=value, with dots between keys and positions in lists, as in --set trainers.0.epochs=3")]
    [InlineData("seed=", "--set seed=: there is no value behind the equals sign")]
    [InlineData("seed=x", "--set seed=x: seed is x; expected: a whole number")]
    [InlineData("sead=1", "--set sead=1: unknown key 'sead'. Known: version, name, seed, seeds, data, labels, schemes, split, balance, "
        + "allowLabelInputs, labelNoise, features, augment, materialise, trainers, search, launcher, device, report. Did you mean 'seed'?")]
    [InlineData("trainers.1.epoch=3", "--set trainers.1.epoch=3: unknown key 'epoch' in seedCnn. Known: kind, name, on, space, "
        + "learningRate, batchSize, epochs, patience, dropout, convolutionDropout, l2. Did you mean 'epochs'?")]
    [InlineData("trainers.3.epochs=3",
        "--set trainers.3.epochs=3: trainers is a list of 3; its items are trainers.0 to trainers.2, and there is no '3'")]
    [InlineData("trainers.x=3", "--set trainers.x=3: trainers is a list of 3; its items are trainers.0 to trainers.2, and there is no 'x'")]
    [InlineData("search.0.trials=3", "--set search.0.trials=3: search is no list that the file writes out, so it has no item 0. "
        + "Write the list in the file, or set it whole: --set 'search=[...]'")]
    [InlineData("report=[html", "--set report=[html: not YAML: while parsing a flow sequence, did not find expected ',' or ']'. "
        + "A bracket or brace is not closed, or a comma is missing before this place")]
    public void Wrong_paths_and_values_are_explained(string set, string expected) =>
        Assert.Equal(expected, ExperimentText.Problems(ExperimentText.Full, set));
}
