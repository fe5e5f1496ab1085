using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Features on disk by <see cref="FeatureKey"/>: <c>features/&lt;2 digits&gt;/&lt;key&gt;.npy</c>. Entries appear whole and are never
/// changed, so any number of processes may share a folder. An entry whose header is broken, whose shape or size is another, or that has
/// a number that isn't finite is treated as absent and made again; numbers that changed and stayed finite are believed.
/// </summary>
public sealed class FeatureCache(string folder)
{
    /// <summary>
    /// The cache under <c>GMSA_CACHE</c>, by default the user's cache folder (<c>XDG_CACHE_HOME/gmsa</c>, <c>~/.cache/gmsa</c> or the
    /// local application data).
    /// </summary>
    public static FeatureCache Default()
    {
        if (Environment.GetEnvironmentVariable("GMSA_CACHE") is { Length: > 0 } named) return new(named);
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches) return new(Path.Combine(caches, "gmsa"));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsLinux() && home.Length > 0
            ? new(Path.Combine(home, ".cache", "gmsa"))
            : new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "gmsa", "cache"));
    }

    public string Folder { get; } = folder;

    /// <summary>The values under a key, [rows, frames]; null where there are none of this shape.</summary>
    public float[]? Read(string key, FeatureShape shape)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path)) return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var (found, values) = NumpyFile.Read(stream);
            return found == shape && Array.TrueForAll(values, float.IsFinite) ? values : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="InputException">The folder can't be written.</exception>
    public void Write(string key, FeatureShape shape, float[] values)
    {
        try
        {
            AtomicFile.Write(PathOf(key), stream => NumpyFile.Write(stream, shape, values));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                Folder, $"the feature cache can't be written: {error.Message} Make room there, or name another folder in GMSA_CACHE.");
        }
    }

    private string PathOf(string key) => Path.Combine(Folder, "features", key[..2], key + ".npy");
}
