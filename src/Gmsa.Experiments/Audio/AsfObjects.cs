using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>ASF, the container of WMA: whether the data object is all there. What is in it is ffmpeg's.</summary>
internal static class AsfObjects
{
    private const int Forgiven = 2048; // bytes

    /// <summary>How a file begins: the name of the header object.</summary>
    public static ReadOnlySpan<byte> Magic =>
        [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C];

    /// <exception cref="AudioException">The file is cut off.</exception>
    public static Recording Inspect(Window bytes)
    {
        var data = Size(bytes, 16);
        if (data < 24 || !bytes.Has(data, [0x36, .. Magic[1..]])) return new ForeignRecording(IsWhole: false);
        var size = Size(bytes, data + 16); // 0 where it was broadcast
        if (size > bytes.Length - data + Forgiven) throw PlainReader.CutOff(data + size, bytes.Length);
        return new ForeignRecording(IsWhole: size > 0);
    }

    private static long Size(Window bytes, long at) =>
        BinaryPrimitives.ReverseEndianness(bytes.Long(at)) is >= 0 and <= long.MaxValue / 2 and var size ? size : 0;
}
