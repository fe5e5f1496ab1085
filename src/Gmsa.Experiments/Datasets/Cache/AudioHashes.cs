using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>A file as it was before its SHA-256 was taken.</summary>
internal readonly record struct HashedFile(string Path, string Hash, FileStamp Stamp)
{
    /// <summary>Whether nothing about it has changed since, be it its mode alone.</summary>
    public bool IsStill => FileStamp.Of(Path) == Stamp;

    /// <summary>Reads a file for its hash.</summary>
    /// <exception cref="AudioException">It is empty or gone, or may not be read.</exception>
    public static HashedFile Read(string path)
    {
        var stamp = FileStamp.Of(path) ?? default; // where it is no file, the hash's error says what it is
        return new(path, AudioFile.Hash(path), stamp);
    }
}

/// <summary>
/// The SHA-256 of audio files, remembered (<see cref="FileFacts"/>, in <c>hashes.txt</c>), so that a corpus isn't read again to find that
/// nothing changed. Thread-safe, also between processes.
/// </summary>
/// <param name="claim">The file whose holder may write.</param>
/// <param name="settled">For how long a file must have been as it is to be remembered; null: 3 s.</param>
internal sealed class AudioHashes(string file, string claim, TimeSpan? settled = null)
{
    private const int HashDigits = 64;

    private readonly FileFacts facts = new(file, claim, word => word.Length == HashDigits, settled);

    /// <summary>The hash of a file that <see cref="AudioFile.Find"/> gave.</summary>
    /// <exception cref="AudioException">It is empty, or may not be read.</exception>
    public HashedFile Of(string path)
    {
        if (FileStamp.Of(path) is { } stamp && facts.Of(path, stamp) is { } remembered) return new(path, remembered, stamp);
        var hashed = HashedFile.Read(path);
        if (hashed.IsStill) facts.Add(path, hashed.Stamp, hashed.Hash);
        return hashed;
    }

    /// <summary>The hash of a file if it is there and remembered; it isn't read.</summary>
    public string? Remembered(string path)
    {
        if (!AudioFile.Exists(path)) return null;
        var found = AudioFile.Find(path);
        return FileStamp.Of(found) is { } stamp ? facts.Of(found, stamp) : null;
    }

    /// <summary>Writes what is new. Where another process writes just now, it waits for the next time.</summary>
    public void Save() => facts.Save();
}
