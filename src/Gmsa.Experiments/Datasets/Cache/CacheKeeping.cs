using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
/// <param name="Foreign">What lies among the stores and isn't this program's, by name: it is never touched.</param>
public sealed record Pruned(
    IReadOnlyList<CachedStore> Removed, IReadOnlyList<CachedStore> InUse, IReadOnlyList<CachedStore> Kept, IReadOnlyList<string> Foreign);

/// <summary>Looks at and tidies a cache.</summary>
public static partial class CacheKeeping
{
    /// <summary>Every store, most recently used first, those of earlier versions of this program too.</summary>
    public static IReadOnlyList<CachedStore> Stores(this FeatureCache cache) =>
        [.. Names(cache).Where(name => IsStore(cache.StoreFolder(name)))
        .Select(name => Describe(cache, name)).OrderByDescending(s => s.LastUsed).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>What lies among the stores and isn't one: folders of another name or with other things in them, files, links.</summary>
    public static IReadOnlyList<string> Foreign(this FeatureCache cache) =>
        [.. Names(cache).Where(name => !IsStore(cache.StoreFolder(name))).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names(FeatureCache cache) => !Directory.Exists(cache.StoresFolder) ? []
        : Directory.EnumerateFileSystemEntries(cache.StoresFolder).Select(entry => Path.GetFileName(entry)).Where(name =>
            !name.StartsWith('.'));

    /// <summary>A real folder, named as stores are, with nothing in it but what a store is made of or a killed writer of one
    /// left.</summary>
    private static bool IsStore(string folder)
    {
        var place = new DirectoryInfo(folder);
        return place.Exists && !place.Attributes.HasFlag(FileAttributes.ReparsePoint) && StoreName().IsMatch(place.Name)
            && place.EnumerateFileSystemInfos().All(entry => entry is FileInfo && StoreFile().IsMatch(entry.Name));
    }

    [GeneratedRegex("^[A-Za-z0-9]+-[0-9a-f]{16}$")]
    private static partial Regex StoreName();

    [GeneratedRegex(@"^(values\.npy|index\.csv|recipe\.json|\.recipe\.json\..*\.tmp)$")]
    private static partial Regex StoreFile();

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
        return new(removed, inUse, [.. stores.Except(removed)], cache.Foreign());
    }

    // The recipe goes first: without it the rest is no store, if the process should end half-way.
    private static void Remove(string folder)
    {
        File.Delete(FeatureStore.RecipeFile(folder));
        foreach (var file in Directory.GetFiles(folder).Where(file => StoreFile().IsMatch(Path.GetFileName(file)))) File.Delete(file);
        // What came into it a moment ago stays.
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static CachedStore Describe(FeatureCache cache, string name)
    {
        var folder = cache.StoreFolder(name);
        var claim = cache.ClaimFile(name);
        var recipe = Text(FeatureStore.RecipeFile(folder));
        return new(
            name, Whole(FeatureStore.IndexFile(folder), recipe), new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length),
            File.GetLastWriteTimeUtc(File.Exists(claim) ? claim : folder), Parsed(recipe));
    }

    private static int Whole(string index, string recipe)
    {
        try
        {
            using var stream = InputFile.Open(index);
            if (StoreIndex.FormerWhole(stream) is { } former) return former;
        }
        catch (IOException)
        {
            return 0;
        }
        return Entries(index, recipe).Count(e => e.IsWhole);
    }

    /// <summary>The entries of an index that others may be writing; none where there is none.</summary>
    internal static IReadOnlyList<StoreEntry> Entries(string index, string recipe)
    {
        try
        {
            using var stream = InputFile.Open(index);
            return StoreIndex.Read(stream, recipe);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return [];
        }
    }

    private static string Text(string file)
    {
        try
        {
            return InputFile.Text(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static JsonNode? Parsed(string recipe)
    {
        try
        {
            return JsonNode.Parse(recipe);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
