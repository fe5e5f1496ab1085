namespace Gmsa.Experiments.Audio;

/// <summary>
/// FLAC (RFC 9639), one stream or several joined: how long each should be by its STREAMINFO, and how long it is by its last frame, whose
/// header says where it lies. No sample is decoded.
/// </summary>
internal static class FlacStream
{
    private const int InfoAt = 8, InfoBytes = 34; // behind "fLaC" and a block's head
    private const int Step = 1 << 14; // bytes that are searched at a time
    private const int LongestHeader = 16;
    private const int MostSearched = 1 << 25; // the largest frame: 65,535 samples of 8 channels of 32 bits, and a cover behind it

    /// <summary>Null where it is no FLAC, or not as its headers say, which is ffmpeg's to judge.</summary>
    /// <exception cref="AudioException">The file is cut off.</exception>
    public static Recording? Inspect(Window bytes)
    {
        var links = new List<Link>();
        for (var at = Mp3Frames.AfterTags(bytes); IsStart(bytes, at);)
        {
            var next = NextStart(bytes, at + InfoAt + InfoBytes);
            if (LinkOf(bytes, at, next) is not { } link) return null;
            links.Add(link);
            at = next;
        }
        return links.Count > 0 ? new LinkedRecording("flac", "flac", links) : null;
    }

    /// <summary>How long the first stream lasts, without a look at its end; null where it is no FLAC, or doesn't say.</summary>
    public static double? Seconds(Window bytes)
    {
        var at = Mp3Frames.AfterTags(bytes);
        return IsStart(bytes, at) && Info(bytes, at) is { Rate: > 0, Samples: > 0 } info ? (double)info.Samples / info.Rate : null;
    }

    private static bool IsStart(Window bytes, long at) =>
        bytes.Part(at, InfoAt) is { Length: InfoAt } start && start.StartsWith("fLaC"u8) && (start[4] & 0x7F) == 0
        && start[5..].SequenceEqual((byte[])[0, 0, InfoBytes]);

    /// <summary>Where the next stream begins; the file's end where there is none.</summary>
    private static long NextStart(Window bytes, long from)
    {
        for (; (from = bytes.IndexOf("fLaC"u8, from)) >= 0; from += 4)
            if (IsStart(bytes, from)) return from;
        return bytes.Length;
    }

    /// <summary>What STREAMINFO says (RFC 9639, 8.2): samples of each channel, 0 where they are unknown, and the largest block.</summary>
    private static (int Rate, int Channels, long Samples, int Block) Info(Window bytes, long start)
    {
        var word = (ulong)bytes.Long(start + InfoAt + 10); // 20 bits of rate, 3 of channels, 5 of depth, 36 of samples
        return ((int)(word >> 44), (int)(word >> 41 & 7) + 1, (long)(word & 0xF_FFFF_FFFF), bytes.Short(start + InfoAt + 2));
    }

    private static Link? LinkOf(Window bytes, long start, long end)
    {
        var (rate, channels, promised, block) = Info(bytes, start);
        if (rate == 0 || FirstFrame(bytes, start) is not { } frames) return null;
        var there = LastFrameEnd(bytes, frames, end, block, channels);
        if (promised > 0 && promised - there > PlainReader.Tolerance.TotalSeconds * rate)
            throw PlainReader.CutOff(PlainReader.Time((double)promised / rate), PlainReader.Time((double)there / rate));
        // More than promised: joined without a header, or miscounted.
        if (promised > 0 && there > promised) return null;
        return there == 0 ? null : new(start, end, rate, channels, promised > 0 ? promised : there);
    }

    private static long? FirstFrame(Window bytes, long start)
    {
        for (var at = start + 4; at + 4 <= bytes.Length;)
        {
            var head = bytes.Word(at);
            at += 4 + (head & 0xFF_FFFF);
            if (head >> 31 == 1) return at; // that was the last block
        }
        return null;
    }

    /// <summary>The sample behind the last frame that begins there; 0 where none does.</summary>
    private static long LastFrameEnd(Window bytes, long start, long end, int block, int channels)
    {
        var model = bytes.Part(start, 4).ToArray();
        for (var from = end - 1; from >= start && end - from < MostSearched; from -= Step)
        {
            var first = Math.Max(start, from - Step + 1);
            var part = bytes.Part(first, (int)Math.Min(from - first + 1 + LongestHeader, end - first));
            for (var i = (int)(from - first); i >= 0; i--)
                if (part[i] == 0xFF && IsLike(part[i..], model) && FrameEnd(part[i..], block, channels) is { } found) return found;
        }
        return 0;
    }

    /// <summary>
    /// Whether bytes begin as the first frame does: of one blocking strategy, rate and depth.
    /// What looks like a header by chance seldom does.
    /// </summary>
    private static bool IsLike(ReadOnlySpan<byte> bytes, byte[] first) => bytes.Length >= 4 && first.Length == 4
        && bytes[1] == first[1] && (bytes[2] & 15) == (first[2] & 15) && (bytes[3] & 0x0E) == (first[3] & 0x0E);

    /// <summary>The sample behind a frame by its header (RFC 9639, 9.1); null where there is none of this stream.</summary>
    private static long? FrameEnd(ReadOnlySpan<byte> bytes, int block, int channels)
    {
        if (bytes.Length < 6 || (bytes[1] & 0xFE) != 0xF8 || (bytes[3] & 1) != 0) return null;
        var (sizeCode, rateCode, channelCode) = (bytes[2] >> 4, bytes[2] & 15, bytes[3] >> 4);
        if (sizeCode == 0 || rateCode == 15 || channelCode > 10 || (channelCode < 8 ? channelCode + 1 : 2) != channels) return null;
        var more = Math.Max(0, System.Numerics.BitOperations.LeadingZeroCount((uint)(byte)~bytes[4]) - 24 - 1); // as in UTF-8
        var at = 5 + more;
        if (bytes[4] is >= 0x80 and < 0xC0 || at + 5 > bytes.Length) return null;
        var number = (long)(bytes[4] & (0x7F >> (more == 0 ? 0 : more + 1)));
        foreach (var next in bytes.Slice(5, more))
        {
            if (next >> 6 != 2) return null;
            number = number << 6 | (uint)(next & 0x3F);
        }
        var size = sizeCode switch
        {
            1 => 192,
            < 6 => 576 << (sizeCode - 2),
            6 => bytes[at] + 1,
            7 => (bytes[at] << 8 | bytes[at + 1]) + 1,
            _ => 256 << (sizeCode - 8),
        };
        at += (sizeCode is 6 or 7 ? sizeCode - 5 : 0) + rateCode switch { 12 => 1, 13 or 14 => 2, _ => 0 };
        if (at >= bytes.Length || Check(bytes[..at]) != bytes[at]) return null;
        return ((bytes[1] & 1) == 1 ? number : number * block) + size;
    }

    /// <summary>CRC-8 of x^8 + x^2 + x + 1.</summary>
    private static byte Check(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x80) != 0 ? (crc << 1 ^ 7) & 0xFF : crc << 1;
        }
        return (byte)crc;
    }
}
