namespace Gmsa.Experiments.Audio;

/// <summary>AIFF (Apple, 1989) and AIFF-C (1991): big-endian chunks, of which COMM says how the samples in SSND are written.</summary>
internal static class AiffHeader
{
    /// <summary>Whether a file that starts like this is AIFF, and no other kind of FORM.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("FORM"u8) && (start[8..].StartsWith("AIFF"u8) || start[8..].StartsWith("AIFC"u8));

    /// <exception cref="AudioException">The header is broken, or the file ends before it says.</exception>
    public static Recording Inspect(Window bytes)
    {
        var (common, sound, size) = (0L, 0L, 0L);
        for (var at = 12L; at + 8 <= bytes.Length && (common == 0 || sound == 0);)
        {
            size = bytes.Word(at + 4);
            if (bytes.Has(at, "COMM"u8)) common = at + 8;
            if (bytes.Has(at, "SSND"u8)) sound = at + 8;
            if (sound > 0 && IsUnknown(size) && common > 0) break;
            at += 8 + size + size % 2;
        }
        if (common == 0) throw new AudioException("its AIFF header is cut off");
        if (sound == 0) throw new AudioException("the AIFF file has no samples");
        return OfSound(bytes, common, sound);
    }

    private static Recording OfSound(Window bytes, long common, long sound)
    {
        var (format, frames, size) = (Format(bytes, common), bytes.Word(common + 2), (long)bytes.Word(sound - 4));
        var start = sound + 8 + bytes.Word(sound); // behind an offset and a block size
        long? declared = IsUnknown(size) ? null : Math.Max(0, size - 8 - bytes.Word(sound));
        var isCounted = frames is > 0 and < uint.MaxValue; // zero is a recorder's that couldn't go back to its header
        if (format is not null && isCounted && frames * (long)format.FrameBytes is var counted)
            declared = bytes.Length - start < counted || declared is null ? counted : Math.Min(counted, declared.Value);
        return Containers.Plain(
            "aiff", format, start, declared, bytes, _ => isCounted ? frames * PacketFrames(bytes, common) / Rate(bytes, common) : null);
    }

    private static bool IsUnknown(long size) => size is 0 or 8 or >= 0xFFFF_0000 or (>= 0x7FFF_0000 and <= 0x8000_0000);

    /// <summary>How many samples of each channel one of what a codec counts as frames stands for.</summary>
    private static double PacketFrames(Window bytes, long common) =>
        Codec(bytes, common) switch { "ima4" => 64, "MAC3" or "MAC6" => 6, "GSM " or "agsm" => 160, _ => 1 };

    private static string Codec(Window bytes, long common) =>
        bytes.Has(8, "AIFC"u8) ? System.Text.Encoding.ASCII.GetString(bytes.Part(common + 18, 4)) : "NONE";

    private static double Rate(Window bytes, long common) => Extended(bytes.Short(common + 8), (ulong)bytes.Long(common + 10));

    private static SampleFormat? Format(Window bytes, long common)
    {
        var (channels, bits) = (bytes.Short(common), bytes.Short(common + 6));
        var rate = Rate(bytes, common);
        if (channels == 0) throw Wrong($"0 channels");
        if (rate is not (>= 1 and <= SampleFormat.HighestRate)) throw Wrong($"{rate:0.###} samples a second");
        var width = (bits + 7) / 8;
        (SampleKind Kind, int Width, bool IsBigEndian)? written = Codec(bytes, common) switch
        {
            "NONE" or "twos" => (SampleKind.Signed, width, true),
            "sowt" => (SampleKind.Signed, width, false),
            "in24" => (SampleKind.Signed, 3, true),
            "in32" => (SampleKind.Signed, 4, true),
            "42ni" => (SampleKind.Signed, 3, false),
            "23ni" => (SampleKind.Signed, 4, false),
            "raw " when width == 1 => (SampleKind.Unsigned, 1, true),
            "fl32" or "FL32" => (SampleKind.Float, 4, true),
            "fl64" or "FL64" => (SampleKind.Float, 8, true),
            "ulaw" or "ULAW" => (SampleKind.MuLaw, 1, true),
            "alaw" or "ALAW" => (SampleKind.ALaw, 1, true),
            _ => null,
        };
        if (written is not var (kind, bytesEach, isBigEndian)) return null;
        if (bytesEach is not (>= 1 and <= 4 or 8)) throw Wrong($"{bits} bits a sample");
        return new(kind, bytesEach, channels, (int)Math.Round(rate), isBigEndian);
    }

    /// <summary>A number of 80 bits: sign and exponent, then the mantissa with its leading one.</summary>
    private static double Extended(int exponent, ulong mantissa) => mantissa * Math.Pow(2, (exponent & 0x7FFF) - 16_383 - 63);

    private static AudioException Wrong(FormattableString what) => new($"its AIFF header says {FormattableString.Invariant(what)}");
}
