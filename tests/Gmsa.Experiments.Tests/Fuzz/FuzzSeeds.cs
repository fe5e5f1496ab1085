using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tests.Audio;

namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>Well-formed files of every kind, small, by what they are: where fuzzing starts.</summary>
internal static class FuzzSeeds
{
    public const string RecipeText = """{"kind":"mel","bands":128}""";

    /// <summary>The checksum of a row of "a store".</summary>
    private static readonly uint EmptyRow = Checksum.Of(new byte[6 * sizeof(float)]);

    /// <summary>The hash of the audio called <paramref name="audio"/>, 0..9.</summary>
    public static string Hash(int audio) => new((char)('0' + audio), 64);

    public static Dictionary<string, byte[]> Wav()
    {
        var ramp = Enumerable.Range(0, 96).Select(i => (byte)(i * 5)).ToArray();
        var plain = new WavBytes { Data = ramp };
        var note = ("LIST", "INFOISFT\u0005\0\0\0gmsa\0"u8.ToArray());
        var empty = ("JUNK", Array.Empty<byte>());
        var files = new Dictionary<string, byte[]>();
        foreach (var bits in new[] { 8, 16, 24, 32 })
            foreach (var channels in new[] { 1, 2, 6 })
                files[$"{bits} bits, {channels} channels"] = (plain with { Bits = bits, Channels = channels }).Bytes();
        files["float"] = (plain with { Tag = 3, Bits = 32, Data = WavBytes.Floats(0, 0.5f, -1, float.NaN, 1e30f, -0.25f, 0, 1) }).Bytes();
        files["double"] = (plain with { Tag = 3, Bits = 64, Data = WavBytes.Doubles(0, 0.5, -1, double.MaxValue) }).Bytes();
        files["extensible"] = (plain with { Extensible = true, Channels = 2 }).Bytes();
        files["extensible float"] = (plain with { Extensible = true, Tag = 3, Bits = 32 }).Bytes();
        files["mu-law"] = (plain with { Tag = 7, Bits = 8 }).Bytes();
        files["odd chunks"] = (plain with { Before = [note, note, empty], After = [note] }).Bytes();
        files["empty chunks"] = (plain with { Before = [.. Enumerable.Repeat(empty, 8)] }).Bytes();
        files["short ds64 chunks"] = (plain with { Before = [.. Enumerable.Repeat(("ds64", new byte[1]), 8)] }).Bytes();
        files["size 0"] = (plain with { DataSize = 0 }).Bytes();
        files["size unknown"] = (plain with { Bits = 8, DataSize = uint.MaxValue }).Bytes();
        files["no samples"] = (plain with { Data = [] }).Bytes();
        foreach (var magic in new[] { "RF64", "BW64" })
            files[magic] = (plain with { Magic = magic, DataSize = uint.MaxValue, Before = [("ds64", LongSizes(ramp.Length))] }).Bytes();
        files["cut off"] = plain.Bytes()[..60];
        files["size of the file in its header"] = WithFileSize((plain with { DataSize = 0, After = [note] }).Bytes());
        files["65535 channels"] = (plain with { Bits = 8, Channels = 65535 }).Bytes();
        return files;
    }

    public static Dictionary<string, byte[]> Npy()
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var type in new[] { NumpyHeader.Float32, NumpyHeader.Float16 })
            foreach (var shape in new long[][] { [], [5], [2, 3], [2, 3, 2], [2, 1, 2, 2], [4, 0, 2], [0, 5] })
            {
                var header = new NumpyHeader(type, shape);
                var values = new byte[header.Count!.Value * (type[2] - '0')];
                files[$"{type[1..]}, shape {string.Join('x', shape)}"] = [.. header.Bytes(), .. values];
            }
        var store = new NumpyHeader(NumpyHeader.Float32, [2, 2, 3]);
        files["a store"] = [.. store.Bytes(128), .. new byte[store.Count!.Value * 4]];
        files["room for a longer header"] = [.. new NumpyHeader(NumpyHeader.Float32, [1, 1]).Bytes(1024), .. new byte[4]];
        return files;
    }

    public static Dictionary<string, byte[]> Index()
    {
        string[] counts = ["no lines", "one line", "two lines", "three lines", "four lines", "five lines"];
        var files = new Dictionary<string, byte[]>();
        for (var count = 0; count < counts.Length; count++)
        {
            var lines = Enumerable.Range(1, count).SelectMany(i =>
                StoreIndex.Line(new(Hash(i), i * 7.5, i % 2 == 1, i % 2 == 1 ? EmptyRow : 0), i - 1, RecipeText));
            files[counts[count]] = [.. Encoding.ASCII.GetBytes(StoreIndex.Header), .. lines];
        }
        files["a cut line"] = files["three lines"][..^30];
        return files;
    }

    public static Dictionary<string, byte[]> Recipe() => new()
    {
        ["a recipe"] = Encoding.UTF8.GetBytes(RecipeText),
        ["another"] = "{}"u8.ToArray(),
    };

    public static Dictionary<string, byte[]> Mp3()
    {
        // 417 bytes of 44.1 kHz at 128 kbit/s, 144 of 22.05 kHz mono at 40 kbit/s less padding.
        byte[] frame = [0xFF, 0xFB, 0x90, 0x64, .. new byte[413]];
        byte[] low = [0xFF, 0xF3, 0x40, 0xC4, .. new byte[100]];
        byte[] frames = [.. Enumerable.Repeat(frame, 4).SelectMany(f => f)];
        byte[] info = [.. frame];
        "Info"u8.CopyTo(info.AsSpan(36));
        info[43] = 3;
        info[47] = 4;
        BinaryPrimitives.WriteUInt32BigEndian(info.AsSpan(48), (uint)(info.Length + frames.Length));
        return new()
        {
            ["frames"] = frames,
            ["of half the rate"] = [.. Enumerable.Repeat(low, 4).SelectMany(f => f)],
            ["a header frame"] = [.. info, .. frames],
            ["tags before and behind"] = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 20, .. new byte[20], .. frames, .. "TAG"u8, .. new byte[125]],
            ["zeros before and behind"] = [.. new byte[300], .. frames, .. new byte[300]],
        };
    }

    public static Dictionary<string, byte[]> Hashes() => new()
    {
        ["two files"] = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{Hash(1)} 1234 638000000000000000 /music/a b.mp3\n{Hash(2)} 99 638000000000000001 /music/\u00E9.wav\n")),
        ["none"] = [],
        ["empty lines"] = "\n\n\n"u8.ToArray(),
    };

    private static byte[] LongSizes(long data)
    {
        var chunk = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(chunk.AsSpan(8), data);
        return chunk;
    }

    private static byte[] WithFileSize(byte[] wav)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(4), (uint)wav.Length - 8);
        return wav;
    }
}
