using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>ASF, the container of WMA: whether the data object is all there. What is in it is ffmpeg's.</summary>
internal static class AsfObjects
{
    private const int Forgiven = 2048; // bytes
    private const int FirstObject = 30, HeadBytes = 24, MostObjects = 1000;

    private static readonly byte[] FileProperties =
        [0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65];

    /// <summary>How a file begins: the name of the header object.</summary>
    public static ReadOnlySpan<byte> Magic =>
        [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C];

    /// <exception cref="AudioException">The file is cut off.</exception>
    public static Recording Inspect(Window bytes)
    {
        var data = Number(bytes, 16);
        if (data < HeadBytes || !bytes.Has(data, [0x36, .. Magic[1..]])) return new ForeignRecording(IsWhole: false);
        var size = Number(bytes, data + 16); // 0 where it was broadcast
        if (size > bytes.Length - data + Forgiven) throw PlainReader.CutOff(data + size, bytes.Length);
        return new ForeignRecording(IsWhole: size > 0, Seconds(bytes, data));
    }

    /// <summary>What the header's File Properties say of the length; null where there are none.</summary>
    private static double? Seconds(Window bytes, long end)
    {
        var at = (long)FirstObject;
        for (var count = 0; at + HeadBytes <= end && count < MostObjects; count++)
        {
            // In 100 ns, with the milliseconds that are buffered before it plays.
            if (bytes.Has(at, FileProperties)) return Number(bytes, at + 64) / 1e7 - Number(bytes, at + 80) / 1e3;
            at += Math.Max(HeadBytes, Number(bytes, at + 16));
        }
        return null;
    }

    private static long Number(Window bytes, long at) =>
        BinaryPrimitives.ReverseEndianness(bytes.Long(at)) is >= 0 and <= long.MaxValue / 2 and var number ? number : 0;
}
