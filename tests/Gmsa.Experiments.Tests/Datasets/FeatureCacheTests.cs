using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly string Key = "ab" + new string('0', 62);
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_entry_comes_back_under_its_key_and_shape_alone()
    {
        var cache = new FeatureCache(folder);
        Assert.Null(cache.Read(Key, new(2, 2)));
        cache.Write(Key, new(2, 2), [1, 2, 3, 4]);
        Assert.Equal([1, 2, 3, 4], cache.Read(Key, new(2, 2))!);
        Assert.Null(cache.Read(Key, new(4, 1)));
        Assert.Null(cache.Read("cd" + Key, new(2, 2)));
        Assert.Equal([Path.Combine(folder, "features", "ab", Key + ".npy")], Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_damaged_entry_is_absent_and_can_be_written_again()
    {
        var cache = new FeatureCache(folder);
        cache.Write(Key, new(2, 2), [1, 2, 3, 4]);
        var path = Directory.GetFiles(folder, "*.npy", SearchOption.AllDirectories).Single();
        var whole = File.ReadAllBytes(path);
        byte[][] damaged = [[], whole[..40], whole[..^1], [.. whole, 0], [.. whole[..^4], .. BitConverter.GetBytes(float.NaN)]];
        foreach (var bytes in damaged)
        {
            File.WriteAllBytes(path, bytes);
            Assert.Null(cache.Read(Key, new(2, 2)));
        }
        cache.Write(Key, new(2, 2), [1, 2, 3, 4]);
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void Many_writers_and_readers_of_one_entry_see_it_whole_or_not_at_all()
    {
        var values = Enumerable.Range(0, 4096).Select(i => (float)i).ToArray();
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var cache = new FeatureCache(folder);
            if (i % 2 == 0) cache.Write(Key, new(64, 64), values);
            else if (cache.Read(Key, new(64, 64)) is { } read) Assert.Equal(values, read);
        });
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_that_says_what_to_do()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<InputException>(() => new FeatureCache(file).Write(Key, new(1, 1), [1]));
        Assert.Contains("GMSA_CACHE", error.Message);
    }
}
