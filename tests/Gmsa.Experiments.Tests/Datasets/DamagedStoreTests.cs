using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>Whatever becomes of the files of a store, a row is what was written or is made again.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private const int Rows = 3;
    private const string Recipe = """{"kind":"mel"}""";
    private static readonly FeatureShape Shape = new(2, 3);
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, Precision> Files => new()
    {
        { "values.npy", Precision.Float32 },
        { "values.npy", Precision.Float16 },
        { "index.csv", Precision.Float32 },
        { "recipe.json", Precision.Float32 },
    };

    /// <summary>One bit of every byte: of the head, the numbers, hashes, seconds, marks, checksums, commas, line feeds, the
    /// recipe.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Any_flipped_bit_is_found_and_its_row_made_again(string file, Precision precision)
    {
        var whole = Written(precision);
        var path = Path.Combine(folder, file);
        var good = File.ReadAllBytes(path);
        for (var place = 0; place < good.Length; place++)
        {
            var bad = good.ToArray();
            bad[place] ^= (byte)(1 << (place * 5 % 8));
            File.WriteAllBytes(path, bad);
            var (computed, damaged) = Use(precision);
            Assert.True(computed <= 1 && damaged == computed,
                $"{file}, byte {place}: {computed} rows were made again, {damaged} were damaged");
            Assert.True(Contents().SequenceEqual(whole), $"{file}, byte {place}: the files aren't what they were");
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(0, 2)]
    public void Rows_and_lines_in_each_others_places_are_found(int one, int other)
    {
        var whole = Written(Precision.Float32);
        Swap("values.npy", 128 + 24 * one, 128 + 24 * other, 24);
        Assert.Equal((2, 2), Use(Precision.Float32));
        Swap("index.csv", (int)StoreIndex.PlaceOf(one), (int)StoreIndex.PlaceOf(other), StoreIndex.LineBytes);
        Assert.Equal((2, 2), Use(Precision.Float32));
        Swap("index.csv", (int)StoreIndex.PlaceOf(one), (int)StoreIndex.PlaceOf(other), 64); // hashes alone
        Assert.Equal((2, 2), Use(Precision.Float32));
        Assert.Equal(whole, Contents());
    }

    [Theory]
    [InlineData("values.npy", 128, 72, 3)]
    [InlineData("values.npy", 0, 512, 3)]
    [InlineData("values.npy", 140, 20, 2)]
    [InlineData("index.csv", 0, 60, 1)]
    [InlineData("index.csv", 0, 512, 3)]
    [InlineData("recipe.json", 0, 512, 0)]
    public void Zeroed_blocks_are_found(string file, int from, int count, int rows)
    {
        var whole = Written(Precision.Float32);
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        bytes.AsSpan(from, Math.Min(count, bytes.Length - from)).Clear();
        File.WriteAllBytes(Path.Combine(folder, file), bytes);
        Assert.Equal((rows, rows), Use(Precision.Float32));
        Assert.Equal(whole, Contents());
    }

    [Fact]
    public void A_store_of_another_recipe_under_this_ones_name_gives_no_row()
    {
        Written(Precision.Float32);
        var other = FeatureStore.Open(folder, """{"kind":"rms"}""", Shape, Precision.Float32);
        Assert.All(Enumerable.Range(0, Rows), i => Assert.False(other.IsWhole(FeatureStoreTests.Hash(i))));
        Assert.Equal(Rows, other.Damaged);
    }

    [Fact]
    public void What_was_found_is_found_once()
    {
        Written(Precision.Float32);
        Swap("values.npy", 128, 128 + 24, 24);
        Assert.Equal((2, 2), Use(Precision.Float32));
        Assert.Equal((0, 0), Use(Precision.Float32));
        Swap("index.csv", (int)StoreIndex.PlaceOf(0), (int)StoreIndex.PlaceOf(1), 64);
        Assert.Equal(2, FeatureStore.Open(folder, Recipe, Shape, Precision.Float32).Damaged); // nobody needs them now
        Assert.Equal(0, FeatureStore.Open(folder, Recipe, Shape, Precision.Float32).Damaged);
    }

    [Fact]
    public void A_damaged_row_is_not_whole_for_the_next_process_either()
    {
        Written(Precision.Float32);
        Swap("values.npy", 128, 128 + 24, 24);
        Assert.False(FeatureStore.Open(folder, Recipe, Shape, Precision.Float32).IsSound(FeatureStoreTests.Hash(0)));
        Assert.False(FeatureStore.Open(folder, Recipe, Shape, Precision.Float32).IsWhole(FeatureStoreTests.Hash(0)));
    }

    /// <returns>The store's files.</returns>
    private byte[] Written(Precision precision)
    {
        Use(precision);
        return Contents();
    }

    /// <summary>What a build does: gives rows, makes those that aren't sound, and reads all.</summary>
    private (int Computed, int Damaged) Use(Precision precision)
    {
        var store = FeatureStore.Open(folder, Recipe, Shape, precision);
        string[] hashes = [.. Enumerable.Range(0, Rows).Select(FeatureStoreTests.Hash)];
        store.Assign(hashes);
        var missing = Enumerable.Range(0, Rows).Where(i => !store.IsSound(hashes[i])).ToArray();
        foreach (var i in missing) store.Write(hashes[i], Numbers(i), i + 0.5);
        store.Commit();
        Assert.All(Enumerable.Range(0, Rows), i => Assert.Equal(Numbers(i), store.TryRead(hashes[i])));
        Assert.All(Enumerable.Range(0, Rows), i => Assert.Equal(i + 0.5, store.Seconds(hashes[i])));
        return (missing.Length, store.Damaged);
    }

    private byte[] Contents() => [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];

    private static float[] Numbers(int i) => [.. Enumerable.Range(1, 6).Select(n => 8f * i + n)];

    private void Swap(string file, int one, int other, int count)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        var kept = bytes[one..(one + count)];
        bytes.AsSpan(other, count).CopyTo(bytes.AsSpan(one));
        kept.CopyTo(bytes.AsSpan(other));
        File.WriteAllBytes(Path.Combine(folder, file), bytes);
    }
}
