using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public class SeedTests
{
    [Fact]
    public void Generator_gives_the_numbers_of_the_published_algorithm()
    {
        // The first outputs for seed 1234567 of the authors' C program (splitmix64.c).
        var generator = new SplitMix64(1234567);
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.All(expected, number => Assert.Equal(number, generator.NextUInt64()));
    }

    [Fact]
    public void Derived_seeds_depend_on_the_path_and_the_parent()
    {
        var seed = new Seed(42);
        Assert.Equal(seed.Derive("split"), new Seed(42).Derive("split"));
        Assert.NotEqual(seed.Derive("split"), seed.Derive("splits"));
        Assert.NotEqual(seed.Derive("split"), new Seed(43).Derive("split"));
    }

    [Fact]
    public void Whole_numbers_are_uniform()
    {
        var generator = new Seed(7).Generator();
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[generator.NextInt(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    [Fact]
    public void Shuffle_keeps_every_item()
    {
        var items = Enumerable.Range(0, 100).ToArray();
        new Seed(1).Generator().Shuffle(items.AsSpan());
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
        Assert.NotEqual(Enumerable.Range(0, 100), items);
    }
}
