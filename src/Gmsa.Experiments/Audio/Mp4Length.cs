using System.Buffers.Binary;
using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>The length of the first sound in an MP4 (ISO 14496-12): M4A, M4B, MOV, 3GP.</summary>
internal static class Mp4Length
{
    private const int MostBoxes = 1000; // what a broken file can cost

    /// <summary>Null where no track is sound, or its length is told in fragments.</summary>
    public static double? Of(HeaderBytes bytes)
    {
        foreach (var movie in Boxes(bytes, 0, bytes.Length).Where(b => b.Name == "moov"))
            foreach (var track in Inside(bytes, movie, "trak"))
                foreach (var media in Inside(bytes, track, "mdia"))
                    if (Inside(bytes, media, "hdlr").Any(b => bytes.Part(b.At + 8, 4).AsSpan().SequenceEqual("soun"u8)))
                        return Inside(bytes, media, "mdhd").Select(b => Seconds(bytes, b)).FirstOrDefault();
        return null;
    }

    private static double? Seconds(HeaderBytes bytes, Chunk header)
    {
        var said = bytes.Part(header.At, 32);
        if (said.Length < 24) return null;
        var isLong = said[0] == 1; // version
        if (isLong && said.Length < 32) return null;
        var rate = BinaryPrimitives.ReadUInt32BigEndian(said.AsSpan(isLong ? 20 : 12));
        var duration = isLong ? BinaryPrimitives.ReadUInt64BigEndian(said.AsSpan(24))
            : BinaryPrimitives.ReadUInt32BigEndian(said.AsSpan(16));
        var isUnknown = duration == (isLong ? ulong.MaxValue : uint.MaxValue);
        return rate == 0 || duration == 0 || isUnknown ? null : (double)duration / rate;
    }

    private static IEnumerable<Chunk> Inside(HeaderBytes bytes, Chunk box, string name) =>
        Boxes(bytes, box.At, Math.Min(bytes.Length, box.At + box.Size)).Where(b => b.Name == name);

    /// <summary>The boxes of a part of the file. A size of 1 stands behind the name in 64 bits; 0 goes to the end.</summary>
    private static IEnumerable<Chunk> Boxes(HeaderBytes bytes, long at, long end)
    {
        for (var count = 0; count < MostBoxes && at < end; count++)
        {
            var head = bytes.Part(at, 16);
            if (head.Length < 8) yield break;
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var isLong = size == 1 && head.Length == 16;
            if (isLong) size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8));
            if (size == 0) size = end - at;
            var headBytes = isLong ? 16 : 8;
            if (size < headBytes || size > end - at) yield break;
            yield return new(Encoding.ASCII.GetString(head, 4, 4), at + headBytes, size - headBytes);
            at += size;
        }
    }
}
