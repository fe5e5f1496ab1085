using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Audio;

/// <summary>How a WAV file's samples are written: the part of its <c>fmt </c> chunk that matters here.</summary>
/// <param name="Width">Bytes a sample: 1 (unsigned), 2, 3, 4, or for floats 4 and 8.</param>
/// <param name="Rate">Hz.</param>
internal sealed record WavFormat(bool IsFloat, int Channels, int Rate, int Width)
{
    private const int Pcm = 1, Float = 3, Extensible = 0xFFFE;
    private const int HighestRate = 768_000; // Hz; beyond it a header is broken rather than ambitious

    /// <summary>Bytes of one sample of every channel.</summary>
    public int FrameBytes => Channels * Width;

    /// <summary>Reads a <c>fmt </c> chunk; null where the samples are in a codec of their own (mu-law, ADPCM, MP3 in WAV).</summary>
    /// <exception cref="AudioException">The chunk contradicts itself.</exception>
    public static WavFormat? Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16) throw new AudioException("its WAV header is cut off");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        if (tag is not (Pcm or Float)) return null;
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (channels == 0) throw Wrong($"0 channels");
        if (rate is 0 or > HighestRate) throw Wrong($"{rate} samples a second");
        // Samples lie left-justified in whole bytes, so the container's width is what counts (24 bits in 4 bytes, 12 in 2).
        var width = frameBytes > 0 && frameBytes % channels == 0 ? frameBytes / channels : (bits + 7) / 8;
        if (width * 8 < bits || (tag == Float ? width is not (4 or 8) : width is not (1 or 2 or 3 or 4)))
            throw Wrong($"{bits} bits in {frameBytes} bytes for {channels} channels");
        return new(tag == Float, channels, (int)rate, width);
    }

    /// <summary>Whole frames of bytes to the mean of their channels, full scale at 1.</summary>
    public void ToMono(ReadOnlySpan<byte> bytes, Span<float> mono)
    {
        for (var frame = 0; frame < mono.Length; frame++)
        {
            var sum = 0.0;
            var samples = bytes.Slice(frame * FrameBytes, FrameBytes);
            switch ((IsFloat, Width))
            {
                case (false, 1):
                    foreach (var value in samples) sum += (value - 128) / 128.0;
                    break;
                case (false, 2):
                    foreach (var value in MemoryMarshal.Cast<byte, short>(samples)) sum += Little(value) / 32768.0;
                    break;
                case (false, 3):
                    for (var i = 0; i < samples.Length; i += 3)
                        sum += (samples[i] | samples[i + 1] << 8 | (sbyte)samples[i + 2] << 16) / 8388608.0;
                    break;
                case (false, _):
                    for (var i = 0; i < samples.Length; i += 4)
                        sum += BinaryPrimitives.ReadInt32LittleEndian(samples[i..]) / 2147483648.0;
                    break;
                case (true, 4):
                    for (var i = 0; i < samples.Length; i += 4) sum += BinaryPrimitives.ReadSingleLittleEndian(samples[i..]);
                    break;
                default:
                    for (var i = 0; i < samples.Length; i += 8) sum += BinaryPrimitives.ReadDoubleLittleEndian(samples[i..]);
                    break;
            }
            mono[frame] = (float)(sum / Channels);
        }
    }

    private static AudioException Wrong(FormattableString what) => new($"its WAV header says {FormattableString.Invariant(what)}");

    private static short Little(short value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
}
