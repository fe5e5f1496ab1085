using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>Tracks to the numbers that trainers learn from.</summary>
public static class DatasetBuilder
{
    /// <summary>
    /// Computes the features of every track's clip, or takes them from the cache, in parallel; the result doesn't depend on how many
    /// workers there are. Clips shorter than asked for are filled with zeros at their end. A track whose audio can't be read, or isn't
    /// what its <c>sha256</c> says where it has one, is left out, by name and with the reason.
    /// </summary>
    /// <param name="audioRoot">Where relative paths start.</param>
    /// <param name="features">Names are unique.</param>
    /// <param name="workers">How many tracks at a time, at least 1.</param>
    /// <exception cref="InputException">The cache can't be written.</exception>
    public static Dataset Build(
        IReadOnlyList<Track> tracks, string audioRoot, ClipOptions clip, int sampleRate,
        IReadOnlyList<(string Name, FeatureOptions Options)> features, FeatureCache cache,
        int workers, IProgress<Progress> progress, CancellationToken cancel)
    {
        var clips = new ClipBuilder(audioRoot, clip, sampleRate, [.. features.Select(f => f.Options)], cache);
        var built = new Clip[tracks.Count];
        var (gate, done) = (new Lock(), 0);
        InParallel(tracks.Count, workers, i =>
        {
            built[i] = clips.Build(tracks[i], cancel);
            lock (gate) progress.Report(new("dataset", ++done, tracks.Count, tracks[i].Id));
        }, cancel);
        return Join(tracks, built, [.. features.Select(f => f.Name)], clips);
    }

    private static Dataset Join(IReadOnlyList<Track> tracks, Clip[] built, IReadOnlyList<string> names, ClipBuilder clips)
    {
        var kept = Enumerable.Range(0, tracks.Count).Where(i => built[i].Reason is null).ToArray();
        var arrays = names.Select((name, f) => new FeatureArray(name, clips.Shapes[f], [.. kept.Select(i => built[i].Values[f])]));
        var leftOut = Enumerable.Range(0, tracks.Count).Where(i => built[i].Reason is not null)
            .Select(i => new LeftOut(tracks[i].Id, tracks[i].Path, built[i].Reason!)).ToArray();
        var key = ContentHash.OfText(string.Join('\u001e',
        [
            .. kept.Select(i => $"{tracks[i].Id}\u001f{built[i].AudioHash}"),
            .. names.Select((name, f) => $"{name}\u001f{clips.Recipe(f)}"),
        ]));
        return new([.. kept.Select(i => tracks[i])], [.. arrays], [.. kept.Select(i => built[i].AudioHash)], leftOut, key) { Seconds = [.. kept.Select(i => built[i].Seconds)] };
    }

    private static void InParallel(int count, int workers, Action<int> work, CancellationToken cancel)
    {
        try
        {
            // One track at a time to each worker: their lengths differ too much for ranges.
            var tracks = Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(tracks, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancel }, work);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }
}
