using System.Globalization;

namespace Gmsa.Experiments.Search;

/// <summary>
/// One option that a sweep varies. The records below are everything that an experiment file can say; as text they
/// are what a person would say.
/// </summary>
public abstract record Dimension(string Name)
{
    /// <summary>The choice that makes this dimension part of a point; null where it is always one.</summary>
    public Condition? When { get; init; }

    /// <summary>True where trials at the low end cost least (few trees, few leaves): searches that mind costs start there.</summary>
    public bool CheapWhenLow { get; init; }

    /// <summary>What a person would say of the values.</summary>
    public abstract string Values { get; }

    public sealed override string ToString() => $"{Name} {Values}";
}

/// <summary>A dimension counts where the choice called <paramref name="Choice"/> is <paramref name="Value"/>.</summary>
public sealed record Condition(string Choice, string Value);

/// <summary>Real numbers in [low, high], uniform, or uniform in the logarithm.</summary>
public sealed record RealDimension(string Name, double Low, double High, bool Log) : Dimension(Name)
{
    public override string Values => FormattableString.Invariant($"{Low} to {High}{(Log ? ", log scale" : "")}");
}

/// <summary>Whole numbers in [low, high], both ends included.</summary>
public sealed record IntegerDimension(string Name, long Low, long High, bool Log) : Dimension(Name)
{
    public override string Values => FormattableString.Invariant($"{Low} to {High}, whole{(Log ? ", log scale" : "")}");
}

/// <summary>One of several values: text, numbers or truth values, in no order.</summary>
public sealed record ChoiceDimension(string Name, IReadOnlyList<object> Choices) : Dimension(Name)
{
    public override string Values => string.Join(" or ", Choices.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)));
}

/// <summary>
/// Everything a sweep varies, in the order of the file; a choice stands before the dimensions that depend on it.
/// An empty space has one point.
/// </summary>
public sealed record SearchSpace(IReadOnlyList<Dimension> Dimensions)
{
    public bool IsPoint => Dimensions.Count == 0;

    /// <summary>
    /// Points that did well before (a learner's good defaults, the best of earlier studies), the most promising first. They are tried
    /// first, and searches that model what is good may count them as such. Each is whole: a value for each dimension that counts.
    /// </summary>
    public IReadOnlyList<Point> Favoured { get; init; } = [];

    /// <summary>The dimensions that count in a point with these values.</summary>
    public IEnumerable<Dimension> ActiveIn(IReadOnlyDictionary<string, object> values) => Dimensions.Where(d => IsActive(d, values));

    /// <summary>A point as it was read back from a file, where 1.0 is a whole number: every value of its dimension's type.</summary>
    public Point Typed(Point point) => new(point.Values.ToDictionary(v => v.Key, v => Dimensions.FirstOrDefault(d => d.Name == v.Key) switch
    {
        RealDimension => Convert.ToDouble(v.Value, CultureInfo.InvariantCulture),
        ChoiceDimension choice => choice.Choices.FirstOrDefault(c => InWords(c) == InWords(v.Value)) ?? v.Value,
        _ => v.Value,
    }));

    private static string? InWords(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>True where the dimension counts, given the values of those before it.</summary>
    public static bool IsActive(Dimension dimension, IReadOnlyDictionary<string, object> values) =>
        dimension.When is not { } when || (values.TryGetValue(when.Choice, out var value) && value.Equals(when.Value));
}

/// <summary>
/// One value for each dimension that counts: a <see cref="double"/>, a <see cref="long"/>, a <see cref="string"/> or a <see cref="bool"/>.
/// </summary>
public sealed record Point(IReadOnlyDictionary<string, object> Values)
{
    /// <summary>True where the other has every value of this one, and perhaps more.</summary>
    internal bool IsPartOf(Point other)
    {
        foreach (var (name, value) in Values)
            if (!other.Values.TryGetValue(name, out var theirs) || !theirs.Equals(value)) return false;
        return true;
    }
}
