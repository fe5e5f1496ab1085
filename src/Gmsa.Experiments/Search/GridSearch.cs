using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of <see cref="GridSearch"/>.</summary>
public sealed record GridSearchOptions : SearchOptions
{
    [Description(
        "Values of each numeric dimension, both ends included; a whole-number dimension with fewer values has all of them. Default 5.")]
    [Range(2, 1000)]
    public int Points { get; init; } = 5;

    public override bool LearnsFromScores => false;

    public override ISearch Create() => new GridSearch(this);
}

/// <summary>
/// Every combination of evenly spaced values (evenly in the logarithm where the dimension asks for it) and of all choices. A dimension that
/// depends on a choice is part of the combinations where it counts, and of no others. The next point is the first that the history doesn't
/// hold, in an order that jumps about the grid, so that a budget that ends early has seen something of every part; after the last comes
/// null. The seed plays no part.
/// </summary>
internal sealed class GridSearch(GridSearchOptions options) : ISearch
{
    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        var grid = new Grid(space, options.Points);
        var tried = history.Select(o => grid.IndexOf(o.Point)).ToHashSet();
        var stride = Stride(grid.Count);
        var index = BigInteger.Zero;
        for (var i = BigInteger.Zero; i < grid.Count; i++)
        {
            if (!tried.Contains(index)) return grid[index];
            index = (index + stride) % grid.Count;
        }
        return null;
    }

    /// <summary>
    /// A step that comes to every index once and lands far from where it was: the count over the golden ratio, or the next number
    /// that shares no factor with it.
    /// </summary>
    private static BigInteger Stride(BigInteger count)
    {
        var stride = BigInteger.Max(1, count * 618_033_989 / 1_000_000_000);
        while (!BigInteger.GreatestCommonDivisor(stride, count).IsOne) stride++;
        return stride;
    }
}
