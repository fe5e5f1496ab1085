using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>A feature store as it lies in the cache.</summary>
/// <param name="Name">Its folder's name: kind and 16 digits.</param>
/// <param name="Clips">How many rows are whole.</param>
/// <param name="Bytes">Of all its files.</param>
/// <param name="LastUsed">When a build last opened it.</param>
/// <param name="Recipe">What its numbers are: see <see cref="FeatureKey"/>.</param>
public sealed record CachedStore(string Name, int Clips, long Bytes, DateTimeOffset LastUsed, JsonNode? Recipe);

/// <summary>What pruning did, or would do.</summary>
/// <param name="Removed">Taken out, least recently used first.</param>
/// <param name="InUse">Should have gone, but a build has them just now.</param>
/// <param name="Kept">What is left.</param>
public sealed record Pruned(IReadOnlyList<CachedStore> Removed, IReadOnlyList<CachedStore> InUse, IReadOnlyList<CachedStore> Kept);

/// <summary>Looks at and tidies a cache.</summary>
public static class CacheKeeping
{
    /// <summary>Every store, most recently used first.</summary>
    public static IReadOnlyList<CachedStore> Stores(this FeatureCache cache) => !Directory.Exists(cache.StoresFolder) ? [] :
        [.. Directory.GetDirectories(cache.StoresFolder).Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .Select(folder => Describe(cache, Path.GetFileName(folder))).OrderByDescending(s => s.LastUsed).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Removes the stores that weren't used for a time, and then the least recently used until the rest fits. One that a build has open is
    /// left; a run that only reads a store keeps it until it ends (on Linux and macOS), whatever is removed.
    /// </summary>
    /// <param name="older">Not used for longer than this goes; null: age doesn't matter.</param>
    /// <param name="keep">Bytes that may stay; null: room doesn't matter.</param>
    public static Pruned Prune(this FeatureCache cache, TimeSpan? older, long? keep, bool dryRun)
    {
        var stores = cache.Stores();
        var (now, left) = (Clock.Now, stores.Sum(s => s.Bytes));
        var (removed, inUse) = (new List<CachedStore>(), new List<CachedStore>());
        foreach (var store in stores.Reverse())
        {
            if (!(older is { } age && now - store.LastUsed > age) && !(keep is { } room && left > room)) continue;
            using var claim = cache.TryClaim(store);
            (claim is null ? inUse : removed).Add(store);
            if (claim is null) continue;
            left -= store.Bytes;
            if (!dryRun) Remove(cache.StoreFolder(store.Name));
        }
        return new(removed, inUse, [.. stores.Except(removed)]);
    }

    // The recipe goes first: without it the rest is no store, if the process should end half-way.
    private static void Remove(string folder)
    {
        File.Delete(FeatureStore.RecipeFile(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static CachedStore Describe(FeatureCache cache, string name)
    {
        var folder = cache.StoreFolder(name);
        var claim = cache.ClaimFile(name);
        return new(
            name, Entries(FeatureStore.IndexFile(folder)).Count(e => e.IsWhole), new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length),
            File.GetLastWriteTimeUtc(File.Exists(claim) ? claim : folder), Recipe(FeatureStore.RecipeFile(folder)));
    }

    /// <summary>The entries of an index that others may be writing; none where it is damaged.</summary>
    internal static IReadOnlyList<StoreEntry> Entries(string index)
    {
        try
        {
            using var stream = InputFile.Open(index);
            return StoreIndex.Read(stream);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return [];
        }
    }

    private static JsonNode? Recipe(string file)
    {
        try
        {
            return JsonNode.Parse(InputFile.Text(file));
        }
        catch (Exception error) when (error is IOException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
