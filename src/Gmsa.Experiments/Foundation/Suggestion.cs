using F23.StringSimilarity;

namespace Gmsa.Experiments.Foundation;

/// <summary>Guesses which known word a mistyped one stood for, or one that other tools use.</summary>
public static class Suggestion
{
    /// <summary>
    /// The known word that is <paramref name="word"/> written otherwise (<c>spectral_rolloff</c>, <c>LightGBM</c>), else the one that
    /// other tools call so (<see cref="Synonyms"/>), else the one with the smallest Damerau-Levenshtein distance (unrestricted
    /// transpositions; case does not count); of several equally near ones the first in ordinal order. Null where none is within a third of
    /// the longer word's length (at least 1).
    /// </summary>
    internal static string? Closest(string word, IEnumerable<string> known)
    {
        string[] all = [.. known];
        return SameAs(word, all) ?? Nearby(word, all);
    }

    /// <summary>The known word that is the same in another spelling or in the words of other tools; null where none is.</summary>
    internal static string? SameAs(string word, IEnumerable<string> known)
    {
        string[] all = [.. known];
        var plain = Plain(word);
        return plain.Length == 0 ? null : all.FirstOrDefault(k => Plain(k) == plain) ?? Synonyms.Of(word, all);
    }

    /// <summary>What an error message says of a word that isn't known: <c>"Known: x, y. Did you mean 'x'?"</c>.</summary>
    public static string Among(string word, IReadOnlyCollection<string> known) =>
        $"Known: {string.Join(", ", known)}.{DidYouMean(word, known)}";

    /// <summary>
    /// The end of an error message: <c>" Did you mean 'x'?"</c>; of what other tools have and this one doesn't, what comes nearest;
    /// nothing where no known word is near.
    /// </summary>
    internal static string DidYouMean(string word, IEnumerable<string> known)
    {
        string[] all = [.. known];
        return SameAs(word, all) is { } same ? $" Did you mean '{same}'?"
            : Synonyms.NearestTo(word, all) is { Count: > 0 } nearest ? $" There is no {word} here; the nearest "
                + (nearest.Count == 1 ? $"is {nearest[0]}." : $"are {string.Join(", ", nearest.SkipLast(1))} and {nearest[^1]}.")
            : Nearby(word, all) is { } closest ? $" Did you mean '{closest}'?" : "";
    }

    /// <summary>A word without case, hyphens and underscores: <c>n_fft</c>, <c>nFft</c> and <c>N-FFT</c> are one.</summary>
    internal static string Plain(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string? Nearby(string word, string[] known)
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
}
