using System.Collections.Concurrent;
using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// How long audio files last, by their headers, remembered by path, size and time of last change (of what a link points to) in
/// <c>lengths.txt</c>: <c>seconds size ticks path</c>, the last line of a path counts. What no header says is asked of ffmpeg where such
/// files are few. Where the cache can't be written, headers are read again the next time. Thread-safe, also between processes.
/// </summary>
internal sealed class AudioLengths
{
    // Starting ffmpeg takes a hundred times what reading a header does.
    private const int MostAskedOfFfmpeg = 100;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    private readonly string file;
    private readonly string claim;
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> fresh = [];

    private readonly record struct Known(double Seconds, long Size, long Ticks);

    /// <param name="claim">The file whose holder may write.</param>
    public AudioLengths(string file, string claim)
    {
        (this.file, this.claim) = (file, claim);
        if (!File.Exists(file)) return;
        foreach (var line in File.ReadLines(file))
            if (Parse(line) is { } entry) known[entry.Path] = entry.Known;
    }

    /// <summary>The seconds that each file lasts; null where it isn't there or nothing says it. What is new is remembered.</summary>
    public double?[] Of(IReadOnlyList<string> paths, int workers, CancellationToken cancel)
    {
        var (seconds, unsaid) = (new double?[paths.Count], new ConcurrentBag<int>());
        DatasetBuilder.InParallel(Enumerable.Range(0, paths.Count), workers, i =>
        {
            if (!AudioFile.Exists(paths[i])) return;
            seconds[i] = Of(AudioFile.Find(paths[i]), AudioLength.Of);
            if (seconds[i] is null) unsaid.Add(i);
        }, cancel);
        if (unsaid.Count <= MostAskedOfFfmpeg)
            DatasetBuilder.InParallel(unsaid, workers, i => seconds[i] = Of(AudioFile.Find(paths[i]), Asked), cancel);
        Save();
        return seconds;
    }

    private double? Of(string path, Func<string, double?> measure)
    {
        var info = new FileInfo(Path.GetFullPath(path));
        var target = info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        // A pipe has no length, and would wait for a writer.
        if (!target.Exists || target.Length == 0) return null;
        var (full, size, ticks) = (info.FullName, target.Length, target.LastWriteTimeUtc.Ticks);
        if (known.TryGetValue(full, out var found) && (found.Size, found.Ticks) == (size, ticks)) return found.Seconds;
        var seconds = measure(path);
        // One that just changed could change again within one tick of its file system's clock.
        var isSettled = Clock.Now.UtcTicks - ticks >= Settled.Ticks;
        if (seconds is { } value && isSettled && !full.Contains('\n', StringComparison.Ordinal))
            fresh.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{value:R} {size} {ticks} {full}\n"));
        return seconds;
    }

    private static double? Asked(string path)
    {
        try
        {
            return AudioFacts.Of(path).Seconds;
        }
        catch (AudioException)
        {
            return null;
        }
    }

    private void Save()
    {
        if (fresh.IsEmpty) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(claim)!);
            using var held = FileClaim.TryTake(claim);
            if (held is not null) File.AppendAllText(file, string.Concat(fresh));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it.
        }
        fresh.Clear();
    }

    private static (string Path, Known Known)? Parse(string line)
    {
        var parts = line.Split(' ', 4);
        return parts is [var seconds, var size, var ticks, { Length: > 0 } path]
            && double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time > 0 && double.IsFinite(time)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var changed)
            ? (path, new(time, bytes, changed))
            : null;
    }
}
