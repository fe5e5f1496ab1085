namespace Gmsa.Experiments.Config;

/// <summary>Says in plain words what a YAML parser stumbled over.</summary>
internal static class YamlMistake
{
    private const string WriteLike = "Write `key: value`, two spaces deeper inside a key, lists as `[a, b]` or with `- ` before each item";

    /// <summary>Where the mistake is and what it is; the parser's line and column, or those of a tab that misled it.</summary>
    public static (int Line, int Column, string Message) Explain(string text, int line, int column, string parserSays)
    {
        var lines = text.Split('\n');
        // The parser may notice a tab late, or blame the start of what the tab is in.
        for (var near = Math.Max(1, line - 1); near <= line + 1; near++)
            if (Indent(lines, near).IndexOf('\t') is >= 0 and var tab)
                return (near, tab + 1, "not YAML: there is a tab here, and YAML indents with spaces only. Put spaces in its place");
        // The parser's message starts with its own positions, which stand before ours already.
        var colon = parserSays.LastIndexOf("): ", StringComparison.Ordinal);
        var said = (colon < 0 ? parserSays : parserSays[(colon + 3)..]).Trim().TrimEnd('.');
        if (said.Length > 0) said = char.ToLowerInvariant(said[0]) + said[1..];
        return (line, column, $"not YAML: {said}. {Hint(Line(lines, line), said)}");
    }

    private static string Hint(string line, string said)
    {
        if (said.Contains("did not find expected ',' or",
            StringComparison.Ordinal)) return "A bracket or brace is not closed, or a comma is missing before this place";
        if (said.Contains("cannot start any token", StringComparison.Ordinal)) return "Text that starts with %, @ or ` needs quotes";
        if (line.Count(c => c == ':') > 1) return "Text that holds ': ' needs quotes";
        return WriteLike;
    }

    private static string Line(string[] lines, int number) => number >= 1 && number <= lines.Length ? lines[number - 1] : "";

    private static string Indent(string[] lines, int number)
    {
        var line = Line(lines, number);
        return line[..(line.Length - line.TrimStart().Length)];
    }
}
