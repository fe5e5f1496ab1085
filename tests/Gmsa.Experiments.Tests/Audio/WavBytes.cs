using System.Buffers.Binary;
using System.Text;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>WAV files of every shape a test wants, byte by byte, independent of the writer under test.</summary>
internal sealed record WavBytes
{
    public int Tag { get; init; } = 1;
    public int Channels { get; init; } = 1;
    public int Rate { get; init; } = 8000;
    public int Bits { get; init; } = 16;
    public bool Extensible { get; init; }
    public byte[] Data { get; init; } = [];
    public uint? DataSize { get; init; }
    public IReadOnlyList<(string Name, byte[] Body)> Before { get; init; } = [];
    public IReadOnlyList<(string Name, byte[] Body)> After { get; init; } = [];
    public string Magic { get; init; } = "RIFF";

    /// <summary>The block align that is written, where it isn't the right one.</summary>
    public int? Align { get; init; }

    /// <summary>The byte rate that is written, where it isn't the right one.</summary>
    public uint? ByteRate { get; init; }

    /// <summary>What an extensible header says of the bits that count; by default all of them.</summary>
    public int? ValidBits { get; init; }

    /// <summary>Whether a zero follows a chunk of odd size, as it should.</summary>
    public bool IsPadded { get; init; } = true;

    public byte[] Bytes()
    {
        var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes(Magic));
        stream.Write(Number(0xFFFFFFFF));
        stream.Write("WAVE"u8);
        foreach (var (name, body) in Before) Chunk(stream, name, body, (uint)body.Length);
        Chunk(stream, "fmt ", Format(), (uint)Format().Length);
        Chunk(stream, "data", Data, DataSize ?? (uint)Data.Length);
        foreach (var (name, body) in After) Chunk(stream, name, body, (uint)body.Length);
        return stream.ToArray();
    }

    /// <summary>Integers to little-endian samples of <paramref name="width"/> bytes.</summary>
    public static byte[] Integers(int width, params long[] values) =>
        [.. values.SelectMany(v => Enumerable.Range(0, width).Select(i => (byte)(v >> (8 * i))))];

    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private byte[] Format()
    {
        var block = Channels * ((Bits + 7) / 8);
        byte[] basic =
        [
            .. Short(Extensible ? 0xFFFE : Tag), .. Short(Channels), .. Number((uint)Rate), .. Number(ByteRate ?? (uint)(Rate * block)),
            .. Short(Align ?? block), .. Short(Bits),
        ];
        byte[] guidTail = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];
        return Extensible ? [.. basic, .. Short(22), .. Short(ValidBits ?? Bits), .. Number(0), .. Short(Tag), .. guidTail] : basic;
    }

    private void Chunk(Stream stream, string name, byte[] body, uint size)
    {
        stream.Write(Encoding.ASCII.GetBytes(name));
        stream.Write(Number(size));
        stream.Write(body);
        if (body.Length % 2 == 1 && IsPadded) stream.WriteByte(0);
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
