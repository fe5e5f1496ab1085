using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Moods;

/// <summary>The words of a column as labels: <c>{ column: genre, labels: [rock, laika] }</c>.</summary>
[Description("The words of a manifest column.")]
public sealed record ColumnScheme : SchemeOptions
{
    [Description("The manifest column whose words are the labels.")]
    [Required]
    public string Column { get; init; } = "";

    [Description("The words that are labels, in this order; tracks with others have none. Default: all words, in ordinal order.")]
    public IReadOnlyList<string>? Labels { get; init => field = value?.Select(v => v is null ? v! : TrackIdentity.Value(v)).ToArray(); }

    internal override IEnumerable<SchemeFault> Faults()
    {
        if (Labels is { Count: < 2 })
            yield return new(this, "labels", FormattableString.Invariant(
                $"labels has {Labels.Count} items; expected: at least two, or none for all words of the column"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, label) in (Labels ?? []).Index())
            if (!seen.Add(label))
                yield return new(this, "labels", $"'{label}' stands in labels twice, in two spellings of one value", index);
    }

    /// <param name="words">All words of the column.</param>
    internal LabelScheme Create(string name, IReadOnlyList<string> words) => LabelSchemes.OfWords(name, Column, Labels ?? words);
}
