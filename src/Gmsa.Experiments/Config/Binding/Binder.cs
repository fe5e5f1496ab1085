using System.Collections;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Config;

/// <summary>
/// Node tree to records, by their init properties. Goes on after a mistake, so that one pass finds them all: what can't be bound keeps its
/// default, and <see cref="Lost(YamlNode)"/> remembers where that happened.
/// </summary>
/// <param name="catalog">The kinds that there are.</param>
/// <param name="ownSchemes">The names of the file's own label schemes, which labels may use.</param>
internal sealed class Binder(FileProblems problems, Catalog catalog, IEnumerable<string>? ownSchemes = null)
{
    private readonly Lazy<KeyPlaces> keys = new(() => new(catalog));
    private readonly string[] schemes = [.. MoodSchemes.All.Select(s => s.Name), .. ownSchemes ?? []];
    private readonly Dictionary<object, YamlNode> nodes = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> lost = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> mistaken = new(ReferenceEqualityComparer.Instance);
    private readonly List<(MappingNode Node, string Key)> misspelt = [];
    private readonly List<ScalarNode> unknownLabels = [];

    /// <summary>The mapping (or bare word) that a record was bound from; null for one that the file doesn't mention.</summary>
    public YamlNode? NodeOf(object record) => nodes.GetValueOrDefault(record);

    /// <summary>True where something in this value could not be bound at all, so that what depends on it can't be judged.</summary>
    public bool Lost(YamlNode? node) => node is not null && lost.Contains(node);

    /// <summary>True where a mapping's key could not be bound, or is there under a name that was told to be misspelt.</summary>
    public bool Lost(MappingNode node, string key) =>
        node[key] is { } entry ? Lost(entry.Value) : misspelt.Exists(m => ReferenceEquals(m.Node, node) && m.Key == key);

    /// <summary>True where anything in this value was wrong, though it may have been bound.</summary>
    public bool Mistaken(YamlNode? node) => node is not null && mistaken.Contains(node);

    /// <summary>Words in place of label schemes that are none. They are told by whoever knows the manifest's columns.</summary>
    public IReadOnlyList<ScalarNode> UnknownLabels => unknownLabels;

    /// <summary>A value for the key <paramref name="label"/>, or null after a problem.</summary>
    /// <param name="fallback">What holds where the key isn't there; its kind is the default kind.</param>
    /// <param name="repeats">In a list, a value may stand several times.</param>
    public object? Bind(Type type, YamlNode node, string label, object? fallback = null, bool repeats = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        object? value;
        if (node is ScalarNode { IsNull: true })
            value = Fail(node, $"{label} has no value; expected: "
                + $"{ScalarBinder.Expected(type)}{Instead.OfNothing(type, label, fallback is not null)}");
        else if (OptionKey.IsScalar(type)) value = Scalar(type, node, label);
        else if (OptionKey.ItemOf(type) is { } item) value = List(item, node, label, repeats);
        else if (OptionKey.ValueOf(type) is { } free) value = Map(free, node, label);
        else if (type == typeof(TrainerEntry)) value = Trainer(node);
        else if (type == typeof(LabelSource)) value = Label(node);
        else if (type == typeof(SchemeOptions)) value = Scheme(node, label);
        else if (catalog.GroupOf(type) is { } group) value = KindOf(group, node, fallback, null);
        else if (node is MappingNode mapping) value = Record(type, mapping, label);
        else value = Fail(node, $"{label} is {node.Describe()}; expected: a mapping, with the keys "
            + $"{Words.List(OptionKey.Of(type).Select(k => k.Key))}{Instead.OfWord(type, label, node)}");
        if (value is null) lost.Add(node);
        return value;
    }

