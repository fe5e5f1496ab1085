using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// Everything that was computed once and can be again: feature stores in <c>features/&lt;kind&gt;-&lt;16 digits&gt;/</c>, the digits being
/// those of the recipe's SHA-256, and the hashes of audio files. Any number of processes may share it: a store is built by one at a time
/// (a claim in <c>features/.claims/</c>), the others wait, and find it finished. It can be deleted whenever nothing runs.
/// </summary>
public sealed class FeatureCache(string folder)
{
    /// <summary>
    /// The cache under <c>GMSA_CACHE</c>, by default the user's cache folder (<c>XDG_CACHE_HOME/gmsa</c>, <c>~/.cache/gmsa</c> or the
    /// local application data).
    /// </summary>
    /// <exception cref="InputException"><c>GMSA_CACHE</c> is blank: it would be a folder here that nobody finds again.</exception>
    public static FeatureCache Default()
    {
        if (Environment.GetEnvironmentVariable("GMSA_CACHE") is { Length: > 0 } named)
        {
            OutputPlace.Named("GMSA_CACHE", named, "a folder, or nothing for the default");
            return new(named);
        }
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches) return new(Path.Combine(caches, "gmsa"));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsLinux() && home.Length > 0
            ? new(Path.Combine(home, ".cache", "gmsa"))
            : new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "gmsa", "cache"));
    }

    public string Folder { get; } = folder;

    /// <summary>That so many rows were damaged, in words.</summary>
    public static string DamageWords(int damaged) => damaged == 1 ? "1 row of the cache was damaged and was made again"
        : FormattableString.Invariant($"{damaged} rows of the cache were damaged and were made again");

    internal string StoresFolder => Path.Combine(Folder, "features");

    private string ClaimsFolder => Path.Combine(StoresFolder, ".claims");

    /// <summary>The file whose holder may build a store; it was last changed when the store was last used.</summary>
    internal string ClaimFile(string name) => Path.Combine(ClaimsFolder, name + ".claim");

    internal string StoreFolder(string name) => Path.Combine(StoresFolder, name);

    /// <summary>What is remembered of audio files.</summary>
    internal AudioHashes Hashes() => new(Path.Combine(Folder, "hashes.txt"), ClaimFile("hashes"));

    /// <summary>What is remembered of how long audio files last.</summary>
    internal AudioLengths Lengths() => new(Path.Combine(Folder, "lengths.txt"), ClaimFile("lengths"));

    /// <summary>The audio that a store has whole, as far as its index says; none where there is no such store. Touches nothing, and reads
    /// no numbers.</summary>
    internal IReadOnlySet<string> Whole(string name, string recipe)
    {
        var folder = StoreFolder(name);
        if (!File.Exists(FeatureStore.RecipeFile(folder))) return new HashSet<string>();
        return CacheKeeping.Entries(FeatureStore.IndexFile(folder), recipe).Where(e => e.IsWhole).Select(e => e.AudioHash).ToHashSet();
    }

    /// <summary>
    /// Opens stores for building, together with the claims on them, in the order of their names, so that no two processes wait for each
    /// other.
    /// </summary>
    /// <param name="waiting">Told the name of a store that another process is building.</param>
    internal StoreClaims Claim(
        IEnumerable<(string Name, string Recipe, FeatureShape Shape)> stores, Precision precision, Action<string> waiting,
        CancellationToken cancel)
    {
        Directory.CreateDirectory(ClaimsFolder);
        var claims = new StoreClaims();
        try
        {
            foreach (var (name, recipe, shape) in stores.DistinctBy(s => s.Name).OrderBy(s => s.Name, StringComparer.Ordinal))
            {
                claims.Add(FileClaim.Take(ClaimFile(name), () => waiting(name), cancel));
                File.SetLastWriteTimeUtc(ClaimFile(name), Clock.Now.UtcDateTime);
                claims.Add(name, FeatureStore.Open(StoreFolder(name), recipe, shape, precision));
            }
            return claims;
        }
        catch
        {
            claims.Dispose();
            throw;
        }
    }

    /// <summary>A claim on a store as it lies, without using it; null where a build has it.</summary>
    internal FileStream? TryClaim(CachedStore store)
    {
        Directory.CreateDirectory(ClaimsFolder);
        var claim = FileClaim.TryTake(ClaimFile(store.Name));
        if (claim is not null) File.SetLastWriteTimeUtc(ClaimFile(store.Name), store.LastUsed.UtcDateTime);
        return claim;
    }

    /// <summary>What a user can do about a cache that can't be written.</summary>
    internal InputException CannotWrite(Exception error) => new(
        Folder, $"the feature cache can't be written: {error.Message} Make room there, or name another folder in GMSA_CACHE.");
}

/// <summary>Stores that this process may build until it disposes this. The stores can be read for longer.</summary>
internal sealed class StoreClaims : IDisposable
{
    private readonly List<FileStream> held = [];
    private readonly Dictionary<string, FeatureStore> stores = [];

    public FeatureStore this[string name] => stores[name];

    public void Add(FileStream claim) => held.Add(claim);

    public void Add(string name, FeatureStore store) => stores.Add(name, store);

    public void Dispose()
    {
        foreach (var claim in held) claim.Dispose();
    }
}
