namespace Gmsa.Experiments.Audio;

/// <summary>Sun's AU (and DEC's, which turns all bytes round): six words, then samples.</summary>
internal static class AuHeader
{
    private const int HeadBytes = 24;

    /// <summary>Whether a file starts like this.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith(".snd"u8) || start.StartsWith("dns."u8);

    /// <exception cref="AudioException">The header is broken, or the file ends before it says.</exception>
    public static Recording Inspect(Window bytes)
    {
        if (bytes.Length < HeadBytes) throw new AudioException("its AU header is cut off");
        var isBigEndian = bytes.Has(0, ".snd"u8);
        var (start, size, encoding, rate, channels) = (Word(4), Word(8), Word(12), Word(16), Word(20));
        if (start < HeadBytes) throw Wrong($"that samples begin at byte {start}");
        if (channels is 0 or > 0xFFFF) throw Wrong($"{channels} channels");
        if (rate is 0 or > SampleFormat.HighestRate) throw Wrong($"{rate} samples a second");
        (SampleKind Kind, int Width)? written = encoding switch
        {
            1 => (SampleKind.MuLaw, 1),
            2 => (SampleKind.Signed, 1),
            3 => (SampleKind.Signed, 2),
            4 => (SampleKind.Signed, 3),
            5 => (SampleKind.Signed, 4),
            6 => (SampleKind.Float, 4),
            7 => (SampleKind.Float, 8),
            27 => (SampleKind.ALaw, 1),
            _ => null,
        };
        var format = written is var (kind, width) ? new SampleFormat(kind, width, (int)channels, (int)rate, isBigEndian) : null;
        return Containers.Plain("au", format, start, size is 0 or uint.MaxValue ? null : size, bytes, _ => null);

        uint Word(long at) => isBigEndian ? bytes.Word(at) : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes.Word(at));
    }

    private static AudioException Wrong(FormattableString what) => new($"its AU header says {FormattableString.Invariant(what)}");
}
