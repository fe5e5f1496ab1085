using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Audio;

/// <summary>
/// Any audio file as a mono waveform: WAV of plain samples by our own reader; MP3, FLAC, Ogg and AIFF by libsndfile where it is there and
/// the file is well; everything else, and whatever is doubtful, through ffmpeg.
/// </summary>
public static class AudioFile
{
    /// <summary>The version of the code that decodes, mixes and resamples: raised whenever it gives other samples.</summary>
    public const int CodeVersion = 2;

    /// <summary>
    /// The part of a file from <paramref name="offset"/> and at most <paramref name="length"/> long (null: to the end), as the mean of
    /// its channels, resampled to <paramref name="sampleRate"/> Hz (null: at the file's own rate). A file that is shorter than the part
    /// gives fewer samples, never zeros.
    /// </summary>
    /// <param name="path">
    /// Looked for as <see cref="Find"/> does.
    /// </param>
    /// <exception cref="AudioException">
    /// The file is missing, empty, unreadable, broken or cut off, has no audio, ends before <paramref name="offset"/>, or needs an
    /// ffmpeg that isn't there.
    /// </exception>
    public static Waveform Read(string path, int? sampleRate, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var file = Find(path);
        var heard = Heard(file, sampleRate, offset, length, cancel);
        if (heard.Samples.Length == 0) throw new AudioException(WavReader.NoAudio);
        foreach (var sample in heard.Samples)
            if (!float.IsFinite(sample)) throw new AudioException("it has samples that are not numbers (NaN or infinite)");
        return heard;
    }

    /// <summary>
    /// The path under which the file exists: each folder and the name as written, else with accents composed (NFC), else decomposed
    /// (NFD), for manifests and parts of a corpus move between systems.
    /// </summary>
    /// <exception cref="AudioException">No such file, or it is a folder.</exception>
    public static string Find(string path)
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
    public static string Hash(string file) => Opened(file, stream => ContentHash.OfStream(stream));

    private static Waveform Heard(string file, int? sampleRate, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        Waveform? native = null, resampled = null;
        Opened(file, stream =>
        {
            var start = new byte[12];
            var known = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            if (WavReader.Recognises(start.AsSpan(0, known))) native = WavReader.Read(stream, offset, length, cancel);
            else resampled = Sndfile.Decode(stream, sampleRate, offset, length, cancel);
            return known;
        });
        if (resampled is not null) return resampled;
        native ??= Ffmpeg.Decode(file, offset, length, cancel);
        return sampleRate is { } rate && rate != native.Rate ? new(Resampler.Between(native.Rate, rate).Resample(native.Samples, cancel), rate) : native;
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
