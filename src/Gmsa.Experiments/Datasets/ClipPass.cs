using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>What is known of a track's clip: the audio's hash, and why there are no numbers, where there are none.</summary>
/// <param name="IsBeyondEnd">True where the reason is that the audio ends before the clip begins.</param>
internal readonly record struct ClipFate(string AudioHash, string? Reason, bool IsBeyondEnd = false);

/// <summary>One clip of every track: a fate for each track in their order, a store for each feature in theirs.</summary>
internal sealed record HeardClips(IReadOnlyList<ClipFate> Fates, IReadOnlyList<FeatureStore> Stores, int Computed);

/// <summary>Goes through a corpus for one clip of each track: the file, the hash and the fate of every track, block by block.</summary>
/// <param name="checks">True to read every row that is there, and to make those again that aren't what was written.</param>
internal sealed class ClipPass(
    AudioSource source, IReadOnlyList<AudioFeatureOptions> features, FeatureCache cache,
    int workers, IProgress<Progress> progress, CancellationToken cancel, bool checks = false)
{
    private readonly IReadOnlyList<string> recipes =
        [.. features.Select(source.RecipeOf)];
    private readonly Lock gate = new();
    private int done, computed;

    public HeardClips Run(IReadOnlyList<Track> tracks)
    {
        using var claims = cache.Claim(
            features.Select((f, i) => (NameOf(i), recipes[i], source.ShapeOf(f))), source.Precision,
            name => progress.Report(new("dataset", 0, tracks.Count, $"waiting for another build of {name}")), cancel);
        var stores = features.Select((f, i) => (Options: f, Store: claims[NameOf(i)])).ToArray();
        var distinct = stores.DistinctBy(s => s.Store).ToArray(); // two names may stand for the same numbers
        using var extractor = new ClipExtractor(source.Clip, source.SampleRate, distinct, checks);
        var hashes = cache.Hashes();
        var fates = new List<ClipFate>();
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
        return new(fates, [.. stores.Select(s => s.Store)], computed);
    }

    private ClipFate[] OfBlock(Track[] block, int total, AudioHashes hashes, ClipExtractor extractor, FeatureStore[] stores)
    {
        var (files, fates) = (new HashedFile[block.Length], new ClipFate[block.Length]);
        InParallel.Each(Enumerable.Range(0, block.Length), workers, i => (files[i], fates[i]) = Hashed(block[i], hashes), cancel);
        foreach (var store in stores) store.Assign(fates.Where(f => f.Reason is null).Select(f => f.AudioHash));
        // The same audio under two names is one piece of work.
        var works = Enumerable.Range(0, block.Length).GroupBy(i => fates[i].Reason is null ? fates[i].AudioHash : block[i].Id);
        InParallel.Each(works, workers, work =>
        {
            var first = work.First();
            if (fates[first].Reason is null && !extractor.IsWhole(fates[first].AudioHash))
                Extract(work, files, fates, extractor);
            lock (gate)
                foreach (var i in work) progress.Report(new("dataset", ++done, total, ShownName.Of(block[i].Id)));
        }, cancel);
        return fates;
    }

    private (HashedFile File, ClipFate Fate) Hashed(Track track, AudioHashes hashes)
    {
        try
        {
            var file = hashes.Of(AudioFile.Find(Path.Combine(source.Root, track.Path)));
            var isPromised = track["sha256"].Trim() is not { Length: > 0 } promised
                || promised.Equals(file.Hash, StringComparison.OrdinalIgnoreCase);
            return (file, new(file.Hash, isPromised ? null : "its checksum is not the manifest's"));
        }
        catch (AudioException error)
        {
            return (default, new("", error.Message));
        }
    }

    /// <summary>Extracts audio that several tracks may share; gives them the reason where it can't be read.</summary>
    private void Extract(IEnumerable<int> work, HashedFile[] files, ClipFate[] fates, ClipExtractor extractor)
    {
        var first = work.First();
        try
        {
            extractor.Extract(files[first], cancel);
            Interlocked.Increment(ref computed);
        }
        catch (AudioException error)
        {
            foreach (var i in work) fates[i] = fates[i] with { Reason = error.Message, IsBeyondEnd = error.EndsBeforeClip };
        }
    }

    private string NameOf(int feature) => FeatureKey.NameOf(features[feature], recipes[feature]);
}
