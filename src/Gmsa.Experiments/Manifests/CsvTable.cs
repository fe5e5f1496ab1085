using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CsvHelper;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Manifests;

/// <summary>One row of a table: the line of the file on which it starts (from 1), and one text for each column.</summary>
public sealed record TableRow(int Line, IReadOnlyList<string> Fields);

/// <summary>
/// A CSV file with a header: UTF-8 with or without a byte order mark, commas, quotes as in RFC 4180 (line breaks within them too). Names
/// of columns are trimmed and unique; blank lines don't count; every row has a text for every column.
/// </summary>
public sealed partial record CsvTable(string File, IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>What a first column without a name is called: pandas writes its index so.</summary>
    public const string IndexColumn = "index";

    /// <summary>With a name for the first column where it has none.</summary>
    internal CsvTable WithNamedIndex() =>
        Columns is ["", _, ..] && !Columns.Contains(IndexColumn) ? this with { Columns = [IndexColumn, .. Columns.Skip(1)] } : this;

    /// <exception cref="InputException">The file is missing, not UTF-8, or not such a table: every problem, the first 20 in
    /// full.</exception>
    public static CsvTable Read(string path) => WrongFile.Told(path, Wanted.Table, () =>
    {
        var problems = new ProblemList(path);
        var table = Read(path, problems);
        problems.ThrowIfAny();
        return table;
    });

    /// <summary>As <see cref="Read(string)"/>, but rows that can't be used are left out and told in <paramref name="problems"/>.</summary>
    internal static CsvTable Read(string path, ProblemList problems)
    {
        var malformed = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.FromText(ReadText(path), new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason,
        });
        var columns = ReadHeader(reader, problems);
        var all = new List<TableRow>();
        while (reader.Read())
        {
            var row = new TableRow((int)reader.LineNumber, reader.Current.ToArray());
            if (row.Fields.Count != 1 || !string.IsNullOrWhiteSpace(row.Fields[0])) all.Add(row);
        }
        if (columns is [var only] && TableFaults.OfHeader(only, all) is { } fault) throw problems.With(1, fault);
        CheckNames(columns, all, problems);
        var rows = new List<TableRow>();
        foreach (var row in all)
            if (Fault(row, columns.Length, malformed) is { } wrong) problems.Add(row.Line, wrong);
            else rows.Add(row);
        return new(path, columns, rows);
    }

    /// <summary>Writes a table so that <see cref="Read(string)"/> gives it back: UTF-8, line feeds, quotes where needed.</summary>
    public static void Write(string path, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows) =>
        AtomicFile.Write(path, stream =>
        {
            using var writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            writer.WriteRecord(columns.ToArray());
            foreach (var row in rows) writer.WriteRecord(row.ToArray());
        });

    private static string[] ReadHeader(CsvReader reader, ProblemList problems)
    {
        if (!reader.Read()) throw problems.With(1, "the file is empty. The first line has to name the columns: "
            + "path,artist,title,energy,valence");
        var columns = reader.Current.ToArray().Select(c => c.Trim()).ToArray();
        if (columns is [var only] && only.FirstOrDefault(c => c is ';' or '\t' or '|') is not '\0' and var other)
            throw problems.With(1, $"the columns are separated by {(other == '\t' ? "tabs" : $"'{other}'")}. Save the table with "
                + "commas between the fields.");
        return columns;
    }

    /// <summary>The first column alone may have no name, and others each have one of their own.</summary>
    private static void CheckNames(string[] columns, List<TableRow> rows, ProblemList problems)
    {
        foreach (var name in columns.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1 && g.Key.Length > 0))
            problems.Add(1, $"{name.Count()} columns are called '{name.Key}'. Every column needs a name of its own.");
        int[] unnamed = [.. columns.Index().Where(c => c.Item.Length == 0).Select(c => c.Index)];
        if (unnamed.Length < 2) return;
        var isEmpty = rows.All(r => unnamed.All(u => u >= r.Fields.Count || string.IsNullOrWhiteSpace(r.Fields[u])));
        problems.Add(1, TableFaults.OfUnnamed(unnamed.Select(u => u + 1), isEmpty));
    }

    private static string? Fault(TableRow row, int columns, Dictionary<long, CsvMalformedReason> malformed) =>
        malformed.TryGetValue(row.Line, out var reason) switch
        {
            true when reason is CsvMalformedReason.UnterminatedQuote => "a quote is opened here and never closed. Close it, or write a "
                + "quote that belongs to the text twice: \"7\"\" single\".",
            true when reason is CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote. Write a quote that belongs "
                + "to the text twice: \"7\"\" single\".",
            _ when row.Fields.Count != columns => TableFaults.OfRow(row, columns),
            _ => null,
        };

    private static string ReadText(string path)
    {
        byte[] bytes;
        WrongFile.Check(path, Wanted.Table);
        try
        {
            bytes = InputFile.Bytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var missing = e is FileNotFoundException or DirectoryNotFoundException;
            throw new InputException(path, missing ? $"{WrongFile.Missing(path)}." : $"can't be read: {e.Message}");
        }
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw NotUtf8(path, 1, "UTF-16");
        var text = bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
        if (!Utf8.IsValid(text)) throw NotUtf8(path, 1 + text[..FirstInvalid(text)].Count((byte)'\n'), LikelyEncoding(text));
        var read = Encoding.UTF8.GetString(text);
        if (NoText().Match(read) is { Success: true } found) throw NoCharacter(path, read, found);
        return read;
    }

    /// <summary>NUL and Unicode's noncharacters, which no text may have: the file is damaged, or isn't text.</summary>
    [GeneratedRegex(@"\0|[\uFDD0-\uFDEF\uFFFE\uFFFF]|[\uD83F\uD87F\uD8BF\uD8FF\uD93F\uD97F\uD9BF\uD9FF"
        + @"\uDA3F\uDA7F\uDABF\uDAFF\uDB3F\uDB7F\uDBBF\uDBFF][\uDFFE\uDFFF]")]
    private static partial Regex NoText();

    private static InputException NoCharacter(string path, string text, Match found)
    {
        if (text.AsSpan(found.Index).IndexOfAnyExcept('\0') < 0)
            return new(path, FormattableString.Invariant($"it ends with {text.Length - found.Index} bytes of U+0000 (NUL), ")
                + "as a copy or a download that broke off leaves it. Get the file again, or take them out.");
        var line = 1 + text.AsSpan(0, found.Index).Count('\n');
        var column = found.Index - text.AsSpan(0, found.Index).LastIndexOf('\n');
        return new(FormattableString.Invariant($"{path}:{line}"),
            FormattableString.Invariant($"U+{char.ConvertToUtf32(found.Value, 0):X4} stands here, at the line's character {column}, ")
                + "which no text may have. The file is damaged or isn't text; save the table again, or take this character out.");
    }

    /// <summary>
    /// Words in Greek letters are runs of bytes above ASCII; in Western languages letters with accents stand alone among others.
    /// </summary>
    private static string LikelyEncoding(ReadOnlySpan<byte> text)
    {
        const byte FirstLetter = 0xA1;
        var (alone, together) = (0, 0);
        for (var i = 0; i < text.Length; i++)
            if (text[i] < FirstLetter) continue;
            else if ((i > 0 && text[i - 1] >= FirstLetter) || (i + 1 < text.Length && text[i + 1] >= FirstLetter)) together++;
            else alone++;
        return together > alone ? "WINDOWS-1253" : "WINDOWS-1252";
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    private static InputException NotUtf8(string path, int line, string likely) => new(
        $"{path}:{line}", "the text is not UTF-8. Save the table as \"CSV UTF-8\", or convert it, if it is "
        + $"{likely}: iconv -f {likely} -t UTF-8 {Path.GetFileName(path)} > utf8.csv");
}
