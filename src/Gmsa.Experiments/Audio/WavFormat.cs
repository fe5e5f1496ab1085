using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>Reads the part of a WAV file's <c>fmt </c> chunk that matters here.</summary>
internal static class WavFormat
{
    private const int Pcm = 1, Float = 3, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE;

    /// <summary>Null where the samples are in a codec of their own (ADPCM, MP3 in WAV).</summary>
    /// <exception cref="AudioException">The chunk contradicts itself.</exception>
    public static SampleFormat? Parse(ReadOnlySpan<byte> chunk, bool isBigEndian)
    {
        if (chunk.Length < 16) throw new AudioException("its WAV header is cut off");
        var tag = Short(chunk, isBigEndian);
        // The first two bytes of a GUID, which some writers of big-endian files leave little-endian.
        if (tag == Extensible && chunk.Length >= 26) tag = Short(chunk[24..], isBigEndian) is var sub && sub < 256 ? sub : chunk[24];
        if (tag is not (Pcm or Float or ALaw or MuLaw)) return null;
        var (channels, frameBytes) = (Short(chunk[2..], isBigEndian), Short(chunk[12..], isBigEndian));
        var bits = Short(chunk[14..], isBigEndian);
        var rate = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        if (channels == 0) throw Wrong($"0 channels");
        if (rate is 0 or > SampleFormat.HighestRate) throw Wrong($"{rate} samples a second");
        if (tag is ALaw or MuLaw) return new(tag == ALaw ? SampleKind.ALaw : SampleKind.MuLaw, 1, channels, (int)rate, isBigEndian);
        var width = Width(bits, frameBytes, channels);
        if (tag == Float ? width is not (4 or 8) : width is not (1 or 2 or 3 or 4 or 8))
            throw Wrong($"{bits} bits in {frameBytes} bytes for {channels} channels");
        var kind = tag == Float ? SampleKind.Float : width == 1 ? SampleKind.Unsigned : SampleKind.Signed;
        return new(kind, width, channels, (int)rate, isBigEndian);
    }

    /// <summary>
    /// Bytes a sample. The bits tell, as every other reader has it, since the frame's size (and the byte rate) is often wrong; but 17 to 24
    /// bits may lie left-justified in four bytes, and where no bits are said the frame alone tells.
    /// </summary>
    private static int Width(int bits, int frameBytes, int channels)
    {
        if (bits == 0) return frameBytes % channels == 0 ? frameBytes / channels : 0;
        var bytes = (bits + 7) / 8;
        return bytes == 3 && frameBytes == 4 * channels ? 4 : bytes;
    }

    private static int Short(ReadOnlySpan<byte> at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static AudioException Wrong(FormattableString what) => new($"its WAV header says {FormattableString.Invariant(what)}");
}
