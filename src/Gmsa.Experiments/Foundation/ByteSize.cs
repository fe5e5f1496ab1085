using System.Globalization;

namespace Gmsa.Experiments.Foundation;

/// <summary>A number of bytes, 0 or more, written with a unit: 4GB, 1500MB. Units are powers of 1000.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly (string Unit, long Bytes)[] Units =
        [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("B", 1)];

    /// <summary>
    /// The size that <paramref name="text"/> says (a number and one of B, KB, MB, GB, TB), or null where it says none;
    /// less than a byte is left off.
    /// </summary>
    public static ByteSize? Parse(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = Units.FirstOrDefault(u => u.Unit == text[digits..]).Bytes;
        if (digits == 0 || unit == 0) return null;
        if (!decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number > long.MaxValue / unit ? null : new ByteSize((long)(number * unit));
    }

    /// <summary>The size in the largest unit that divides it: 4GB, 1500MB; "0B" for none. Parsing it gives the same size.</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        var (unit, size) = bytes == 0 ? Units[^1] : Units.First(u => bytes % u.Bytes == 0);
        return (bytes / size).ToString(CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>The size as a person says it, to a tenth of its unit: "4.2GB".</summary>
    public string Rounded()
    {
        var bytes = Bytes;
        var (unit, size) = Units.FirstOrDefault(u => bytes >= u.Bytes, Units[^1]);
        return ((double)bytes / size).ToString("0.#", CultureInfo.InvariantCulture) + unit;
    }

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;
}
