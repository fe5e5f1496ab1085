using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Trials;

/// <summary>What a run would do about a feature.</summary>
/// <param name="Cached">Tracks whose numbers are there already, as far as their audio is known; the others will be computed.</param>
/// <param name="Bytes">Room on disk for all of them.</param>
public sealed record PlannedFeature(string Name, string Kind, int Rows, int Frames, int Cached, long Bytes)
{
    /// <summary>Looks into the cache without touching it: audio that isn't remembered isn't read.</summary>
    internal static IReadOnlyList<PlannedFeature> Of(StudyDesign design)
    {
        var data = design.Experiment.Data;
        var (cache, samples) = (FeatureCache.Default(), data.Clip.Samples(data.SampleRate));
        var hashes = cache.Hashes();
        string?[] audio = [.. design.Tracks.Select(t => Path.Combine(design.Loaded.AudioRoot, t.Path))
            .Select(path => AudioFile.Exists(path) ? hashes.Remembered(AudioFile.Find(path)) : null)];
        return [.. design.Experiment.Features.Select(feature =>
        {
            var recipe = FeatureKey.Recipe(feature, data.Clip, data.SampleRate, data.Precision);
            var whole = cache.Whole(FeatureKey.NameOf(feature, recipe), recipe);
            var shape = feature.Shape(samples, data.SampleRate);
            return new PlannedFeature(
                feature.Name!, Catalog.WordOf(feature), shape.Rows, shape.Frames, audio.Count(h => h is not null && whole.Contains(h)),
                (long)audio.Length * shape.Count * data.Precision.Bytes());
        })];
    }
}
