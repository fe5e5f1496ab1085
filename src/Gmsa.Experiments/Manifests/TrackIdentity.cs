using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Manifests;

/// <summary>
/// When two texts of a manifest are one value, and when they are only likely to be: the one place that says so of artists, albums, titles,
/// groups, labels and keys.
/// </summary>
internal static class TrackIdentity
{
    /// <summary>
    /// The one spelling of a value: white space of any kind is a space, single and not at an end; characters that nobody sees (zero-width
    /// ones, marks of direction, soft hyphens, selectors of a glyph, control characters) are gone; accents are composed (NFC).
    /// </summary>
    public static string Value(string text)
    {
        if (IsPlain(text)) return text;
        var value = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (IsBlank(rune)) Gap(value);
            else if (!IsInvisible(rune)) value.Append(rune.ToString());
        return value.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// What values have in common that are likely to be one: equal in compatibility forms (NFKC), without case, accents, final sigma,
    /// punctuation, symbols, "and" and a first or last "the", and with letters of Greek, Latin and Cyrillic that look alike taken for one.
    /// A value without letters is like itself alone, a whole number like its other spellings.
    /// </summary>
    public static string Likeness(string text) => Likeness(text, Likenesses.Words(Value(text)));

    /// <summary>What an artist's names have in common that are likely to be one, in any order of their words: "Alexiou, Haris".</summary>
    internal static string LikenessOfName(string text) =>
        Likeness(text, [.. Likenesses.Words(Value(text)).Order(StringComparer.Ordinal)]);

    private static string Likeness(string text, IReadOnlyList<string> words)
    {
        var likeness = Likenesses.Joined(words);
        return likeness.Any(char.IsLetter) ? likeness : WholeNumber.Plain(Value(text).Normalize(NormalizationForm.FormKC));
    }

    /// <summary>
    /// Why a text isn't its value, for a reader who sees no difference: "an invisible character, U+200B,", white space or accents.
    /// </summary>
    internal static string Unseen(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsBlank(rune) && rune.Value != ' ') return $"white space of another kind, U+{rune.Value:X4},";
            else if (IsInvisible(rune)) return $"an invisible character, U+{rune.Value:X4},";
        return text.IsNormalized(NormalizationForm.FormC) ? "white space too much" : "accents written as characters of their own";
    }

    private static void Gap(StringBuilder value)
    {
        if (value.Length > 0 && value[^1] != ' ') value.Append(' ');
    }

    /// <summary>True of what is its own value beyond doubt, as most cells are: ASCII that is seen, with single spaces within.</summary>
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] is < ' ' or > '~' || (text[i] == ' ' && (i == 0 || i == text.Length - 1 || text[i - 1] == ' ')))
                return false;
        return true;
    }

    /// <summary>White space, and the characters that look like it: the blank of Braille and the fillers of Hangul.</summary>
    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x2800 or 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => true,
        // Marks that stand before numbers are formats that are seen.
        UnicodeCategory.Format => rune.Value is not
            ((>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD),
        // Also those that Unicode keeps for formats to come, which nothing shows.
        _ => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF) or 0x34F or 0x17B4 or 0x17B5
            or (>= 0x180B and <= 0x180F) or 0x2065 or (>= 0xFFF0 and <= 0xFFF8) || IsNoncharacter(rune.Value),
    };

    /// <summary>Code points that no text may have.</summary>
    internal static bool IsNoncharacter(int codePoint) => (codePoint & 0xFFFE) == 0xFFFE || codePoint is >= 0xFDD0 and <= 0xFDEF;
}
