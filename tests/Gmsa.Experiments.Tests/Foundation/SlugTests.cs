using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public class SlugTests
{
    [Theory]
    [InlineData("folder/Four vs Eight.yaml", "four-vs-eight")]
    [InlineData("a_b.yaml", "a-b")]
    [InlineData("Άλφα.yaml", "experiment")]
    [InlineData("Άλφα 2.yaml", "2")]
    [InlineData("---.yaml", "experiment")]
    public void A_file_s_name_becomes_that_of_a_study(string path, string name) => Assert.Equal(name, Slug.Of(path));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(new string('a', 64), Slug.Of(new string('a', 65) + ".yaml"));
}
