using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Trials;

/// <summary>A feature of a dataset that was built.</summary>
/// <param name="Folder">Its store, with values.npy and index.csv.</param>
public sealed record BuiltFeature(string Name, string Kind, int Rows, int Frames, string Folder);

/// <summary>What building a dataset came to.</summary>
/// <param name="Tracks">How many are in it.</param>
/// <param name="Computed">Pieces of audio that were decoded; the others were cached.</param>
/// <param name="Pictures">How many PNGs were written; null where none were asked for.</param>
public sealed record BuildOutcome(int Tracks, int Computed, IReadOnlyList<BuiltFeature> Features, IReadOnlyList<LeftOut> LeftOut, int? Pictures)
{
    internal static BuildOutcome Of(StudyDesign design, Dataset dataset, int? pictures) => new(
        dataset.Tracks.Count, dataset.Computed,
        [.. dataset.Features.Zip(design.Experiment.Features, (array, options) =>
            new BuiltFeature(array.Name, Catalog.WordOf(options), array.Shape.Rows, array.Shape.Frames, array.Folder))],
        [.. design.LeftOut.OrderBy(l => l.TrackId, StringComparer.Ordinal)], pictures);
}
