namespace Gmsa.Experiments.Audio;

/// <summary>Matroska and WebM (RFC 9559): whether the segment, which holds everything, is all there. What is in it is ffmpeg's.</summary>
internal static class MatroskaSegment
{
    private const int Forgiven = 2048; // bytes

    /// <summary>How a file begins.</summary>
    public static ReadOnlySpan<byte> Magic => [0x1A, 0x45, 0xDF, 0xA3];

    /// <exception cref="AudioException">The file is cut off.</exception>
    public static Recording Inspect(Window bytes)
    {
        var (header, headerAt) = Size(bytes, 4);
        var segment = headerAt + header.GetValueOrDefault();
        if (header is null || !bytes.Has(segment, [0x18, 0x53, 0x80, 0x67]))
            return new ForeignRecording(IsWhole: false);
        var (size, content) = Size(bytes, segment + 4);
        if (size > bytes.Length - content + Forgiven) throw PlainReader.CutOff(content + size.Value, bytes.Length);
        if (size is not null && bytes.Has(content + size.Value, Magic))
            throw new AudioException($"another Matroska was joined to it at byte {content + size}; make a file of each");
        return new ForeignRecording(IsWhole: size is not null);
    }

    /// <summary>
    /// A number of one to eight bytes, the first of which says how many, and what follows; null where all bits are one: unknown.
    /// </summary>
    private static (long? Size, long Behind) Size(Window bytes, long at)
    {
        var part = bytes.Part(at, 8);
        var length = part.Length == 0 ? 9 : System.Numerics.BitOperations.LeadingZeroCount((uint)part[0]) - 24 + 1;
        if (length > part.Length) return (null, at);
        var value = part[0] & (0xFFL >> length);
        foreach (var next in part[1..length]) value = value << 8 | next;
        return (value == (1L << (7 * length)) - 1 ? null : value, at + length);
    }
}
