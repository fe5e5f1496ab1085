using System.Collections.Concurrent;
using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// How long audio files last, in seconds by their headers, remembered (<see cref="FileFacts"/>, in <c>lengths.txt</c>). What no header says
/// is asked of ffmpeg where such files are few. Where the cache can't be written, headers are read again the next time. Thread-safe, also
/// between processes.
/// </summary>
/// <param name="claim">The file whose holder may write.</param>
/// <param name="settled">For how long a file must have been as it is to be remembered; null: 3 s.</param>
internal sealed class AudioLengths(string file, string claim, TimeSpan? settled = null)
{
    // Starting ffmpeg takes a hundred times what reading a header does.
    private const int MostAskedOfFfmpeg = 100;

    private readonly FileFacts facts = new(file, claim, word => Seconds(word) is not null, settled);

    /// <summary>The seconds that each file lasts; null where it isn't there or nothing says it. What is new is remembered.</summary>
    public double?[] Of(IReadOnlyList<string> paths, int workers, CancellationToken cancel)
    {
        var (seconds, unsaid) = (new double?[paths.Count], new ConcurrentBag<int>());
        InParallel.Each(Enumerable.Range(0, paths.Count), workers, i =>
        {
            if (!AudioFile.Exists(paths[i])) return;
            seconds[i] = Of(AudioFile.Find(paths[i]), AudioLength.Of);
            if (seconds[i] is null) unsaid.Add(i);
        }, cancel);
        if (unsaid.Count <= MostAskedOfFfmpeg)
            InParallel.Each(unsaid, workers, i => seconds[i] = Of(AudioFile.Find(paths[i]), Asked), cancel);
        facts.Save();
        return seconds;
    }

    private double? Of(string path, Func<string, double?> measure)
    {
        if (FileStamp.Of(path) is not { Size: > 0 } stamp) return null; // a pipe has no length, and would wait for a writer
        if (facts.Of(path, stamp) is { } known) return Seconds(known);
        var seconds = measure(path);
        if (seconds is { } value && FileStamp.Of(path) == stamp) facts.Add(path, stamp, value.ToString("R", CultureInfo.InvariantCulture));
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

    private static double? Seconds(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time > 0 && double.IsFinite(time)
            ? time : null;
}
