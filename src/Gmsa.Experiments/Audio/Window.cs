using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>A part of the file at a time, for looks that go forward.</summary>
internal sealed class Window(Stream stream)
{
    private readonly byte[] buffer = new byte[1 << 15];
    private long start;
    private int count;

    public long Length { get; } = stream.Length;

    /// <summary>At most so many bytes (32 KiB at most); fewer at the end, none beyond it.</summary>
    public ReadOnlySpan<byte> Part(long at, int size)
    {
        if (at < start || at + size > start + count)
        {
            (start, stream.Position) = (at, Math.Min(at, Length));
            count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        return buffer.AsSpan((int)Math.Min(at - start, count), (int)Math.Clamp(start + count - at, 0, size));
    }

    /// <summary>Whether these bytes stand there.</summary>
    public bool Has(long at, ReadOnlySpan<byte> bytes) => Part(at, bytes.Length).SequenceEqual(bytes);

    /// <summary>Big-endian, as all that follow; 0 beyond the end.</summary>
    public uint Word(long at) => Part(at, 4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public int Short(long at) => Part(at, 2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;

    public long Long(long at) => Part(at, 8) is { Length: 8 } bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
}
