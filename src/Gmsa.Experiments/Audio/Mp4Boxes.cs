namespace Gmsa.Experiments.Audio;

/// <summary>MP4, M4A, MOV and their like (ISO 14496-12): whether the outer boxes are all there. What is in them is ffmpeg's.</summary>
internal static class Mp4Boxes
{
    private const int MostBoxes = 1_000_000; // what a broken file can cost: fragmented ones have two a second
    private const int Forgiven = 2048; // bytes

    /// <exception cref="AudioException">The file is cut off.</exception>
    public static Recording Inspect(Window bytes)
    {
        var at = 0L;
        for (var count = 0; at + 8 <= bytes.Length && count < MostBoxes; count++)
        {
            var size = (long)bytes.Word(at);
            if (size == 1) size = bytes.Long(at + 8);
            if (size == 0) break; // to the end of the file
            if (size < 8) return new ForeignRecording(IsWhole: false);
            if (count > 0 && bytes.Has(at + 4, "ftyp"u8))
                throw new AudioException($"another MP4 was joined to it at byte {at}; make a file of each");
            var isMusic = bytes.Has(at + 4, "mdat"u8) || bytes.Has(at + 4, "moov"u8) || bytes.Has(at + 4, "moof"u8);
            var isMissing = size - Forgiven > bytes.Length - at;
            if (isMissing && isMusic) throw PlainReader.CutOff(Math.Max(size, size + at), bytes.Length);
            if (isMissing) return new ForeignRecording(IsWhole: false);
            at += size;
        }
        return new ForeignRecording(IsWhole: true);
    }
}
