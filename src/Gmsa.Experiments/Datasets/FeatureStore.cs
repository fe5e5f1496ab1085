using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.Win32.SafeHandles;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// One feature of many clips on disk, in a folder of three files: <c>values.npy</c> ([clips, rows, frames], which any tool can map into
/// memory), <c>index.csv</c> (which audio each row is of, and whether it is whole; see <see cref="StoreIndex"/>) and <c>recipe.json</c>
/// (what the numbers are; see <see cref="FeatureKey"/>). Rows are assigned in the order in which they are asked for and never move, so that
/// the finished files are the same bytes whatever was interrupted. A row's numbers are on disk before it is marked as whole. Opened for
/// building by one holder at a time (see <see cref="FeatureCache"/>); rows can be read as long as it lives, also while others build on or
/// delete it. Reading and writing rows is thread-safe.
/// </summary>
public sealed class FeatureStore
{
    private const int HeaderBytes = 128;

    // What a kill may cost: rows computed since they were last marked.
    private static readonly TimeSpan BetweenMarks = TimeSpan.FromSeconds(1);

    private readonly SafeFileHandle values, index;
    private readonly NumpyRows file;
    private readonly Precision precision;
    private readonly List<StoreEntry> entries;
    private readonly Dictionary<string, int> rows = [];
    private readonly Lock gate = new();
    private List<(int Row, StoreEntry Entry)> written = []; // computed, and not yet marked
    private long lastMark = Clock.Start();

    private FeatureStore(string folder, FeatureShape shape, Precision precision, List<StoreEntry> entries)
    {
        (Folder, Shape, this.precision, this.entries) = (folder, shape, precision, entries);
        for (var row = 0; row < entries.Count; row++) rows.Add(entries[row].AudioHash, row);
        (values, index) = (OpenFile(ValuesFile(folder)), OpenFile(IndexFile(folder)));
        file = new(values, ValuesFile(folder), HeaderBytes, shape, precision);
    }

    public string Folder { get; }

    /// <summary>The shape of one clip's numbers.</summary>
    public FeatureShape Shape { get; }

    public static string ValuesFile(string folder) => Path.Combine(folder, "values.npy");
    public static string IndexFile(string folder) => Path.Combine(folder, "index.csv");
    public static string RecipeFile(string folder) => Path.Combine(folder, "recipe.json");

    /// <summary>
    /// Opens the store in a folder, for a holder of its claim. What isn't a store of this recipe and shape, or is damaged, is made anew, empty.
    /// </summary>
    internal static FeatureStore Open(string folder, string recipe, FeatureShape shape, Precision precision)
    {
        if (Entries(folder, recipe, shape, precision) is { } entries) return new(folder, shape, precision, entries);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(ValuesFile(folder), Header(shape, precision, clips: 0));
        File.WriteAllText(IndexFile(folder), StoreIndex.Header);
        AtomicFile.WriteText(RecipeFile(folder), recipe); // last: with it the store is there
        return new(folder, shape, precision, []);
    }

    /// <summary>Whether the numbers of this audio are there.</summary>
    public bool IsWhole(string audioHash)
    {
        lock (gate) return rows.TryGetValue(audioHash, out var row) && entries[row].IsWhole;
    }

    /// <summary>How much of its clip the audio fills, in seconds; its row is whole.</summary>
    internal double Seconds(string audioHash)
    {
        lock (gate) return entries[rows[audioHash]].Seconds;
    }

    /// <summary>Gives rows to the audio that has none yet, in this order.</summary>
    internal void Assign(IEnumerable<string> audioHashes)
    {
        lock (gate)
        {
            var fresh = audioHashes.Where(h => !rows.ContainsKey(h)).Distinct().Select(h => new StoreEntry(h, 0, IsWhole: false)).ToArray();
            if (fresh.Length == 0) return;
            var clips = entries.Count + fresh.Length;
            RandomAccess.SetLength(values, file.PlaceOf(clips));
            RandomAccess.Write(values, Header(Shape, precision, clips), 0);
            RandomAccess.Write(index, [.. fresh.SelectMany(StoreIndex.Line)], StoreIndex.PlaceOf(entries.Count));
            foreach (var entry in fresh)
            {
                rows.Add(entry.AudioHash, entries.Count);
                entries.Add(entry);
            }
        }
    }

    /// <summary>Writes the numbers of audio that has a row. They count as there at once, and are marked on disk a moment later.</summary>
    /// <param name="numbers">Row-major, finite.</param>
    internal void Write(string audioHash, ReadOnlySpan<float> numbers, double seconds)
    {
        if (numbers.Length != Shape.Count) throw new ArgumentException($"{numbers.Length} numbers for a row of {Shape}", nameof(numbers));
        int row;
        lock (gate) row = rows[audioHash];
        file.Write(row, numbers);
        List<(int, StoreEntry)>? due = null;
        lock (gate)
        {
            entries[row] = new(audioHash, seconds, IsWhole: true);
            written.Add((row, entries[row]));
            if (Clock.Elapsed(lastMark) > BetweenMarks) (due, written, lastMark) = (written, [], Clock.Start());
        }
        if (due is not null) Mark(due);
    }

    /// <summary>Marks on disk whatever was written.</summary>
    internal void Commit()
    {
        List<(int, StoreEntry)> due;
        lock (gate) (due, written) = (written, []);
        Mark(due);
    }

    /// <summary>The numbers of audio whose row is whole, row-major.</summary>
    /// <exception cref="IOException">The file was cut meanwhile.</exception>
    public float[] Read(string audioHash)
    {
        int row;
        lock (gate) row = rows[audioHash];
        return file.Read(row);
    }

    private void Mark(List<(int Row, StoreEntry Entry)> due)
    {
        if (due.Count == 0) return;
        RandomAccess.FlushToDisk(values);
        foreach (var (row, entry) in due) RandomAccess.Write(index, StoreIndex.Line(entry), StoreIndex.PlaceOf(row));
        RandomAccess.FlushToDisk(index);
    }

    /// <summary>The entries of a store that is there; null where there is none, or another.</summary>
    private static List<StoreEntry>? Entries(string folder, string recipe, FeatureShape shape, Precision precision)
    {
        try
        {
            string[] files = [RecipeFile(folder), ValuesFile(folder), IndexFile(folder)];
            if (files.Any(f => !File.Exists(f) || InputFile.WhatElse(f) is not null)) return null;
            if (File.ReadAllText(RecipeFile(folder)) != recipe) return null;
            using var numbers = Shared(ValuesFile(folder));
            var header = NumpyHeader.Read(numbers);
            if (numbers.Position != HeaderBytes || header.Type != NumpyHeader.TypeOf(precision) || header.Shape is not [_, var rows, var frames]
                || rows != shape.Rows || frames != shape.Frames) return null;
            using var index = Shared(IndexFile(folder));
            var entries = StoreIndex.Read(index);
            var there = (numbers.Length - HeaderBytes) / ((long)shape.Count * precision.Bytes());
            for (var row = (int)Math.Min(there, entries.Count); row < entries.Count; row++) entries[row] = entries[row] with { IsWhole = false };
            return entries.DistinctBy(e => e.AudioHash).Count() == entries.Count ? entries : null;
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Header(FeatureShape shape, Precision precision, int clips) =>
        new NumpyHeader(NumpyHeader.TypeOf(precision), [clips, shape.Rows, shape.Frames]).Bytes(HeaderBytes);

    private static FileStream Shared(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static SafeFileHandle OpenFile(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
