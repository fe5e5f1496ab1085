using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Runs;

/// <summary>
/// What happened in a study, in order: <c>journal.jsonl</c>, one JSON object a line, each flushed to disk and closed by a <c>sum</c>, the first
/// eight digits of the SHA-256 of the line without it. A line that a kill cut short is taken off when the journal is next opened.
/// While it is open no other process can open it (a lock on the file <c>.lock</c> beside it, which ends with the process): that is what keeps
/// two runs out of one study. Reading it is always possible.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly FileStream claim;
    private readonly FileStream stream;
    private readonly Lock gate = new();
    private readonly List<JsonObject> entries;

    private Journal(FileStream claim, FileStream stream, List<JsonObject> entries) => (this.claim, this.stream, this.entries) = (claim, stream, entries);

    /// <summary>Every entry so far, oldest first.</summary>
    public IReadOnlyList<JsonObject> Entries
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    /// <summary>The entries of one event, oldest first.</summary>
    public IEnumerable<JsonObject> Of(string name) => Entries.Where(e => (string?)e["event"] == name);

    /// <exception cref="InputException">Another process has the study open, or a line in the middle was changed.</exception>
    public static Journal Open(string path)
    {
        var claim = Claim(path);
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            var (entries, whole) = Parse(reader.ReadToEnd(), path);
            if (stream.Length != whole) stream.SetLength(whole);
            stream.Seek(0, SeekOrigin.End);
            return new(claim, stream, entries);
        }
        catch
        {
            stream?.Dispose();
            claim.Dispose();
            throw;
        }
    }

    private static FileStream Claim(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return FileClaim.TryTake(Path.Combine(folder, ".lock")) ?? throw new InputException(
            folder, "this study is in use by another run. Wait for it, or give this one another folder with --results.");
    }

    /// <summary>Reads a journal without opening it for writing. A line that was cut short is passed over.</summary>
    public static IReadOnlyList<JsonObject> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), path).Entries;
    }

    /// <summary>Adds an entry: its event, the time, and what belongs to it. Thread-safe; on disk when it returns.</summary>
    public void Add(string name, params IEnumerable<(string Key, JsonNode? Value)> values)
    {
        var entry = new JsonObject { ["event"] = name, ["time"] = Clock.Now };
        foreach (var (key, value) in values) entry[key] = value;
        lock (gate)
        {
            stream.Write(Encoding.UTF8.GetBytes(Seal(entry.ToJsonString(Json.OneLine)) + "\n"));
            stream.Flush(flushToDisk: true);
            entries.Add(entry);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        claim.Dispose();
    }

    private static string Seal(string json) => $"{json[..^1]},\"sum\":\"{ContentHash.OfText(json)[..8]}\"}}";

    private static (List<JsonObject> Entries, long WholeBytes) Parse(string text, string path)
    {
        var entries = new List<JsonObject>();
        long whole = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var entry = end < 0 ? null : ParseLine(text[start..end]);
            if (entry is null)
            {
                // Only the last line can have been cut by a kill; a bad line before others was changed by somebody.
                if (end >= 0 && end + 1 < text.Length)
                    throw new InputException(FormattableString.Invariant($"{path}:{entries.Count + 1}"),
                        "this line of the journal is damaged (its sum doesn't fit). Restore the file, or move the study's folder away to start afresh.");
                break;
            }
            entries.Add(entry);
            whole += Encoding.UTF8.GetByteCount(text.AsSpan(start, end + 1 - start));
            start = end + 1;
        }
        return (entries, whole);
    }

    private static JsonObject? ParseLine(string line)
    {
        const int SumLength = 18; // ,"sum":"01234567"} has 18 characters
        if (line.Length <= SumLength || Seal(line[..^SumLength] + "}") != line) return null;
        try
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            entry.Remove("sum");
            return entry;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
