using System.Collections.Concurrent;
using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// The SHA-256 of audio files, remembered by path, size and time of last change in <c>hashes.txt</c> (<c>hash size ticks path</c>, the last
/// line of a path counts), so that a corpus isn't read again to find that nothing changed. A file that changed in the last seconds isn't
/// remembered: it could change again within one tick of its file system's clock. Thread-safe, also between processes.
/// </summary>
internal sealed class AudioHashes
{
    private const int HashDigits = 64;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(1);

    private readonly string file;
    private readonly string claim;
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private List<string> fresh = [];
    private long lastSave = Clock.Start();

    private readonly record struct Known(string Hash, long Size, long Ticks);

    /// <param name="claim">The file whose holder may write.</param>
    public AudioHashes(string file, string claim)
    {
        (this.file, this.claim) = (file, claim);
        if (!File.Exists(file) || InputFile.WhatElse(file) is not null) return;
        foreach (var line in File.ReadLines(file))
            if (Parse(line) is { } entry) known[entry.Path] = entry.Known;
    }

    /// <summary>The hash of a file that <see cref="AudioFile.Find"/> gave.</summary>
    /// <exception cref="AudioException">It is empty, or may not be read.</exception>
    public string Of(string path)
    {
        var (full, size, ticks) = Look(path);
        if (Remembered(full, size, ticks) is { } remembered) return remembered;
        var hash = AudioFile.Hash(path);
        if (Clock.Now.UtcTicks - ticks < Settled.Ticks || full.Contains('\n', StringComparison.Ordinal)) return hash;
        known[full] = new(hash, size, ticks);
        var due = false;
        lock (gate)
        {
            fresh.Add(string.Create(CultureInfo.InvariantCulture, $"{hash} {size} {ticks} {full}\n"));
            due = Clock.Elapsed(lastSave) > BetweenSaves;
        }
        if (due) Save();
        return hash;
    }

    /// <summary>The hash of a file if it is there and remembered; it isn't read.</summary>
    public string? Remembered(string path)
    {
        if (!AudioFile.Exists(path)) return null;
        var (full, size, ticks) = Look(AudioFile.Find(path));
        return Remembered(full, size, ticks);
    }

    private string? Remembered(string full, long size, long ticks) =>
        known.TryGetValue(full, out var found) && (found.Size, found.Ticks) == (size, ticks) ? found.Hash : null;

    private static (string Full, long Size, long Ticks) Look(string path)
    {
        var info = new FileInfo(Path.GetFullPath(path));
        return (info.FullName, info.Exists ? info.Length : 0, info.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Writes what is new. Where another process writes just now, it waits for the next time.</summary>
    public void Save()
    {
        lock (gate)
        {
            if (fresh.Count == 0) return;
            using var held = FileClaim.TryTake(claim);
            if (held is null) return;
            if (InputFile.WhatElse(file) is not null) File.Delete(file); // to write to a pipe is to wait too
            File.AppendAllText(file, string.Concat(fresh));
            (fresh, lastSave) = ([], Clock.Start());
        }
    }

    private static (string Path, Known Known)? Parse(string line)
    {
        if (line.Length <= HashDigits) return null; // a file of short lines would cost many times its size
        var parts = line.Split(' ', 4);
        return parts is [{ Length: HashDigits } hash, var size, var ticks, var path]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? (path, new(hash, bytes, time))
            : null;
    }
}
