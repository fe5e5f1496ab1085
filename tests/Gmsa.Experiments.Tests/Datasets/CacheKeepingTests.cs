using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class CacheKeepingTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private readonly FeatureCache cache;

    public CacheKeepingTests() => cache = new(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_old_go_first_and_then_the_least_recently_used()
    {
        Make("a-1", clips: 3, daysAgo: 40);
        Make("b-2", clips: 3, daysAgo: 2);
        Make("c-3", clips: 3, daysAgo: 1);
        Assert.Equal(["c-3", "b-2", "a-1"], cache.Stores().Select(s => s.Name));
        Assert.Equal(["a-1"], Names(cache.Prune(TimeSpan.FromDays(30), null, dryRun: true).Removed));
        var size = cache.Stores()[0].Bytes;
        Assert.Equal(["a-1", "b-2"], Names(cache.Prune(TimeSpan.FromDays(30), 2 * size - 1, dryRun: false).Removed));
        Assert.Equal(["c-3"], Names(cache.Stores()));
    }

    [Fact]
    public void A_store_that_is_being_built_is_left_and_said_so()
    {
        Make("a-1", clips: 1, daysAgo: 40);
        using var held = FileClaim.TryTake(cache.ClaimFile("a-1"));
        var pruned = cache.Prune(TimeSpan.FromDays(1), null, dryRun: false);
        Assert.Equal((0, 1, 1), (pruned.Removed.Count, pruned.InUse.Count, pruned.Kept.Count));
        Assert.Single(cache.Stores());
    }

    [Fact]
    public void What_a_kill_left_of_a_store_and_a_cache_without_claims_are_tidied_too()
    {
        Make("a-1", clips: 2, daysAgo: 3);
        File.Delete(FeatureStore.RecipeFile(cache.StoreFolder("a-1")));
        Directory.Delete(Path.GetDirectoryName(cache.ClaimFile("a-1"))!, recursive: true);
        Assert.Equal(2, Assert.Single(cache.Stores()).Clips);
        Assert.Single(cache.Prune(null, 0, dryRun: false).Removed);
        Assert.Empty(cache.Stores());
    }

    [Fact]
    public void A_dry_run_uses_nothing()
    {
        Make("a-1", clips: 1, daysAgo: 3);
        File.Delete(cache.ClaimFile("a-1"));
        var before = cache.Stores()[0].LastUsed;
        cache.Prune(null, 0, dryRun: true);
        Assert.Equal(before, cache.Stores()[0].LastUsed);
    }

    [Fact]
    public void No_cache_is_an_empty_one() => Assert.Empty(new FeatureCache(Path.Combine(folder, "none")).Stores());

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
