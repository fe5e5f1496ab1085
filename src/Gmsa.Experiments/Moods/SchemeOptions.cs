namespace Gmsa.Experiments.Moods;

/// <summary>A label scheme of the experiment's own. Its forms derive from this; which one it is, its first key says.</summary>
public abstract record SchemeOptions
{
    /// <summary>The most regions that a scheme may have.</summary>
    protected const int MostRegions = 64;

    /// <summary>All that is wrong with it, whatever schemes, columns and tracks there are.</summary>
    internal abstract IEnumerable<SchemeFault> Faults();

    /// <summary>One label is no scheme.</summary>
    private protected IEnumerable<SchemeFault> TwoLabels(string key, IEnumerable<string> labels)
    {
        if (labels.Distinct(StringComparer.Ordinal).Take(2).ToArray() is [var only])
            yield return new(this, key, $"every place would have the same label, '{only}'; at least two labels are needed");
    }
}

/// <summary>Something that is wrong with a scheme.</summary>
/// <param name="Part">The options, or a record or mapping within them.</param>
/// <param name="Key">The key of the part whose value is wrong.</param>
/// <param name="Item">Which item of that value, where it is a list; -1 for all of it.</param>
internal sealed record SchemeFault(object Part, string Key, string Message, int Item = -1);

/// <summary>What becomes of places of the plane that no region has.</summary>
public enum Gaps
{
    /// <summary>A gap is a mistake.</summary>
    Forbid,

    /// <summary>Tracks there have no label.</summary>
    LeaveOut,
}
