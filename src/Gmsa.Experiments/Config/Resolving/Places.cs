namespace Gmsa.Experiments.Config;

/// <summary>Where the parts of a bound experiment stand in its file, for the problems of checks that look at several of them.</summary>
internal sealed class Places(MappingNode root, Binder binder)
{
    /// <summary>The place of a key of the file itself; the start of the file where the key isn't there.</summary>
    public Origin Of(string key) => root[key]?.Value.At ?? root.At;

    /// <summary>True where the file has this key.</summary>
    public bool Has(string key) => root[key] is not null;

    /// <summary>The place of one key of a bound record: of its value, else of the record, else of the file's key.</summary>
    public Origin Of(object record, string key, string section) =>
        binder.NodeOf(record) is not { } node ? Of(section)
        : node is MappingNode mapping && mapping[key] is { } entry ? entry.Value.At
        : node.At;

    /// <summary>The place of a key itself, in a bound record or mapping.</summary>
    public Origin OfKey(object record, string key, string section) =>
        binder.NodeOf(record) is MappingNode mapping && mapping[key] is { } entry ? entry.At : Of(record, key, section);

    /// <summary>The place of an item of a list under a record's key.</summary>
    public Origin OfItem(object record, string key, int index, string section) =>
        binder.NodeOf(record) is MappingNode mapping && mapping[key]?.Value is SequenceNode list && index < list.Items.Count
            ? list.Items[index].At : Of(record, key, section);

    /// <summary>The place in a record of the value, or item of a list, that reads <paramref name="text"/>, else of the record.</summary>
    public Origin OfText(object record, string text, string section) =>
        binder.NodeOf(record) is MappingNode mapping
            && mapping.Entries.SelectMany(e => e.Value is SequenceNode list ? list.Items : [e.Value])
                .FirstOrDefault(value => value is ScalarNode s && s.Text == text) is { } found
            ? found.At : Of(record, "", section);

    /// <summary>True where a record has this key in the file.</summary>
    public bool Says(object record, string key) => binder.NodeOf(record) is MappingNode mapping && mapping[key] is not null;

    /// <summary>True where a part of this section could not be bound, so that what depends on it can't be judged.</summary>
    public bool Lost(string section) => binder.Lost(root, section);

    /// <summary>True where this key of a record is there, well or badly spelt, but could not be bound.</summary>
    public bool Lost(object record, string key) => binder.NodeOf(record) is MappingNode mapping && binder.Lost(mapping, key);

    /// <summary>True where anything is wrong within this section, so that doubts about it may be echoes of what was told.</summary>
    public bool Mistaken(string section) => binder.Mistaken(root[section]?.Value);

    /// <summary>True where anything is wrong within a record, or within one key of it.</summary>
    public bool Mistaken(object record, string? key = null) => binder.NodeOf(record) is { } node
        && binder.Mistaken(key is null ? node : (node as MappingNode)?[key]?.Value);

    /// <summary>The words in the list of labels that are no schemes and weren't told yet, because they may be columns.</summary>
    public IReadOnlyList<ScalarNode> UnknownLabels => binder.UnknownLabels;
}
