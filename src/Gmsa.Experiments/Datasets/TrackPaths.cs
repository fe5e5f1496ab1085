using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>Leads tracks to their audio where the manifest writes its path as another system does.</summary>
public static class TrackPaths
{
    /// <summary>The manifest with the paths under which audio is there. What the manifest says stays in its column.</summary>
    /// <returns>And a sentence about those that are written otherwise; null where none is.</returns>
    internal static (Manifest Manifest, string? Note) Found(Manifest manifest, string root)
    {
        var paths = new AudioPaths(root);
        string?[] others = [.. manifest.Tracks.Select(t => paths.Other(t.Path))];
        // A file that two rows come to is one row's by what it is called, or nobody's: a guess must not make one song two tracks.
        var meant = manifest.Tracks.Zip(others, (track, other) => other ?? track.Path).CountBy(p => p).ToDictionary(StringComparer.Ordinal);
        others = [.. others.Select(o => o is not null && meant[o] > 1 ? null : o)];
        var first = Array.FindIndex(others, o => o is not null);
        if (first < 0) return (manifest, null);
        var count = others.Count(o => o is not null);
        Track[] tracks = [.. manifest.Tracks.Zip(others, (track, other) => other is null ? track : track with { Path = other })];
        return (manifest with { Tracks = tracks }, FormattableString.Invariant(
            $"{count} of {tracks.Length} paths are written in another case or with backslashes, and their files were found: ")
            + $"'{manifest.Tracks[first].Path}' is {others[first]}.");
    }

    /// <summary>What is said of audio that isn't there: the names that are nearly its own, or nothing.</summary>
    public static string Alike(string path, string root) => new AudioPaths(root).Alike(path) is { Count: > 0 } alike
        ? $"; there is {string.Join(" and ", alike)}" : "";
}
