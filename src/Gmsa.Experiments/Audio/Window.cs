using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>A part of the file at a time, for looks that go forward.</summary>
internal sealed class Window(Stream stream)
{
    private const int Step = 1 << 14; // bytes that are searched at a time

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

    /// <summary>The file itself, from a place on.</summary>
    public Stream From(long at)
    {
        stream.Position = at;
        return stream;
    }

    /// <summary>Where these bytes stand first, from a place on; -1 where they don't.</summary>
    public long IndexOf(ReadOnlySpan<byte> bytes, long from)
    {
        for (; from + bytes.Length <= Length; from += Step - bytes.Length + 1)
            if (Part(from, Step).IndexOf(bytes) is >= 0 and var found) return from + found;
        return -1;
    }

    /// <summary>Where these bytes begin last, before a place and not before another; -1 where they don't.</summary>
    public long LastIndexOf(ReadOnlySpan<byte> bytes, long before, long least)
    {
        for (long from; before > least; before = from)
        {
            from = Math.Max(least, before - Step);
            if (Part(from, (int)(before - from) + bytes.Length - 1).LastIndexOf(bytes) is >= 0 and var found) return from + found;
        }
        return -1;
    }

    /// <summary>Whether these bytes stand there.</summary>
    public bool Has(long at, ReadOnlySpan<byte> bytes) => Part(at, bytes.Length).SequenceEqual(bytes);

    /// <summary>Big-endian, as all that follow; 0 beyond the end.</summary>
    public uint Word(long at) => Part(at, 4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public int Short(long at) => Part(at, 2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;

    public long Long(long at) => Part(at, 8) is { Length: 8 } bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
}
