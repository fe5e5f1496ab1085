using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Manifests;

/// <summary>Texts as words in which all that spellings differ by is gone.</summary>
internal static class Likenesses
{
    private const string And = "AND", The = "THE";

    // Capitals of Greek and Cyrillic, and the Latin ones that nobody can tell from them.
    private static readonly FrozenDictionary<char, char> Latin =
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳАВЕЅІЈКМНОРСТУХ"
            .Zip("ABEZHIKMNOPTYXCJABESIJKMHOPCTYX").ToFrozenDictionary(p => p.First, p => p.Second);

    // Small letters that look like one whose capital is another: v is nu in a Greek word, and nu is v in a Latin one.
    private const string SmallLatin = "vunyw", SmallGreek = "νυηγω";

    private static readonly FrozenDictionary<char, string> Letters = new Dictionary<char, string>
    {
        ['ß'] = "SS",
        ['ẞ'] = "SS",
        ['Æ'] = "AE",
        ['Œ'] = "OE",
        ['Ø'] = "O",
        ['Ł'] = "L",
        ['Đ'] = "D",
        ['Ð'] = "D",
        ['Þ'] = "TH",
        ['Ħ'] = "H",
        ['ı'] = "I",
    }.ToFrozenDictionary();

    /// <summary>
    /// The words of a value, in look-alike capitals without accents. A conjunction is no word ("&amp;", "and", "και"), nor is "the" where
    /// it stands first or last, unless there would be no other.
    /// </summary>
    public static IReadOnlyList<string> Words(string value)
    {
        string[] all = [.. Pieces(value).Select(Capitals)];
        string[] words = [.. all.Where(w => w is not (And or "KAI"))];
        if (words.Length == 0) words = all;
        return words switch
        {
            [The, _, ..] => words[1..],
            [_, .., The] => words[..^1],
            _ => words,
        };
    }

    /// <summary>The words in one, but for what parts numbers: 1 10 isn't 11 0.</summary>
    public static string Joined(IReadOnlyList<string> words)
    {
        var joined = new StringBuilder();
        foreach (var word in words)
        {
            if (joined.Length > 0 && char.IsDigit(joined[^1]) && char.IsDigit(word[0])) joined.Append('.');
            joined.Append(word);
        }
        return joined.ToString();
    }

    /// <summary>Runs of letters and digits, without accents, in the case they are written in.</summary>
    private static IEnumerable<string> Pieces(string value)
    {
        var piece = new StringBuilder();
        foreach (var rune in value.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsAccent(rune)) continue;
            if (IsPart(rune))
            {
                piece.Append(rune.ToString());
                continue;
            }
            if (piece.Length > 0) yield return piece.ToString();
            piece.Clear();
            if (rune.Value is '&' or '+') yield return And;
        }
        if (piece.Length > 0) yield return piece.ToString();
    }

    private static string Capitals(string piece)
    {
        var capitals = new StringBuilder(piece.Length);
        foreach (var rune in OneScript(piece).EnumerateRunes())
        {
            var capital = Rune.ToUpperInvariant(rune).ToString();
            if (capital.Length == 1 && Letters.TryGetValue(capital[0], out var letters)) capitals.Append(letters);
            else capitals.Append(capital.Length == 1 && Latin.TryGetValue(capital[0], out var latin) ? latin.ToString() : capital);
        }
        return capitals.ToString();
    }

    /// <summary>In a word of two scripts the small letters of the rarer one are those that they look like.</summary>
    private static string OneScript(string piece)
    {
        var (latin, greek) = (piece.Count(char.IsAsciiLetter), piece.Count(c => c is >= '\u0370' and <= '\u03FF'));
        if (latin == 0 || greek == 0) return piece;
        var (from, to) = latin > greek ? (SmallGreek, SmallLatin) : (SmallLatin, SmallGreek);
        return string.Concat(piece.Select(c => from.IndexOf(c) is >= 0 and var at ? to[at] : c));
    }

    /// <summary>Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic; elsewhere a mark makes another letter.</summary>
    private static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark
        && rune.Value is (>= 0x300 and <= 0x36F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
            or (>= 0x591 and <= 0x5C7) or (>= 0x64B and <= 0x65F) or 0x670;

    private static bool IsPart(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.ModifierLetter => rune.Value is not (0x2BB or 0x2BC or 0x2B9), // apostrophes
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        _ => Rune.IsLetterOrDigit(rune),
    };
}
