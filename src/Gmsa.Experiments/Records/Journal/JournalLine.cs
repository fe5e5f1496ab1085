using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>
/// A line of a journal: a JSON object closed by a <c>sum</c>, the first eight digits of the SHA-256 of the object without it.
/// </summary>
internal static class JournalLine
{
    private const int SumLength = 18; // ,"sum":"01234567"} has 18 characters

    public static string Seal(JournalEvent entry) => Seal(entry is UnknownEvent unknown ? unknown.Entry.ToJsonString(Json.OneLine)
        : JsonSerializer.Serialize(entry, Json.OneLine));

    /// <summary>Reads the whole lines from where a stream stands to its end.</summary>
    /// <param name="path">What the stream is of, for messages.</param>
    /// <param name="entries">Those before; what is read is added.</param>
    /// <returns>How many bytes the whole lines have.</returns>
    /// <exception cref="InputException">
    /// A line before the last one is damaged, or a whole one says something that this version can't read.
    /// </exception>
    public static long ReadWhole(Stream stream, string path, List<JournalEvent> entries)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            if (Unsealed(Encoding.UTF8.GetString(bytes.Slice(start, length))) is not { } json)
            {
                // Only the last line can have been cut by a kill; a bad line before others was changed by somebody.
                if (start + length + 1 < bytes.Length)
                    throw new InputException(Place(path, entries.Count + 1), "this line of the journal is damaged (its sum doesn't fit). "
                        + "Restore the file, or move the study's folder away to start afresh.");
                break;
            }
            entries.Add(Parse(json, path, entries.Count + 1));
            start += length + 1;
        }
        return start;
    }

    private static string Seal(string json) => $"{json[..^1]},\"sum\":\"{ContentHash.OfText(json)[..8]}\"}}";

    /// <summary>The object of a line; null where its sum doesn't fit.</summary>
    private static string? Unsealed(string line)
    {
        if (line.Length <= SumLength) return null;
        var json = line[..^SumLength] + "}";
        return Seal(json) == line ? json : null;
    }

    private static string Place(string path, int line) => FormattableString.Invariant($"{path}:{line}");

    private static JournalEvent Parse(string json, string path, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return IsKnown(document.RootElement) ? document.Deserialize<JournalEvent>(Json.OneLine)! : Unknown(json);
        }
        catch (JsonException error)
        {
            // Whole, and written by somebody: it is neither cut off nor passed over.
            throw new InputException(Place(path, line), $"this version can't read what this entry of the journal says at {error.Path}. "
                + "Go on with the version of gmsa that wrote it, or move the study's folder away to start afresh.");
        }
    }

    private static bool IsKnown(JsonElement entry) => entry.ValueKind is JsonValueKind.Object
        && entry.TryGetProperty(JournalEvent.Word, out var word) && word.ValueKind is JsonValueKind.String
        && JournalEvent.Known.Contains(word.GetString()!);

    private static UnknownEvent Unknown(string json)
    {
        var entry = JsonNode.Parse(json)!.AsObject(); // what ends in a brace is nothing else
        return new(entry) { Time = entry["time"] is JsonValue time && time.TryGetValue(out DateTimeOffset said) ? said : default };
    }
}
