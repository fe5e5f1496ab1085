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

    /// <summary>The first that recognises a file and makes something of it; what none does is ffmpeg's.</summary>
    private static readonly (Recogniser Recognises, Func<Stream, Window, Recording?> Inspect)[] Kinds =
    [
        (WavReader.Recognises, WavAsRecording),
        (start => start.StartsWith(Wave64.Magic), (_, window) => Wave64.Inspect(window)),
        (start => start.StartsWith("FORM"u8), (_, window) => AiffHeader.Inspect(window)),
        (start => start.StartsWith("caff"u8), (_, window) => CafHeader.Inspect(window)),
        (start => start.StartsWith(".snd"u8) || start.StartsWith("dns."u8), (_, window) => AuHeader.Inspect(window)),
        (start => start[4..].StartsWith("ftyp"u8), (_, window) => Mp4Boxes.Inspect(window)),
        (start => start.StartsWith(MatroskaSegment.Magic), (_, window) => MatroskaSegment.Inspect(window)),
        (start => start.StartsWith(AsfObjects.Magic), (_, window) => AsfObjects.Inspect(window)),
        (_ => true, (_, window) =>
            FlacStream.Inspect(window) ?? OggStreams.Inspect(window) ?? Mp3Frames.Inspect(window) ?? AdtsFrames.Inspect(window)),
    ];

    /// <exception cref="AudioException">The file is cut off, or its header is broken.</exception>
    public static Recording Inspect(Stream stream)
    {
        var window = new Window(stream);
        var start = window.Part(0, StartBytes).ToArray();
        if (start.Length == StartBytes)
            foreach (var (recognises, inspect) in Kinds)
                if (recognises(start) && inspect(stream, window) is { } recording) return recording;
        return new ForeignRecording(IsWhole: false);
    }

    private static Recording WavAsRecording(Stream stream, Window window)
    {
        stream.Position = 0;
        var (format, bytes) = WavReader.Samples(stream);
        return Plain("wav", format, stream.Position, bytes, window);
    }

    /// <summary>Samples that are read here, or, where their format is a codec of its own, ffmpeg's file.</summary>
    /// <exception cref="AudioException">The file ends before its header says, or is two that were joined.</exception>
    public static Recording Plain(string container, SampleFormat? format, long start, long? bytes, Window window)
    {
        if (bytes is { } size) ThrowIfJoined(window, start + Math.Min(size, window.Length));
        var there = Math.Max(0, window.Length - start);
        if (format is not null) return new PlainRecording(container, format, start, bytes);
        const int Block = 2048; // a writer that miscounts by less than a block is forgiven
        return bytes is { } promised && promised - there > Block
            ? throw PlainReader.CutOff(promised, there) : new ForeignRecording(IsWhole: true);
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

    private static bool IsStart(ReadOnlySpan<byte> start) => start.Length == StartBytes && (WavReader.Recognises(start)
        || start.StartsWith(Wave64.Magic) || start.StartsWith(".snd"u8) || start.StartsWith("caff"u8)
        || (start.StartsWith("FORM"u8) && start[8..].StartsWith("AIF"u8)));
}
