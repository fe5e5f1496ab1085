using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Any audio file as a mono waveform. <see cref="Containers"/> says what it is; plain samples (WAV, AIFF, AU, CAF, W64) are read here;
/// links of MP3, FLAC, Vorbis and Opus by libsndfile where it is there and finds nothing wrong, else by ffmpeg; everything else by
/// ffmpeg. Which decoders are there changes samples by a few
/// millionths of full scale at most: what a machine can't read right is an error.
/// </summary>
public static class AudioFile
{
    /// <summary>The version of the code that decodes, mixes and resamples: raised whenever it gives other samples.</summary>
    internal const int CodeVersion = 3;

    // Some write the whole numbers of 32 bits as floats: those are far beyond full scale too, and well.
    private const float LargestSample = 1e10f;

    /// <summary>
    /// The part of a file from <paramref name="offset"/> and at most <paramref name="length"/> long (null: to the end), as the mean of
    /// its channels, resampled to <paramref name="sampleRate"/> Hz (null: at the file's own rate). A file that is shorter than the part
    /// gives fewer samples, never zeros. Times count from the first sound, wherever a container has it begin.
    /// </summary>
    /// <param name="path">
    /// Looked for as <see cref="Find"/> does.
    /// </param>
    /// <exception cref="AudioException">
    /// The file is missing, empty, unreadable, broken or cut off, has no audio, ends before <paramref name="offset"/>, or needs an
    /// ffmpeg that isn't there.
    /// </exception>
    public static Waveform Read(string path, int? sampleRate, TimeSpan offset, TimeSpan? length, CancellationToken cancel) =>
        Read(path, sampleRate, offset, length, Decoders.Here, cancel);

    /// <summary>The same with the decoders that may be used.</summary>
    internal static Waveform Read(
        string path, int? sampleRate, TimeSpan offset, TimeSpan? length, Decoders decoders, CancellationToken cancel) =>
        ReadAtRates(path, [sampleRate], offset, length, decoders, cancel)[0];

    /// <summary>The same at each of several rates, for which the part is decoded once: what reading it at that rate alone gives.</summary>
    internal static IReadOnlyList<Waveform> ReadAtRates(
        string path, IReadOnlyList<int?> rates, TimeSpan offset, TimeSpan? length, Decoders decoders, CancellationToken cancel)
    {
        var file = Find(path);
        return [.. Opened(file, stream => Heard(stream, rates, offset, length, decoders, cancel)).Select(Checked)];
    }

    /// <exception cref="AudioException">There is no sound in it, or what is no sound.</exception>
    private static Waveform Checked(Waveform heard)
    {
        if (heard.Samples.Length == 0) throw new AudioException(WavReader.NoAudio);
        foreach (var sample in heard.Samples)
        {
            if (!float.IsFinite(sample)) throw new AudioException("it has samples that are not numbers (NaN or infinite)");
            if (MathF.Abs(sample) > LargestSample)
                throw new AudioException(FormattableString.Invariant(
                    $"it has samples of {sample:G3}, where full scale is 1: no recording is that loud"));
        }
        return heard;
    }

    /// <summary>
    /// The path under which the file exists: each folder and the name as written, else with accents composed (NFC), else decomposed
    /// (NFD), for manifests and parts of a corpus move between systems.
    /// </summary>
    /// <exception cref="AudioException">No such file, or it is a folder.</exception>
    internal static string Find(string path)
    {
        if (Directory.Exists(path)) throw new AudioException("it is a folder, not a file");
        return Located(path) ?? throw new AudioException("file not found");
    }

    /// <summary>Whether <see cref="Find"/> finds a file.</summary>
    public static bool Exists(string path) => Located(path) is not null;

    private static string? Located(string path)
    {
        if (File.Exists(path)) return path;
        var root = Path.GetPathRoot(path) ?? "";
        return Within(root, path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]));
    }

    private static string? Within(string folder, ReadOnlySpan<string> names)
    {
        foreach (var name in Compositions(names[0]))
        {
            var path = Path.Join(folder, name);
            if (names.Length == 1 && File.Exists(path)) return path;
            if (names.Length > 1 && Directory.Exists(path) && Within(path, names[1..]) is { } found) return found;
        }
        return null;
    }

    /// <summary>SHA-256 of a file that <see cref="Find"/> gave.</summary>
    /// <exception cref="AudioException">It is empty, or may not be read.</exception>
    internal static string Hash(string file) => Opened(file, stream => ContentHash.OfStream(stream));

    private static Waveform[] Heard(
        FileStream stream, IReadOnlyList<int?> rates, TimeSpan offset, TimeSpan? length, Decoders decoders, CancellationToken cancel)
    {
        switch (Containers.Inspect(stream))
        {
            case PlainRecording plain:
                stream.Position = plain.Start;
                return AtRates(PlainReader.Read(stream, plain.Format, plain.Bytes, offset, length, cancel));
            case LinkedRecording linked:
                var reader = new LinkReader(stream, linked, decoders, keeps: rates.Count > 1, cancel);
                return [.. rates.Select(rate => reader.Read(rate, offset, length))];
            case ForeignRecording foreign:
                var source = new FfmpegSource(decoders.Ffmpeg ?? throw Ffmpeg.Missing(stream.Name), stream.Name);
                return AtRates(Ffmpeg.Decode(source, offset, length, foreign.IsWhole, cancel));
            default:
                throw new InvalidOperationException("a recording of no kind");
        }

        Waveform[] AtRates(Waveform native) => [.. rates.Select(rate => Resampler.To(rate, native, cancel))];
    }

    internal static T Opened<T>(string file, Func<FileStream, T> read)
    {
        if (InputFile.WhatElse(file) is { } other) throw new AudioException($"it is {other}, not a file");
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return stream.Length > 0 ? read(stream) : throw new AudioException("the file is empty");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new AudioException("it may not be read: permission denied", error);
        }
        catch (IOException error)
        {
            throw new AudioException($"it can't be read: {error.Message}", error);
        }
    }

    private static IEnumerable<string> Compositions(string name)
    {
        try
        {
            return new[] { name, name.Normalize(NormalizationForm.FormC), name.Normalize(NormalizationForm.FormD) }.Distinct();
        }
        catch (ArgumentException) // half a surrogate pair has no form
        {
            return [name];
        }
    }
}
