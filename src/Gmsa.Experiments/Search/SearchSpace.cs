using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Search;

/// <summary>One option that a sweep varies. The records below are everything that an experiment file can say; as text they are what a person would say.</summary>
public abstract record Dimension(string Name);

/// <summary>Real numbers in [low, high], uniform, or uniform in the logarithm.</summary>
public sealed record RealDimension(string Name, double Low, double High, bool Log) : Dimension(Name)
{
    public override string ToString() => FormattableString.Invariant($"{Name} {Low} to {High}{(Log ? ", log scale" : "")}");
}

/// <summary>Whole numbers in [low, high], both ends included.</summary>
public sealed record IntegerDimension(string Name, long Low, long High, bool Log) : Dimension(Name)
{
    public override string ToString() => FormattableString.Invariant($"{Name} {Low} to {High}, whole{(Log ? ", log scale" : "")}");
}

/// <summary>One of several values: text, numbers or truth values.</summary>
public sealed record ChoiceDimension(string Name, IReadOnlyList<object> Choices) : Dimension(Name)
{
    public override string ToString() => $"{Name} {string.Join(" or ", Choices.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)))}";
}

/// <summary>Everything a sweep varies, in the order of the file. An empty space has one point.</summary>
public sealed record SearchSpace(IReadOnlyList<Dimension> Dimensions)
{
    public bool IsPoint => Dimensions.Count == 0;
}

/// <summary>One value for each dimension of a space: a <see cref="double"/>, a <see cref="long"/>, a <see cref="string"/> or a <see cref="bool"/>.</summary>
public sealed record Point(IReadOnlyDictionary<string, object> Values);

/// <summary>A point that was tried, and its inner score (null where the trial failed or isn't finished).</summary>
public sealed record Observation(Point Point, double? Score);

/// <summary>Says which point to try next: a pure function of the space, the seed and what was tried.</summary>
public interface ISearch
{
    /// <param name="history">Every trial of this arm and fold so far, in the order in which they were asked for.</param>
    /// <returns>The next point, or null where the search has tried everything.</returns>
    Point? Next(SearchSpace space, Seed seed, IReadOnlyList<Observation> history);
}
