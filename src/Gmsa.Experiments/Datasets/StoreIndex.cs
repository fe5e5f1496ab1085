using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Datasets;

/// <summary>What a feature store knows of one of its rows.</summary>
/// <param name="AudioHash">SHA-256 of the audio file, 64 lower-case hexadecimal digits.</param>
/// <param name="Seconds">How much of the clip the file fills; 0 until the row is whole.</param>
/// <param name="IsWhole">Whether its numbers are all there.</param>
internal readonly record struct StoreEntry(string AudioHash, double Seconds, bool IsWhole);

/// <summary>
/// The index of a feature store, a table that any tool reads: <c>sha256,seconds,whole</c>, line n for row n of the array. Every line has the
/// same length, so that a row is marked as whole by writing its line again in its place.
/// </summary>
internal static class StoreIndex
{
    public const string Header = "sha256,seconds,whole\n";
    public const int LineBytes = 80; // hash 64, seconds 12, whole 1, two commas, line feed
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdef"u8);
    private const int HashDigits = 64, SecondsEnd = 77;

    public static long PlaceOf(int row) => Header.Length + (long)row * LineBytes;

    public static byte[] Line(StoreEntry entry) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{entry.AudioHash},{entry.Seconds:00000.000000},{(entry.IsWhole ? 1 : 0)}\n"));

    /// <summary>Reads an index. A last line that a kill cut short is passed over.</summary>
    /// <exception cref="InvalidDataException">It is no index, or one of its lines is damaged.</exception>
    public static List<StoreEntry> Read(Stream stream)
    {
        var line = new byte[LineBytes];
        var header = line.AsSpan(0, Header.Length);
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.SequenceEqual(Encoding.ASCII.GetBytes(Header)))
            throw new InvalidDataException("not the index of a feature store");
        var entries = new List<StoreEntry>();
        while (stream.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) == line.Length) entries.Add(Parse(line));
        return entries;
    }

    private static StoreEntry Parse(ReadOnlySpan<byte> line)
    {
        var isWhole = line[SecondsEnd + 1] == '1';
        var seconds = 0.0;
        if (line[..HashDigits].ContainsAnyExcept(Digits) || line[HashDigits] != ',' || line[SecondsEnd] != ','
            || !(isWhole || line[SecondsEnd + 1] == '0') || line[^1] != '\n'
            || !double.TryParse(line[(HashDigits + 1)..SecondsEnd], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
            || seconds is not (>= 0 and < 100_000)) // a parser takes "Infinity" whatever it is allowed
            throw new InvalidDataException("a line of the index is damaged");
        return new(Encoding.ASCII.GetString(line[..HashDigits]), seconds, isWhole);
    }
}
