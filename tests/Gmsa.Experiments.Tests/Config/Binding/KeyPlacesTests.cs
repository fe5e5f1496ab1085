using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>What files say is among the snapshots in Mistakes; here are the words of --set.</summary>
public class KeyPlacesTests
{
    [Theory]
    [InlineData("trials=5", "It belongs in search: --set search.trials=5.")]
    [InlineData("n_splits=3", "Is 'folds' meant? It belongs in split: --set split.folds=3.")]
    [InlineData("search.seed=3", "It belongs at the top of the file: --set seed=3.")]
    [InlineData("epochs=3", "It belongs in an entry of trainers: --set trainers.N.epochs=3 (N counts entries from 0).")]
    [InlineData("data.offset=1s", "It belongs in data.clip: --set data.clip.offset=1s.")]
    public void A_set_argument_with_a_key_of_another_place_is_told_where_it_belongs(string set, string expected)
    {
        var told = ExperimentText.Problems(ExperimentText.Demo, set);
        Assert.StartsWith($"--set {set}: unknown key '{set.Split('=')[0].Split('.')[^1]}'", told);
        Assert.EndsWith(expected, told);
    }

    [Fact]
    public void Every_level_is_known() => Assert.Superset(
        new HashSet<string> { "seed", "trials", "folds", "test", "warmup", "epochs", "bands", "length", "alpha", "memory" },
        new KeyPlaces(Catalog.Default).Keys.ToHashSet());
}
