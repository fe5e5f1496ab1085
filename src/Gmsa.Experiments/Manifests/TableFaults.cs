using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Manifests;

/// <summary>
/// What is wrong with a table that isn't one, by what stands there and not by what a parser stumbles over: each with what to do.
/// </summary>
internal static class TableFaults
{
    private const string Example = "path,artist,title,energy,valence";
    private const int Shown = 60;

    /// <summary>Of a first line that names a single column over rows that aren't single; null where it is a header.</summary>
    public static string? OfHeader(string only, IReadOnlyList<TableRow> rows)
    {
        if (rows.Count == 0) return null;
        if (only.Contains(',') && rows.All(r => r.Fields is [var field] && field.Count(c => c == ',') == only.Count(c => c == ',')))
            return $"whole lines stand in quotes, so that each is one field: \"{Excerpt.Of(only, Shown)}\". "
                + "Take out the quotes that begin and end lines.";
        // The usual number of fields; one bad row more or less says nothing of the header.
        var usual = rows.CountBy(r => r.Fields.Count).MaxBy(c => c.Value);
        return usual.Key == 1 ? null : $"the first line, '{Excerpt.Of(only, Shown)}', is no header: it names one column, "
            + string.Create(CultureInfo.InvariantCulture, $"and {usual.Value} of {rows.Count} rows have {usual.Key} ")
            + $"fields. Take it out, so that the first line names the columns: {Example}";
    }

    /// <summary>Of columns without a name, several.</summary>
    /// <param name="columns">From 1.</param>
    /// <param name="isEmpty">True where nothing stands in them.</param>
    public static string OfUnnamed(IEnumerable<int> columns, bool isEmpty) =>
        $"columns {string.Join(", ", columns.Select(c => c.ToString(CultureInfo.InvariantCulture)))} have no name"
        + (isEmpty ? " and hold nothing: take out the commas too many, in all lines." : ". Every column needs a name of its own.");

    /// <summary>Of a row that has more or fewer fields than there are columns.</summary>
    public static string OfRow(TableRow row, int columns)
    {
        var fields = row.Fields;
        if (fields is [{ Length: > 0 } only] && only.All(char.IsControl))
            return $"nothing stands here but U+{(int)only[0]:X4}, a control character"
                + $"{(only[0] == '\u001A' ? " (Ctrl-Z, with which old programs end a file)" : "")}. Take it out.";
        var found = string.Create(CultureInfo.InvariantCulture,
            $"{fields.Count} {(fields.Count == 1 ? "field" : "fields")} where the header names {columns}. ");
        var quoted = fields.Index().FirstOrDefault(f => f.Item.TrimStart() is ['"', ..] && f.Item[0] != '"');
        return found + (quoted.Item is null ? "A field that has a comma in it needs quotes: \"Earth, Wind & Fire\"."
            : FormattableString.Invariant($"White space stands before the quote of field {quoted.Index + 1}, ")
                + "so that the quote is text and commas behind it part fields. Take out the white space behind commas.");
    }
}
