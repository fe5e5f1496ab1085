using System.Buffers.Binary;
using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>How a format that is made of chunks writes them.</summary>
/// <param name="From">Where the first stands.</param>
/// <param name="NameBytes">Four letters and whatever follows them.</param>
/// <param name="CountsHead">Whether a size includes the name and the size.</param>
/// <param name="Even">Chunks begin at multiples of this.</param>
internal sealed record ChunkForm(int From, int NameBytes, int SizeBytes, bool IsBig, bool CountsHead, int Even)
{
    public static readonly ChunkForm Riff = new(12, 4, 4, IsBig: false, CountsHead: false, 2);
    public static readonly ChunkForm Rifx = Riff with { IsBig = true };
    public static readonly ChunkForm Aiff = Rifx;
    public static readonly ChunkForm W64 = new(40, 16, 8, IsBig: false, CountsHead: true, 8);
    public static readonly ChunkForm Caf = new(8, 4, 8, IsBig: true, CountsHead: false, 1);
}

/// <summary>A chunk: its first four letters, and where its content lies. The size may promise more than there is.</summary>
internal readonly record struct Chunk(string Name, long At, long Size);

/// <summary>The lengths of files that are made of chunks, in seconds; null where they don't say.</summary>
internal static class ChunkLengths
{
    private const int MostChunks = 1000; // what a broken file can cost
    private const int Pcm = 1, Float = 3, Extensible = 0xFFFE;

    /// <summary>WAV of any codec: by its samples, else by what "fact" counts, else by its bytes a second.</summary>
    public static double? Wave(HeaderBytes bytes, ChunkForm form)
    {
        var (format, counted) = (Array.Empty<byte>(), 0L);
        foreach (var chunk in Chunks(bytes, form))
        {
            if (chunk.Name == "fmt ") format = bytes.Part(chunk.At, (int)Math.Min(chunk.Size, 40));
            if (chunk.Name == "fact") counted = UInt(bytes.Part(chunk.At, 4), form.IsBig);
            if (chunk.Name != "data" || format.Length < 16) continue;
            var there = bytes.Length - chunk.At;
            return Seconds(format, form.IsBig, chunk.Size is > 0 and < 0xFFFF_0000 ? Math.Min(chunk.Size, there) : there, counted);
        }
        return null;
    }

    private static double? Seconds(byte[] format, bool isBig, long size, long counted)
    {
        uint Short(int at) =>
            isBig ? BinaryPrimitives.ReadUInt16BigEndian(format.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(at));

        var (tag, channels, bits) = (Short(0), Short(2), Short(14));
        if (tag == Extensible && format.Length >= 26) tag = Short(24);
        var (rate, perSecond) = (UInt(format.AsSpan(4, 4), isBig), UInt(format.AsSpan(8, 4), isBig));
        if (rate == 0) return null;
        if (tag is Pcm or Float) return channels * bits == 0 ? null : size / (channels * ((bits + 7) / 8)) / (double)rate;
        return counted > 0 ? counted / (double)rate : perSecond > 0 ? size / (double)perSecond : null;
    }

    /// <summary>By the frames that COMM counts, at a rate in 80 bits.</summary>
    public static double? Aiff(HeaderBytes bytes)
    {
        var common = Chunks(bytes, ChunkForm.Aiff).FirstOrDefault(c => c.Name == "COMM");
        if (bytes.Part(common.At, 18) is not { Length: 18 } said || common.Name is null) return null;
        var exponent = (BinaryPrimitives.ReadUInt16BigEndian(said.AsSpan(8)) & 0x7FFF) - 16_383 - 63;
        var rate = BinaryPrimitives.ReadUInt64BigEndian(said.AsSpan(10)) * Math.Pow(2, exponent);
        return BinaryPrimitives.ReadUInt32BigEndian(said.AsSpan(2)) / rate;
    }

    /// <summary>By the packets: all of one size, else as many frames as "pakt" says are to be heard.</summary>
    public static double? Caf(HeaderBytes bytes)
    {
        var (rate, perPacket, framesPerPacket) = (0.0, 0u, 0u);
        double? seconds = null;
        foreach (var chunk in Chunks(bytes, ChunkForm.Caf))
        {
            if (chunk.Name == "desc" && bytes.Part(chunk.At, 24) is { Length: 24 } said)
                (rate, perPacket, framesPerPacket) =
                    (BinaryPrimitives.ReadDoubleBigEndian(said), UInt(said.AsSpan(16, 4), true), UInt(said.AsSpan(20, 4), true));
            if (chunk.Name == "data" && perPacket > 0 && framesPerPacket > 0)
                return (Math.Min(chunk.Size, bytes.Length - chunk.At) - 4) / perPacket * framesPerPacket / rate;
            if (chunk.Name == "pakt" && bytes.Part(chunk.At + 8, 8) is { Length: 8 } frames)
                seconds = BinaryPrimitives.ReadInt64BigEndian(frames) / rate;
        }
        return seconds;
    }

    /// <summary>AU has one header, and samples to the end where it doesn't say how many.</summary>
    public static double? Au(HeaderBytes bytes)
    {
        if (bytes.Part(0, 24) is not { Length: 24 } head) return null;
        var (offset, size, encoding) = (UInt(head.AsSpan(4, 4), true), UInt(head.AsSpan(8, 4), true), UInt(head.AsSpan(12, 4), true));
        var (rate, channels) = (UInt(head.AsSpan(16, 4), true), UInt(head.AsSpan(20, 4), true));
        var width = encoding switch { 1 or 2 or 27 => 1, 3 => 2, 4 => 3, 5 or 6 => 4, 7 => 8, _ => 0 };
        return width * channels * rate == 0 ? null : Math.Min(size, bytes.Length - offset) / (width * channels) / (double)rate;
    }

    private static IEnumerable<Chunk> Chunks(HeaderBytes bytes, ChunkForm form)
    {
        var at = (long)form.From;
        for (var count = 0; count < MostChunks; count++)
        {
            var head = bytes.Part(at, form.NameBytes + form.SizeBytes);
            if (head.Length < form.NameBytes + form.SizeBytes) yield break;
            var written = head.AsSpan(form.NameBytes);
            var size = form.SizeBytes == 4 ? UInt(written, form.IsBig)
                : form.IsBig ? BinaryPrimitives.ReadInt64BigEndian(written) : BinaryPrimitives.ReadInt64LittleEndian(written);
            if (form.CountsHead) size -= head.Length;
            var content = at + head.Length;
            if (size < 0 || size > bytes.Length) size = bytes.Length - content; // unknown, or more than there is: to the end
            yield return new(Encoding.ASCII.GetString(head, 0, 4), content, size);
            at = (content + size + form.Even - 1) / form.Even * form.Even;
        }
    }

    private static uint UInt(ReadOnlySpan<byte> four, bool isBig) =>
        four.Length < 4 ? 0 : isBig ? BinaryPrimitives.ReadUInt32BigEndian(four) : BinaryPrimitives.ReadUInt32LittleEndian(four);
}
