using Gmsa.Experiments.Features;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>One feature of every track of a dataset, in the order of the dataset's tracks.</summary>
public sealed record FeatureArray(string Name, FeatureShape Shape, IReadOnlyList<float[]> Clips);

/// <summary>A track that isn't in the dataset, and why.</summary>
public sealed record LeftOut(string TrackId, string Path, string Reason);

/// <summary>What trainers learn from: the tracks that could be read, in the manifest's order, with their features.</summary>
/// <param name="AudioHashes">SHA-256 of each track's file, in the order of <paramref name="Tracks"/>.</param>
/// <param name="Key">SHA-256 over track ids, audio hashes and feature keys: what the numbers are made from.</param>
public sealed record Dataset(
    IReadOnlyList<Track> Tracks, IReadOnlyList<FeatureArray> Features, IReadOnlyList<string> AudioHashes, IReadOnlyList<LeftOut> LeftOut, string Key)
{
    /// <summary>How much of its clip each track fills, in the order of <see cref="Tracks"/>: what is less than the clip's length was padded with silence.</summary>
    public IReadOnlyList<double> Seconds { get; init; } = [];

    public FeatureArray Feature(string name) => Features.First(f => f.Name == name);
}
