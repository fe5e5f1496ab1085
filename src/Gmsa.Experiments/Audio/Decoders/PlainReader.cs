namespace Gmsa.Experiments.Audio;

/// <summary>
/// Reads plain samples from where they begin, be it in a file (it seeks to the part it needs) or in a pipe, as the mean of their channels.
/// </summary>
internal static class PlainReader
{
    /// <summary>How much may be missing from what a header promises: writers that miscount are common, and harmless.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.25);

    private const double LongestTime = 1e9; // s: 30 years, for what a broken header promises

    /// <summary>
    /// The part from <paramref name="offset"/>, at most <paramref name="length"/> long, at the file's own rate, of a stream that stands at
    /// the first of <paramref name="declared"/> bytes of samples (null: to its end).
    /// </summary>
    /// <exception cref="AudioException">The file is cut off, or the part begins beyond its end.</exception>
    public static Waveform Read(
        Stream stream, SampleFormat format, long? declared, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var skip = Frames(offset, format.Rate);
        var wanted = length is { } part ? Frames(part, format.Rate) : long.MaxValue;
        var available = Available(stream, format, declared);
        var skipped = Skip(stream, Math.Min(skip, available) * format.FrameBytes) / format.FrameBytes;
        if (skip > 0 && skipped == 0) return new([], format.Rate); // not even one: its start would be no better
        if (skip > 0 && (skipped < skip || skip >= available)) throw Beyond(offset, Time((double)skipped / format.Rate));
        return new(Samples(stream, format, Math.Min(wanted, available - skip), cancel), format.Rate);
    }

    /// <summary>How many frames there are; on a pipe, at most.</summary>
    /// <exception cref="AudioException">Too few for what was declared, whatever part of them is wanted.</exception>
    private static long Available(Stream stream, SampleFormat format, long? declared)
    {
        var promised = declared / format.FrameBytes;
        if (!stream.CanSeek) return promised ?? long.MaxValue / format.FrameBytes;
        var there = Math.Max(0, stream.Length - stream.Position) / format.FrameBytes;
        var missing = (promised ?? there) - there;
        if (missing > Tolerance.TotalSeconds * format.Rate || (missing > 0 && there == 0))
            throw CutOff(Time((double)promised!.Value / format.Rate), Time((double)there / format.Rate));
        return Math.Min(promised ?? there, there);
    }

    /// <summary>The error of a clip that begins after its file's end.</summary>
    public static AudioException Beyond(TimeSpan offset, TimeSpan duration) => new(FormattableString.Invariant(
        $"the clip starts at {offset.TotalSeconds:0.###} s, the file lasts {duration.TotalSeconds:0.###} s"))
    { EndsBeforeClip = true };

    /// <summary>The error of a file that promises more than it holds.</summary>
    public static AudioException CutOff(TimeSpan promised, TimeSpan there) => new(FormattableString.Invariant(
        $"the file is cut off: it should last {promised.TotalSeconds:0.###} s, but holds {there.TotalSeconds:0.###} s"));

    /// <summary>The same, of a file whose header counts bytes.</summary>
    public static AudioException CutOff(long promised, long there) => new(FormattableString.Invariant(
        $"the file is cut off: its header promises {promised} bytes, and {there} are there"));

    /// <summary>A time that a header says, which may be more than a <see cref="TimeSpan"/> holds.</summary>
    public static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, LongestTime));

    /// <summary>The samples nearest to a time.</summary>
    public static long Frames(TimeSpan time, int rate) => (long)Math.Round(Math.Max(0, time.TotalSeconds) * rate);

    private static float[] Samples(Stream stream, SampleFormat format, long frames, CancellationToken cancel)
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

    /// <summary>One after the other in one array.</summary>
    public static float[] Joined(IReadOnlyList<float[]> parts, int count)
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

    /// <summary>Goes on by so many bytes, or to the end; gives how many it went.</summary>
    public static long Skip(Stream stream, long count)
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
