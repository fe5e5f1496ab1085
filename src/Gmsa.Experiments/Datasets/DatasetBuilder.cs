using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>How the audio of a dataset is heard and its features are kept.</summary>
/// <param name="Root">Where relative paths start.</param>
/// <param name="SampleRate">Hz.</param>
public sealed record AudioSource(string Root, ClipOptions Clip, int SampleRate, Precision Precision = Precision.Float32);

/// <summary>Tracks to the numbers that trainers learn from.</summary>
public static class DatasetBuilder
{
    // Files are hashed and given rows a block at a time: what was hashed is still in the system's cache when it is decoded.
    internal const int BlockTracks = 256;

    /// <summary>
    /// Computes the features of every track's clip, or finds them in the cache. Each worker decodes, resamples, extracts and writes one
    /// track at a time, so that memory stays where it is however many there are; the result doesn't depend on how many workers there are.
    /// Clips shorter than asked for are filled with zeros at their end. A track whose audio can't be read, or isn't what its
    /// <c>sha256</c> says where it has one, is left out, by name and with the reason.
    /// </summary>
    /// <param name="features">Names are unique.</param>
    /// <param name="workers">How many tracks at a time, at least 1.</param>
    /// <exception cref="InputException">The cache can't be written.</exception>
    public static Dataset Build(
        IReadOnlyList<Track> tracks, AudioSource source, IReadOnlyList<(string Name, FeatureOptions Options)> features, FeatureCache cache,
        int workers, IProgress<Progress> progress, CancellationToken cancel)
    {
        try
        {
            return new Build(source, features, cache, workers, progress, cancel).Run(tracks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw cache.CannotWrite(error);
        }
    }

    internal static void InParallel<T>(IEnumerable<T> items, int workers, Action<T> work, CancellationToken cancel)
    {
        try
        {
            // One item at a time to each worker: tracks differ too much for ranges.
            var one = Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(one, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancel }, work);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }
}

/// <summary>One build: the file, the hash and the fate of every track, block by block.</summary>
internal sealed class Build(
    AudioSource source, IReadOnlyList<(string Name, FeatureOptions Options)> features, FeatureCache cache,
    int workers, IProgress<Progress> progress, CancellationToken cancel)
{
    private readonly IReadOnlyList<string> recipes =
        [.. features.Select(f => FeatureKey.Recipe(f.Options, source.Clip, source.SampleRate, source.Precision))];
    private readonly int samples = source.Clip.Samples(source.SampleRate);
    private readonly Lock gate = new();
    private int done, computed;

    /// <summary>What is known of a track: its hash, and why it is left out, where it is.</summary>
    private readonly record struct Fate(string AudioHash, string? Reason);

    public Dataset Run(IReadOnlyList<Track> tracks)
    {
        using var claims = cache.Claim(
            features.Select((f, i) => (NameOf(i), recipes[i], f.Options.Shape(samples, source.SampleRate))), source.Precision,
            name => progress.Report(new("dataset", 0, tracks.Count, $"waiting for another build of {name}")), cancel);
        var stores = features.Select((f, i) => (f.Options, Store: claims[NameOf(i)])).ToArray();
        var distinct = stores.DistinctBy(s => s.Store).ToArray(); // two names may stand for the same numbers
        var extractor = new ClipExtractor(source.Clip, source.SampleRate, distinct);
        var hashes = cache.Hashes();
        var fates = new List<Fate>();
        try
        {
            foreach (var block in tracks.Chunk(DatasetBuilder.BlockTracks))
                fates.AddRange(OfBlock(block, tracks.Count, hashes, extractor, [.. distinct.Select(s => s.Store)]));
        }
        finally
        {
            foreach (var (_, store) in distinct) store.Commit();
            hashes.Save();
        }
        return Join(tracks, fates, [.. stores.Select(s => s.Store)]);
    }

    private Fate[] OfBlock(Track[] block, int total, AudioHashes hashes, ClipExtractor extractor, FeatureStore[] stores)
    {
        var (files, fates) = (new string[block.Length], new Fate[block.Length]);
        DatasetBuilder.InParallel(Enumerable.Range(0, block.Length), workers, i => (files[i], fates[i]) = Hashed(block[i], hashes), cancel);
        foreach (var store in stores) store.Assign(fates.Where(f => f.Reason is null).Select(f => f.AudioHash));
        // The same audio under two names is one piece of work.
        var works = Enumerable.Range(0, block.Length).GroupBy(i => fates[i].Reason is null ? fates[i].AudioHash : block[i].Id);
        DatasetBuilder.InParallel(works, workers, work =>
        {
            var first = work.First();
            if (fates[first].Reason is null && !extractor.IsWhole(fates[first].AudioHash))
                foreach (var (i, reason) in Extracted(work, files, fates, extractor)) fates[i] = fates[i] with { Reason = reason };
            lock (gate)
                foreach (var i in work) progress.Report(new("dataset", ++done, total, block[i].Id));
        }, cancel);
        return fates;
    }

    private (string File, Fate Fate) Hashed(Track track, AudioHashes hashes)
    {
        try
        {
            var file = AudioFile.Find(Path.Combine(source.Root, track.Path));
            var hash = hashes.Of(file);
            var isPromised = track["sha256"].Trim() is not { Length: > 0 } promised || promised.Equals(hash, StringComparison.OrdinalIgnoreCase);
            return (file, new(hash, isPromised ? null : "its checksum is not the manifest's"));
        }
        catch (AudioException error)
        {
            return ("", new("", error.Message));
        }
    }

    /// <summary>Extracts audio that several tracks may share; gives them the reason where it can't be read.</summary>
    private IEnumerable<(int Track, string? Reason)> Extracted(IEnumerable<int> work, string[] files, Fate[] fates, ClipExtractor extractor)
    {
        string? reason = null;
        try
        {
            var first = work.First();
            extractor.Extract(files[first], fates[first].AudioHash, cancel);
            Interlocked.Increment(ref computed);
        }
        catch (AudioException error)
        {
            reason = error.Message;
        }
        return work.Select(i => (i, reason));
    }

    private string NameOf(int feature) => FeatureKey.NameOf(features[feature].Options, recipes[feature]);

    private Dataset Join(IReadOnlyList<Track> tracks, List<Fate> fates, FeatureStore[] stores)
    {
        var kept = Enumerable.Range(0, tracks.Count).Where(i => fates[i].Reason is null).ToArray();
        string[] hashes = [.. kept.Select(i => fates[i].AudioHash)];
        var key = ContentHash.OfText(string.Join('\u001e',
        [
            .. kept.Select(i => $"{tracks[i].Id}\u001f{fates[i].AudioHash}"),
            .. features.Select((f, i) => $"{f.Name}\u001f{recipes[i]}"),
        ]));
        return new()
        {
            Tracks = [.. kept.Select(i => tracks[i])],
            Features = [.. features.Select((f, i) => new FeatureArray(f.Name, stores[i].Shape, new StoredClips(stores[i], hashes), stores[i].Folder))],
            AudioHashes = hashes,
            Seconds = [.. hashes.Select(stores[0].Seconds)],
            LeftOut = [.. Enumerable.Range(0, tracks.Count).Except(kept).Select(i => new LeftOut(tracks[i].Id, tracks[i].Path, fates[i].Reason!))],
            Key = key,
            Computed = computed,
        };
    }
}
