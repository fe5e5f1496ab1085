namespace Gmsa.Experiments.Moods;

/// <summary>A label scheme as an experiment file names it: by its word, or as the words of a manifest column.</summary>
/// <param name="Name">The name of a built-in scheme or of one of the file's own, or the column's.</param>
/// <param name="Column">The column; null for a scheme.</param>
public sealed record LabelSource(string Name, string? Column);
