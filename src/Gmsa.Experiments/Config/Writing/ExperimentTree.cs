using System.Collections;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Records back to the node tree they are bound from. Text is unplain, all else plain. A report without keys is its word. Where a value
/// stands is said as code has it: <c>Trainers[1].Options.LearningRate</c>.
/// </summary>
/// <param name="namesAssemblies">Whether a kind of another assembly says which, as an identity has to: its code may become another.
/// </param>
internal sealed class ExperimentTree(Catalog catalog, bool namesAssemblies = false)
{
    private bool asSaid;
    private int nodes;

    /// <summary>With every key that has a value (an empty mapping is none).</summary>
    public YamlNode Of(object value) => Node(value, "");

    /// <summary>
    /// As code said it: without the lists that are the records' own defaults, and with what no file could hold, a null in a list or an enum
    /// that has no word, in such a form that binding it tells.
    /// </summary>
    public static MappingNode AsSaid(Experiment experiment, Catalog catalog)
    {
        var tree = new ExperimentTree(catalog) { asSaid = true };
        var root = tree.At(nameof(Experiment));
        return tree.Mapping(experiment, new([]), root, "");
    }

    // The number keeps problems in the order of the properties.
    private Origin At(string place) => new(place, 0, ++nodes);

    private YamlNode Node(object? value, string place) => value switch
    {
        null => new ScalarNode(At(place), "", Plain: true),
        ContentFile file => new FileNode(At(place), file.Path, file.Hash),
        Enum word when !Enum.IsDefined(word.GetType(), word) => new ScalarNode(At(place), word.ToString("D"), Plain: false),
        string or Enum => new ScalarNode(At(place), Words.Of(value), Plain: false),
        _ when OptionKey.IsScalar(value.GetType()) => new ScalarNode(At(place), Words.Of(value), Plain: true),
        IEnumerable mapping when PairsOf(mapping) is { } pairs => new MappingNode(At(place),
            [.. pairs.Select(pair => Entry(pair.Key, pair.Value, $"{place}[\"{pair.Key}\"]"))]),
        IEnumerable items => new SequenceNode(At(place),
            [.. items.Cast<object?>().Select((item, i) => Node(item, FormattableString.Invariant($"{place}[{i}]")))]),
        LabelSource { Column: { } column } label => new MappingNode(At(place), [Entry("column", column, Below(place, "Column")),
            .. label.Name == column ? Array.Empty<YamlEntry>() : [Entry("name", label.Name, Below(place, "Name"))]]),
        LabelSource label => Node(label.Name, place),
        TrainerEntry { Options: null } => Node(null, Below(place, "Options")),
        TrainerEntry entry => Mapping(entry.Options, entry.Space, At(place), Below(place, "Options")),
        ReportOptions report when OptionKey.Of(report.GetType()).Count == 0 => Node(WordOf(report), place),
        _ => Mapping(value, new([]), At(place), place),
    };

    private MappingNode Mapping(object record, SearchSpace space, Origin at, string place)
    {
        var entries = new List<YamlEntry>();
        if (KindSort.Of(record.GetType()) is not null) entries.Add(Entry("kind", WordOf(record), place));
        if (namesAssemblies && AssemblyOf(record.GetType()) is { } assembly) entries.Add(Entry("kind.from", assembly, place));
        var keys = OptionKey.Of(record.GetType());
        var fresh = asSaid ? Activator.CreateInstance(record.GetType()) : null;
        // Searches go by the order of ranges, so among themselves they stand in the space's.
        var ranges = new Queue<Dimension>(space.Dimensions.Where(d => keys.Any(k => k.Key == d.Name)));
        foreach (var key in keys)
        {
            var value = key.Property.GetValue(record);
            if (space.Dimensions.Any(d => d.Name == key.Key))
            {
                var range = ranges.Dequeue();
                var option = Below(place, keys.First(k => k.Key == range.Name).Property.Name);
                entries.Add(new(At(option), range.Name, Range(range, option)));
            }
            else if (IsSaid(value, fresh is null ? null : key.Property.GetValue(fresh)))
                entries.Add(Entry(key.Key, value, Below(place, key.Property.Name)));
        }
        return new(at, entries);
    }

    /// <param name="fallback">What holds where the key isn't there; null where all that has a value is said.</param>
    private static bool IsSaid(object? value, object? fallback) =>
        value is not IDictionary { Count: 0 } && (value is null ? fallback is not null : !ReferenceEquals(value, fallback));

    private MappingNode Range(Dimension dimension, string place)
    {
        var (form, values) = RangeBinder.FormOf(dimension);
        return new(At(place), [new(At(place), form, new SequenceNode(At(place), [.. values.Select(v => Node(v, place))]))]);
    }

    private YamlEntry Entry(string key, object? value, string place) => new(At(place), key, Node(value, place));

    private static string Below(string place, string property) => place.Length == 0 ? property : $"{place}.{property}";

    /// <summary>What code said of a kind that isn't in the catalog is told when it is bound: it is called by its type.</summary>
    private string WordOf(object options) =>
        asSaid && !catalog.Has(options.GetType()) ? options.GetType().Name : catalog.WordOf(options);

    /// <summary>The keys and values of a dictionary of whatever type; null of what is none.</summary>
    private static IEnumerable<(string Key, object? Value)>? PairsOf(IEnumerable values) =>
        !Array.Exists(values.GetType().GetInterfaces(), i => OptionKey.ValueOf(i) is not null) ? null
            : values.Cast<object>().Select(pair => ((string)Of(pair, "Key")!, Of(pair, "Value")));

    private static object? Of(object pair, string property) => pair.GetType().GetProperty(property)!.GetValue(pair);

    /// <summary>"OwnKinds 1.2.0"; null of ours, whose code has a study version.</summary>
    private static string? AssemblyOf(Type record) =>
        record.Assembly != typeof(ExperimentTree).Assembly && KindSort.Of(record) is not null && record.Assembly.GetName() is var name
            ? $"{name.Name} {name.Version?.ToString(3)}" : null;
}
