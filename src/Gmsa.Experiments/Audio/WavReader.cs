using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Reads RIFF/WAVE, RF64 and BW64: 8-bit unsigned, 16, 24 and 32-bit PCM, 32 and 64-bit floats, any number of channels, from a file
/// (it seeks to the part it needs) or a pipe. Unknown chunks are skipped; a data chunk of size 0 or about 2 or 4 GiB, as programs
/// write that can't go back to the header, ends with the stream, unless the header's own size says that other chunks follow an empty one.
/// </summary>
internal static class WavReader
{
    /// <summary>The reason of a file without a sample, where nothing better is known.</summary>
    public const string NoAudio = "it holds no audio";

    private const double LongestTime = 1e9; // s: 30 years, for what a broken header promises

    /// <summary>How much may be missing from what a header promises: writers that miscount are common, and harmless.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.25);

    /// <summary>Whether a file that starts like this (12 bytes) is WAV, whatever its name.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start[8..12].SequenceEqual("WAVE"u8)
        && (start[..4].SequenceEqual("RIFF"u8) || start[..4].SequenceEqual("RF64"u8) || start[..4].SequenceEqual("BW64"u8));

    /// <summary>
    /// The part from <paramref name="offset"/>, at most <paramref name="length"/> long, as mono at the file's own rate; null where its
    /// codec isn't plain samples.
    /// </summary>
    /// <exception cref="AudioException">The header is broken, the file is cut off, or the part begins beyond its end.</exception>
    public static Waveform? Read(Stream stream, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var start = Fill(stream, stackalloc byte[12]);
        if (start.Length == 0) throw new AudioException(NoAudio);
        if (!Recognises(start)) throw new AudioException("it is not a WAV file");
        if (FindData(stream, 8L + BinaryPrimitives.ReadUInt32LittleEndian(start[4..])) is not var (format, declared)) return null;
        var skip = Frames(offset, format.Rate);
        var wanted = length is { } part ? Frames(part, format.Rate) : long.MaxValue;
        var available = long.MaxValue / format.FrameBytes;
        if (stream.CanSeek)
        {
            var there = (stream.Length - stream.Position) / format.FrameBytes;
            var promised = declared is { } size ? size / format.FrameBytes : there;
            ThrowIfCutOff(promised, there, skip, wanted, format.Rate);
            available = Math.Min(promised, there);
        }
        else if (declared is { } size) available = size / format.FrameBytes;
        var skipped = Skip(stream, Math.Min(skip, available) * format.FrameBytes) / format.FrameBytes;
        if (skip > 0 && skipped == 0) return new([], format.Rate); // not even one: its start would be no better
        if (skip > 0 && (skipped < skip || skip >= available)) throw Beyond(offset, Time((double)skipped / format.Rate));
        var samples = Samples(stream, format, Math.Min(wanted, available - skip), cancel);
        return new(samples, format.Rate);
    }

    /// <summary>How a file's samples are written and how long they last, s; null where it isn't a WAV of plain samples.</summary>
    /// <exception cref="AudioException">The header is broken.</exception>
    public static (WavFormat Format, double Seconds)? Header(Stream stream)
    {
        var start = Fill(stream, stackalloc byte[12]);
        if (!Recognises(start)) return null;
        if (FindData(stream, 8L + BinaryPrimitives.ReadUInt32LittleEndian(start[4..])) is not var (format, declared)) return null;
        var there = stream.Length - stream.Position;
        return (format, (double)(Math.Min(declared ?? there, there) / format.FrameBytes) / format.Rate);
    }

    /// <summary>The error of a clip that begins after its file's end.</summary>
    private static AudioException Beyond(TimeSpan offset, TimeSpan duration) => new(FormattableString.Invariant(
        $"the clip starts at {offset.TotalSeconds:0.###} s, the file lasts {duration.TotalSeconds:0.###} s"))
    { EndsBeforeClip = true };

    /// <summary>The error of a file that promises more than it holds.</summary>
    public static AudioException CutOff(TimeSpan promised, TimeSpan there) => new(FormattableString.Invariant(
        $"the file is cut off: it should last {promised.TotalSeconds:0.###} s, but holds {there.TotalSeconds:0.###} s"));

    private static void ThrowIfCutOff(long promised, long there, long skip, long wanted, int rate)
    {
        var missing = Math.Min(promised, wanted > long.MaxValue - skip ? long.MaxValue : skip + wanted) - there;
        if (missing > Tolerance.TotalSeconds * rate || (missing > 0 && there == 0))
            throw CutOff(Time((double)promised / rate), Time((double)there / rate));
    }

