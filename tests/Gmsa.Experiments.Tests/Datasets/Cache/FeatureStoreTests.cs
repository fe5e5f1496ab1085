using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class FeatureStoreTests : IDisposable
{
    private const string Recipe = """{"kind":"mel"}""";
    private static readonly FeatureShape Shape = new(2, 3);
    private readonly string parent = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private string Folder => Path.Combine(parent, "store");

    [Fact]
    public void Rows_come_back_and_outlive_the_store()
    {
        var store = Open();
        store.Assign([Hash(1), Hash(2), Hash(1), Hash(3)]);
        Assert.False(store.IsWhole(Hash(2)));
        store.Write(Hash(2), Numbers(2), 12.5);
        Assert.Equal(Numbers(2), store.TryRead(Hash(2)));
        store.Commit();
        var again = Open();
        Assert.Equal((false, true, false, false),
            (again.IsWhole(Hash(1)), again.IsWhole(Hash(2)), again.IsWhole(Hash(3)), again.IsWhole(Hash(4))));
        Assert.Equal(12.5, again.Seconds(Hash(2)));
        Assert.Equal(Numbers(2), again.TryRead(Hash(2)));
    }

    [Fact]
    public void The_array_is_numpys_and_the_index_a_table()
    {
        var store = Open();
        store.Assign([Hash(1)]);
        store.Write(Hash(1), Numbers(1), 30);
        store.Assign([Hash(2)]);
        store.Write(Hash(2), Numbers(2), 1.25);
        store.Commit();
        using var stream = File.OpenRead(FeatureStore.ValuesFile(Folder));
        var (shape, values) = NumpyFile.ReadArray(stream);
        Assert.Equal([2, 2, 3], shape);
        Assert.Equal([.. Numbers(1), .. Numbers(2)], values);
        Assert.Equal(
            ["sha256,seconds,whole,values,line", $"{Hash(1)},00030.000000,1", $"{Hash(2)},00001.250000,1"],
            File.ReadAllLines(FeatureStore.IndexFile(Folder)).Select((line, i) => i == 0 ? line : line[..^18]));
        Assert.Equal(Recipe, File.ReadAllText(FeatureStore.RecipeFile(Folder)));
    }

    [Fact]
    public void Half_precision_takes_half_the_room_and_stays_finite()
    {
        var store = Open(precision: Precision.Float16);
        store.Assign([Hash(1)]);
        store.Write(Hash(1), [1, -80.03f, 1e30f, -1e30f, 1e-9f, 0], 1);
        var values = store.TryRead(Hash(1))!;
        Assert.Equal(-80.03, values[1], 0.05);
        Assert.Equal([1, 65504, -65504, 0, 0], [values[0], .. values[2..]]);
        Assert.Equal(128 + 6 * 2, new FileInfo(FeatureStore.ValuesFile(Folder)).Length);
        using var stream = File.OpenRead(FeatureStore.ValuesFile(Folder));
        Assert.Equal("<f2", NumpyHeader.Read(stream).Type);
    }

    [Fact]
    public void Whatever_order_rows_are_written_in_and_however_often_it_was_interrupted_the_bytes_are_the_same()
    {
        var undisturbed = Bytes(store =>
        {
            store.Assign(Enumerable.Range(0, 9).Select(Hash));
            for (var i = 0; i < 9; i++) store.Write(Hash(i), Numbers(i), i);
            store.Commit();
        });
        Directory.Delete(Folder, recursive: true);
        foreach (var part in (int[][])[[4, 2], [8], [], [0, 1, 3, 5, 6, 7]])
        {
            var store = Open(); // not committed where it "died" after one row
            store.Assign(Enumerable.Range(0, part.Contains(8) || part.Length > 2 ? 9 : 5).Select(Hash));
            foreach (var i in part) store.Write(Hash(i), Numbers(i), i);
            if (part.Length != 1) store.Commit();
        }
        Assert.Equal(undisturbed, Bytes(store =>
        {
            Assert.False(store.IsWhole(Hash(8)));
            store.Write(Hash(8), Numbers(8), 8);
            store.Commit();
        }));
    }

    [Fact]
    public void What_a_kill_left_half_done_is_done_again()
    {
        Fill(3);
        // Killed after the array grew, and within a line of the index.
        Cut(128 + 10 * 24);
        File.AppendAllText(FeatureStore.IndexFile(Folder), Hash(3)[..30]);
        var store = Open();
        Assert.True(store.IsWhole(Hash(2)));
        store.Assign([Hash(3)]);
        Assert.False(store.IsWhole(Hash(3)));
        store.Write(Hash(3), Numbers(3), 3);
        store.Commit();
        var index = File.ReadAllText(FeatureStore.IndexFile(Folder));
        Assert.Equal(StoreIndex.Header.Length + 4 * StoreIndex.LineBytes, index.Length);
        Assert.Equal(128 + 4 * 24, new FileInfo(FeatureStore.ValuesFile(Folder)).Length);
        Assert.Equal(Numbers(1), Open().TryRead(Hash(1)));
    }

    [Fact]
    public void Rows_beyond_the_end_of_a_cut_array_are_not_whole()
    {
        Fill(3);
        Cut(128 + 2 * 24 + 5);
        var store = Open();
        Assert.Equal((true, true, false), (store.IsWhole(Hash(0)), store.IsWhole(Hash(1)), store.IsWhole(Hash(2))));
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_read_is_damaged_and_no_crash()
    {
        Fill(3);
        var store = Open();
        Cut(128 + 2 * 24 + 5);
        Assert.Null(store.TryRead(Hash(2)));
    }

    public static TheoryData<string, Action<string>> Damages => new()
    {
        { "no recipe", folder => File.Delete(FeatureStore.RecipeFile(folder)) },
        { "no array", folder => File.Delete(FeatureStore.ValuesFile(folder)) },
        { "an empty array", folder => File.WriteAllBytes(FeatureStore.ValuesFile(folder), []) },
        { "an array of another shape and no rows", folder =>
            File.WriteAllBytes(FeatureStore.ValuesFile(folder), new NumpyHeader("<f4", [3, 3, 2]).Bytes()) },
        { "text for an index", folder => File.WriteAllText(FeatureStore.IndexFile(folder), "hello") },
        { "a changed line", folder => Change(FeatureStore.IndexFile(folder), StoreIndex.Header.Length + 20, (byte)'X') },
        { "a changed comma", folder => Change(FeatureStore.IndexFile(folder), StoreIndex.Header.Length + 64, (byte)';') },
    };

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public void What_is_damaged_is_made_anew(string what, Action<string> damage)
    {
        Fill(2);
        damage(Folder);
        var store = Open();
        Assert.False(store.IsWhole(Hash(0)), what);
        store.Assign([Hash(0)]);
        store.Write(Hash(0), Numbers(0), 1);
        store.Commit();
        Assert.Equal(Numbers(0), Open().TryRead(Hash(0)));
    }

    [Fact]
    public void Many_threads_write_and_read()
    {
        var store = Open();
        store.Assign(Enumerable.Range(0, 200).Select(Hash));
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            store.Write(Hash(i), Numbers(i), i);
            Assert.Equal(Numbers(i), store.TryRead(Hash(i)));
        });
        store.Commit();
        var again = Open();
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(Numbers(i), again.TryRead(Hash(i))));
    }

    internal static string Hash(int i) => FormattableString.Invariant($"{i:x64}");

    private static float[] Numbers(int i) => [.. Enumerable.Range(0, 6).Select(n => 10f * i + n)];

    private FeatureStore Open(Precision precision = Precision.Float32) => FeatureStore.Open(Folder, Recipe, Shape, precision);

    private void Fill(int count)
    {
        var store = Open();
        store.Assign(Enumerable.Range(0, count).Select(Hash));
        for (var i = 0; i < count; i++) store.Write(Hash(i), Numbers(i), i);
        store.Commit();
    }

    private string Bytes(Action<FeatureStore> work)
    {
        work(Open());
        return Convert.ToHexString([.. File.ReadAllBytes(FeatureStore.ValuesFile(Folder)),
            .. File.ReadAllBytes(FeatureStore.IndexFile(Folder))]);
    }

    private void Cut(long length)
    {
        using var values = new FileStream(FeatureStore.ValuesFile(Folder), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        values.SetLength(length);
    }

    private static void Change(string file, int place, byte value)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[place] = value;
        File.WriteAllBytes(file, bytes);
    }
}
