using System.Text;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Foundation;

/// <summary>Kinds of file that are told apart where one stands in another's place.</summary>
internal enum FileSort
{
    Folder, Study, Studies, Audio, Table, Predictions, Experiment, Model, Parquet, Workbook, Archive,
    Pdf, Json, Page, Picture, Numpy, Empty, Text,
}

/// <summary>What a file is, by its first bytes and a little of its content, whatever it is called.</summary>
/// <param name="What">In words: "an MP3 recording".</param>
internal sealed partial record FileKind(FileSort Sort, string What)
{
    private const int Looked = 4096; // bytes

    /// <summary>False of kinds of text, which are guessed: a file of one may be what it is taken for all the same.</summary>
    public bool IsSure => Sort is not
        (FileSort.Table or FileSort.Predictions or FileSort.Experiment or FileSort.Json or FileSort.Text or FileSort.Empty);

    private static readonly (FileSort Sort, string What, int At, byte[] Bytes)[] Signatures =
    [
        (FileSort.Audio, "an MP3 recording", 0, "ID3"u8.ToArray()), (FileSort.Audio, "a WAV recording", 8, "WAVE"u8.ToArray()),
        (FileSort.Audio, "a FLAC recording", 0, "fLaC"u8.ToArray()), (FileSort.Audio, "an Ogg recording", 0, "OggS"u8.ToArray()),
        (FileSort.Audio, "an MP4 recording", 4, "ftyp"u8.ToArray()), (FileSort.Audio, "an AIFF recording", 8, "AIF"u8.ToArray()),
        (FileSort.Audio, "an AU recording", 0, ".snd"u8.ToArray()), (FileSort.Audio, "a CAF recording", 0, "caff"u8.ToArray()),
        (FileSort.Audio, "a Matroska recording", 0, [0x1A, 0x45, 0xDF, 0xA3]),
        (FileSort.Audio, "a Windows Media recording", 0, [0x30, 0x26, 0xB2, 0x75]),
        (FileSort.Pdf, "a PDF", 0, "%PDF"u8.ToArray()), (FileSort.Parquet, "a Parquet table", 0, "PAR1"u8.ToArray()),
        (FileSort.Numpy, "a NumPy array", 0, [0x93, .. "NUMPY"u8]), (FileSort.Picture, "a picture (PNG)", 0, [0x89, .. "PNG"u8]),
        (FileSort.Picture, "a picture (JPEG)", 0, [0xFF, 0xD8, 0xFF]), (FileSort.Picture, "a picture (GIF)", 0, "GIF8"u8.ToArray()),
        (FileSort.Archive, "an archive (gzip)", 0, [0x1F, 0x8B]), (FileSort.Archive, "an archive (7z)", 0, [0x37, 0x7A, 0xBC, 0xAF]),
        (FileSort.Archive, "an archive (RAR)", 0, "Rar!"u8.ToArray()),
        (FileSort.Workbook, "a spreadsheet (Excel)", 0, [0xD0, 0xCF, 0x11, 0xE0]),
    ];

