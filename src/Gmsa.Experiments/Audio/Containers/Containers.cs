using System.Buffers.Binary;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Which kind of file it is, by its first bytes whatever its name, and what its headers say: whether it is whole, one stream or several,
/// and who reads it. The answer is the same on every machine.
/// </summary>
internal static class Containers
{
    private const int StartBytes = 16;
    private const int MostChunks = 1000; // what a broken file can cost

    private delegate bool Recogniser(ReadOnlySpan<byte> start);

    /// <summary>Those of plain samples, whose headers are all that is read.</summary>
    private static readonly (Recogniser Recognises, Func<Window, Recording> Inspect)[] Samples =
    [
        (WavReader.Recognises, WavReader.Inspect),
        (start => start.StartsWith(Wave64.Magic), Wave64.Inspect),
        (AiffHeader.Recognises, AiffHeader.Inspect),
        (start => start.StartsWith("caff"u8), CafHeader.Inspect),
        (AuHeader.Recognises, AuHeader.Inspect),
    ];

    /// <summary>Those of whatever codec, whose boxes say how large they are.</summary>
    private static readonly (Recogniser Recognises, Func<Window, Recording> Inspect)[] Boxes =
    [
        (start => start[4..].StartsWith("ftyp"u8), Mp4Boxes.Inspect),
        (start => start.StartsWith(MatroskaSegment.Magic), MatroskaSegment.Inspect),
        (start => start.StartsWith(AsfObjects.Magic), AsfObjects.Inspect),
    ];

    /// <summary>Those that are walked from end to end, and what a glance at the ends says of how long they last.</summary>
    private static readonly (Func<Window, Recording?> Inspect, Func<Window, double?> Seconds)[] Streams =
    [
        (FlacStream.Inspect, FlacStream.Seconds),
        (OggStreams.Inspect, OggStreams.Seconds),
        (Mp3Frames.Inspect, Mp3Frames.Seconds),
        (AdtsFrames.Inspect, _ => null),
    ];

    /// <summary>What none makes anything of is ffmpeg's, unless it is text.</summary>
    /// <exception cref="AudioException">The file is cut off, its header is broken, or it is text.</exception>
    public static Recording Inspect(Stream stream)
    {
        var window = new Window(stream);
        return ByHeader(window) ?? Streams.Select(kind => kind.Inspect(window)).FirstOrDefault(found => found is not null)
            ?? (TextInstead.What(window) is { } what ? throw new AudioException(what) : new ForeignRecording(IsWhole: false));
    }

    /// <summary>How long a file lasts by its headers, without walking it; null where they don't say.</summary>
    /// <exception cref="AudioException">As <see cref="Inspect"/>.</exception>
    public static double? Seconds(Stream stream)
    {
        var window = new Window(stream);
        return ByHeader(window) is { } recording ? recording.Seconds
            : Streams.Select(kind => kind.Seconds(window)).FirstOrDefault(seconds => seconds is not null);
    }

    /// <summary>Null where a file's first bytes don't tell what it is.</summary>
    private static Recording? ByHeader(Window window)
    {
        var start = window.Part(0, StartBytes).ToArray();
        if (start.Length < StartBytes) return new ForeignRecording(IsWhole: false);
        return Samples.Concat(Boxes).FirstOrDefault(kind => kind.Recognises(start)).Inspect?.Invoke(window);
    }

    /// <summary>Samples that are read here, or, where their format is a codec of its own, ffmpeg's file.</summary>
    /// <param name="seconds">How long so many bytes of a codec last.</param>
    /// <exception cref="AudioException">The file ends before its header says, or is two that were joined.</exception>
    public static Recording Plain(
        string container, SampleFormat? format, long start, long? bytes, Window window, Func<long, double?> seconds)
    {
        if (bytes is { } size) ThrowIfJoined(window, start + Math.Min(size, window.Length));
        var there = Math.Max(0, window.Length - start);
        var real = Math.Min(bytes ?? there, there);
        if (format is not null)
            return new PlainRecording(container, format, start, bytes, (double)(real / format.FrameBytes) / format.Rate);
        const int Block = 2048; // a writer that miscounts by less than a block is forgiven
        return bytes is { } promised && promised - there > Block
            ? throw PlainReader.CutOff(promised, there) : new ForeignRecording(IsWhole: true, seconds(real));
    }

    /// <summary>Other chunks may stand behind the samples, but no other file: nobody would hear it.</summary>
    /// <param name="end">Where the samples end.</param>
    private static void ThrowIfJoined(Window window, long end)
    {
        for (var count = 0; count < MostChunks && end + StartBytes <= window.Length; count++)
        {
            var place = end;
            end += end % 2; // RIFF and AIFF have chunks begin at even places, AU and CAF have not
            if (IsStart(window.Part(place, StartBytes)) || IsStart(window.Part(end, StartBytes)))
                throw new AudioException($"another sound file was joined to it at byte {end}; make a file of each");
            var size = window.Word(end + 4);
            end += 8 + (window.Has(0, "RIFF"u8) ? BinaryPrimitives.ReverseEndianness(size) : size);
        }
    }

    private static bool IsStart(ReadOnlySpan<byte> start)
    {
        if (start.Length < StartBytes) return false;
        foreach (var kind in Samples)
            if (kind.Recognises(start)) return true;
        return false;
    }
}
