using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Config;

/// <summary>Where in an experiment file a key may stand: tells one that was written at another place where it belongs.</summary>
internal sealed class KeyPlaces
{
    private const int MostPlaces = 2;
    private const int LongestValue = 40;

    private readonly Catalog catalog;
    private readonly IReadOnlyList<Place> all;

    /// <param name="catalog">The kinds that have keys.</param>
    public KeyPlaces(Catalog catalog)
    {
        this.catalog = catalog;
        all = [.. Under(typeof(Experiment), [])
            .Where(p => !p.Path.Contains("demo")).OrderBy(p => p.Path.Count).ThenBy(p => p.IsList)];
        Keys = [.. all.Select(p => p.Key).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>All keys there are, each once.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>What is said of a key that isn't known where it stands and is elsewhere: the end of the message, or nothing.</summary>
    /// <param name="record">The record that lacks it.</param>
    /// <param name="isExact">Only the key as it is written; else also what other tools call it.</param>
    public string Elsewhere(YamlEntry entry, Type record, bool isExact)
    {
        var key = isExact ? Keys.FirstOrDefault(k => k == entry.Key) : Suggestion.SameAs(entry.Key, Keys);
        if (key is null) return "";
        var places = all.Where(p => p.Key == key).ToArray();
        var meant = key == entry.Key ? " It" : $" Is '{key}' meant? It";
        // A key of another kind of the same thing isn't at the wrong place.
        if (places.FirstOrDefault(p => p.Kinds.Any(k => SharesBase(k.Options, record))) is { } sibling)
            return $"{meant} is a key of {Words.List(sibling.Kinds.Select(k => k.Word), " and ")}.";
        return $"{meant} belongs {Words.List(places.Take(MostPlaces).Select(p => p.Words(entry)), ", or ")}.";
    }

    private static bool SharesBase(Type one, Type other) => KindSort.Of(one) is { } sort && sort == KindSort.Of(other);

    private IEnumerable<Place> Under(Type record, IReadOnlyList<string> path)
    {
        foreach (var key in OptionKey.Of(record))
        {
            yield return new(path, key.Key, [], IsList: false, Default: null);
            foreach (var place in Within(record, key, [.. path, key.Key])) yield return place;
        }
    }

    /// <summary>The keys below a key.</summary>
    private IEnumerable<Place> Within(Type record, OptionKey key, string[] path)
    {
        var (item, isList) = OptionKey.ItemOf(key.Type) is { } one ? (one, true) : (key.Type, false);
        return catalog.GroupOf(item == typeof(TrainerEntry) ? typeof(Training.TrainerOptions) : item) is { } kinds
            ? OfKinds(kinds, path, isList, key.Property.GetValue(Activator.CreateInstance(record)))
            : IsRecord(item) && !isList ? Under(item, path) : [];
    }

    private IEnumerable<Place> OfKinds(KindGroup kinds, string[] path, bool isList, object? fallback)
    {
        var all = kinds.Kinds.SelectMany(k => OptionKey.Of(k.Options).Select(o => (Kind: k, Option: o)));
        foreach (var key in all.GroupBy(k => k.Option.Key))
        {
            if (key.Key == "name") continue; // everything may have one
            var isCommon = key.Count() == kinds.Kinds.Count;
            yield return new(path, key.Key, isCommon ? [] : [.. key.Select(k => k.Kind)], isList, fallback?.GetType());
            foreach (var place in isCommon && !isList ? Within(key.First().Kind.Options, key.First().Option, [.. path, key.Key]) : [])
                yield return place;
        }
    }

    private static bool IsRecord(Type type) =>
        type is { IsAbstract: false, IsClass: true } && !OptionKey.IsScalar(type) && OptionKey.ValueOf(type) is null
        && type != typeof(LabelSource);

    /// <param name="Path">The keys above it.</param>
    /// <param name="Kinds">The kinds that have it; none where all have.</param>
    /// <param name="IsList">Whether it stands in an entry of a list.</param>
    /// <param name="Default">The options of the kind that holds where none is said.</param>
    private sealed record Place(IReadOnlyList<string> Path, string Key, IReadOnlyList<Kind> Kinds, bool IsList, Type? Default)
    {
        /// <summary>"in search: `search: { trials: 5 }`".</summary>
        public string Words(YamlEntry entry)
        {
            var value = Excerpt.Of(Instead.Flow(entry.Value), LongestValue);
            var where = Path.Count == 0 ? "at the top of the file" : $"in {(IsList ? "an entry of " : "")}{string.Join('.', Path)}";
            if (entry.At.Line == 0)
                return $"{where}: --set {string.Join('.', [.. Path, .. IsList ? (string[])["N"] : [], Key])}={value}"
                    + (IsList ? " (N counts entries from 0)" : "");
            var kind = Kinds.Count > 0 && Kinds.All(k => k.Options != Default) ? $"kind: {Kinds[0].Word}, " : "";
            var inner = $"{kind}{Key}: {value}";
            for (var i = Path.Count - 1; i >= 0; i--) inner = $"{Path[i]}: {(IsList ? $"[{{ {inner} }}]" : $"{{ {inner} }}")}";
            return $"{where}: `{inner}`";
        }
    }
}
