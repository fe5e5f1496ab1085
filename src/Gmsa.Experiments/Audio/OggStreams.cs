using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Ogg (RFC 3533): walks all pages, by their heads and checksums. A stream that begins when another has ended is a link of a chain; streams
/// that begin together are a film's, or otherwise not ours.
/// </summary>
internal static class OggStreams
{
    private const int HeadBytes = 27;
    private const int MostLinks = 100_000; // what a broken file can cost

    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i << 24))];

    /// <summary>Null where it is no Ogg, or has holes or damaged pages, which is ffmpeg's to judge.</summary>
    /// <exception cref="AudioException">The file is cut off, or joins what can't be told apart.</exception>
    public static Recording? Inspect(Window bytes)
    {
        var at = Mp3Frames.AfterTags(bytes);
        if (!bytes.Has(at, "OggS"u8)) return null;
        var streams = new List<OggStream>();
        while (bytes.Has(at, "OggS"u8))
        {
            if (Page(bytes, at) is not { } page) return null;
            if (page.IsFirst && (streams.Count == 0 || streams[^1].HasData))
            {
                if (streams.Count == MostLinks) return null;
                streams.Add(new(at, page.Serial, OggCodec.Of(bytes.Part(page.Body, 64))));
            }
            else if (streams.Count == 0) return null;
            streams[^1].Add(bytes, page);
            at = page.End;
        }
        return Contains(bytes, at, "OggS"u8) ? null : Joined(streams);
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
        var head = bytes.Part(at, HeadBytes);
        var segments = head.Length < HeadBytes ? 0 : head[26];
        if (at + HeadBytes + segments > bytes.Length) throw PlainReader.CutOff(at + HeadBytes + segments, bytes.Length);
        var page = new OggPage(
            (head[5] & 2) != 0, BinaryPrimitives.ReadInt64LittleEndian(head[6..]), BinaryPrimitives.ReadInt32LittleEndian(head[14..]),
            bytes.Part(at + HeadBytes, segments).ToArray(), at + HeadBytes + segments);
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

    private static bool Contains(Window bytes, long from, ReadOnlySpan<byte> what)
    {
        for (; from < bytes.Length; from += (1 << 14) - what.Length + 1)
            if (bytes.Part(from, 1 << 14).IndexOf(what) >= 0) return true;
        return false;
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
