using Gmsa.Experiments.Features;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>One feature of every track of a dataset, in the order of the dataset's tracks.</summary>
/// <param name="Clips">Each clip's numbers, row-major; from a store they are read whenever they are asked for.</param>
/// <param name="Folder">The store that holds them; empty where they are in memory.</param>
public sealed record FeatureArray(string Name, FeatureShape Shape, IReadOnlyList<float[]> Clips, string Folder = "");

/// <summary>A track that isn't in the dataset, and why.</summary>
public sealed record LeftOut(string TrackId, string Path, string Reason);

/// <summary>What trainers learn from: the tracks that could be read, in the manifest's order, with their features.</summary>
public sealed record Dataset
{
    public required IReadOnlyList<Track> Tracks { get; init; }

    public required IReadOnlyList<FeatureArray> Features { get; init; }

    /// <summary>SHA-256 of each track's file, in the order of <see cref="Tracks"/>.</summary>
    public required IReadOnlyList<string> AudioHashes { get; init; }

    /// <summary>How much of its clip each track fills, in the order of <see cref="Tracks"/>: what is less than the clip's length was padded with silence.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>SHA-256 over track ids, audio hashes and features' recipes: what the numbers are made from.</summary>
    public required string Key { get; init; }

    /// <summary>How many pieces of audio had to be decoded: the others were cached.</summary>
    public int Computed { get; init; }

    public FeatureArray Feature(string name) => Features.First(f => f.Name == name);
}