    /// <summary>What is there; null where nothing is, or nobody can tell. Pipes and devices aren't opened.</summary>
    public static FileKind? Of(string path)
    {
        try
        {
            if (Directory.Exists(path)) return OfFolder(path);
            if (FileStatus.Of(path)?.Kind != PathKind.File) return null;
            using var stream = InputFile.Open(path);
            var start = new byte[Looked];
            var count = stream.ReadAtLeast(start, Looked, throwOnEndOfStream: false);
            return OfStart(start[..count], Path.GetExtension(path).ToLowerInvariant());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static FileKind OfFolder(string path)
    {
        if (IsStudy(path)) return new(FileSort.Study, "the folder of a study");
        return Directory.EnumerateDirectories(path).Any(IsStudy) ? new(FileSort.Studies, "a folder of studies")
            : new(FileSort.Folder, "a folder");
    }

    internal static bool IsStudy(string folder) =>
        File.Exists(Path.Combine(folder, "plan.json")) && File.Exists(Path.Combine(folder, "journal.jsonl"));

    private static FileKind? OfStart(byte[] start, string extension)
    {
        if (start.Length == 0) return new(FileSort.Empty, "an empty file");
        var text = TextOf(start);
        // Of a text they are words like others: a column may be called ID3, or caffeine.
        foreach (var (sort, what, at, bytes) in Signatures.Where(s => text is null || s.Sort == FileSort.Pdf))
            if (start.AsSpan().Length >= at + bytes.Length && start.AsSpan(at, bytes.Length).SequenceEqual(bytes)) return new(sort, what);
        if (start.AsSpan().StartsWith("PK\u0003\u0004"u8)) return OfZip(start);
        // An MPEG frame without a tag: eleven bits set, and a layer.
        if (start is [0xFF, var second, ..] && (second & 0xE0) == 0xE0 && (second & 0x06) != 0 && start is not [0xFF, 0xFE, ..])
            return new(FileSort.Audio, "an MP3 recording");
        return text is null ? null : OfText(text, extension);
    }

    /// <summary>Names of files stand in an archive as they are.</summary>
    private static FileKind OfZip(byte[] start)
    {
        var names = Encoding.Latin1.GetString(start);
        return names.Contains("TransformerChain", StringComparison.Ordinal) || names.Contains("gmsa.json", StringComparison.Ordinal)
                || names.Contains("TrainingInfo", StringComparison.Ordinal)
            ? new(FileSort.Model, "a trained model (model.zip)")
            : names.Contains("[Content_Types].xml", StringComparison.Ordinal) || names.Contains("xl/", StringComparison.Ordinal)
                ? new(FileSort.Workbook, "a spreadsheet (Excel)") : new(FileSort.Archive, "an archive (ZIP)");
    }

    /// <summary>Null where it is no text in UTF-8 or in an encoding of one byte a letter.</summary>
    private static string? TextOf(byte[] start)
    {
        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF');
        return text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)) ? null : text;
    }

    private static FileKind OfText(string text, string extension)
    {
        var head = text.TrimStart();
        if (head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return new(FileSort.Page, "a web page (HTML)");
        // JSON is YAML too: what has an experiment's keys may be one.
        if (JsonStart().IsMatch(head)) return JsonKey().IsMatch(head) ? new(FileSort.Text, "a text") : new(FileSort.Json, "a JSON file");
        string[] lines = [.. head.Split('\n').Take(2).Select(l => l.TrimEnd('\r'))];
        if (lines[0].StartsWith("track_id,", StringComparison.Ordinal) && lines[0].Contains(",p_", StringComparison.Ordinal))
            return new(FileSort.Predictions, "a table of predictions (CSV)");
        if (extension is ".csv" or ".tsv" || IsTable(lines)) return new(FileSort.Table, "a table (CSV)");
        if (ExperimentKey().IsMatch(text)) return new(FileSort.Experiment, "an experiment file (YAML)");
        return new(FileSort.Text, "a text");
    }

    /// <summary>Two lines with as many separators, neither of them YAML's.</summary>
    private static bool IsTable(string[] lines) => lines is [var header, var row]
        && !header.Contains(": ", StringComparison.Ordinal) && !header.StartsWith('#')
        && Separators(header) is > 0 and var count && count == Separators(row);

    private static int Separators(string line) => line.Count(c => c is ',' or ';' or '\t');

    [GeneratedRegex("""^(\{\s*"|\[\s*[\{\[])""")]
    private static partial Regex JsonStart();

    [GeneratedRegex("""
        "(data|labels)"\s*:
        """)]
    private static partial Regex JsonKey();

    [GeneratedRegex(@"^(version|name|seeds?|data|labels|schemes|split|balance|features|augment|trainers|search|launcher|report)\s*:",
        RegexOptions.Multiline)]
    private static partial Regex ExperimentKey();
}
