using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Walks the frames of an MP3 (ISO 11172-3 and 13818-3, layer III) by their headers, without decoding: a file whose frames follow each other without a
/// gap, from its tags to the end of what is wanted, is well.
/// </summary>
/// <param name="Samples">Of each channel in the frames that were walked, the encoder's padding and a header frame included.</param>
/// <param name="ReachesEnd">Whether the walk ended at the end of the file rather than where enough was seen.</param>
internal sealed record Mp3Frames(long Samples, bool ReachesEnd)
{
    /// <summary>How far a length may be off that counts no padding, in samples: a header frame, and two frames of encoder's and decoder's delay.</summary>
    public const int Padding = 4 * 1152;

    /// <summary>
    /// Samples before a place from which decoding has to begin for the place to be right: a frame may take bits from up to nine before it
    /// (main_data_begin), and overlaps with the last.
    /// </summary>
    public const int Preroll = 16 * 1152;

    private const int HeaderBytes = 4;
    private const int FramesOfOneRate = 64; // a second and a half, which variable bit rates don't keep to
    private const int LargestGap = 1 << 16; // zeros between the tag and the music, or behind it

    private static readonly int[] BitRatesOfVersion1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]; // kbit/s
    private static readonly int[] BitRatesOfVersion2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] RatesOfVersion1 = [44_100, 48_000, 32_000]; // Hz

    /// <summary>
    /// Walks the first <paramref name="seconds"/>, or to the end; null where the file is no MP3 without a gap, is cut off within a frame, or
    /// isn't as long as its Xing or Info header says.
    /// </summary>
    public static Mp3Frames? Walk(Stream stream, double seconds)
    {
        var bytes = new Window(stream);
        var start = AfterZeros(bytes, AfterTags(bytes));
        var first = Frame.Parse(bytes.Word(start));
        if (first is null || IsOfAnotherLength(bytes, start, first.Value)) return null;
        var (at, samples) = (start, 0L);
        for (var frame = first; frame is { } here; frame = Frame.Parse(bytes.Word(at)))
        {
            if (!here.IsLike(first.Value) || at + here.Length > bytes.Length) return null;
            (at, samples) = (at + here.Length, samples + here.Samples);
            if (samples > seconds * here.Rate + Padding) return new(samples, ReachesEnd: false);
        }
        return samples > first.Value.Samples && IsTail(bytes, at) ? new(samples, ReachesEnd: true) : null;
    }

    /// <summary>Where every ID3v2 tag at the start of a file ends.</summary>
    public static long AfterTags(Stream stream) => AfterTags(new Window(stream));

    /// <summary>
    /// How long a file lasts, without walking it: by its Xing, Info or VBRI header, else by its size where its first frames are all of one
    /// bit rate; null where neither tells.
    /// </summary>
    public static double? Seconds(Stream stream)
    {
        var bytes = new Window(stream);
        var start = AfterZeros(bytes, AfterTags(bytes));
        if (Frame.Parse(bytes.Word(start)) is not { } first) return null;
        if (Promised(bytes, start, first) is { } promised) return (double)promised * first.Samples / first.Rate;
        var (at, count) = (start, 0);
        for (Frame? frame = first; frame is { } here && count < FramesOfOneRate; frame = Frame.Parse(bytes.Word(at)), count++)
        {
            if (!here.IsLike(first) || Math.Abs(here.Length - first.Length) > 1) return null;
            at += here.Length;
        }
        return (double)(bytes.Length - start) / (at - start) * count * first.Samples / first.Rate;
    }

    /// <summary>How many frames the header frame says that there are; null where there is none, or it doesn't say.</summary>
    private static uint? Promised(Window bytes, long start, Frame first)
    {
        var xing = bytes.Part(start + HeaderBytes + first.SideInformation, 12); // name, flags, frames
        if (xing.Length == 12 && (xing.StartsWith("Xing"u8) || xing.StartsWith("Info"u8)) && (xing[7] & 1) == 1)
            return BinaryPrimitives.ReadUInt32BigEndian(xing[8..]);
        var vbri = bytes.Part(start + HeaderBytes + 32, 18); // name, version, delay, quality, bytes, frames
        return vbri.Length == 18 && vbri.StartsWith("VBRI"u8) ? BinaryPrimitives.ReadUInt32BigEndian(vbri[14..]) : null;
    }

    /// <summary>Whether the MP3 info tag of LAME and others promises more than a hundredth more or fewer bytes (gabriel.mp3-tech.org/mp3infotag.html).</summary>
    private static bool IsOfAnotherLength(Window bytes, long start, Frame first)
    {
        var tag = bytes.Part(start + HeaderBytes + first.SideInformation, 16); // name, flags, frames, bytes
        if (tag.Length < 16 || !(tag.StartsWith("Xing"u8) || tag.StartsWith("Info"u8)) || (tag[7] & 3) != 3) return false;
        var promised = BinaryPrimitives.ReadUInt32BigEndian(tag[12..]);
        return Math.Abs(bytes.Length - start - promised) > promised / 100.0;
    }

    /// <summary>Behind every ID3v2 tag (id3.org/id3v2.4.0-structure): its size is four bytes of seven bits.</summary>
    private static long AfterTags(Window bytes)
    {
        var at = 0L;
        for (var tag = bytes.Part(at, 10); tag.Length == 10 && tag.StartsWith("ID3"u8); tag = bytes.Part(at, 10))
            at += 10 + ((tag[6] & 127) << 21 | (tag[7] & 127) << 14 | (tag[8] & 127) << 7 | (tag[9] & 127)) + ((tag[5] & 0x10) != 0 ? 10 : 0);
        return at;
    }

    private static long AfterZeros(Window bytes, long at)
    {
        for (var end = at + LargestGap; at < end && bytes.Part(at, 1) is [0]; at++) { }
        return at;
    }

    // What may stand behind the music and is no damage to any decoder: nothing, zeros, or an ID3v1 tag.
    private static bool IsTail(Window bytes, long at) =>
        (at = AfterZeros(bytes, at)) == bytes.Length || bytes.Part(at, 3).SequenceEqual("TAG"u8);

    /// <summary>What the four bytes at the head of a frame say.</summary>
    private readonly record struct Frame(uint Header, int Length, int Rate, int Samples, int SideInformation)
    {
        /// <summary>Null where they are no header of layer III, or of free bit rate.</summary>
        public static Frame? Parse(uint header)
        {
            var (version, layer, bitRate, rate) = (header >> 19 & 3, header >> 17 & 3, (int)(header >> 12 & 15), (int)(header >> 10 & 3));
            if (header >> 21 != 0x7FF || version == 1 || layer != 1 || bitRate is 0 or 15 || rate == 3) return null;
            var (isVersion1, isMono) = (version == 3, (header >> 6 & 3) == 3);
            var kbits = (isVersion1 ? BitRatesOfVersion1 : BitRatesOfVersion2)[bitRate];
            var hz = RatesOfVersion1[rate] >> (isVersion1 ? 0 : version == 2 ? 1 : 2);
            return new(header, (isVersion1 ? 144 : 72) * kbits * 1000 / hz + (int)(header >> 9 & 1), hz, isVersion1 ? 1152 : 576,
                isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
        }

        // Sync, version, layer and sample rate never change within a file.
        public bool IsLike(Frame other) => ((Header ^ other.Header) & 0xFFFE_0C00) == 0;
    }

    /// <summary>A part of the file at a time, for looks that go forward.</summary>
    private sealed class Window(Stream stream)
    {
        private readonly byte[] buffer = new byte[1 << 15];
        private long start;
        private int count;

        public long Length { get; } = stream.Length;

        /// <summary>At most so many bytes; fewer at the end.</summary>
        public ReadOnlySpan<byte> Part(long at, int size)
        {
            if (at < start || at + size > start + count)
            {
                (start, stream.Position) = (at, Math.Min(at, Length));
                count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }
            return buffer.AsSpan((int)(at - start), (int)Math.Clamp(start + count - at, 0, size));
        }

        public uint Word(long at) => Part(at, HeaderBytes) is { Length: HeaderBytes } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
    }
}
