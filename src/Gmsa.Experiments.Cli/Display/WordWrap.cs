using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>Wraps lines at words where a person reads them. What is piped is never wrapped: a line of it is one line.</summary>
internal static partial class WordWrap
{
    private const int Narrowest = 30, DeepestIndent = 16, FewestColumns = 3; // of a table, whose rows are no text

    /// <summary>A line as lines of at most <paramref name="width"/> characters; what follows stands under the text of the first, behind its
    /// word at the margin. A word that is longer, as a path may be, stays whole.</summary>
    public static IEnumerable<string> Lines(string line, int width)
    {
        if (line.Length <= width || width < Narrowest || Columns().Count(line) >= FewestColumns) return [line];
        var label = Label().Match(line).Length;
        var indent = label is > 0 and <= DeepestIndent ? label : 2;
        return Wrapped(line, width, indent, least: label == indent ? label : 0);
    }

    private static IEnumerable<string> Wrapped(string line, int width, int indent, int least)
    {
        var start = 0;
        var margin = "";
        while (margin.Length + line.Length - start > width)
        {
            var room = width - margin.Length;
            var from = margin.Length == 0 ? least : start; // a label isn't parted from its text
            var space = line.LastIndexOf(' ', start + room, start + room - from);
            if (space <= from) space = line.IndexOf(' ', Math.Min(line.Length, start + room));
            if (space < 0) break;
            yield return margin + line[start..space].TrimEnd();
            start = space + 1;
            while (start < line.Length && line[start] == ' ') start++;
            margin = new string(' ', indent);
        }
        if (start < line.Length) yield return margin + line[start..];
    }

    [GeneratedRegex(@"\S {2,}(?=\S)")]
    private static partial Regex Columns();

    /// <summary>What stands at the margin: a word with the blanks behind it, or blanks alone.</summary>
    [GeneratedRegex(@"^(\S+ {2,}|\S{9} | +)")]
    private static partial Regex Label();
}

/// <summary>A terminal's output, with its lines wrapped at words. Data (JSON) and what isn't written as whole lines stay as
/// they are.</summary>
/// <param name="width">The terminal's width, which may change.</param>
internal sealed class WrappingWriter(TextWriter inner, Func<int> width) : TextWriter(CultureInfo.InvariantCulture)
{
    private const char Escape = '\u001b'; // begins what draws progress

    private bool isWithinLine;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        isWithinLine = value != '\n';
        inner.Write(value);
    }

    public override void Write(string? value)
    {
        if (value is { Length: > 0 }) isWithinLine = value[^1] != '\n';
        inner.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        if (count > 0) isWithinLine = buffer[index + count - 1] != '\n';
        inner.Write(buffer, index, count);
    }

    public override void WriteLine(string? value)
    {
        var isText = !isWithinLine && value is { Length: > 0 } && value[0] is not ('{' or '[') && !value.Contains(Escape);
        isWithinLine = false;
        if (!isText) inner.WriteLine(value);
        else
            foreach (var line in value!.Split('\n').SelectMany(l => WordWrap.Lines(l.TrimEnd('\r'), width()))) inner.WriteLine(line);
    }

    public override void Flush() => inner.Flush();
}
