using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Audio;

/// <summary>Any audio file as a mono waveform: WAV of plain samples in process, everything else through ffmpeg.</summary>
public static class AudioFile
{
    /// <summary>
    /// The part of a file from <paramref name="offset"/> and at most <paramref name="length"/> long (null: to the end), as the mean of
    /// its channels, resampled to <paramref name="sampleRate"/> Hz. A file that is shorter than the part gives fewer samples, never zeros.
    /// </summary>
    /// <param name="path">
    /// Tried as written, then with its accents composed (NFC) and decomposed (NFD): manifests move between systems.
    /// </param>
    /// <exception cref="AudioException">
    /// The file is missing, empty, unreadable, broken or cut off, has no audio, ends before <paramref name="offset"/>, or needs an
    /// ffmpeg that isn't there.
    /// </exception>
    public static Waveform Read(string path, int sampleRate, TimeSpan offset, TimeSpan? length, CancellationToken cancel)
    {
        var file = Find(path);
        var native = Native(file, offset, length, cancel);
        if (native.Samples.Length == 0) throw new AudioException("it holds no audio");
        var samples = new Resampler(native.Rate, sampleRate).Resample(native.Samples, cancel);
        foreach (var sample in samples)
            if (!float.IsFinite(sample)) throw new AudioException("it has samples that are not numbers (NaN or infinite)");
        return new(samples, sampleRate);
    }

    /// <summary>The path under which the file exists: as written, composed, or decomposed.</summary>
    /// <exception cref="AudioException">No such file, or it is a folder.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path)) return path;
        if (Directory.Exists(path)) throw new AudioException("it is a folder, not a file");
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
            if (Normalized(path, form) is { } other && File.Exists(other)) return other;
        throw new AudioException("file not found");
    }

    /// <summary>SHA-256 of a file that <see cref="Find"/> gave.</summary>
    /// <exception cref="AudioException">It is empty, or may not be read.</exception>
    public static string Hash(string file) => Opened(file, _ => ContentHash.OfFile(file));

    private static Waveform Native(string file, TimeSpan offset, TimeSpan? length, CancellationToken cancel) =>
        Opened(file, stream =>
        {
            var start = new byte[12];
            var known = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            return WavReader.Recognises(start.AsSpan(0, known)) ? WavReader.Read(stream, offset, length, cancel) : null;
        }) ?? Ffmpeg.Decode(file, offset, length, cancel);

    private static T Opened<T>(string file, Func<FileStream, T> read)
    {
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

    private static string? Normalized(string path, NormalizationForm form)
    {
        try
        {
            return path.Normalize(form);
        }
        catch (ArgumentException) // half a surrogate pair has no form
        {
            return null;
        }
    }
}
