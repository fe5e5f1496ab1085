using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// How long a file lasts by its header alone: WAV in all its forms, AIFF, CAF, AU, FLAC, Ogg, MP3, MP4 and WMA, by our own reading, so that
/// it takes a fraction of a millisecond and is the same on every machine. Nothing is decoded: a file that is cut off or broken may say
/// anything.
/// </summary>
public static class AudioLength
{
    /// <summary>Seconds, above 0; null where the header doesn't say, or there is none that is known.</summary>
    /// <param name="file">One that <see cref="AudioFile.Find"/> gave.</param>
    public static double? Of(string file)
    {
        try
        {
            return AudioFile.Opened(file, InHeader) is { } seconds and > 0 && double.IsFinite(seconds) ? seconds : null;
        }
        catch (AudioException)
        {
            return null; // it will be named when it is read
        }
    }

    private static double? InHeader(FileStream stream)
    {
        var bytes = new HeaderBytes(stream);
        ReadOnlySpan<byte> start = bytes.Part(0, 16);
        if (start.Length < 16) return null;
        if (WavReader.Recognises(start)) return OfWav(stream, bytes);
        if (start.StartsWith("RIFX"u8)) return ChunkLengths.Wave(bytes, ChunkForm.Rifx);
        if (start.StartsWith("riff"u8)) return ChunkLengths.Wave(bytes, ChunkForm.W64);
        if (start.StartsWith("FORM"u8)) return ChunkLengths.Aiff(bytes);
        if (start.StartsWith("caff"u8)) return ChunkLengths.Caf(bytes);
        if (start.StartsWith(".snd"u8)) return ChunkLengths.Au(bytes);
        if (start.StartsWith("OggS"u8)) return OggLength.Of(bytes);
        if (start[4..].StartsWith("ftyp"u8)) return Mp4Length.Of(bytes);
        if (start.StartsWith(AsfLength.Magic)) return AsfLength.Of(bytes);
        var window = new Window(stream);
        var behindTags = Mp3Frames.AfterTags(window);
        return bytes.Part(behindTags, 4).AsSpan().SequenceEqual("fLaC"u8) ? OfFlac(bytes, behindTags) : Mp3Frames.Seconds(window);
    }

    private static double? OfWav(FileStream stream, HeaderBytes bytes)
    {
        stream.Position = 0;
        return WavReader.Header(stream) is var (_, seconds) ? seconds : ChunkLengths.Wave(bytes, ChunkForm.Riff);
    }

    /// <summary>By STREAMINFO (RFC 9639, 8.2), which comes first.</summary>
    /// <param name="at">Where "fLaC" stands.</param>
    internal static double? OfFlac(HeaderBytes bytes, long at)
    {
        var info = bytes.Part(at + 8 + 10, 8); // 20 bits of rate, 3 of channels, 5 of depth, 36 of samples
        if (info.Length < 8) return null;
        var word = BinaryPrimitives.ReadUInt64BigEndian(info);
        var (rate, samples) = (word >> 44, word & 0xF_FFFF_FFFF);
        return rate > 0 && samples > 0 ? (double)samples / rate : null;
    }
}

/// <summary>Parts of a file, wherever they are.</summary>
internal sealed class HeaderBytes(Stream stream)
{
    public long Length { get; } = stream.Length;

    /// <summary>At most so many bytes; fewer at the end, none beyond it.</summary>
    public byte[] Part(long at, int count)
    {
        if (at < 0 || at >= Length) return [];
        var part = new byte[Math.Min(count, Length - at)];
        stream.Position = at;
        return stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) == part.Length ? part : [];
    }
}
