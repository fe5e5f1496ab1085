using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Studies;

/// <summary>What a run would do about a feature.</summary>
/// <param name="Cached">Tracks whose first clip's numbers are there already, as far as their audio is known; the
/// others will be computed.</param>
/// <param name="Bytes">Room on disk for all of them and their augmented copies, at most; 0 for what stands in the manifest.</param>
/// <param name="Columns">The manifest's columns, where it is made of these.</param>
public sealed record PlannedFeature(
    string Name, string Kind, int Rows, int Frames, int Cached, long Bytes, IReadOnlyList<string>? Columns = null)
{
    /// <summary>The rate that it hears, in Hz, where that isn't the data's; else null.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Tracks whose audio isn't known by its content before it is read, as of files that were written a moment before they were
    /// first heard: what the cache has of them nobody knows.</summary>
    public int Unknown { get; init; }

    /// <summary>Looks into the cache without touching it: audio that isn't remembered isn't read.</summary>
    internal static IReadOnlyList<PlannedFeature> Of(StudyDesign design)
    {
        var (data, catalog) = (design.Experiment.Data, design.Loaded.Catalog);
        var cache = FeatureCache.Default();
        var hashes = cache.Hashes();
        string?[] audio = [.. design.Tracks.Select(t => hashes.Remembered(Path.Combine(design.Loaded.AudioRoot, t.Path)))];
        return [.. design.Experiment.Features.Select(options =>
        {
            if (options is not AudioFeatureOptions feature)
                return new PlannedFeature(options.Name!, catalog.WordOf(options), options.Shape(0, 0).Rows, 1, audio.Length, 0,
                    (options as ColumnsOptions)?.Names);
            var recipe = FeatureKey.Recipe(feature, data.Clip, data.SampleRate, data.Precision);
            var whole = cache.Whole(FeatureKey.NameOf(feature, recipe), recipe);
            var shape = data.Clip.ShapeOf(feature, data.SampleRate);
            var copies = design.Copies?.Features.Contains(feature.Name!) == true ? design.Copies.Count : 0;
            return new PlannedFeature(
                feature.Name!, catalog.WordOf(feature), shape.Rows, shape.Frames, audio.Count(h => h is not null && whole.Contains(h)),
                (long)audio.Length * data.Clip.PerTrack * (1 + copies) * shape.Count * data.Precision.Bytes())
            {
                SampleRate = feature.RateBeside(data.SampleRate),
                Unknown = audio.Count(h => h is null),
            };
        })];
    }
}
