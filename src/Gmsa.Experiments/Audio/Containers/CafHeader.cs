using System.Text;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Apple's Core Audio Format: big-endian chunks with sizes of 64 bits, of which "desc" says how the samples in "data" are written.
/// </summary>
internal static class CafHeader
{
    private const int MostChunks = 10_000; // what a broken file can cost
    private const int EditCount = 4; // bytes before the first sample

    /// <exception cref="AudioException">The header is broken, or the file ends before it says.</exception>
    public static Recording Inspect(Window bytes)
    {
        var (at, description, packets, data) = (8L, 0L, 0L, ((long At, long Size)?)null);
        for (var count = 0; at + 12 <= bytes.Length && count < MostChunks; count++)
        {
            var (size, content) = (bytes.Long(at + 4), at + 12);
            if (bytes.Has(at, "desc"u8)) description = content;
            if (bytes.Has(at, "pakt"u8)) packets = content;
            if (bytes.Has(at, "data"u8)) data ??= (content + EditCount, size - EditCount);
            if (data is not null && description == 0) throw new AudioException("the CAF file has samples before their format");
            if (size < 0 || size > bytes.Length) break;
            at = content + size;
        }
        if (data is not var (start, declared))
            throw new AudioException(description == 0 ? "its CAF header is cut off" : "the CAF file has no samples");
        return Containers.Plain("caf", Format(bytes, description), start, declared < 0 ? null : declared, bytes,
            there => Seconds(bytes, description, packets, there));
    }

    /// <summary>How long packets of a codec last: all of one size, else as many frames as "pakt" says are to be heard.</summary>
    private static double? Seconds(Window bytes, long description, long packets, long there)
    {
        var (rate, size, frames) = (Rate(bytes, description), bytes.Word(description + 16), bytes.Word(description + 20));
        return size > 0 && frames > 0 ? there / size * frames / rate : packets > 0 ? bytes.Long(packets + 8) / rate : null;
    }

    private static double Rate(Window bytes, long description) => BitConverter.Int64BitsToDouble(bytes.Long(description));

    private static SampleFormat? Format(Window bytes, long at)
    {
        var (rate, codec) = (Rate(bytes, at), Encoding.ASCII.GetString(bytes.Part(at + 8, 4)));
        var (flags, packet, channels, bits) = (bytes.Word(at + 12), bytes.Word(at + 16), bytes.Word(at + 24), bytes.Word(at + 28));
        if (channels is 0 or > 0xFFFF) throw Wrong($"{channels} channels");
        if (rate is not (>= 1 and <= SampleFormat.HighestRate)) throw Wrong($"{rate:0.###} samples a second");
        var (isFloat, isLittleEndian) = ((flags & 1) != 0, (flags & 2) != 0);
        var width = (int)(packet % channels == 0 && packet > 0 ? packet / channels : (bits + 7) / 8);
        if (codec == "lpcm" && (isFloat ? width is not (4 or 8) : width is not (>= 1 and <= 4 or 8)))
            throw Wrong($"{bits} bits in {packet} bytes");
        return codec switch
        {
            "lpcm" => new(isFloat ? SampleKind.Float : SampleKind.Signed, width, (int)channels, (int)Math.Round(rate), !isLittleEndian),
            "ulaw" => new(SampleKind.MuLaw, 1, (int)channels, (int)Math.Round(rate)),
            "alaw" => new(SampleKind.ALaw, 1, (int)channels, (int)Math.Round(rate)),
            _ => null,
        };
    }

    private static AudioException Wrong(FormattableString what) => new($"its CAF header says {FormattableString.Invariant(what)}");
}
