using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>What is said of a key that its record doesn't have: which is meant, or where it belongs.</summary>
internal static class UnknownKey
{
    /// <param name="noun">What has these keys: "mel", "data".</param>
    /// <param name="ranges">Whether ranges may stand in place of values.</param>
    /// <param name="places">Where all keys stand.</param>
    /// <returns>The key that was misspelt, or null; and the message.</returns>
    public static (string? Meant, string Message) Of(
        MappingNode node, YamlEntry entry, string noun, Type record, bool isKind, bool ranges, KeyPlaces places)
    {
        var keys = OptionKey.Of(record);
        string[] kind = isKind ? ["kind"] : [];
        // A key that could not hold what was written was hardly meant: `seeds: [1, 2]` is no slip for `seed`.
        string[] able = [.. kind, .. keys.Where(k => CouldHold(k, entry.Value, ranges)).Select(k => k.Key)];
        // The same key under another name is surer than one that stands elsewhere, and that surer than one that is merely near.
        var meant = Suggestion.SameAs(entry.Key, able);
        var elsewhere = meant is null ? places.Elsewhere(entry, record, isExact: true) : "";
        if (elsewhere.Length == 0) meant ??= Suggestion.Closest(entry.Key, able);
        if (meant is null && elsewhere.Length == 0) elsewhere = places.Elsewhere(entry, record, isExact: false);
        var hint = Instead.OfTornList(node, entry, keys)
            ?? (meant is null && elsewhere.Length > 0 ? elsewhere : Suggestion.DidYouMean(entry.Key, able));
        return (meant, $"unknown key '{Shown(entry.Key)}'{(noun.Length > 0 ? " in " + noun : "")}. Known: "
            + $"{Words.List([.. kind, .. keys.Select(k => k.Key)])}.{hint}");
    }

    /// <summary>A key as a message may hold it.</summary>
    public static string Shown(string key) => new ScalarNode(new("", 0, 0), key, true).Shown;

    private static bool CouldHold(OptionKey key, YamlNode value, bool ranges) => value switch
    {
        SequenceNode => OptionKey.ItemOf(key.Type) is not null || (ranges && RangeBinder.CanSearch(key)),
        MappingNode => !OptionKey.IsScalar(key.Type) || (ranges && RangeBinder.CanSearch(key)),
        _ => true,
    };
}
