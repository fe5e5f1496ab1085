using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class SoundRowsTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private int remakes;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Rows_that_could_not_be_made_again_are_errors_at_once_however_many_wait_for_them()
    {
        var rows = Rows(canMake: false);
        Damage(0, 1);
        Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Contains("no longer there", Assert.Throws<IOException>(() => rows.Read(Hash(i % 2))).Message, StringComparison.Ordinal));
        Assert.Equal(1, remakes);
        Assert.Equal([3, 3], rows.Read(Hash(2)));
    }

    [Fact]
    public void Rows_that_are_damaged_after_others_were_made_again_are_made_again_too()
    {
        var rows = Rows(canMake: true);
        for (var i = 0; i < 3; i++)
        {
            Damage(i);
            Assert.Equal([i + 1, i + 1], rows.Read(Hash(i)));
            Assert.Equal((i + 1, i + 1), (remakes, rows.Damaged));
        }
    }

    private SoundRows Rows(bool canMake)
    {
        var store = Open();
        store.Assign(Enumerable.Range(0, 3).Select(Hash));
        for (var i = 0; i < 3; i++) store.Write(Hash(i), [i + 1, i + 1], 1);
        store.Commit();
        return new(store, () =>
        {
            remakes++;
            var renewed = Open();
            for (var i = 0; i < 3; i++)
                if (!renewed.IsSound(Hash(i)) && canMake) renewed.Write(Hash(i), [i + 1, i + 1], 1);
            renewed.Commit();
            return renewed;
        });
    }

    private FeatureStore Open() => FeatureStore.Open(folder, "{}", new(1, 2), Precision.Float32);

    private void Damage(params int[] rows)
    {
        using var file = new FileStream(FeatureStore.ValuesFile(folder), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        foreach (var row in rows)
        {
            file.Position = 128 + 8 * row;
            file.WriteByte(0x55);
        }
    }

    private static string Hash(int i) => FeatureStoreTests.Hash(i);
}
