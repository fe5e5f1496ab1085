namespace Gmsa.Experiments.Audio;

/// <summary>
/// Walks the frames of an MP3 (ISO 11172-3 and 13818-3, layer III) by their headers, without decoding: a file whose frames follow each
/// other without a gap, from its tags to its end, is well. Where the rate or mono and stereo change, or another file was joined, another
/// link begins. A header frame (Xing, Info) stays outside: decoders differ in what they make of one, so that padding is cut here.
/// </summary>
internal static class Mp3Frames
{
    // A frame may take bits from up to nine before it (main_data_begin), and overlaps with the last.
    private const int PrerollFrames = 16;
    private const int MostLinks = 10_000; // what a broken file can cost

    private const int HeaderBytes = 4, LargestFrame = 1152;
    private const int FramesOfOneRate = 64; // a second and a half, which variable bit rates don't keep to
    private const int LargestGap = 1 << 16; // zeros between the tag and the music, or behind it

    private static readonly int[] BitRatesOfVersion1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]; // kbit/s
    private static readonly int[] BitRatesOfVersion2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] RatesOfVersion1 = [44_100, 48_000, 32_000]; // Hz

    /// <summary>Null where the file is no MP3 without a gap.</summary>
    /// <exception cref="AudioException">It is cut off: its header frame promises more.</exception>
    public static Recording? Inspect(Window bytes)
    {
        var links = new List<Link>();
        var at = AfterZeros(bytes, AfterTags(bytes));
        while (Frame.Parse(bytes.Word(at)) is { } first && at + first.Length <= bytes.Length)
        {
            if (links.Count == MostLinks) return null;
            var (link, end) = LinkOf(bytes, at, first);
            if (link is not null) links.Add(link);
            at = Mp3Tags.Behind(bytes, end);
        }
        var isMoreThanChance = links.Sum(link => link.Frames) > LargestFrame;
        return isMoreThanChance && IsEnd(bytes, at) ? new LinkedRecording("mp3", "mp3", links) : null;
    }

    /// <summary>
    /// How long a file lasts, without walking it: by its Xing, Info or VBRI header, else by its size where its first frames are all of one
    /// bit rate; null where neither tells, or more follows than the header counts: another file may have been joined to it.
    /// </summary>
    public static double? Seconds(Window bytes)
    {
        var start = AfterZeros(bytes, AfterTags(bytes));
        if (Frame.Parse(bytes.Word(start)) is not { } first) return null;
        if (first.HeaderAt(bytes, start) is { Frames: { } frames } header)
            return start + header.Bytes + LargestGap < bytes.Length ? null
                : (double)((long)frames * first.Samples - header.Lead - Math.Max(0, header.Padding)) / first.Rate;
        var (at, count) = (start, 0);
        for (Frame? frame = first; frame is { } here && count < FramesOfOneRate; frame = Frame.Parse(bytes.Word(at)), count++)
        {
            if (!here.IsLike(first) || Math.Abs(here.Length - first.Length) > 1) return null;
            at += here.Length;
        }
        return (double)(bytes.Length - start) / (at - start) * count * first.Samples / first.Rate;
    }

    /// <summary>The frames from a place on that belong together, and where they end; null where they hold no sound.</summary>
    private static (Link? Link, long End) LinkOf(Window bytes, long at, Frame first)
    {
        var header = first.HeaderAt(bytes, at);
        var start = header is null ? at : at + first.Length;
        var (end, count) = (start, 0L);
        while (Frame.Parse(bytes.Word(end)) is { } here && here.IsLike(first) && end + here.Length <= bytes.Length)
        {
            var isNext = count > 0
                && (count == header?.Frames ? !IsMiscount(bytes, end, here) : here.HeaderAt(bytes, end) is not null);
            if (isNext) break;
            (end, count) = (end + here.Length, count + 1);
        }
        if (IsEnd(bytes, end)) ThrowIfCutOff(bytes, header, at, count, first);
        var lead = header?.Lead ?? 0;
        // The padding is at the end that the header speaks of.
        var frames = count * first.Samples - lead - (header?.Frames == count ? Math.Max(0, header.Padding) : 0);
        // libsndfile takes all frames to be as long as the first, and no more of them to be there than fit in.
        var claimed = Frame.Parse(bytes.Word(start)) is { } real ? Math.Max(end - start, (count + PrerollFrames) * (real.Length + 1)) : 0;
        return (count > 0 && frames > 0 ? new Link(start, end, first.Rate, first.Channels, frames)
        {
            Lead = lead,
            Preroll = PrerollFrames * first.Samples,
            ClaimedBytes = claimed,
        } : null, end);
    }

    /// <summary>Whether nothing follows but tags, or a frame that isn't all there; if not, it is a gap.</summary>
    private static bool IsEnd(Window bytes, long at) =>
        IsTail(bytes, at) || (Frame.Parse(bytes.Word(at)) is { } last && at + last.Length > bytes.Length);

    /// <summary>Whether so little follows that a header's count is rather off by a frame than the end of the first of two files.</summary>
    private static bool IsMiscount(Window bytes, long at, Frame frame) => IsTail(bytes, at + frame.Length);

    /// <param name="at">Where the header frame stands, from which it counts bytes.</param>
    private static void ThrowIfCutOff(Window bytes, Mp3Header? header, long at, long count, Frame first)
    {
        if (header?.Frames is { } frames && (frames - count) * first.Samples > PlainReader.Tolerance.TotalSeconds * first.Rate)
            throw PlainReader.CutOff(Time(frames), Time(count));
        if (header is { Frames: null, Bytes: { } size } && bytes.Length - at < size - size / 100.0)
            throw PlainReader.CutOff(size, bytes.Length - at);

        TimeSpan Time(long frames) => PlainReader.Time((double)frames * first.Samples / first.Rate);
    }

    /// <summary>Behind every ID3v2 tag at the start of a file.</summary>
    public static long AfterTags(Window bytes)
    {
        var at = 0L;
        for (long next; (next = Mp3Tags.Id3v2(bytes, at)) > at; at = next) { }
        return at;
    }

    private static long AfterZeros(Window bytes, long at)
    {
        for (var end = at + LargestGap; at < end && bytes.Part(at, 1) is [0]; at++) { }
        return at;
    }

    // What may stand behind the music and is no damage to any decoder: nothing, zeros, or tags.
    public static bool IsTail(Window bytes, long at) => AfterZeros(bytes, Mp3Tags.Behind(bytes, at)) == bytes.Length;

    /// <summary>What the four bytes at the head of a frame say.</summary>
    private readonly record struct Frame(uint Header, int Length, int Rate, int Samples, int SideInformation, int Channels)
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
                isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17, isMono ? 1 : 2);
        }

        /// <summary>What it says as a header frame; null where it is none. A checksum may stand before its side information.</summary>
        public Mp3Header? HeaderAt(Window bytes, long at) => Mp3Header.Of(bytes, at + HeaderBytes, SideInformation)
            ?? ((Header & 0x1_0000) == 0 ? Mp3Header.Of(bytes, at + HeaderBytes + 2, SideInformation) : null);

        // Sync, version, layer and sample rate; and mono is no stereo.
        public bool IsLike(Frame other) => ((Header ^ other.Header) & 0xFFFE_0C00) == 0 && Channels == other.Channels;
    }
}
