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
public sealed class RandomSearch : ISearch
{
    public Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history)
    {
        return Draw(space, seed.Derive(FormattableString.Invariant($"point/{history.Count}")));
    }

    /// <summary>One point of the space.</summary>
    internal static Point Draw(SearchSpace space, Seed seed)
    {
        var values = new Dictionary<string, object>();
        foreach (var dimension in space.Dimensions.Where(d => SearchSpace.IsActive(d, values)))
            // A generator for each option: adding one to the file leaves the values of the others as they were.
            values.Add(dimension.Name, Draw(dimension, seed.Derive(dimension.Name).Generator()));
        return new(values);
    }

    internal static object Draw(Dimension dimension, SplitMix64 random) => dimension switch
    {
        RealDimension { Log: true } d => Math.Clamp(Math.Exp(Between(Math.Log(d.Low), Math.Log(d.High), random)), d.Low, d.High),
        RealDimension d => Between(d.Low, d.High, random),
        // The bins of the whole numbers are a half wide on either side, so that the ends come as often as their neighbours.
        IntegerDimension { Log: true } d =>
            Math.Clamp((long)Math.Round(Math.Exp(Between(Math.Log(d.Low - 0.5), Math.Log(d.High + 0.5), random))), d.Low, d.High),
        IntegerDimension d => Math.Clamp((long)Math.Floor(Between(d.Low, d.High + 1.0, random)), d.Low, d.High),
        ChoiceDimension d => d.Choices[random.NextInt(d.Choices.Count)],
        _ => throw new InvalidOperationException($"no way to draw from {dimension}"),
    };

    private static double Between(double low, double high, SplitMix64 random) => low + (high - low) * random.NextDouble();
}
