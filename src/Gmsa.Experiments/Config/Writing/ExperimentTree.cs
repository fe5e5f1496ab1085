using System.Collections;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Records back to the node tree they are bound from, with every key that has a value (an empty mapping is none).
/// Text is unplain, all else plain.
/// </summary>
internal static class ExperimentTree
{
    private static readonly Origin Nowhere = new("", 0, 0);

    public static YamlNode Of(object value) => value switch
    {
        ContentFile file => new FileNode(Nowhere, file.Path, file.Hash),
        string or Enum => new ScalarNode(Nowhere, Words.Of(value), Plain: false),
        _ when OptionKey.IsScalar(value.GetType()) => new ScalarNode(Nowhere, Words.Of(value), Plain: true),
        IDictionary mapping => new MappingNode(Nowhere, [.. mapping.Keys.Cast<string>().Select(key => Entry(key, Of(mapping[key]!)))]),
        IEnumerable items => new SequenceNode(Nowhere, [.. items.Cast<object>().Select(Of)]),
        LabelSource { Column: { } column } => new MappingNode(Nowhere, [Entry("column", Of(column))]),
        LabelSource label => Of(label.Name),
        TrainerEntry entry => Mapping(entry.Options, entry.Space),
        _ => Mapping(value, new([])),
    };

    private static MappingNode Mapping(object record, SearchSpace space)
    {
        var entries = new List<YamlEntry>();
        var isKind = Catalog.GroupOf(BaseOf(record.GetType())) is not null;
        if (isKind) entries.Add(Entry("kind", Of(Catalog.WordOf(record))));
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

    private static MappingNode Range(Dimension dimension)
    {
        var (form, values) = RangeBinder.FormOf(dimension);
        return new(Nowhere, [Entry(form, new SequenceNode(Nowhere, [.. values.Select(Of)]))]);
    }

    private static YamlEntry Entry(string key, YamlNode value) => new(Nowhere, key, value);

    /// <summary>The record's first base below <see cref="object"/>: that of its group of kinds, if it has one.</summary>
    private static Type BaseOf(Type type)
    {
        while (type.BaseType is { } up && up != typeof(object)) type = up;
        return type;
    }
}
