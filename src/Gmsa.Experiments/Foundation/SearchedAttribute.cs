namespace Gmsa.Experiments.Foundation;

/// <summary>The interval of a numeric option that <c>space: default</c> searches; its ends are allowed values of the option.</summary>
/// <param name="low">The lowest value.</param>
/// <param name="high">The highest value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchedAttribute(double low, double high) : Attribute
{
    /// <summary>Every value of an option that is one of several words.</summary>
    public SearchedAttribute() : this(double.NaN, double.NaN) { }

    public double Low => low;

    public double High => high;

    /// <summary>Uniform in the logarithm.</summary>
    public bool Log { get; init; }

    /// <summary>The property that takes this one's place where the file gives it: then this one isn't searched.</summary>
    public string? Unless { get; init; }

    /// <summary>True where trials at the low end cost least.</summary>
    public bool CheapWhenLow { get; init; }
}
