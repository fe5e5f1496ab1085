using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Ogg (RFC 3533): walks all pages, by their heads and checksums. A stream that begins when another has ended is a link of a chain; streams
/// that begin together are a film's, or otherwise not ours.
/// </summary>
internal static class OggStreams
{
    private const int HeadBytes = 27, LongestPage = HeadBytes + 255 + 255 * 255;
    private const int CodecBytes = 64; // of a stream's first packet
    private const int MostLinks = 100_000; // what a broken file can cost

    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i << 24))];

    /// <summary>Null where it is no Ogg, or has holes or damaged pages, which is ffmpeg's to judge.</summary>
    /// <exception cref="AudioException">The file is cut off, or joins what can't be told apart.</exception>
    public static Recording? Inspect(Window bytes)
    {
        var at = Mp3Frames.AfterTags(bytes);
        var streams = new List<OggStream>();
        while (bytes.Has(at, "OggS"u8))
        {
            if (Page(bytes, at) is not { } page) return null;
            if (page.IsFirst && (streams.Count == 0 || streams[^1].HasData))
            {
                if (streams.Count == MostLinks) return null;
                streams.Add(new(at, page.Serial, OggCodec.Of(bytes.Part(page.Body, CodecBytes))));
            }
            else if (streams.Count == 0) return null;
            streams[^1].Add(bytes, page);
            at = page.End;
        }
        return streams.Count == 0 || bytes.IndexOf("OggS"u8, at) >= 0 ? null : Joined(streams);
    }

    /// <summary>
    /// How long a file lasts by its first and its last page, without walking it: null where they are of two streams, as of chained files
    /// and films, or don't say.
    /// </summary>
    public static double? Seconds(Window bytes)
    {
        var at = Mp3Frames.AfterTags(bytes);
        if (!bytes.Has(at, "OggS"u8) || Head(bytes, at) is not { } first) return null;
        if (OggCodec.Of(bytes.Part(first.Body, CodecBytes)) is not { } codec) return null;
        var (last, least) = (bytes.Length, Math.Max(first.End, bytes.Length - LongestPage));
        while ((last = bytes.LastIndexOf("OggS"u8, last, least)) >= 0)
        {
            if (Head(bytes, last) is not { } page) continue;
            if (page.Serial != first.Serial || page.End > bytes.Length) return null;
            if (page.Granule > 0) return (double)(page.Granule - codec.PreSkip) / codec.Rate;
        }
        return null;
    }

    private static Recording? Joined(List<OggStream> streams)
    {
        if (streams.TrueForAll(s => s.IsAlone && s.Codec is not null && s.Codec.Name == streams[0].Codec!.Name))
            return new LinkedRecording(streams[0].Codec!.Name, "ogg", [.. streams.Select(s => s.ToLink())]);
        return streams.Count == 1 ? new ForeignRecording(IsWhole: true)
            : throw new AudioException("it joins several Ogg streams that can't be told apart; make files of one stream each");
    }

    /// <summary>A page whose checksum is right; null where it isn't.</summary>
    private static OggPage? Page(Window bytes, long at)
    {
        if (Head(bytes, at) is not { } page) throw PlainReader.CutOff(at + HeadBytes, bytes.Length);
        if (page.End > bytes.Length) throw PlainReader.CutOff(page.End, bytes.Length);
        var crc = 0u;
        for (var from = at; from < page.End; from += 1 << 14)
        {
            var part = bytes.Part(from, (int)Math.Min(1 << 14, page.End - from));
            for (var i = 0; i < part.Length; i++)
                crc = crc << 8 ^ Crc[crc >> 24 ^ (from + i - at is >= 22 and < 26 ? 0u : part[i])]; // its own place counts as zeros
        }
        return crc == BinaryPrimitives.ReverseEndianness(bytes.Word(at + 22)) ? page : null;
    }

    /// <summary>What a page's head says; null where the file ends in it.</summary>
    private static OggPage? Head(Window bytes, long at)
    {
        var head = bytes.Part(at, HeadBytes);
        if (head.Length < HeadBytes) return null;
        var (flags, segments, body) = (head[5], head[26], at + HeadBytes + head[26]);
        var (granule, serial) = (BinaryPrimitives.ReadInt64LittleEndian(head[6..]), BinaryPrimitives.ReadInt32LittleEndian(head[14..]));
        return new((flags & 2) != 0, granule, serial, bytes.Part(at + HeadBytes, segments).ToArray(), body);
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 0x8000_0000) != 0 ? value << 1 ^ 0x04C1_1DB7 : value << 1;
        return value;
    }
}

/// <param name="IsFirst">Of its stream.</param>
/// <param name="Granule">How far its stream is behind the last packet that ends here; -1 where none does.</param>
/// <param name="Lacing">A packet ends with each number below 255.</param>
/// <param name="Body">Where the packets lie.</param>
internal sealed record OggPage(bool IsFirst, long Granule, int Serial, byte[] Lacing, long Body)
{
    public long End { get; } = Body + Lacing.Sum(size => size);
}
