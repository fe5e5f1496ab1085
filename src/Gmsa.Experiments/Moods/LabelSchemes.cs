using System.Collections.Frozen;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Moods;

/// <summary>Label schemes that come from the manifest itself.</summary>
internal static class LabelSchemes
{
    /// <summary>The values of a column as labels, in ordinal order; tracks with a blank one have none. There is no ring.</summary>
    /// <exception cref="InputException">There is no such column, or it has fewer than two values.</exception>
    public static LabelScheme OfColumn(string column, Manifest manifest)
    {
        if (!manifest.Columns.Contains(column, StringComparer.Ordinal))
            throw new InputException("labels", $"the manifest has no column '{column}'. Its columns: {string.Join(", ", manifest.Columns)}."
                + Suggestion.DidYouMean(column, manifest.Columns));
        var labels = Words(column, manifest);
        if (labels.Length < 2)
            throw new InputException("labels", $"the column '{column}' has "
                + $"{(labels.Length == 0 ? "no value" : $"one value, '{labels[0]}',")} where labels need at least two.");
        return OfWords(column, column, labels);
    }

    /// <summary>The words in a column, in ordinal order.</summary>
    internal static string[] Words(string column, Manifest manifest) =>
        [.. manifest.Tracks.Select(t => t[column]).Where(v => !string.IsNullOrWhiteSpace(v)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Words of a column as labels; tracks with other words, or none, have no label.</summary>
    internal static LabelScheme OfWords(string name, string column, IReadOnlyList<string> labels)
    {
        var words = labels.ToFrozenSet(StringComparer.Ordinal);
        return new(name, labels, track => words.Contains(track[column]) ? track[column] : null, []) { Inputs = [column] };
    }
}
