using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Manifests;

/// <summary>The artists that a text names: "A feat. B", "A; B", "A, B", "A &amp; B", "['A', 'B']".</summary>
internal static partial class Credits
{
    // What stands beside a name in a list and is nobody's.
    private static readonly HashSet<string> Nobody = [.. ((string[])
    [
        "his", "her", "their", "the", "orchestra", "his orchestra", "her orchestra", "band", "his band", "her band", "friends", "choir",
        "chorus", "ensemble", "quartet", "trio", "quintet", "sextet", "group",
        "others", "various", "various artists", "artists", "artist", "unknown",
        "unknown artist", "co", "company", "family", "sons", "brothers", "sisters", "crew", "more", "jr", "sr", "inc", "guests", "al",
    ]).Select(TrackIdentity.Likeness)];

    /// <summary>
    /// The likeness of each artist, where the text names several. Sure where the text says so beyond doubt; a comma or an ampersand may as
    /// well be part of one name ("Strauss, Johann").
    /// </summary>
    public static IReadOnlyList<(string Likeness, bool Sure)> Of(string text)
    {
        var value = TrackIdentity.Value(text);
        var (names, listed) = value is ['[', .., ']'] ? (Items(value[1..^1]), true) : ([value], false);
        var found = new List<(string, bool)>();
        foreach (var name in names)
        {
            var sure = SureSeparator().Split(name);
            foreach (var part in sure)
            {
                var doubtful = DoubtfulSeparator().Split(part);
                if (listed || sure.Length > 1) Add(part, sure: true);
                if (doubtful.Length > 1)
                    foreach (var one in doubtful) Add(one, sure: one.Trim().Contains(' '));
            }
        }
        return found;

        void Add(string name, bool sure)
        {
            var likeness = TrackIdentity.Likeness(name);
            if (likeness.Any(char.IsLetter) && !Nobody.Contains(likeness)) found.Add((likeness, sure));
        }
    }

    private static IEnumerable<string> Items(string list)
    {
        string[] quoted = [.. Quoted().Matches(list).Select(m => m.Groups[2].Value)];
        return quoted.Length > 0 ? quoted : list.Split(',');
    }

    [GeneratedRegex("""(?:^|,)\s*(['"])(.*?)\1(?=\s*(?:,|$))""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s*[;|]\s*|[\s(\[]+(?:feat|ft|featuring)(?:\.|\s)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SureSeparator();

    // A slash without spaces parts names of three letters at least: AC/DC is one.
    [GeneratedRegex(@"\s*[,&+×]\s*|\s+/\s+|(?<=\w{3})/(?=\w{3})|\s+(?:x|vs\.?|and|και|with|w/)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoubtfulSeparator();
}
