using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// The length of an Ogg file (RFC 3533) of Vorbis, Opus, FLAC or Speex: what its last page says of the samples before its end.
/// </summary>
internal static class OggLength
{
    private const int HeadBytes = 27, LongestPage = HeadBytes + 255 + 255 * 255;

    /// <summary>Null where the last page is another stream's than the first, as of chained files and films.</summary>
    public static double? Of(HeaderBytes bytes)
    {
        var first = bytes.Part(0, 512);
        if (first.Length < HeadBytes || HeadBytes + first[26] is var body && body >= first.Length) return null;
        if (Rate(first.AsSpan(body)) is not var (rate, skipped) || rate == 0) return null;
        var from = Math.Max(0, bytes.Length - LongestPage);
        var end = bytes.Part(from, LongestPage);
        for (var at = end.AsSpan().LastIndexOf("OggS"u8); at >= 0; at = end.AsSpan(0, at).LastIndexOf("OggS"u8))
        {
            if (end.Length - at < HeadBytes) continue;
            var page = end.AsSpan(at);
            if (!page[14..18].SequenceEqual(first.AsSpan(14, 4))) return null;
            var granule = BinaryPrimitives.ReadInt64LittleEndian(page[6..]);
            if (granule > 0) return (double)(granule - skipped) / rate; // -1: no packet ends on this page
        }
        return null;
    }

    /// <summary>What a stream's first packet says: the rate that its pages count in, Hz, and how many samples aren't to be heard.</summary>
    private static (uint Rate, int Skipped)? Rate(ReadOnlySpan<byte> packet)
    {
        if (packet.StartsWith("\u0001vorbis"u8) && packet.Length >= 16) return (BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]), 0);
        if (packet.StartsWith("OpusHead"u8) && packet.Length >= 12) return (48_000, BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]));
        if (packet.StartsWith("Speex   "u8) && packet.Length >= 40) return (BinaryPrimitives.ReadUInt32LittleEndian(packet[36..]), 0);
        if (packet.StartsWith("\u007fFLAC"u8) && packet.Length >= 31) return (BinaryPrimitives.ReadUInt32BigEndian(packet[27..]) >> 12, 0);
        return null;
    }
}
