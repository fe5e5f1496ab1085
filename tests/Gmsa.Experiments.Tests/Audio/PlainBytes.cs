using System.Buffers.Binary;

namespace Gmsa.Experiments.Tests.Audio;

/// <summary>Files of 16-bit mono at 8 kHz in containers other than WAV, byte by byte; their headers' sizes as a test wants them.</summary>
internal static class PlainBytes
{
    /// <summary>Container, and a file of so many samples whose header says this size of samples (null: the right one).</summary>
    public static readonly IReadOnlyDictionary<string, Func<short[], long?, byte[]>> Kinds =
        new Dictionary<string, Func<short[], long?, byte[]>>
        {
            ["wav"] = (samples, size) => new WavBytes { Data = Little(samples), DataSize = (uint?)size }.Bytes(),
            ["aiff"] = (samples, size) => Aiff(samples, size ?? 2 * samples.Length, samples.Length),
            ["au"] = (samples, size) =>
            [
                .. ".snd"u8, .. Big4(24), .. Big4(size ?? 2 * samples.Length), .. Big4(3), .. Big4(8000), .. Big4(1), .. Big(samples),
        ],
            ["caf"] = (samples, size) =>
            [
                .. "caff"u8, 0, 1, 0, 0, .. "desc"u8, .. Big8(32), .. Big8(BitConverter.DoubleToInt64Bits(8000)),
            .. "lpcm"u8, .. Big4(0), .. Big4(2),
            .. Big4(1), .. Big4(1), .. Big4(16), .. "data"u8,
            .. Big8(size is { } said ? said < 0 ? said : said + 4 : 4 + 2 * samples.Length), .. Big4(0), .. Big(samples),
        ],
            ["w64"] = (samples, size) =>
            [
                .. Guid("riff"), .. new byte[8], .. Guid("wave"), .. Guid("fmt "), .. Little8(24 + 16),
            1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0,
            .. Guid("data"), .. Little8(size is { } said ? said < 0 ? said : said + 24 : 24 + 2 * samples.Length), .. Little(samples),
        ],
        };

    /// <summary>An AIFF whose COMM counts so many frames.</summary>
    public static byte[] Aiff(short[] samples, long size, long frames) =>
    [
        .. "FORM"u8, .. Big4(46 + size), .. "AIFF"u8, .. "COMM"u8, .. Big4(18), 0, 1, .. Big4(frames), 0, 16,
        0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0, .. "SSND"u8,
        .. Big4(size <= 0 || size >= uint.MaxValue ? size : size + 8), .. Big4(0), .. Big4(0), .. Big(samples),
    ];

    private static byte[] Guid(string name) =>
        name == "riff" ? [.. "riff"u8, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 4, 0xC1, 0, 0]
        : [.. System.Text.Encoding.ASCII.GetBytes(name), 0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    private static byte[] Little(short[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    private static byte[] Big(short[] samples) =>
        [.. samples.SelectMany(s => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(s)))];

    private static byte[] Big4(long value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness((uint)value));

    private static byte[] Big8(long value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] Little8(long value) => BitConverter.GetBytes(value);
}
