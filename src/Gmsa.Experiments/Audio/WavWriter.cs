using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>Writes 16-bit mono PCM WAV: 44 bytes of header, then the samples.</summary>
internal static class WavWriter
{
    private const int HeaderBytes = 44;

    /// <summary>Bytes of the file of so many samples.</summary>
    public static long Length(int samples) => HeaderBytes + 2L * samples;

    /// <summary>
    /// Writes the whole file. A sample x becomes the integer nearest to 32768 x (halves to even), clamped to 16 bits, so that
    /// what was read from 16 bits is written back bit for bit.
    /// </summary>
    /// <exception cref="ArgumentException">A sample is NaN.</exception>
    public static void Write(Stream stream, Waveform waveform)
    {
        var bytes = new byte[Length(waveform.Samples.Length)];
        Header(bytes, waveform);
        for (var i = 0; i < waveform.Samples.Length; i++)
        {
            var sample = waveform.Samples[i];
            if (float.IsNaN(sample)) throw new ArgumentException("a sample is NaN", nameof(waveform));
            var level = (short)Math.Clamp(Math.Round(sample * 32768.0, MidpointRounding.ToEven), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + 2 * i), level);
        }
        stream.Write(bytes);
    }

    private static void Header(Span<byte> bytes, Waveform waveform)
    {
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[20..], 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(bytes[22..], 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], waveform.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], 2 * waveform.Rate);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[34..], 16);
        "data"u8.CopyTo(bytes[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], 2 * waveform.Samples.Length);
    }
}
