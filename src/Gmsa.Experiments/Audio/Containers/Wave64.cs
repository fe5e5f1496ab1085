using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Sony's Wave64: WAV with names of 16 bytes and sizes of 64 bits, which count their chunk's head; chunks begin at multiples of 8.
/// </summary>
internal static class Wave64
{
    private const int NameBytes = 16, HeadBytes = NameBytes + 8;
    private const int MostChunks = 10_000; // what a broken file can cost

    /// <summary>How a file begins.</summary>
    public static ReadOnlySpan<byte> Magic =>
        [(byte)'r', (byte)'i', (byte)'f', (byte)'f', 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    /// <exception cref="AudioException">The header is broken, or the file ends before it says.</exception>
    public static Recording Inspect(Window bytes)
    {
        var (at, format, counted) = (HeadBytes + (long)NameBytes, (WavFormat?)null, 0L);
        for (var count = 0; at + HeadBytes <= bytes.Length && count < MostChunks; count++)
        {
            var size = BinaryPrimitives.ReverseEndianness(bytes.Long(at + NameBytes)) - HeadBytes;
            var content = at + HeadBytes;
            if (bytes.Has(at, "fmt "u8))
                format = WavFormat.Parse(bytes.Part(content, (int)Math.Clamp(size, 0, 64)), isBigEndian: false);
            if (bytes.Has(at, "fact"u8)) counted = BinaryPrimitives.ReverseEndianness(bytes.Long(content));
            if (bytes.Has(at, "data"u8))
            {
                if (format is null) throw new AudioException("the W64 file has samples before their format");
                return Containers.Plain("w64", format.Plain, content, size is <= 0 or > long.MaxValue - (1L << 32) ? null : size, bytes,
                    there => format.Seconds(counted, there));
            }
            if (size < 0 || size > bytes.Length) break;
            at = (content + size + 7) / 8 * 8;
        }
        throw new AudioException(format is not null ? "the W64 file has no samples" : "its W64 header is cut off");
    }
}
