using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>How the audio of a dataset is heard and its features are kept.</summary>
/// <param name="Root">Where relative paths start.</param>
/// <param name="SampleRate">Hz, for features that have no rate of their own.</param>
internal sealed record AudioSource(string Root, ClipOptions Clip, int SampleRate, Precision Precision = Precision.Float32)
{
    public FeatureShape ShapeOf(FeatureOptions feature) => Clip.ShapeOf(feature, SampleRate);

    public string RecipeOf(AudioFeatureOptions feature) => FeatureKey.Recipe(feature, Clip, SampleRate, Precision);
}

/// <summary>Tracks to the numbers that trainers learn from.</summary>
internal static class DatasetBuilder
{
    // Files are hashed and given rows a block at a time: what was hashed is still in the system's cache when it is decoded.
    internal const int BlockTracks = 256;

    /// <summary>
    /// Computes the features of every track's clip, or finds them in the cache. Each worker decodes, extracts and writes one track at a
    /// time, decoding it once for all features and resampling it to each rate that they hear, so that memory stays where it is however
    /// many tracks there are; the result doesn't depend on how many workers there are. Features are of the sound alone; those with frames
    /// are filled up at their end, to the clip's length, with what silence gives. A track whose audio can't be read, or isn't what its
    /// <c>sha256</c> says where it has one, is left out, by name and with the reason.
    /// </summary>
    /// <param name="features">Names are unique. Every track has a number in every column that is a feature.</param>
    /// <param name="workers">How many tracks at a time, at least 1.</param>
    /// <param name="copies">Augmented copies to make of every clip; null for none.</param>
    /// <exception cref="InputException">The cache can't be written.</exception>
    public static Dataset Build(
        IReadOnlyList<Track> tracks, AudioSource source, IReadOnlyList<(string Name, FeatureOptions Options)> features, FeatureCache cache,
        int workers, IProgress<Progress> progress, CancellationToken cancel, Copies? copies = null)
    {
        try
        {
            return new CorpusBuild(source, features, copies, cache, workers, progress, cancel).Run(tracks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw cache.CannotWrite(error);
        }
    }
}
