using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>One link of an Ogg, as its pages go by.</summary>
internal sealed class OggStream(long start, int serial, OggCodec? codec)
{
    private long end, last, packets, samples;
    private bool startsLate, hasGranule;

    public OggCodec? Codec { get; } = codec;

    /// <summary>Whether no other stream runs beside it.</summary>
    public bool IsAlone { get; private set; } = true;

    /// <summary>Whether pages behind the first were seen.</summary>
    public bool HasData { get; private set; }

    public void Add(Window bytes, OggPage page)
    {
        end = page.End;
        HasData |= !page.IsFirst;
        if (page.Serial != serial) IsAlone = false;
        if (!IsAlone || Codec is null) return;
        if (!hasGranule) CountPackets(bytes, page, Codec);
        if (page.Granule == -1 || page.IsFirst) return;
        // A stream that was cut out of a longer one counts on: how many samples it holds then only a decoder knows.
        if (!hasGranule && page.Granule > samples) startsLate = true;
        hasGranule |= page.Granule > 0;
        last = page.Granule;
    }

    /// <summary>The most samples that the packets so far hold.</summary>
    private void CountPackets(Window bytes, OggPage page, OggCodec codec)
    {
        var (at, size) = (page.Body, 0);
        foreach (var lace in page.Lacing)
        {
            size += lace;
            if (lace == 255) continue;
            if (packets++ >= codec.HeaderPackets) samples += codec.SamplesOf(bytes.Part(at, 2));
            at += size;
            size = 0;
        }
    }

    public Link ToLink()
    {
        var isKnown = !startsLate && hasGranule && last > Codec!.PreSkip && Codec.CountsSamples;
        return new(start, end, Codec!.Rate, Codec.Channels, isKnown ? last - Codec.PreSkip : null)
        {
            IsForSndfile = isKnown,
            IsCutHere = isKnown && Codec.Name == "vorbis",
        };
    }
}

/// <summary>What a stream's first packet says.</summary>
/// <param name="Name">ffmpeg's.</param>
/// <param name="HeaderPackets">Packets before the first sound.</param>
/// <param name="MostSamples">In a packet; 0: as the packet says.</param>
/// <param name="PreSkip">Samples at the start that are not to be heard.</param>
/// <param name="CountsSamples">Whether a page's granule is the number of samples before its end, and no more.</param>
internal sealed record OggCodec(
    string Name, int Rate, int Channels, int HeaderPackets, int MostSamples, int PreSkip, bool CountsSamples = true)
{
    private const int OpusRate = 48_000; // whatever was encoded

    /// <summary>Null where it is none of sound that is known.</summary>
    public static OggCodec? Of(ReadOnlySpan<byte> packet)
    {
        if (packet.StartsWith("\u0001vorbis"u8) && packet.Length >= 30)
            return Known(new(
                "vorbis", BinaryPrimitives.ReadInt32LittleEndian(packet[12..]), packet[11], 3, 1 << (packet[28] >> 4) >> 1, 0));
        if (packet.StartsWith("OpusHead"u8) && packet.Length >= 19)
            return Known(new("opus", OpusRate, packet[9], 2, 0, BinaryPrimitives.ReadUInt16LittleEndian(packet[10..])));
        if (packet.StartsWith("\u007fFLAC"u8) && packet.Length >= 51)
            return Known(new(
                "flac", (int)(BinaryPrimitives.ReadUInt32BigEndian(packet[27..]) >> 12), (packet[29] >> 1 & 7) + 1,
                1 + BinaryPrimitives.ReadUInt16BigEndian(packet[7..]), 65_535, 0));
        if (packet.StartsWith("Speex   "u8) && packet.Length >= 52)
            return Known(new(
                "speex", BinaryPrimitives.ReadInt32LittleEndian(packet[36..]), packet[48], 2, int.MaxValue, 0, CountsSamples: false));
        return null;
    }

    private static OggCodec? Known(OggCodec codec) => codec is { Rate: > 0 and <= SampleFormat.HighestRate, Channels: > 0 } ? codec : null;

    /// <summary>How many samples a packet holds at most, by its first two bytes.</summary>
    public int SamplesOf(ReadOnlySpan<byte> packet)
    {
        if (MostSamples > 0 || packet.Length == 0) return MostSamples;
        // RFC 6716, 3.1: the size of its frames, and how many they are.
        var config = packet[0] >> 3;
        var size = config < 12 ? (config % 4) switch { 0 => 480, 1 => 960, 2 => 1920, _ => 2880 }
            : config < 16 ? (config % 2 == 0 ? 480 : 960) : 120 << (config % 4);
        return size * ((packet[0] & 3) switch { 0 => 1, 3 => packet.Length > 1 ? packet[1] & 63 : 0, _ => 2 });
    }
}
