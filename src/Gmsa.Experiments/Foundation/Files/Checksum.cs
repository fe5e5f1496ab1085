using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, appendix B.4), which processors compute faster than disks read: it sees every flipped bit, and misses
/// other damage once in four thousand million times. It guards against accidents; who wants to deceive needs <see cref="ContentHash"/>.
/// </summary>
internal static class Checksum
{
    /// <summary>How many it takes in hexadecimal.</summary>
    public const int Digits = 8;

    /// <param name="before">The checksum of what comes before these bytes.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes) crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }

    public static uint OfText(string text) => Of(Encoding.UTF8.GetBytes(text));
}