    /// <summary>A record with the mapping's keys in its properties.</summary>
    /// <param name="noun">What has these keys, for messages: "mel", "data".</param>
    /// <param name="space">Where ranges may stand in place of values: they are added to it.</param>
    public object Record(Type type, MappingNode node, string noun, List<Dimension>? space = null, bool isKind = false)
    {
        var record = Activator.CreateInstance(type)!;
        var keys = OptionKey.Of(type);
        var before = problems.Count;
        nodes[record] = node;
        foreach (var entry in node.Entries)
        {
            if (isKind && entry.Key == "kind") continue;
            var soFar = problems.Count;
            if (keys.FirstOrDefault(k => k.Key == entry.Key) is { } key) Set(record, key, entry.Value, space);
            else Unknown(node, entry, noun, type, isKind, space is not null);
            if (problems.Count > soFar) mistaken.Add(entry.Value);
        }
        foreach (var key in keys.Where(k => k.IsRequired && node[k.Key] is null && !Lost(node, k.Key)))
            problems.Add(node.At, $"the key '{key.Key}' is missing{(noun.Length > 0 ? " in " + noun : "")}. {key.Description}");
        if (record is IValidatableObject validatable && problems.Count == before)
            foreach (var result in validatable.Validate(new ValidationContext(record)))
                problems.Add((result.MemberNames.Select(m => node[Words.CamelCase(m)]?.Value).FirstOrDefault(v => v is not null) ?? node)
                    .At, result.ErrorMessage!);
        return record;
    }

    private void Set(object record, OptionKey key, YamlNode node, List<Dimension>? space)
    {
        var canVary = space is not null && OptionKey.IsScalar(key.Type);
        if (canVary && node is SequenceNode list && RangeBinder.CanSearch(key))
            Fail(node, $"{key.Key} is a list; expected: {ScalarBinder.Expected(key.Type)}{Instead.OfRange(key, list)}");
        else if (canVary && node is MappingNode range)
        {
            // A choice of one is a fixed value: there is nothing to search.
            if (new RangeBinder(key, problems).Bind(range) is not { } dimension) return;
            if (dimension is ChoiceDimension { Choices: [var only] }) key.Property.SetValue(record, TrainerEntry.Convert(key.Type, only));
            else space!.Add(dimension);
        }
        else if (Bind(key.Type, node, key.Key, key.IsRequired ? null : key.Property.GetValue(record), key.Repeats) is { } value
            && Check(key, value, node))
            key.Property.SetValue(record, value);
    }

    private void Unknown(MappingNode node, YamlEntry entry, string noun, Type type, bool isKind, bool ranges)
    {
        var (meant, message) = UnknownKey.Of(node, entry, noun, type, isKind, ranges, keys.Value);
        if (meant is not null) misspelt.Add((node, meant));
        problems.Add(entry.At, message);
    }

    private object? Scalar(Type type, YamlNode node, string label)
    {
        if (node is ScalarNode scalar)
            return ScalarBinder.Bind(type, scalar, out var problem) ?? Fail(node, $"{label} {problem}");
        var range = node is MappingNode { Entries: [{ Key: var form }] } && RangeBinder.Forms.Contains(form);
        return Fail(node, range ? $"{label} is a range; ranges may stand only in the numbers and choices of trainers. Expected: "
            + $"{ScalarBinder.Expected(type)}"
            : $"{label} is {node.Describe()}; expected: {ScalarBinder.Expected(type)}");
    }

    private Array? List(Type item, YamlNode node, string label, bool repeats)
    {
        var list = node as SequenceNode;
        if (list is null && (!OptionKey.TakesOne(item) || (node is MappingNode && OptionKey.IsScalar(item))
            || (node is ScalarNode word && Instead.OfWords(item, word) is not null)))
        {
            Fail(node, $"{label} is {node.Describe()}; expected: a list. {Instead.OfList(item, node)}");
            return null;
        }
        var items = new List<object>();
        foreach (var (index, child) in (list?.Items ?? [node]).Index())
        {
            var before = problems.Count;
            var name = list is null ? label : FormattableString.Invariant($"{label}[{index}]");
            if (Bind(item, child, name) is not { } value) lost.Add(node);
            else if (!repeats && OptionKey.IsOnce(item) && items.Contains(value))
                problems.Add(child.At, $"'{Shown(value)}' stands in {label} twice");
            else items.Add(value);
            if (problems.Count > before) mistaken.Add(child);
        }
        var array = Array.CreateInstance(item, items.Count);
        for (var i = 0; i < items.Count; i++) array.SetValue(items[i], i);
        return array;
    }

    private string Shown(object value) =>
        value is LabelSource label ? label.Name : value is ReportOptions ? catalog.WordOf(value) : Words.Of(value);

