using System.Text;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Microsoft.Win32.SafeHandles;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// One feature of many clips on disk, in a folder of three files: <c>values.npy</c> ([clips, rows, frames], which any tool can map into
/// memory), <c>index.csv</c> (which audio each row is of, whether it is whole, and checksums; see <see cref="StoreIndex"/>) and
/// <c>recipe.json</c> (what the numbers are; see <see cref="FeatureKey"/>). Rows are assigned in the order in which they are asked for and
/// never move, so that the finished files are the same bytes whatever was interrupted, or damaged and made again. A row's numbers are on
/// disk before it is marked as whole, and are held against their checksum whenever they are read. Opened for building by one holder at a
/// time (see <see cref="FeatureCache"/>); rows can be read as long as it lives, also while others build on or delete it. Reading and
/// writing rows is thread-safe.
/// </summary>
internal sealed class FeatureStore
{
    /// <summary>Raised whenever the files of a store are laid out otherwise: those of another version are other stores.</summary>
    internal const int FormatVersion = 2;

    private const int HeaderBytes = 128;

    // What a kill may cost: rows computed since they were last marked.
    private static readonly TimeSpan BetweenMarks = TimeSpan.FromSeconds(1);

    private readonly SafeFileHandle values, index;
    private readonly NumpyRows file;
    private readonly string recipe;
    private readonly Precision precision;
    private readonly List<StoreEntry> entries;
    private readonly Dictionary<string, int> rows = [];
    private readonly Lock gate = new();
    private List<(int Row, StoreEntry Entry)> written = []; // computed, and not yet marked
    private long lastMark = Clock.Start();

    private FeatureStore(string folder, string recipe, FeatureShape shape, Precision precision, List<StoreEntry> entries)
    {
        (Folder, Shape, this.recipe, this.precision, this.entries) = (folder, shape, recipe, precision, entries);
        for (var row = 0; row < entries.Count; row++)
            if (!entries[row].IsFree) rows.Add(entries[row].AudioHash, row);
        (values, index) = (OpenFile(ValuesFile(folder)), OpenFile(IndexFile(folder)));
        file = new(values, HeaderBytes, shape, precision);
    }

    public string Folder { get; }

    /// <summary>The shape of one clip's numbers.</summary>
    public FeatureShape Shape { get; }

    /// <summary>How many rows were found damaged since it was opened.</summary>
    internal int Damaged { get; private set; }

    public static string ValuesFile(string folder) => Path.Combine(folder, "values.npy");
    public static string IndexFile(string folder) => Path.Combine(folder, "index.csv");
    public static string RecipeFile(string folder) => Path.Combine(folder, "recipe.json");

