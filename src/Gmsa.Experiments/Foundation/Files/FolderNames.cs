using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>Names of files and folders for things that people named: each as it is read, safe on every file system, and no two the
/// same.</summary>
internal static class FolderNames
{
    private const int LongestName = 120; // bytes of UTF-8; files take 255, with what is added while one is written
    private const int FewestDigits = 8;

    // Names that Windows keeps for devices, whatever follows their first point.
    private static readonly HashSet<string> Reserved = new(
        [.. (string[])["CON", "PRN", "AUX", "NUL"], .. Enumerable.Range(1, 9).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"])],
            StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A name for each of several things in one folder. Where two would have the same (also where a disk doesn't tell small from capital
    /// letters, or composed from decomposed accents), all of those get digits of their hash: names depend on what there is, and not on its
    /// order.
    /// </summary>
    /// <param name="things">What a thing is known by, which differs, and what it is called.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<(string Identity, string Called)> things)
    {
        (string Identity, string Called)[] all = [.. things.DistinctBy(t => t.Identity, StringComparer.Ordinal)];
        var digits = all.ToDictionary(t => t.Identity, _ => 0, StringComparer.Ordinal);
        while (true)
        {
            var names = all.ToDictionary(t => t.Identity, t => Name(t.Called, t.Identity, digits[t.Identity]), StringComparer.Ordinal);
            var same = names.GroupBy(n => Folded(n.Value), n => n.Key, StringComparer.Ordinal).Where(g => g.Count() > 1)
                .SelectMany(g => g).ToArray();
            if (same.Length == 0) return names;
            foreach (var identity in same) digits[identity] = Math.Max(FewestDigits, 2 * digits[identity]);
        }
    }

    /// <summary>The same for things that are known by what they are called.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> names) => Of(names.Select(n => (n, n)));

    /// <summary>A name that every file system takes: what is special becomes _, and what is long is cut and gets digits of its
    /// hash.</summary>
    public static string Safe(string name)
    {
        var text = Plain(name);
        return Encoding.UTF8.GetByteCount(text) <= LongestName ? text : Hashed(text, name, FewestDigits);
    }

    private static string Name(string called, string identity, int digits) => digits == 0 ? Safe(called)
        : Hashed(Plain(called), identity, digits);

    private static string Hashed(string plain, string identity, int digits)
    {
        var hash = ContentHash.OfBytes(MemoryMarshal.AsBytes(identity.AsSpan())); // also of what isn't well-formed
        digits = Math.Min(digits, hash.Length);
        var (cut, bytes) = (new StringBuilder(), 0);
        foreach (var rune in plain.EnumerateRunes())
            if ((bytes += rune.Utf8SequenceLength) < LongestName - digits) cut.Append(rune.ToString());
            else break;
        return $"{cut.ToString().TrimEnd()}-{hash[..digits]}";
    }

    private static string Plain(string name)
    {
        var safe = new StringBuilder();
        foreach (var rune in Composed(name).EnumerateRunes()) safe.Append(IsSafe(rune) ? rune.ToString() : "_");
        var text = safe.ToString().Trim(' ', '.');
        return text.Length == 0 || Reserved.Contains(text.Split('.')[0].TrimEnd()) ? "_" + text : text;
    }

    /// <summary>Letters and their marks, digits, emoji, and what needs no quotes anywhere.</summary>
    private static bool IsSafe(Rune rune) => Rune.IsLetterOrDigit(rune)
        || rune.Value is ' ' or '-' or '_' or '.' or ',' or '(' or ')' or '&' or '\'' or '+'
        || !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static string Composed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException) // half a surrogate pair has no form
        {
            return name;
        }
    }

    private static string Folded(string safe) => Composed(safe).ToUpperInvariant();
}
