using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Fuzz;

/// <summary>A kind of file that comes from outside or from an interrupted run, and the ways it is read.</summary>
/// <param name="Name">Also of its folder of found cases.</param>
/// <param name="Words">Which a file of this kind is made of: where they stand, numbers and borders are.</param>
/// <param name="Seeds">Well-formed files, by what they are.</param>
internal sealed record FuzzedReader(
    string Name, string Extension, IReadOnlyList<ReadingWay> Ways, IReadOnlyList<byte[]> Words, IReadOnlyDictionary<string, byte[]> Seeds)
{
    /// <summary>Makes the sizes that a file says those it has, so that what is behind them is looked at; null where it says none.</summary>
    public Func<byte[], byte[]>? Repair { get; init; }

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly FeatureShape StoredShape = new(2, 3);

    /// <summary>All of them. Those that need a disk use the folder <paramref name="scratch"/>.</summary>
    public static IReadOnlyList<FuzzedReader> All(string scratch) =>
    [
        new("wav", ".wav",
        [
            new("wav/whole", typeof(AudioException), file => Wav(new MemoryStream(file), TimeSpan.Zero, null)),
            new("wav/part", typeof(AudioException), file => Wav(new MemoryStream(file), Moment, Moment)),
            new("wav/far", typeof(AudioException), file => Wav(new MemoryStream(file), TimeSpan.MaxValue, TimeSpan.MaxValue)),
            new("wav/pipe", typeof(AudioException), file => Wav(new Pipe(file, 777), TimeSpan.Zero, null)),
            new("wav/pipe-part", typeof(AudioException), file => Wav(new Pipe(file, 77), Moment, Moment)),
            new("wav/pipe-far", typeof(AudioException), file => Wav(new Pipe(file, 777), TimeSpan.MaxValue, TimeSpan.MaxValue)),
        ], FuzzWords.Wav, FuzzSeeds.Wav()) { Repair = FuzzRepairs.Wav },
        new("npy", ".npy",
        [
            new("npy/header", typeof(InvalidDataException), file => Header(NumpyHeader.Read(new MemoryStream(file)))),
            new("npy/array", typeof(InvalidDataException), file => Array(NumpyFile.ReadArray(new MemoryStream(file)))),
            new("npy/pipe", typeof(InvalidDataException), file => Array(NumpyFile.ReadArray(new Pipe(file, 777)))),
            new("npy/feature", typeof(InvalidDataException), file => Feature(NumpyFile.Read(new MemoryStream(file)))),
            new("npy/store", null, file => Store(scratch, values: file)) { Rarity = 256 },
        ], FuzzWords.Npy, FuzzSeeds.Npy()) { Repair = FuzzRepairs.Npy },
        new("index", ".csv",
        [
            new("index/read", typeof(InvalidDataException), file => Index(StoreIndex.Read(new MemoryStream(file), FuzzSeeds.RecipeText))),
            new("index/pipe", typeof(InvalidDataException), file => Index(StoreIndex.Read(new Pipe(file, 7), FuzzSeeds.RecipeText))),
            new("index/store", null, file => Store(scratch, index: file)) { Rarity = 256 },
        ], FuzzWords.Index, FuzzSeeds.Index()),
        new("recipe", ".json", [new("recipe/store", null, file => Store(scratch, recipe: file)) { Rarity = 256 }],
            FuzzWords.Recipe, FuzzSeeds.Recipe()),
        new("mp3", ".mp3", [new("mp3/walk", typeof(AudioException), Mp3)], FuzzWords.Mp3, FuzzSeeds.Mp3()),
        // The runtime's reader of lines makes a string of each, two bytes a character and 22 more, in buffers that grow with it; its parts
        // are others. The file is this program's own.
        new("hashes", ".txt", [new("hashes/load", null, file => Hashes(scratch, file)) { Rarity = 256, Factor = 32 }],
            FuzzWords.Hashes, FuzzSeeds.Hashes()),
    ];

    private static string Wav(Stream stream, TimeSpan offset, TimeSpan? length)
    {
        if (WavReader.Read(stream, offset, length, CancellationToken.None) is not { } waveform) return "not plain samples";
        if (waveform.Samples.Length > stream.Length) throw new InvalidOperationException("more samples than bytes");
        if (waveform.Rate is not (> 0 and <= 768_000)) throw new InvalidOperationException("no rate");
        return waveform.Samples.Length == 0 ? "read, empty" : "read";
    }

    private static string Header(NumpyHeader header) =>
        header.Shape.Any(size => size < 0) || header.Count < 0 ? throw new InvalidOperationException("a size below 0")
        : header.Count is null ? "read, too large"
        : header.Type == NumpyHeader.Float32 ? "read" : "read, float16";

    private static string Array((long[] Shape, float[] Values) array) =>
        array.Shape.Aggregate(1L, (product, size) => product * size) == array.Values.Length
            ? $"read, {Math.Min(array.Shape.Length, 5)} dimensions" : throw new InvalidOperationException("a shape of other numbers");

    private static string Feature((FeatureShape Shape, float[] Values) feature) =>
        feature.Shape.Count == feature.Values.Length ? "read, a feature" : throw new InvalidOperationException("a shape of other numbers");

    private static string Index(List<StoreEntry> entries) =>
        entries.TrueForAll(entry => entry.Seconds is >= 0 and < 100_000 && entry.AudioHash.Length == 64)
            ? $"read, {Math.Min(entries.Count, 3)} lines" : throw new InvalidOperationException("an entry that no line stands for");

    private static string Mp3(byte[] file) => Mp3Frames.Inspect(new Window(new MemoryStream(file))) switch
    {
        null => "not well",
        LinkedRecording { Links: var links } when links.All(link => link.Frames > 0 && link.End > link.Start && link.End <= file.Length) =>
            $"walked, {Math.Min(links.Count, 3)} links",
        _ => throw new InvalidOperationException("a link without samples, or beyond the file"),
    };

    private static string Hashes(string scratch, byte[] file)
    {
        var path = Path.Combine(scratch, "hashes.txt");
        File.WriteAllBytes(path, file);
        return new AudioHashes(path, path + ".claim") is null ? "" : "loaded";
    }

    /// <summary>Opens a store of which one file is not as it was written, and uses it: what it says it has must be there.</summary>
    private static string Store(string scratch, byte[]? index = null, byte[]? values = null, byte[]? recipe = null)
    {
        var folder = Path.Combine(scratch, "store");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(FeatureStore.IndexFile(folder), index ?? FuzzSeeds.Index()["two lines"]);
        File.WriteAllBytes(FeatureStore.ValuesFile(folder), values ?? FuzzSeeds.Npy()["a store"]);
        File.WriteAllBytes(FeatureStore.RecipeFile(folder), recipe ?? FuzzSeeds.Recipe()["a recipe"]);
        var store = FeatureStore.Open(folder, FuzzSeeds.RecipeText, StoredShape, Precision.Float32);
        store.Assign([FuzzSeeds.Hash(9)]);
        store.Write(FuzzSeeds.Hash(9), [1, 2, 3, 4, 5, 6], 1);
        var whole = Enumerable.Range(1, 9).Select(FuzzSeeds.Hash).Where(store.IsWhole).ToArray();
        whole = [.. whole.Where(store.IsSound)];
        if (whole.Length == 0
            || whole.Any(hash => store.TryRead(hash)?.Length != StoredShape.Count || !double.IsFinite(store.Seconds(hash))))
            throw new InvalidOperationException("a row that isn't whole");
        store.Commit();
        return $"opened, {Math.Min(whole.Length, 3)} rows";
    }
}
