using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Manifests;

/// <summary>How sure it is that a part of a text is an artist.</summary>
internal enum CreditCertainty
{
    /// <summary>It may be half of a name: "Strauss, Johann". It is an artist where another text says so.</summary>
    Weak,

    /// <summary>It may be half of a name, but no two texts have the same half: "Simon &amp; Garfunkel".</summary>
    Doubtful,

    /// <summary>The text says so beyond doubt.</summary>
    Sure,
}

/// <summary>The artists that a text names: "A feat. B", "A; B", "A, B", "A &amp; B", "['A', 'B']".</summary>
internal static partial class Credits
{
    // What stands beside a name in a list and is nobody's.
    private static readonly HashSet<string> Nobody = [.. ((string[])
    [
        "orchestra", "orchestre", "orquesta", "orchester", "band", "friends", "choir", "chorus", "ensemble", "quartet", "trio", "quintet",
        "sextet", "septet", "octet", "group", "combo", "others", "various", "various artists", "artists", "artist", "unknown",
        "unknown artist", "co", "company", "family", "sons", "brothers", "sisters", "crew", "more", "jr", "sr", "inc", "guests", "al",
        "topic", "live", "remastered", "remix", "official", "soundtrack", "ost", "cast", "ορχήστρα", "χορωδία", "συγκρότημα", "μπάντα",
        "φίλοι", "παρέα", "σύνολο", "άλλοι", "διάφοροι",
    ]).Select(TrackIdentity.Likeness)];

    private static readonly HashSet<string> Articles = [.. ((string[])
    [
        "his", "her", "their", "its", "the", "son", "ses", "su", "sus", "sein", "seine", "ihr", "ihre", "η", "ο", "οι", "το", "τα",
        "του", "της", "τους", "των",
    ]).Select(TrackIdentity.Likeness)];

    /// <summary>The likeness of each artist, where the text names several, as it was written: Χα;Ψι or a line each.</summary>
    public static IReadOnlyList<(string Likeness, CreditCertainty Certainty)> Of(string text)
    {
        var value = TrackIdentity.Value(text.Trim().ReplaceLineEndings(LineBreak)).Normalize(NormalizationForm.FormKC);
        var (names, listed) = value is ['[', .., ']'] ? (Items(value[1..^1]), true) : ([value], false);
        var found = new List<(string, CreditCertainty)>();
        foreach (var name in names)
        {
            var sure = SureSeparator().Split(name);
            foreach (var part in sure)
            {
                if (listed || sure.Length > 1) Add(part, CreditCertainty.Sure);
                foreach (var (one, certainty) in Parts(part)) Add(one, certainty);
            }
        }
        return found;

        void Add(string name, CreditCertainty certainty)
        {
            var likeness = TrackIdentity.Likeness(name);
            if (likeness.Any(char.IsLetter) && !IsNobody(name)) found.Add((likeness, certainty));
        }
    }

    /// <summary>What may be artists of their own in a part that nothing divides for sure.</summary>
    private static IEnumerable<(string Name, CreditCertainty Certainty)> Parts(string part)
    {
        var (isSurnameFirst, hasComma) = (SurnameFirst().IsMatch(part), part.Contains(','));
        var outer = RareSeparator().Split(part);
        foreach (var one in outer)
        {
            var inner = CommonSeparator().Split(one);
            foreach (var name in inner.Length > 1 ? inner : [])
                yield return (name, isSurnameFirst ? CreditCertainty.Weak
                    : name.Trim().Contains(' ') ? CreditCertainty.Sure : hasComma ? CreditCertainty.Weak : CreditCertainty.Doubtful);
            if (outer.Length > 1) yield return (one, CreditCertainty.Doubtful);
            // Anne-Sophie Mutter is one.
            var hyphened = one.Split('-', '‐', '–');
            if (hyphened.Length > 1 && hyphened.All(h => h.Trim().Length > 2)
                && hyphened.DistinctBy(h => h.Trim().Contains(' ')).Count() == 1)
                foreach (var name in hyphened) yield return (name, CreditCertainty.Weak);
        }
    }

    private static bool IsNobody(string name)
    {
        string[] words = [.. Likenesses.Words(TrackIdentity.Value(name)).Where(w => !Articles.Contains(w))];
        return (words.Length == 0 && name.Trim().Length > 1) || Nobody.Contains(Likenesses.Joined(words));
    }

    private static string[] Items(string list)
    {
        string[] quoted = [.. Quoted().Matches(list).Select(m => m.Groups[2].Value)];
        return quoted.Length > 0 ? quoted : list.Split(',');
    }

    private const string LineBreak = "、";

    [GeneratedRegex("""(?:^|,|\s)\s*(['"])(.*?)\1(?=\s*(?:,|$)|\s+['"])""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s*[;|]\s*|[\s(\[]+(?:feat|ft|featuring)(?:[.:]|\s)[.:\s]*|\s*[(\[]\s*(?:with|w/|con|avec|mit|με)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SureSeparator();

    // A slash without spaces parts names of three letters at least: AC/DC is one.
    [GeneratedRegex(@"\s*[,&+×]\s*|\s+/\s+|(?<=\w{3})/(?=\w{3})|\s+(?:x|vs\.?|and|και|with|w/)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommonSeparator();

    [GeneratedRegex(@"\s+[-‐–—]\s+|\s*(?://+|\\+|[·•・、])\s*|\s+(?:con|y|et|und|με)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RareSeparator();

    [GeneratedRegex(@"^\s*[^\s,]+\s*,[^,]*$")]
    private static partial Regex SurnameFirst();
}
