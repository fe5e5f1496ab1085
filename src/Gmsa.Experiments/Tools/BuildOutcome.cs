using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tools;

/// <summary>A feature of a dataset that was built.</summary>
/// <param name="Folder">Its store in the cache, with values.npy and index.csv; empty where it stands in the manifest.</param>
public sealed record BuiltFeature(string Name, string Kind, int Rows, int Frames, string Folder);

/// <summary>What building a dataset came to.</summary>
/// <param name="Folder">Where it was left for other tools.</param>
/// <param name="WasThere">True where the folder held the very same already.</param>
/// <param name="Tracks">How many are in it.</param>
/// <param name="Computed">Pieces of audio that were decoded; the others were cached.</param>
/// <param name="Damaged">Rows of the cache that were found damaged, and made again.</param>
/// <param name="Pictures">How many PNGs were written; null where none were asked for.</param>
public sealed record BuildOutcome(
    string Folder, bool WasThere, int Tracks, int Clips, int Computed, int Damaged, IReadOnlyList<BuiltFeature> Features,
    IReadOnlyList<LeftOut> LeftOut, int? Pictures)
{
    /// <summary>What a user should know of the data and of the folder, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <param name="datasets">The one that was built, and another that pictures came from.</param>
    internal static BuildOutcome Of(
        StudyDesign design, IReadOnlyList<Dataset> datasets, string folder, bool wasThere, int? pictures) => new(
        folder, wasThere, datasets[0].Tracks.Count, datasets[0].Clips.Count, datasets[0].Computed, datasets.Sum(d => d.Damaged),
        [.. datasets[0].Features.Zip(design.Experiment.Features, (array, options) =>
            new BuiltFeature(array.Name, design.Loaded.Catalog.WordOf(options), array.Shape.Rows, array.Shape.Frames, array.Folder))],
        [.. design.LeftOut.OrderBy(l => l.TrackId, StringComparer.Ordinal)], pictures)
        {
            Notes = [.. design.Loaded.Warnings, .. design.Loaded.Notes, .. DatasetExport.Renamed(design)],
        };
}