    /// <summary>A time that a header says, which may be more than a <see cref="TimeSpan"/> holds.</summary>
    public static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, LongestTime));

    /// <summary>
    /// Walks the chunks up to the samples: their format, and how many bytes there should be (null: until the stream ends).
    /// </summary>
    /// <param name="end">Where the file ends by its header.</param>
    private static (WavFormat Format, long? Bytes)? FindData(Stream stream, long end)
    {
        WavFormat? format = null;
        long? longSize = null;
        Span<byte> place = stackalloc byte[8], room = stackalloc byte[1024];
        while (true)
        {
            var head = Fill(stream, place);
            if (head.Length < 8) throw new AudioException(format is null ? "its WAV header is cut off" : "the WAV file has no samples");
            long size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var name = head[..4];
            if (name.SequenceEqual("data"u8))
            {
                if (format is null) throw new AudioException("the WAV file has samples before their format");
                if (size == uint.MaxValue && longSize is not null) return (format, longSize);
                // Size unknown: 0, or a little below 2 or 4 GiB, from programs that couldn't go back to fill it in.
                var isEmpty = size == 0 && stream.CanSeek && end > stream.Position && end <= stream.Length;
                return (format, !isEmpty && size is 0 or >= 0xFFFF_0000 or (>= 0x7FFF_0000 and <= 0x8000_0000) ? null : size);
            }
            var padded = size + (size & 1);
            if (name.SequenceEqual("fmt "u8) || name.SequenceEqual("ds64"u8))
            {
                var chunk = Fill(stream, room[..(int)Math.Min(size, room.Length)]);
                if (name[0] == 'f' && (format = WavFormat.Parse(chunk)) is null) return null;
                if (name[0] == 'd' && chunk.Length >= 16)
                    longSize = BinaryPrimitives.ReadInt64LittleEndian(chunk[8..]) is > 0 and var bytes ? bytes : null;
                padded -= chunk.Length;
            }
            Skip(stream, padded);
        }
    }

    private static float[] Samples(Stream stream, WavFormat format, long frames, CancellationToken cancel)
    {
        if (frames > Array.MaxLength && stream.CanSeek) throw TooLong();
        var block = new byte[Math.Max(1, 65536 / format.FrameBytes) * format.FrameBytes];
        var samples = stream.CanSeek ? new float[frames] : null;
        var parts = new List<float[]>(); // of a pipe: an array that grew would be copied again and again
        var count = 0;
        while (count < frames)
        {
            cancel.ThrowIfCancellationRequested();
            var bytes = (int)Math.Min(block.Length / format.FrameBytes, frames - count) * format.FrameBytes;
            var read = stream.ReadAtLeast(block.AsSpan(0, bytes), bytes, throwOnEndOfStream: false) / format.FrameBytes;
            if (read == 0) break;
            if (read > Array.MaxLength - count) throw TooLong();
            if (samples is null) parts.Add(new float[read]);
            format.ToMono(block, samples is null ? parts[^1] : samples.AsSpan(count, read));
            count += read;
        }
        if (samples is null) return Joined(parts, count);
        Array.Resize(ref samples, count);
        return samples;
    }

    private static float[] Joined(List<float[]> parts, int count)
    {
        var (joined, at) = (new float[count], 0);
        foreach (var part in parts)
        {
            part.CopyTo(joined, at);
            at += part.Length;
        }
        return joined;
    }

    private static AudioException TooLong() => new("the part asked for has more than two billion samples");

    private static long Frames(TimeSpan time, int rate) => (long)Math.Round(Math.Max(0, time.TotalSeconds) * rate);

    /// <summary>As many of the next bytes as there is room for; fewer at the end.</summary>
    private static Span<byte> Fill(Stream stream, Span<byte> room) =>
        room[..stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false)];

    /// <summary>Goes on by so many bytes, or to the end; gives how many it went.</summary>
    private static long Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            var step = Math.Min(count, Math.Max(0, stream.Length - stream.Position));
            stream.Position += step;
            return step;
        }
        var (skipped, rest) = (0L, new byte[Math.Min(65536, count)]);
        for (int read; skipped < count && (read = stream.Read(rest, 0, (int)Math.Min(rest.Length, count - skipped))) > 0;) skipped += read;
        return skipped;
    }
}
