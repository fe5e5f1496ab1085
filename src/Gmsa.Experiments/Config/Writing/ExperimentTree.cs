using System.Collections;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Records back to the node tree they are bound from, with every key that has a value (an empty mapping is none).
/// Text is unplain, all else plain. A report without keys is its word.
/// </summary>
/// <param name="namesAssemblies">Whether a kind of another assembly says which, as an identity has to: its code may become another.
/// </param>
internal sealed class ExperimentTree(Catalog catalog, bool namesAssemblies = false)
{
    private static readonly Origin Nowhere = new("", 0, 0);

    public YamlNode Of(object value) => value switch
    {
        ContentFile file => new FileNode(Nowhere, file.Path, file.Hash),
        string or Enum => new ScalarNode(Nowhere, Words.Of(value), Plain: false),
        _ when OptionKey.IsScalar(value.GetType()) => new ScalarNode(Nowhere, Words.Of(value), Plain: true),
        IDictionary mapping => new MappingNode(Nowhere, [.. mapping.Keys.Cast<string>().Select(key => Entry(key, Of(mapping[key]!)))]),
        IEnumerable items => new SequenceNode(Nowhere, [.. items.Cast<object>().Select(Of)]),
        LabelSource { Column: { } column } => new MappingNode(Nowhere, [Entry("column", Of(column))]),
        LabelSource label => Of(label.Name),
        TrainerEntry entry => Mapping(entry.Options, entry.Space),
        ReportOptions report when OptionKey.Of(report.GetType()).Count == 0 => Of(catalog.WordOf(report)),
        _ => Mapping(value, new([])),
    };

    private MappingNode Mapping(object record, SearchSpace space)
    {
        var entries = new List<YamlEntry>();
        if (KindSort.Of(record.GetType()) is not null) entries.Add(Entry("kind", Of(catalog.WordOf(record))));
        if (namesAssemblies && AssemblyOf(record.GetType()) is { } assembly) entries.Add(Entry("kind.from", Of(assembly)));
        var keys = OptionKey.Of(record.GetType());
        // Searches go by the order of ranges, so among themselves they stand in the space's.
        var ranges = new Queue<Dimension>(space.Dimensions.Where(d => keys.Any(k => k.Key == d.Name)));
        foreach (var key in keys)
        {
            if (space.Dimensions.Any(d => d.Name == key.Key)) entries.Add(Entry(ranges.Peek().Name, Range(ranges.Dequeue())));
            else if (key.Property.GetValue(record) is { } value and not IDictionary { Count: 0 }) entries.Add(Entry(key.Key, Of(value)));
        }
        return new(Nowhere, entries);
    }

    private MappingNode Range(Dimension dimension)
    {
        var (form, values) = RangeBinder.FormOf(dimension);
        return new(Nowhere, [Entry(form, new SequenceNode(Nowhere, [.. values.Select(Of)]))]);
    }

    private static YamlEntry Entry(string key, YamlNode value) => new(Nowhere, key, value);

    /// <summary>"OwnKinds 1.2.0"; null of ours, whose code has a study version.</summary>
    private static string? AssemblyOf(Type record) =>
        record.Assembly != typeof(ExperimentTree).Assembly && KindSort.Of(record) is not null && record.Assembly.GetName() is var name
            ? $"{name.Name} {name.Version?.ToString(3)}" : null;
}
