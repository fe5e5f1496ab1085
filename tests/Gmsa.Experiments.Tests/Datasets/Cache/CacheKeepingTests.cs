using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class CacheKeepingTests : IDisposable
{
    private const string A = "a-0000000000000001", B = "b-0000000000000002", C = "c-0000000000000003";
    private readonly string folder = Repository.TemporaryFolder();
    private readonly FeatureCache cache;

    public CacheKeepingTests() => cache = new(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_old_go_first_and_then_the_least_recently_used()
    {
        Make(A, clips: 3, daysAgo: 40);
        Make(B, clips: 3, daysAgo: 2);
        Make(C, clips: 3, daysAgo: 1);
        Assert.Equal([C, B, A], cache.Stores().Select(s => s.Name));
        Assert.Equal([A], Names(cache.Prune(TimeSpan.FromDays(30), null, dryRun: true).Removed));
        var size = cache.Stores()[0].Bytes;
        Assert.Equal([A, B], Names(cache.Prune(TimeSpan.FromDays(30), 2 * size - 1, dryRun: false).Removed));
        Assert.Equal([C], Names(cache.Stores()));
    }

    [Fact]
    public void A_store_that_is_being_built_is_left_and_said_so()
    {
        Make(A, clips: 1, daysAgo: 40);
        using var held = FileClaim.TryTake(cache.ClaimFile(A));
        var pruned = cache.Prune(TimeSpan.FromDays(1), null, dryRun: false);
        Assert.Equal((0, 1, 1), (pruned.Removed.Count, pruned.InUse.Count, pruned.Kept.Count));
        Assert.Single(cache.Stores());
    }

    [Fact]
    public void What_a_kill_left_of_a_store_and_a_cache_without_claims_are_tidied_too()
    {
        Make(A, clips: 2, daysAgo: 3);
        File.Delete(FeatureStore.RecipeFile(cache.StoreFolder(A)));
        Directory.Delete(Path.GetDirectoryName(cache.ClaimFile(A))!, recursive: true);
        Assert.Equal(0, Assert.Single(cache.Stores()).Clips); // without the recipe no line proves itself
        Assert.Single(cache.Prune(null, 0, dryRun: false).Removed);
        Assert.Empty(cache.Stores());
    }

    [Fact]
    public void A_dry_run_uses_nothing()
    {
        Make(A, clips: 1, daysAgo: 3);
        File.Delete(cache.ClaimFile(A));
        var before = cache.Stores()[0].LastUsed;
        cache.Prune(null, 0, dryRun: true);
        Assert.Equal(before, cache.Stores()[0].LastUsed);
    }

    [Fact]
    public void No_cache_is_an_empty_one() => Assert.Empty(new FeatureCache(Path.Combine(folder, "none")).Stores());

    public static TheoryData<string, Action<string>> OfOthers => new()
    {
        { "a folder", features => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(features, "mine")).FullName,
            "index.csv"), "mine") },
        { "a file", features => File.WriteAllText(Path.Combine(features, "mine"), "mine") },
        { "a file named as a store is", features => File.WriteAllText(Path.Combine(features, "mine-0123456789abcdef"), "mine") },
        { "another file in a store", features => File.WriteAllText(Path.Combine(features, A, "notes.txt"), "mine") },
        { "a folder in a store", features => Directory.CreateDirectory(Path.Combine(features, A, "more")) },
        { "a link to a store elsewhere", features =>
            {
                var elsewhere = Path.Combine(features, "..", "elsewhere");
                Directory.Move(Path.Combine(features, A), elsewhere);
                Directory.CreateSymbolicLink(Path.Combine(features, A), elsewhere);
            } },
    };

    [Theory]
    [MemberData(nameof(OfOthers), DisableDiscoveryEnumeration = true)]
    public void What_is_not_the_caches_is_left_and_named(string what, Action<string> put)
    {
        Make(A, clips: 1, daysAgo: 3);
        Make(B, clips: 1, daysAgo: 3);
        put(Path.GetDirectoryName(cache.StoreFolder(A))!);
        string[] Files() => [.. Directory.GetFileSystemEntries(folder, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(f => !f.Contains(B, StringComparison.Ordinal)
                && !f.Contains(".claims", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var before = Files();
        var pruned = cache.Prune(null, 0, dryRun: false);
        Assert.True(pruned.Removed.Any(s => s.Name == B), what);
        Assert.Single(pruned.Foreign);
        Assert.Equal(pruned.Removed.Any(s => s.Name == A) ? [.. before.Where(f => !f.Contains(A, StringComparison.Ordinal))] : before,
            Files());
    }

    [Fact]
    public void A_store_of_an_earlier_version_is_listed_and_pruned()
    {
        var old = Directory.CreateDirectory(cache.StoreFolder(A)).FullName;
        File.WriteAllText(FeatureStore.IndexFile(old),
            $"sha256,seconds,whole\n{FeatureStoreTests.Hash(1)},00030.000000,1\n{FeatureStoreTests.Hash(2)},00000.000000,0\n");
        File.WriteAllText(FeatureStore.RecipeFile(old), """{"feature":{"kind":"a"}}""");
        File.WriteAllBytes(FeatureStore.ValuesFile(old), new byte[100]);
        Assert.Equal((A, 1), (cache.Stores()[0].Name, cache.Stores()[0].Clips));
        Assert.Single(cache.Prune(null, 0, dryRun: false).Removed);
        Assert.False(Directory.Exists(old));
    }

    private static IEnumerable<string> Names(IEnumerable<CachedStore> stores) => stores.Select(s => s.Name);

    private void Make(string name, int clips, double daysAgo)
    {
        using (var claims = cache.Claim([(name, "{}", new(2, 2))], Precision.Float32, _ => { }, TestContext.Current.CancellationToken))
        {
            claims[name].Assign(Enumerable.Range(0, clips).Select(FeatureStoreTests.Hash));
            for (var i = 0; i < clips; i++) claims[name].Write(FeatureStoreTests.Hash(i), [1, 2, 3, 4], 1);
            claims[name].Commit();
        }
        var time = Clock.Now.UtcDateTime.AddDays(-daysAgo);
        File.SetLastWriteTimeUtc(cache.ClaimFile(name), time);
        Directory.SetLastWriteTimeUtc(cache.StoreFolder(name), time);
    }
}
