using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>One row of every feature of a dataset.</summary>
/// <param name="Track">The position of its track.</param>
/// <param name="Number">Which part of the track it is, from 0.</param>
/// <param name="Copy">0 for the clip as it was recorded, 1 and up for augmented copies, which only training parts may have.</param>
public readonly record struct Clip(int Track, int Number, int Copy);

/// <summary>One feature of every clip of a dataset, in the order of the dataset's clips.</summary>
/// <param name="Clips">Each clip's numbers, row-major; from a store they are read whenever they are asked for.</param>
/// <param name="Folder">The store that holds them; empty where they are in memory.</param>
public sealed record FeatureArray(string Name, FeatureShape Shape, IReadOnlyList<float[]> Clips, string Folder = "");

/// <summary>A track that isn't in the dataset, and why.</summary>
public sealed record LeftOut(string TrackId, string Path, string Reason);

/// <summary>What trainers learn from: the tracks that could be read, in the manifest's order, with the features of their clips.</summary>
public sealed record Dataset
{
    public required IReadOnlyList<Track> Tracks { get; init; }

    /// <summary>The clips of all tracks, those of one track together, in the order of <see cref="Tracks"/>.</summary>
    public required IReadOnlyList<Clip> Clips { get; init; }

    public required IReadOnlyList<FeatureArray> Features { get; init; }

    /// <summary>SHA-256 of each track's file, in the order of <see cref="Tracks"/>; null where no audio was heard.</summary>
    public required IReadOnlyList<string>? AudioHashes { get; init; }

    /// <summary>
    /// How many seconds of its length each clip fills, in the order of <see cref="Clips"/>: the rest was padded with silence;
    /// null where no audio was heard.
    /// </summary>
    public required IReadOnlyList<double>? Seconds { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>SHA-256 over track ids, audio hashes and features' recipes: what the numbers are made from.</summary>
    public required string Key { get; init; }

    /// <summary>How many pieces of audio had to be decoded: the others were cached.</summary>
    internal int Computed { get; init; }

    /// <summary>The rows of the cache that the numbers are read from.</summary>
    internal IReadOnlyList<SoundRows> Rows { get; init; } = [];

    /// <summary>How many rows of the cache were found damaged so far, and made again: a row is checked when it is read.</summary>
    internal int Damaged => Rows.Sum(r => r.Damaged);

    /// <summary>
    /// Reads all rows now, rather than each when it is first needed, and makes the damaged ones again. Only to do that takes their stores
    /// from others.
    /// </summary>
    /// <exception cref="IOException">One can't be made again.</exception>
    internal void Check(int workers, CancellationToken cancel)
    {
        foreach (var stored in Features.Select(f => f.Clips).OfType<StoredClips>())
            InParallel.Each(stored.Rows.Distinct(), workers, row => row.Rows.Read(row.AudioHash), cancel);
    }

    /// <summary>The position of each track's first clip, as it was recorded.</summary>
    public IReadOnlyList<int> FirstClips => [.. Enumerable.Range(0, Clips.Count).Where(c => Clips[c] is { Number: 0, Copy: 0 })];

    /// <summary>The share of a clip of so many seconds that only fills it up; 0 where no audio was heard.</summary>
    /// <param name="clip">Its position.</param>
    internal double SilenceOf(int clip, TimeSpan length) =>
        Seconds is { } seconds && seconds[clip] < length.TotalSeconds - ClipPadding.Tolerance ? 1 - seconds[clip] / length.TotalSeconds : 0;

    /// <summary>The same of all clips as they were recorded, together; null where no audio was heard.</summary>
    internal double? Silence(TimeSpan length) =>
        Seconds is null ? null : Enumerable.Range(0, Clips.Count).Where(c => Clips[c].Copy == 0).Average(c => SilenceOf(c, length));

    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public FeatureArray Feature(string name)
    {
        if (Features.FirstOrDefault(f => f.Name == name) is { } found) return found;
        var names = Features.Select(f => f.Name);
        throw new KeyNotFoundException($"there is no feature '{name}'; there are {string.Join(", ", names)}");
    }
}