    /// <summary>
    /// Opens the store in a folder, for a holder of its claim. What is no store is made one, empty; what is damaged is mended: a row whose
    /// line isn't what was written, for this recipe, is nobody's and will be given to the next audio that needs one.
    /// </summary>
    internal static FeatureStore Open(string folder, string recipe, FeatureShape shape, Precision precision)
    {
        if (Entries(folder, recipe, shape, precision) is { } entries)
        {
            var store = new FeatureStore(folder, recipe, shape, precision, entries);
            store.Mend();
            return store;
        }
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])[RecipeFile(folder), ValuesFile(folder), IndexFile(folder)]) File.Delete(file);
        File.WriteAllBytes(ValuesFile(folder), Header(shape, precision, clips: 0));
        File.WriteAllText(IndexFile(folder), StoreIndex.Header);
        AtomicFile.WriteText(RecipeFile(folder), recipe); // last: with it the store is there
        return new(folder, recipe, shape, precision, []);
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

    /// <summary>
    /// Whether the numbers of this audio are there and are what was written: they are read. A row that isn't is no longer whole, on disk
    /// too. For a holder of the store's claim.
    /// </summary>
    internal bool IsSound(string audioHash)
    {
        if (!IsWhole(audioHash)) return false;
        if (TryRead(audioHash) is not null) return true;
        lock (gate)
        {
            var row = rows[audioHash];
            entries[row] = new(audioHash, 0, IsWhole: false);
            Damaged++;
            RandomAccess.Write(index, StoreIndex.Line(entries[row], row, recipe), StoreIndex.PlaceOf(row));
        }
        return false;
    }

    /// <summary>Gives rows to the audio that has none yet, in this order: first those that are nobody's.</summary>
    internal void Assign(IEnumerable<string> audioHashes)
    {
        lock (gate)
        {
            string[] fresh = [.. audioHashes.Where(h => !rows.ContainsKey(h)).Distinct()];
            if (fresh.Length == 0) return;
            int[] places = [.. Enumerable.Range(0, entries.Count).Where(row => entries[row].IsFree),
                .. Enumerable.Range(entries.Count, fresh.Length)];
            var clips = Math.Max(entries.Count, places[fresh.Length - 1] + 1);
            RandomAccess.SetLength(values, file.PlaceOf(clips));
            RandomAccess.Write(values, Header(Shape, precision, clips), 0);
            foreach (var (hash, row) in fresh.Zip(places))
            {
                rows.Add(hash, row);
                if (row == entries.Count) entries.Add(default);
                entries[row] = new(hash, 0, IsWhole: false);
            }
            foreach (var row in places[..fresh.Length])
                RandomAccess.Write(index, StoreIndex.Line(entries[row], row, recipe), StoreIndex.PlaceOf(row));
        }
    }

    /// <summary>Writes the numbers of audio that has a row. They count as there at once, and are marked on disk a moment later.</summary>
    /// <param name="numbers">Row-major, finite.</param>
    internal void Write(string audioHash, ReadOnlySpan<float> numbers, double seconds)
    {
        if (numbers.Length != Shape.Count) throw new ArgumentException($"{numbers.Length} numbers for a row of {Shape}", nameof(numbers));
        int row;
        lock (gate) row = rows[audioHash];
        var check = file.Write(row, numbers);
        List<(int, StoreEntry)>? due = null;
        lock (gate)
        {
            entries[row] = new(audioHash, seconds, IsWhole: true, check);
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

    /// <summary>The numbers of audio, row-major; null where they aren't there, or aren't what was written.</summary>
    internal float[]? TryRead(string audioHash)
    {
        int row;
        StoreEntry entry;
        lock (gate)
        {
            if (!rows.TryGetValue(audioHash, out row)) return null;
            entry = entries[row];
        }
        return file.Read(row) is { } read && entry.IsWhole && read.Check == entry.Values ? read.Numbers : null;
    }

    private void Mark(List<(int Row, StoreEntry Entry)> due)
    {
        if (due.Count == 0) return;
        RandomAccess.FlushToDisk(values);
        foreach (var (row, entry) in due) RandomAccess.Write(index, StoreIndex.Line(entry, row, recipe), StoreIndex.PlaceOf(row));
        RandomAccess.FlushToDisk(index);
    }

    /// <summary>The entries of a store that is there; null where there is none, or only part of one.</summary>
    private static List<StoreEntry>? Entries(string folder, string recipe, FeatureShape shape, Precision precision)
    {
        try
        {
            string[] files = [RecipeFile(folder), ValuesFile(folder), IndexFile(folder)];
            if (files.Any(f => !File.Exists(f) || InputFile.WhatElse(f) is not null)) return null;
            using var index = InputFile.Open(IndexFile(folder));
            var entries = StoreIndex.Read(index, recipe);
            using var values = InputFile.Open(ValuesFile(folder));
            var there = (values.Length - HeaderBytes) / ((long)shape.Count * precision.Bytes());
            var seen = new HashSet<string>();
            for (var row = 0; row < entries.Count; row++)
                if (entries[row] is { IsFree: false } entry)
                    entries[row] = !seen.Add(entry.AudioHash) ? new(StoreEntry.Nobody, 0, IsWhole: false, IsDamaged: true)
                        : entry.IsWhole && row >= there ? new(entry.AudioHash, 0, IsWhole: false, IsDamaged: true) : entry;
            return entries;
        }
        catch (Exception error) when (error is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes again what isn't as it was written: the heads, the recipe, and the lines of rows that are nobody's from now
    /// on.</summary>
    private void Mend()
    {
        Restore(values, Header(Shape, precision, entries.Count));
        Restore(index, Encoding.ASCII.GetBytes(StoreIndex.Header));
        if (File.ReadAllText(RecipeFile(Folder)) != recipe) AtomicFile.WriteText(RecipeFile(Folder), recipe);
        for (var row = 0; row < entries.Count; row++)
        {
            if (!entries[row].IsDamaged) continue;
            Damaged++;
            entries[row] = entries[row] with { IsDamaged = false };
            RandomAccess.Write(index, StoreIndex.Line(entries[row], row, recipe), StoreIndex.PlaceOf(row));
        }
    }

    private static void Restore(SafeFileHandle file, byte[] head)
    {
        var found = new byte[head.Length];
        if (RandomAccess.Read(file, found, 0) != head.Length || !found.AsSpan().SequenceEqual(head)) RandomAccess.Write(file, head, 0);
    }

    private static byte[] Header(FeatureShape shape, Precision precision, int clips) =>
        new NumpyHeader(NumpyHeader.TypeOf(precision), [clips, shape.Rows, shape.Frames]).Bytes(HeaderBytes);

    private static SafeFileHandle OpenFile(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
