using F23.StringSimilarity;

namespace Gmsa.Experiments.Foundation;

/// <summary>Guesses which known word a mistyped one stood for.</summary>
public static class Suggestion
{
    /// <summary>
    /// The known word with the smallest Damerau-Levenshtein distance (unrestricted transpositions; case does not count) to <paramref
    /// name="word"/>; of several equally near ones the first in ordinal order. Null where none is within a third of the longer word's
    /// length (at least 1).
    /// </summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        var distance = new Damerau();
        var lower = word.Trim().ToLowerInvariant();
        if (lower.Length == 0) return null;
        return known
            .Select(k => (Known: k, Distance: distance.Distance(lower, k.ToLowerInvariant())))
            .Where(k => k.Distance <= Math.Max(1, Math.Max(lower.Length, k.Known.Length) / 3) && k.Distance < lower.Length)
            .OrderBy(k => k.Distance).ThenBy(k => k.Known, StringComparer.Ordinal)
            .Select(k => k.Known)
            .FirstOrDefault();
    }

    /// <summary>What an error message says of a word that isn't known: <c>"Known: x, y. Did you mean 'x'?"</c>.</summary>
    public static string Among(string word, IReadOnlyCollection<string> known) =>
        $"Known: {string.Join(", ", known)}.{DidYouMean(word, known)}";

    /// <summary>The end of an error message: <c>" Did you mean 'x'?"</c>, or nothing where no known word is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        Closest(word, known) is { } closest ? $" Did you mean '{closest}'?" : "";
}
