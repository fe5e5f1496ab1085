using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;
using static Gmsa.Experiments.Testing.SearchSpaces;

namespace Gmsa.Experiments.Tests.Search;

public class SobolSearchTests
{
    private static readonly SobolSequence Sequence = new(new Seed(11));

    [Theory]
    [InlineData(0, 64)]
    [InlineData(64, 64)]
    [InlineData(0, 1024)]
    public void Each_coordinate_has_a_point_in_each_stratum(int first, int count)
    {
        for (var coordinate = 0; coordinate < 2 * SobolSequence.TableCoordinates; coordinate++)
        {
            var strata = Enumerable.Range(first, count).Select(i => (int)(Sequence[i, coordinate] * count)).Distinct().Count();
            // Coordinates beyond the table take the points in another order, which keeps whole powers of two from the first together.
            if (first == 0 || coordinate < SobolSequence.TableCoordinates) Assert.Equal(count, strata);
        }
    }

    [Fact]
    public void The_first_two_coordinates_have_a_point_in_each_box_of_every_shape()
    {
        for (var wide = 1; wide <= 256; wide *= 2)
            Assert.Equal(256, Enumerable.Range(0, 256)
                .Select(i => ((int)(Sequence[i, 0] * wide), (int)(Sequence[i, 1] * (256 / wide)))).Distinct().Count());
    }

    /// <summary>The mean over a smooth function of five coordinates: an error of about 1 / n, where random points have 1 / √n.</summary>
    [Fact]
    public void Means_are_closer_than_those_of_random_points()
    {
        double Error(Func<int, int, double> at) =>
            Math.Abs(Enumerable.Range(0, 512).Average(i => Enumerable.Range(0, 5).Aggregate(1.0, (p, d) => p * (0.5 + at(i, d)))) - 1);
        var sobol = Enumerable.Range(1, 20).Average(s => Error((i, d) => new SobolSequence(new Seed((ulong)s))[i, d]));
        var random = Enumerable.Range(1, 20)
            .Average(s => { var g = new Seed((ulong)s).Generator(); return Error((_, _) => g.NextDouble()); });
        Assert.True(sobol < random / 5, $"{sobol} and {random}");
    }

    [Fact]
    public void No_two_coordinates_of_the_table_are_alike()
    {
        for (var a = 0; a < SobolSequence.TableCoordinates; a++)
            for (var b = 0; b < a; b++)
            {
                var product = Enumerable.Range(0, 256).Average(i => (Sequence[i, a] - 0.5) * (Sequence[i, b] - 0.5)) * 12;
                Assert.InRange(product, -0.5, 0.5);
            }
    }

    [Fact]
    public void The_nth_point_depends_on_seed_and_n_alone()
    {
        var search = new SobolSearch();
        Observation[] failed = [new(Favourite, null)], done = [new(Favourite, 0.9)];
        Assert.Equal(Text(search.Next(Everything, new Seed(4), failed)), Text(search.Next(Everything, new Seed(4), done)));
        Assert.NotEqual(Text(search.Next(Everything, new Seed(4), [])), Text(search.Next(Everything, new Seed(4), done)));
        Assert.NotEqual(Text(search.Next(Everything, new Seed(4), [])), Text(search.Next(Everything, new Seed(5), [])));
    }
}
