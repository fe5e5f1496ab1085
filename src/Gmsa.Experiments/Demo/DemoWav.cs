using System.Buffers.Binary;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Demo;

/// <summary>Mono WAV of 16 bits.</summary>
internal static class DemoWav
{
    private const int Header = 44;

    public static long Length(int samples) => Header + 2L * samples;

    public static void Write(Stream stream, Waveform waveform)
    {
        var bytes = new byte[Length(waveform.Samples.Length)];
        var span = bytes.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], waveform.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], 2 * waveform.Rate);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], bytes.Length - Header);
        for (var i = 0; i < waveform.Samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(span[(Header + 2 * i)..], (short)Math.Floor(waveform.Samples[i] * 32767.0 + 0.5));
        stream.Write(bytes);
    }
}
