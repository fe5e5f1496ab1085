using System.Collections.Concurrent;
using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>A file as its SHA-256 was taken.</summary>
internal readonly record struct HashedFile(string Path, string Hash, FileStamp Stamp)
{
    /// <summary>Whether nothing about it has changed since.</summary>
    public bool IsStill => FileStamp.Of(Path) == Stamp;
}

/// <summary>
/// The SHA-256 of audio files, remembered by path and <see cref="FileStamp"/>, so that a corpus isn't read again to find that nothing
/// changed: in <c>hashes.txt</c> (<c>checksum hash size modified changed number path</c>, the last line of a path counts). A file that
/// changed in the last seconds isn't remembered: it could change again within one tick of its file system's clock. Thread-safe, also
/// between processes.
/// </summary>
internal sealed class AudioHashes
{
    private const int HashDigits = 64;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(1);

    private readonly string file;
    private readonly string claim;
    private readonly TimeSpan settled;
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private List<string> fresh = [];
    private long lastSave = Clock.Start();

    private readonly record struct Known(string Hash, FileStamp Stamp);

    /// <param name="claim">The file whose holder may write.</param>
    /// <param name="settled">For how long a file must have been as it is to be remembered; null: 3 s.</param>
    public AudioHashes(string file, string claim, TimeSpan? settled = null)
    {
        (this.file, this.claim, this.settled) = (file, claim, settled ?? Settled);
        if (!File.Exists(file)) return;
        foreach (var line in File.ReadLines(file))
            if (Parse(line) is { } entry) known[entry.Path] = entry.Known;
    }

    /// <summary>The hash of a file that <see cref="AudioFile.Find"/> gave.</summary>
    /// <exception cref="AudioException">It is empty, or may not be read.</exception>
    public HashedFile Of(string path)
    {
        var full = Path.GetFullPath(path);
        var stamp = FileStamp.Of(path) ?? throw new AudioException("file not found");
        if (Remembered(full, stamp) is { } remembered) return new(path, remembered, stamp);
        var hashed = new HashedFile(path, AudioFile.Hash(path), stamp);
        if (!stamp.IsSettled(settled) || !hashed.IsStill || full.Contains('\n', StringComparison.Ordinal)) return hashed;
        known[full] = new(hashed.Hash, stamp);
        var due = false;
        lock (gate)
        {
            fresh.Add(Line(full, known[full]));
            due = Clock.Elapsed(lastSave) > BetweenSaves;
        }
        if (due) Save();
        return hashed;
    }

    /// <summary>The hash of a file if it is there and remembered; it isn't read.</summary>
    public string? Remembered(string path)
    {
        if (!AudioFile.Exists(path)) return null;
        var found = AudioFile.Find(path);
        return FileStamp.Of(found) is { } stamp ? Remembered(Path.GetFullPath(found), stamp) : null;
    }

    private string? Remembered(string full, FileStamp stamp) =>
        known.TryGetValue(full, out var found) && found.Stamp == stamp ? found.Hash : null;

    /// <summary>Writes what is new. Where another process writes just now, it waits for the next time.</summary>
    public void Save()
    {
        lock (gate)
        {
            if (fresh.Count == 0) return;
            using var held = FileClaim.TryTake(claim);
            if (held is null) return;
            File.AppendAllText(file, string.Concat(fresh));
            (fresh, lastSave) = ([], Clock.Start());
        }
    }

    private static string Line(string full, Known known)
    {
        var (hash, stamp) = known;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{hash} {stamp.Size} {stamp.Modified} {stamp.Changed} {stamp.Number} {full}");
        return string.Create(CultureInfo.InvariantCulture, $"{Checksum.OfText(text):x8} {text}\n");
    }

    private static (string Path, Known Known)? Parse(string line)
    {
        if (line.Length <= HashDigits) return null; // a file of short lines would cost many times its size
        var parts = line.Split(' ', 7);
        if (parts is not [{ Length: Checksum.Digits }, { Length: HashDigits } hash, var size, var modified, var changed, var number,
            var path]
            || !TryRead(size, out var bytes) || !TryRead(modified, out var writing) || !TryRead(changed, out var change)
            || !ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var node)) return null;
        var known = new Known(hash, new(bytes, writing, change, node));
        return Line(path, known) == line + "\n" ? (path, known) : null; // of a flipped bit nothing is believed
    }

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
