using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Config;

/// <summary>What to write in place of a value of the wrong form, where that can be guessed. It can be pasted into the file.</summary>
internal static class Instead
{
    private const int Longest = 70;

    /// <summary>For a key without a value: the end of the message.</summary>
    public static string OfNothing(Type type, string label, bool hasDefault) =>
        label.EndsWith(']') ? ""
        : type == typeof(DataOptions) ? $". Write {label}: {{ manifest: FILE.csv }} or {label}: {{ demo: {{}} }}"
        : hasDefault ? ". Without the key its default holds"
        : IsRecord(type) ? $". Write {label}: {{}}"
        : "";

    /// <summary>For a word or a number where a record's mapping is expected: the end of the message.</summary>
    public static string OfWord(Type type, string label, YamlNode node)
    {
        if (node is not ScalarNode word || string.IsNullOrWhiteSpace(word.Text)) return "";
        var keys = OptionKey.Of(type);
        var form = keys.FirstOrDefault(k => k.Key == word.Text) is { } named ? IsRecord(named.Type) ? $"{{ {named.Key}: {{}} }}" : null
            : OfNumber(type, word) ?? (keys.FirstOrDefault(k => k.Type == typeof(string)) is { } text ? $"{{ {text.Key}: {word.Shown} }}"
                : word.Text == "true" ? "{}" : null);
        return form is null ? "" : $". Write {(label.EndsWith(']') ? "" : label + ": ")}{form}";
    }

    /// <summary>For a whole number where a record is expected: the record with its first whole number; null where that makes no
    /// sense.</summary>
    public static string? OfNumber(Type type, ScalarNode number) =>
        // What a kind adds says more of it than what all have.
        OptionKey.Of(type).OrderBy(k => k.Property.DeclaringType == type ? 0 : 1).FirstOrDefault(k => OptionKey.IsWhole(k.Type)) is { } key
            && ScalarBinder.Bind(key.Type, number, out _) is not null ? $"{{ {key.Key}: {number.Shown} }}" : null;

    /// <summary>For something else where a list is expected: the end of the message.</summary>
    public static string OfList(Type item, YamlNode node) =>
        node is not ScalarNode word ? "Put '- ' before each item, or brackets round them"
            : $"Write {OfWords(item, word) ?? $"[{word.Shown}]"}";

    /// <summary>For words with commas between them and no brackets: the list that was meant; null where it is one word. In quotes they
    /// are one, as the name of a column may be.</summary>
    public static string? OfWords(Type item, ScalarNode words) =>
        words.Plain && words.Text.Contains(',') && (OptionKey.IsScalar(item) || item == typeof(LabelSource) || !IsRecord(item))
            ? $"[{string.Join(", ", words.Shown.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}]"
            : null;

    /// <summary>For a word behind a comma that reads as a key, as in <c>{ by: artist, album }</c>: the end of the message; null where the
    /// key before it takes no list.</summary>
    public static string? OfTornList(MappingNode node, YamlEntry entry, IReadOnlyList<OptionKey> keys) =>
        entry.Value is ScalarNode { IsNull: true, Text: "" }
            && node.Entries.TakeWhile(e => e != entry).LastOrDefault() is { Value: ScalarNode first } before
            && keys.FirstOrDefault(k => k.Key == before.Key) is { } key && OptionKey.ItemOf(key.Type) is not null
            ? $" Several stand in brackets: {before.Key}: [{first.Shown}, {entry.Key}]" : null;

    /// <summary>For a list where an option that may be a range has a single value: the end of the message.</summary>
    public static string OfRange(OptionKey key, SequenceNode list)
    {
        if (list.Items.Count == 0) return "";
        var values = Flow(list);
        string[] intervals = list.Items.Count != 2 ? [] : OptionKey.IsWhole(key.Type) ? ["int", "logInt"]
            : OptionKey.IsReal(key.Type) ? ["range", "log"] : [];
        return $". To vary it, write {Words.List(intervals.Append("choice").Select(form => $"{{ {form}: {values} }}"), " or ")}";
    }

    /// <summary>For a mapping that has a kind's word as a key: the mapping with that word as its kind; null where no key is such a
    /// word.</summary>
    public static string? OfKind(KindGroup group, MappingNode node, Type? fallback)
    {
        var known = fallback is null ? [] : OptionKey.Of(fallback).Select(k => k.Key).ToArray();
        if (node.Entries.FirstOrDefault(e => group[e.Key] is not null && !known.Contains(e.Key)) is not { } kind) return null;
        var options = (kind.Value is MappingNode inner ? inner.Entries : []).Concat(node.Entries.Where(e => e != kind)).ToArray();
        var unclear = kind.Value is not MappingNode and not ScalarNode { IsNull: true };
        if (options.Length == 0 && !unclear) return kind.Key;
        var flow = Flow(new MappingNode(node.At, [new(kind.At, "kind", new ScalarNode(kind.At, kind.Key, true)), .. options]));
        return unclear || flow.Length > Longest ? $"{{ kind: {kind.Key}, ... }}" : flow;
    }

    private static bool IsRecord(Type type) =>
        !type.IsAbstract && !OptionKey.IsScalar(type) && OptionKey.ItemOf(type) is null && OptionKey.ValueOf(type) is null
        && KindSort.Of(type) is null && type != typeof(TrainerEntry);

    /// <summary>A node as one line of YAML.</summary>
    internal static string Flow(YamlNode node) => node switch
    {
        ScalarNode scalar => scalar.Plain ? scalar.Shown : $"'{scalar.Shown}'",
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        MappingNode { Entries.Count: > 0 } mapping =>
            $"{{ {string.Join(", ", mapping.Entries.Select(e => $"{e.Key}: {Flow(e.Value)}"))} }}",
        _ => "{}",
    };
}