    /// <summary>A mapping with any keys, in the order of the file.</summary>
    private object? Map(Type valueType, YamlNode node, string label)
    {
        if (node is not MappingNode mapping)
            return Fail(node, $"{label} is {node.Describe()}; expected: a mapping (key: value)");
        var map = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), valueType))!;
        nodes[map] = node;
        foreach (var entry in mapping.Entries)
        {
            var before = problems.Count;
            if (ScalarBinder.Bind(typeof(string), new(entry.At, entry.Key, Plain: true), out var problem) is null)
                problems.Add(entry.At, $"a key of {label} {problem}");
            if (Bind(valueType, entry.Value, UnknownKey.Shown(entry.Key)) is { } value) map.Add(entry.Key, value);
            else lost.Add(node);
            if (problems.Count > before) mistaken.Add(entry.Value);
        }
        return map;
    }

    /// <summary>A label scheme of the file's own: the one of its keys that is a form says which form.</summary>
    private object? Scheme(YamlNode node, string name)
    {
        var forms = catalog.Schemes.Select(f => f.Word).ToArray();
        if (node is not MappingNode mapping)
            return Fail(node, $"the scheme '{name}' is {node.Describe()}; expected: a mapping with one of the keys {Words.List(forms)}");
        var said = catalog.Schemes.Where(f => mapping[f.Word] is not null).ToArray();
        if (said is [var form]) return Record(form.Options, mapping, form.Word);
        return Fail(node, said.Length > 1
            ? $"the scheme '{name}' has {Words.List(said.Select(f => f.Word), " and ")}; keep one of them"
            : $"the scheme '{name}' has none of the keys {Words.List(forms)}; one of them has to say what it is."
                + mapping.Entries.Select(e => Suggestion.DidYouMean(e.Key, forms)).FirstOrDefault(d => d.Length > 0));
    }

    private object? KindOf(KindGroup group, YamlNode node, object? fallback, List<Dimension>? space)
    {
        if (node is ScalarNode number && fallback is not null && Instead.OfNumber(fallback.GetType(), number) is { } record)
            return Fail(node, $"{group.One} is {number.Shown}; expected: a word or a mapping. Known: {Words.List(group.Words)}. "
                + $"Write {record}");
        if (node is ScalarNode word) return KindNamed(group, word) is { } bare ? Made(bare, new(node.At, []), node) : null;
        if (node is not MappingNode mapping)
            return Fail(node, $"{group.One} is {node.Describe()}; expected: a word or {{ kind: word }}. Known: "
                + $"{Words.List(group.Words)}");
        if (mapping["kind"] is null && Instead.OfKind(group, mapping, fallback?.GetType()) is { } fix)
            return Fail(node, $"the key 'kind' is missing: it says which {group.Noun} this is. Write {fix}");
        if (mapping["kind"] is null && mapping.Entries.FirstOrDefault(e => Suggestion.SameAs(e.Key, ["kind"]) is not null) is { } other)
            return Fail(node, $"the key 'kind' is missing: it says which {group.Noun} this is. "
                + $"Write 'kind' in place of '{UnknownKey.Shown(other.Key)}'");
        if (mapping["kind"] is not { } kind)
            return fallback is not null ? Made(new(catalog.WordOf(fallback), fallback.GetType()), mapping, node)
                : Fail(node, $"the key 'kind' is missing: it says which {group.Noun} this is. Known: {Words.List(group.Words)}");
        if (kind.Value is not ScalarNode named) return Fail(kind.Value,
            $"kind is {kind.Value.Describe()}; expected: one of {Words.List(group.Words)}");
        return KindNamed(group, named) is { } found ? Made(found, mapping, node) : null;

        object Made(Kind made, MappingNode keys, YamlNode from)
        {
            var before = problems.Count;
            var options = Record(made.Options, keys, made.Word, space, isKind: true);
            if (problems.Count > before) mistaken.Add(from);
            nodes[options] = from;
            return options;
        }
    }

    private Kind? KindNamed(KindGroup group, ScalarNode word)
    {
        if (group[word.Text] is { } type) return new(word.Text, type);
        Fail(word, group.Unknown(word.Text, word.Shown));
        return null;
    }

    private TrainerEntry? Trainer(YamlNode node)
    {
        var given = new List<Dimension>();
        if (KindOf(catalog.GroupOf(typeof(TrainerOptions))!, node, null, given) is not TrainerOptions options) return null;
        Idle(node, options, given);
        if (options is AutoOptions auto) nodes[options = auto with { Of = [.. auto.Of.Select(Member)] }] = node;
        return new(options, TrainerSpace.Of(options, given, key => IsSaid(node, key))) { Kind = catalog.WordOf(options) };
    }

    /// <summary>Tells of what another key makes idle, but for a default: resolved files have every key.</summary>
    private void Idle(YamlNode node, TrainerOptions options, IReadOnlyList<Dimension> given)
    {
        var fresh = Activator.CreateInstance(options.GetType());
        foreach (var key in OptionKey.Of(options.GetType()))
            if (key.Searched?.Unless is { } other && IsSaid(node, key.Key) && IsSaid(node, Words.CamelCase(other))
                && (given.Any(d => d.Name == key.Key) || !Equals(key.Property.GetValue(options), key.Property.GetValue(fresh))))
                Fail(node, $"{key.Key} has no effect where {Words.CamelCase(other)} is given; keep one of them");
    }

    /// <summary>A learner to choose from: what the file doesn't say of it is searched.</summary>
    private TrainerEntry Member(TrainerEntry entry)
    {
        var (node, options) = (nodes[entry.Options], entry.Options with { Space = DefaultSpace.Default });
        nodes[options] = node;
        var given = entry.Space.Dimensions.Where(d => IsSaid(node, d.Name)).ToArray();
        return entry with { Options = options, Space = TrainerSpace.Of(options, given, key => IsSaid(node, key)) };
    }

    private static bool IsSaid(YamlNode node, string key) => node is MappingNode mapping && mapping[key] is not null;

    private LabelSource? Label(YamlNode node)
    {
        if (node is ScalarNode word && schemes.Contains(word.Text)) return Placed(new(word.Text, null), node);
        if (node is MappingNode { Entries: [{ Key: "column", Value: ScalarNode { IsNull: false } column }] }
            && ScalarBinder.Bind(typeof(string), column, out _) is string name)
            return schemes.Contains(name)
                ? (LabelSource?)Fail(column, $"the column '{name}' has the name of "
                    + $"{(MoodSchemes.All.Any(s => s.Name == name) ? "the built-in scheme" : "one of the file's schemes")}, "
                    + $"and results are told apart by these names. Call the column something else, or write {name} for the scheme")
                : Placed(new(name, name), node);
        lost.Add(node);
        if (node is ScalarNode unknown) unknownLabels.Add(unknown);
        else problems.Add(node.At, $"a label scheme is {node.Describe()}. Known: {Words.List(schemes)}, {{ column: NAME }}.");
        return null;
    }

    private LabelSource Placed(LabelSource label, YamlNode node)
    {
        nodes[label] = node;
        return label;
    }

    /// <summary>True where the value is what the key's attributes allow, else a problem.</summary>
    private bool Check(OptionKey key, object value, YamlNode node)
    {
        var before = problems.Count;
        if (key.OutsideOf(value) is { } allowed) problems.Add(node.At, $"{key.Key} is {Words.Of(value)}; allowed: {allowed}");
        if (key.Allowed is { } words && !words.Values.Contains(value))
            problems.Add(node.At, $"{key.Key} is '{Words.Of(value)}'. Known: {Words.List(words.Values.Select(v => Words.Of(v!)))}.");
        foreach (var attribute in key.Property.GetCustomAttributes(true).OfType<ValidationAttribute>())
        {
            if (attribute is RangeAttribute or AllowedValuesAttribute or RequiredAttribute || attribute.IsValid(value)) continue;
            if (attribute is MinLengthAttribute && Lost(node)) continue;
            if (attribute is MinLengthAttribute least && value is Array { Length: var count })
                problems.Add(node.At, FormattableString.Invariant($"{key.Key} has {count} items; expected: at least {least.Length}"));
            else problems.Add(node.At, $"{key.Key} is {node.Describe()}; {attribute.FormatErrorMessage(key.Key)}");
        }
        return problems.Count == before;
    }

    private object? Fail(YamlNode node, string message)
    {
        problems.Add(node.At, message);
        lost.Add(node);
        return null;
    }
}
