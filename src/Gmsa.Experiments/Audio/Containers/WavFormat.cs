using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>The part of a WAV file's <c>fmt </c> chunk that matters here.</summary>
/// <param name="Plain">How samples are written; null where they are in a codec of their own (ADPCM, MP3 in WAV).</param>
/// <param name="Rate">Hz.</param>
/// <param name="ByteRate">Bytes a second, where a codec has one.</param>
internal sealed record WavFormat(SampleFormat? Plain, uint Rate, uint ByteRate)
{
    private const int Pcm = 1, Float = 3, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE;

    /// <summary>How long so many bytes of a codec last, s; null where nothing says it.</summary>
    /// <param name="counted">The samples of each channel by the "fact" chunk; 0: there is none.</param>
    public double? Seconds(long counted, long bytes) =>
        Rate > 0 && counted > 0 ? (double)counted / Rate : ByteRate > 0 ? (double)bytes / ByteRate : null;

    /// <exception cref="AudioException">The chunk contradicts itself.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk, bool isBigEndian)
    {
        if (chunk.Length < 16) throw new AudioException("its WAV header is cut off");
        return new(Samples(chunk, isBigEndian), Word(chunk[4..], isBigEndian), Word(chunk[8..], isBigEndian));
    }

    private static SampleFormat? Samples(ReadOnlySpan<byte> chunk, bool isBigEndian)
    {
        var tag = Short(chunk, isBigEndian);
        // The first two bytes of a GUID, which some writers of big-endian files leave little-endian.
        if (tag == Extensible && chunk.Length >= 26) tag = Short(chunk[24..], isBigEndian) is var sub && sub < 256 ? sub : chunk[24];
        if (tag is not (Pcm or Float or ALaw or MuLaw)) return null;
        var (channels, frameBytes) = (Short(chunk[2..], isBigEndian), Short(chunk[12..], isBigEndian));
        var (bits, rate) = (Short(chunk[14..], isBigEndian), Word(chunk[4..], isBigEndian));
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

    /// <summary>The first four bytes of a chunk as a number.</summary>
    public static uint Word(ReadOnlySpan<byte> at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);

    private static AudioException Wrong(FormattableString what) => new($"its WAV header says {FormattableString.Invariant(what)}");
}
