using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// MP4, M4A, MOV and their like (ISO 14496-12): whether the outer boxes are all there, and how long the first sound lasts. What is in them
/// is ffmpeg's.
/// </summary>
internal static class Mp4Boxes
{
    private const int MostBoxes = 1_000_000; // what a broken file can cost: fragmented ones have two a second
    private const int Forgiven = 2048; // bytes

    private readonly record struct Box(string Name, long Content, long End);

    /// <exception cref="AudioException">The file is cut off, or is two that were joined.</exception>
    public static Recording Inspect(Window bytes)
    {
        var (at, seconds) = (0L, (double?)null);
        for (var count = 0; at + 8 <= bytes.Length && count < MostBoxes; count++)
        {
            if (BoxAt(bytes, at, bytes.Length) is not { } box) return new ForeignRecording(IsWhole: false);
            if (count > 0 && box.Name == "ftyp")
                throw new AudioException($"another MP4 was joined to it at byte {at}; make a file of each");
            if (box.End - Forgiven > bytes.Length)
                return box.Name is "mdat" or "moov" or "moof" ? throw PlainReader.CutOff(box.End, bytes.Length)
                    : new ForeignRecording(IsWhole: false);
            if (box.Name == "moov") seconds ??= OfSound(bytes, box);
            at = box.End;
        }
        return new ForeignRecording(IsWhole: true, seconds);
    }

    /// <summary>Null where no track is sound, or its length is told in fragments.</summary>
    private static double? OfSound(Window bytes, Box movie)
    {
        foreach (var track in Inside(bytes, movie, "trak"))
            foreach (var media in Inside(bytes, track, "mdia"))
                if (Inside(bytes, media, "hdlr").Any(box => bytes.Has(box.Content + 8, "soun"u8)))
                    return Inside(bytes, media, "mdhd").Select(box => Seconds(bytes, box.Content)).FirstOrDefault();
        return null;
    }

    private static double? Seconds(Window bytes, long header)
    {
        var isLong = bytes.Has(header, [1]); // version
        var rate = bytes.Word(header + (isLong ? 20 : 12));
        var duration = isLong ? (ulong)bytes.Long(header + 24) : bytes.Word(header + 16);
        var isUnknown = duration == (isLong ? ulong.MaxValue : uint.MaxValue);
        return rate == 0 || duration == 0 || isUnknown ? null : (double)duration / rate;
    }

    private static IEnumerable<Box> Inside(Window bytes, Box outer, string name)
    {
        var at = outer.Content;
        for (var count = 0; at + 8 <= outer.End && count < MostBoxes; count++)
        {
            if (BoxAt(bytes, at, outer.End) is not { } box || box.End > outer.End) yield break;
            if (box.Name == name) yield return box;
            at = box.End;
        }
    }

    /// <summary>A size of 1 stands behind the name in 64 bits; 0 goes to the end. Null where it is less than its head.</summary>
    private static Box? BoxAt(Window bytes, long at, long end)
    {
        var (size, head) = ((long)bytes.Word(at), 8);
        if (size == 1) (size, head) = (bytes.Long(at + 8), 16);
        if (size == 0) size = end - at;
        return size < head ? null
            : new(Encoding.ASCII.GetString(bytes.Part(at + 4, 4)), at + head, at + Math.Min(size, long.MaxValue / 2));
    }
}
