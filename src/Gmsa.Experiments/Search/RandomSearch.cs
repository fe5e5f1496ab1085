using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>The options of random search: those of every search.</summary>
public sealed record RandomSearchOptions : SearchOptions
{
    public override bool LearnsFromScores => false;

    public override ISearch Create() => new RandomSearch();
}

/// <summary>
/// Independent draws from the space (Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012): real numbers
/// uniform or log-uniform, whole numbers with both ends, choices alike. The n-th point depends on the seed and n alone, never on scores,
/// so any number of workers tries the same points.
/// </summary>
internal sealed class RandomSearch : ISearch
{
    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history) =>
        Draw(space, seed.Derive(FormattableString.Invariant($"point/{history.Count}")));

    /// <summary>One point of the space.</summary>
    internal static Point Draw(SearchSpace space, Seed seed)
    {
        var values = new Dictionary<string, object>();
        foreach (var dimension in space.Dimensions.Where(d => SearchSpace.IsActive(d, values)))
            // A generator for each option: adding one to the file leaves the values of the others as they were.
            values.Add(dimension.Name, Draw(dimension, seed.Derive(dimension.Name).Generator()));
        return new(values);
    }

    internal static object Draw(Dimension dimension, SplitMix64 random) =>
        dimension is ChoiceDimension choice
            ? choice.Choices[random.NextInt(choice.Choices.Count)]
            : UnitScale.ValueAt(dimension, random.NextDouble());
}
