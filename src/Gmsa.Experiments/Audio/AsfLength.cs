using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>The length of a Windows Media file (ASF), by its File Properties Object.</summary>
internal static class AsfLength
{
    /// <summary>How such a file starts.</summary>
    public static ReadOnlySpan<byte> Magic =>
        [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C];

    private static readonly byte[] FileProperties =
        [0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65];
    private const int MostObjects = 100, FirstObject = 30;

    public static double? Of(HeaderBytes bytes)
    {
        var at = (long)FirstObject;
        for (var count = 0; count < MostObjects; count++)
        {
            var head = bytes.Part(at, 88);
            if (head.Length < 24) return null;
            if (head.Length == 88 && head.AsSpan(0, 16).SequenceEqual(FileProperties))
                // In 100 ns, with the milliseconds that are buffered before it plays.
                return Number(head, 64) / 1e7 - Number(head, 80) / 1e3;
            var size = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16));
            if (size < 24 || size > bytes.Length) return null;
            at += size;
        }
        return null;
    }

    private static double Number(byte[] head, int at) => BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(at));
}
