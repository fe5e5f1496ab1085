using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Reads RIFF/WAVE, RIFX (big-endian), RF64 and BW64: integers of 8 to 64 bits, floats, mu-law and A-law, any number of channels, from a
/// file or a pipe. Unknown chunks are skipped; a data chunk of size 0 or about 2 or 4 GiB, as programs
/// write that can't go back to the header, ends with the stream, unless the header's own size says that other chunks follow an empty one.
/// </summary>
internal static class WavReader
{
    /// <summary>The reason of a file without a sample, where nothing better is known.</summary>
    public const string NoAudio = "it holds no audio";

    /// <summary>Whether a file that starts like this (12 bytes) is WAV, whatever its name.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start[8..12].SequenceEqual("WAVE"u8)
        && (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8));

    /// <summary>
    /// The part from <paramref name="offset"/>, at most <paramref name="length"/> long, as mono at the file's own rate; null where its
    /// codec isn't plain samples.
    /// </summary>
    /// <exception cref="AudioException">The header is broken, the file is cut off, or the part begins beyond its end.</exception>
    public static Waveform? Read(Stream stream, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var (format, declared, _) = Samples(stream);
        return format.Plain is null ? null : PlainReader.Read(stream, format.Plain, declared, offset, length, cancel);
    }

    /// <exception cref="AudioException">The header is broken, or the file ends before it says.</exception>
    public static Recording Inspect(Window bytes)
    {
        var stream = bytes.From(0);
        var (format, declared, counted) = Samples(stream);
        return Containers.Plain("wav", format.Plain, stream.Position, declared, bytes, there => format.Seconds(counted, there));
    }

    /// <summary>
    /// Walks the chunks up to the samples, where the stream then stands: their format, how many bytes there should be (null: until the
    /// stream ends), and how many samples of each channel "fact" counts (0: there is none).
    /// </summary>
    /// <exception cref="AudioException">The header is broken.</exception>
    public static (WavFormat Format, long? Bytes, long Counted) Samples(Stream stream)
    {
        var start = Fill(stream, stackalloc byte[12]);
        if (start.Length == 0) throw new AudioException(NoAudio);
        return Recognises(start) ? FindData(stream, start) : throw new AudioException("it is not a WAV file");
    }

    private static (WavFormat Format, long? Bytes, long Counted) FindData(Stream stream, ReadOnlySpan<byte> start)
    {
        var isBigEndian = start.StartsWith("RIFX"u8);
        var end = 8L + WavFormat.Word(start[4..], isBigEndian); // where the file ends by its header
        var (format, longSize, counted) = ((WavFormat?)null, (long?)null, 0L);
        Span<byte> place = stackalloc byte[8], room = stackalloc byte[1024];
        var begun = 0; // bytes of the next head that were read already
        while (true)
        {
            var head = place[..(begun + Fill(stream, place[begun..]).Length)];
            if (head.Length < 8) throw new AudioException(format is not null ? "the WAV file has no samples" : "its WAV header is cut off");
            long size = WavFormat.Word(head[4..], isBigEndian);
            var name = head[..4];
            if (name.SequenceEqual("data"u8))
            {
                if (format is null) throw new AudioException("the WAV file has samples before their format");
                if (size == uint.MaxValue && longSize is not null) return (format, longSize, counted);
                // Size unknown: 0, or a little below 2 or 4 GiB, from programs that couldn't go back to fill it in.
                var isEmpty = size == 0 && stream.CanSeek && end > stream.Position && end <= stream.Length;
                var isUnknown = !isEmpty && size is 0 or >= 0xFFFF_0000 or (>= 0x7FFF_0000 and <= 0x8000_0000);
                return (format, isUnknown ? null : size, counted);
            }
            var rest = size;
            if (name.SequenceEqual("fmt "u8) || name.SequenceEqual("ds64"u8) || name.SequenceEqual("fact"u8))
            {
                var chunk = Fill(stream, room[..(int)Math.Min(size, room.Length)]);
                if (name[1] == 'm') format = WavFormat.Parse(chunk, isBigEndian);
                if (name[1] == 'a' && chunk.Length >= 4) counted = WavFormat.Word(chunk, isBigEndian);
                if (name[0] == 'd' && chunk.Length >= 16)
                    longSize = BinaryPrimitives.ReadInt64LittleEndian(chunk[8..]) is > 0 and var bytes ? bytes : null;
                rest -= chunk.Length;
            }
            PlainReader.Skip(stream, rest);
            // A chunk of odd size is followed by a zero, unless its writer forgot it: then by the next one's name.
            begun = size % 2 == 1 && Fill(stream, place[..1]) is [>= (byte)'A' and <= (byte)'z'] ? 1 : 0;
        }
    }

    /// <summary>As many of the next bytes as there is room for; fewer at the end.</summary>
    private static Span<byte> Fill(Stream stream, Span<byte> room) =>
        room[..stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false)];
}
