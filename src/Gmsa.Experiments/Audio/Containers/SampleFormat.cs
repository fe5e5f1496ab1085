using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Audio;

/// <summary>What the bytes of a sample stand for.</summary>
internal enum SampleKind
{
    /// <summary>8 bits round 128.</summary>
    Unsigned,

    /// <summary>8, 16, 24, 32 or 64 bits, left-justified where fewer are used.</summary>
    Signed,

    /// <summary>IEEE 754, 32 or 64 bits.</summary>
    Float,

    /// <summary>8 bits, ITU-T G.711.</summary>
    MuLaw,

    /// <summary>8 bits, ITU-T G.711.</summary>
    ALaw,
}

/// <summary>How a file's plain samples are written, whatever container they lie in.</summary>
/// <param name="Width">Bytes a sample.</param>
/// <param name="Rate">Hz.</param>
internal sealed record SampleFormat(SampleKind Kind, int Width, int Channels, int Rate, bool IsBigEndian = false)
{
    /// <summary>Hz; beyond it a header is broken rather than ambitious.</summary>
    public const int HighestRate = 768_000;

    private static readonly float[] MuLaw = Table(FromMuLaw), ALaw = Table(FromALaw);

    /// <summary>Bytes of one sample of every channel.</summary>
    public int FrameBytes => Channels * Width;

    /// <summary>The part of its name that says how samples are written: "16 bit", "32 bit float", "mu-law".</summary>
    public string Words => Kind switch
    {
        SampleKind.MuLaw => "mu-law",
        SampleKind.ALaw => "A-law",
        _ => FormattableString.Invariant($"{8 * Width} bit{(Kind == SampleKind.Float ? " float" : "")}"),
    };

    /// <summary>
    /// Whole frames of bytes to the mean of their channels, full scale at 1. The bytes are turned round where they are big-endian.
    /// </summary>
    public void ToMono(Span<byte> bytes, Span<float> mono)
    {
        if (IsBigEndian) Turn(bytes[..(mono.Length * FrameBytes)]);
        for (var frame = 0; frame < mono.Length; frame++)
            mono[frame] = (float)(Sum(bytes.Slice(frame * FrameBytes, FrameBytes)) / Channels);
    }

    private double Sum(ReadOnlySpan<byte> samples)
    {
        var sum = 0.0;
        switch ((Kind, Width))
        {
            case (SampleKind.MuLaw, _):
                foreach (var value in samples) sum += MuLaw[value];
                break;
            case (SampleKind.ALaw, _):
                foreach (var value in samples) sum += ALaw[value];
                break;
            case (SampleKind.Unsigned, _):
                foreach (var value in samples) sum += (value - 128) / 128.0;
                break;
            case (SampleKind.Float, 4):
                for (var i = 0; i < samples.Length; i += 4) sum += BinaryPrimitives.ReadSingleLittleEndian(samples[i..]);
                break;
            case (SampleKind.Float, _):
                for (var i = 0; i < samples.Length; i += 8) sum += BinaryPrimitives.ReadDoubleLittleEndian(samples[i..]);
                break;
            case (_, 1):
                foreach (var value in samples) sum += (sbyte)value / 128.0;
                break;
            case (_, 2):
                for (var i = 0; i < samples.Length; i += 2) sum += BinaryPrimitives.ReadInt16LittleEndian(samples[i..]) / 32768.0;
                break;
            case (_, 3):
                for (var i = 0; i < samples.Length; i += 3)
                    sum += (samples[i] | samples[i + 1] << 8 | (sbyte)samples[i + 2] << 16) / 8388608.0;
                break;
            case (_, 4):
                for (var i = 0; i < samples.Length; i += 4) sum += BinaryPrimitives.ReadInt32LittleEndian(samples[i..]) / 2147483648.0;
                break;
            default:
                for (var i = 0; i < samples.Length; i += 8)
                    sum += BinaryPrimitives.ReadInt64LittleEndian(samples[i..]) / 9223372036854775808.0;
                break;
        }
        return sum;
    }

    private void Turn(Span<byte> bytes)
    {
        if (Width == 2) Turn(MemoryMarshal.Cast<byte, short>(bytes));
        else if (Width > 2)
            for (var i = 0; i < bytes.Length; i += Width) bytes.Slice(i, Width).Reverse();
    }

    private static void Turn(Span<short> samples) => BinaryPrimitives.ReverseEndianness(samples, samples);

    private static float[] Table(Func<int, int> decode) => [.. Enumerable.Range(0, 256).Select(code => decode(code) / 32768f)];

    private static int FromMuLaw(int code)
    {
        code = ~code;
        var level = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4);
        return (code & 0x80) != 0 ? 0x84 - level : level - 0x84;
    }

    private static int FromALaw(int code)
    {
        code ^= 0x55;
        var (segment, level) = ((code & 0x70) >> 4, ((code & 0x0F) << 4) + 8);
        if (segment > 0) level = (level + 0x100) << (segment - 1);
        return (code & 0x80) != 0 ? level : -level;
    }
}
