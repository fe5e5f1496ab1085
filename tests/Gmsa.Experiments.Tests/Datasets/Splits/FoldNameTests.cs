using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Tests.Datasets;

public class FoldNameTests
{
    [Theory]
    [InlineData("seed7.2.1", 7L, 2)]
    [InlineData("seed7.1", 7L, 1)]
    [InlineData("seed0.test", 0L, 1)]
    [InlineData("seed7.a.b", 7L, 1)]
    [InlineData("seed7", null, 1)] // a fold of somebody's column
    [InlineData("seed.1", null, 1)]
    [InlineData("seed-7.1", null, 1)]
    [InlineData("seeds7.1", null, 1)]
    [InlineData("2.1", null, 2)]
    [InlineData("", null, 1)]
    public void A_name_says_seed_and_repeat(string name, long? seed, int repeat) => Assert.Equal(new(seed, repeat), FoldName.Parse(name));

    [Fact]
    public void Names_are_in_the_order_of_seeds_then_repeats()
    {
        string[] names = ["seed10.1.1", "seed2.2.1", "3.1", "seed2.1.1", "1.1"];
        Assert.Equal(["1.1", "3.1", "seed2.1.1", "seed2.2.1", "seed10.1.1"], names.OrderBy(FoldName.Parse));
        Assert.Equal("seed7.2.1", FoldName.WithSeed(7, "2.1"));
    }
}
