namespace Gmsa.Experiments.Moods;

/// <summary>
/// A label scheme as an experiment names it: by its word, or as the words of a manifest column. Text is the scheme of that name:
/// <c>Labels = ["mood8", "mood4"]</c>.
/// </summary>
/// <param name="Name">The name of a built-in scheme or of one of the experiment's own, or the column's.</param>
/// <param name="Column">The column; null for a scheme.</param>
public sealed record LabelSource(string Name, string? Column = null)
{
    /// <summary>The words of a manifest column.</summary>
    public static LabelSource OfColumn(string column) => new(column, column);

    public static implicit operator LabelSource(string scheme) => new(scheme);
}
