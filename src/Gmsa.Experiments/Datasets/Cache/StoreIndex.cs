using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>What a feature store knows of one of its rows.</summary>
/// <param name="AudioHash">SHA-256 of the audio file, 64 lower-case hexadecimal digits; <see cref="Nobody"/> where the row is
/// nobody's.</param>
/// <param name="Seconds">How much of the clip the file fills; 0 until the row is whole.</param>
/// <param name="IsWhole">Whether its numbers are all there.</param>
/// <param name="Values">The checksum of its numbers as they stand on disk; 0 until the row is whole.</param>
/// <param name="IsDamaged">True where its line wasn't what was written.</param>
internal readonly record struct StoreEntry(string AudioHash, double Seconds, bool IsWhole, uint Values = 0, bool IsDamaged = false)
{
    public static readonly string Nobody = new('-', 64);

    public bool IsFree => AudioHash == Nobody;
}

/// <summary>
/// The index of a feature store, a table that any tool reads: <c>sha256,seconds,whole,values,line</c>, line n for row n of the array. Every
/// line has the same length, so that a row is marked as whole by writing its line again in its place. <c>values</c> is the
/// <see cref="Checksum"/> of the row's numbers, <c>line</c> that of the store's recipe, the row's number and the line up to there: neither
/// a flipped bit nor a line in another's place passes.
/// </summary>
internal static class StoreIndex
{
    public const string Header = "sha256,seconds,whole,values,line\n";
    public const int LineBytes = 98; // hash 64, seconds 12, whole 1, checksums 8 each, four commas, line feed
    private const string FormerHeader = "sha256,seconds,whole\n";
    private const int FormerLineBytes = 80;
    private const int HashDigits = 64, SecondsEnd = 77, WholeAt = 78, ValuesAt = 80, LineAt = 89;
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    public static long PlaceOf(int row) => Header.Length + (long)row * LineBytes;

    public static byte[] Line(StoreEntry entry, int row, string recipe)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{entry.AudioHash},{entry.Seconds:00000.000000},{(entry.IsWhole ? 1 : 0)},{entry.Values:x8},"));
        return [.. line, .. Check(line, row, Checksum.OfText(recipe)), (byte)'\n'];
    }

    /// <summary>
    /// Reads the lines of an index; what the header is doesn't matter, since every line proves itself. One that isn't what was written for
    /// its row and recipe is nobody's and damaged; a last line that a kill cut short is passed over.
    /// </summary>
    /// <exception cref="InvalidDataException">It is shorter than a header.</exception>
    public static List<StoreEntry> Read(Stream stream, string recipe)
    {
        var line = new byte[LineBytes];
        if (stream.ReadAtLeast(line.AsSpan(0, Header.Length), Header.Length, throwOnEndOfStream: false) < Header.Length)
            throw new InvalidDataException("not the index of a feature store");
        var (entries, seed) = (new List<StoreEntry>(), Checksum.OfText(recipe));
        while (stream.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) == line.Length) entries.Add(Parse(line, entries.Count,
            seed));
        return entries;
    }

    /// <summary>How many rows the index of an earlier version of this program has whole; null where it is none.</summary>
    public static int? FormerWhole(Stream stream)
    {
        var line = new byte[FormerLineBytes];
        var header = line.AsSpan(0, FormerHeader.Length);
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || !header.SequenceEqual(Encoding.ASCII.GetBytes(FormerHeader)))
            return null;
        var whole = 0;
        while (stream.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) == line.Length)
            if (line[WholeAt] == '1') whole++;
        return whole;
    }

    private static byte[] Check(ReadOnlySpan<byte> line, int row, uint recipe)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, row);
        return Encoding.ASCII.GetBytes(Checksum.Of(line, Checksum.Of(number, recipe)).ToString("x8", CultureInfo.InvariantCulture));
    }

    private static StoreEntry Parse(ReadOnlySpan<byte> line, int row, uint recipe)
    {
        var damaged = new StoreEntry(StoreEntry.Nobody, 0, IsWhole: false, IsDamaged: true);
        if (line[^1] != '\n' || !line[LineAt..^1].SequenceEqual(Check(line[..LineAt], row, recipe))) return damaged;
        var hash = Encoding.ASCII.GetString(line[..HashDigits]);
        // What has the right checksum was written here, but a file may be made to look so.
        if (hash != StoreEntry.Nobody && line[..HashDigits].ContainsAnyExcept(HexDigits)
            || !double.TryParse(line[(HashDigits + 1)..SecondsEnd], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var seconds)
            || seconds is not (>= 0 and < 100_000) // a parser takes "Infinity" whatever it is allowed
            || !uint.TryParse(line[ValuesAt..(LineAt - 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var values)) return damaged;
        return new(hash, seconds, line[WholeAt] == '1' && hash != StoreEntry.Nobody, values);
    }
}
