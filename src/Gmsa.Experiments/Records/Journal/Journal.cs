using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>
/// What happened in a study, in order: <c>journal.jsonl</c>, one sealed line an entry (<see cref="JournalLine"/>), each flushed to disk.
/// Any number of threads, processes and machines write it, one at a time: who writes holds a lock on the file <c>.lock</c> beside it, which
/// ends with its process. A line that a kill cut short is taken off by whoever writes next. Reading is always possible.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly Action<JournalEvent>? written;
    private readonly Action? waiting;
    private readonly Lock gate = new();
    private readonly List<JournalEvent> entries = [];
    private FileStream? held;
    private long whole; // bytes of the entries that were read

    private Journal(string path, FileStream stream, Action<JournalEvent>? written, Action? waiting) =>
        (this.path, this.stream, this.written, this.waiting) = (path, stream, written, waiting);

    /// <summary>Every entry up to the last <see cref="Locked{T}"/>, oldest first.</summary>
    internal IReadOnlyList<JournalEvent> Entries
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    /// <summary>The entries of one event, oldest first.</summary>
    internal IEnumerable<T> Of<T>() where T : JournalEvent => Entries.OfType<T>();

    /// <summary>Opens a study's journal, making it where it isn't there yet.</summary>
    /// <param name="written">Told of each entry that this process adds, when it is on disk.</param>
    /// <param name="waiting">
    /// Called every few seconds while somebody else, who should need it for a moment alone, keeps the journal locked.
    /// </param>
    /// <exception cref="InputException">A line in the middle was changed.</exception>
    internal static Journal Open(string path, Action<JournalEvent>? written = null, Action? waiting = null)
    {
        path = Path.GetFullPath(path);
        if (InputFile.WhatElse(path) is { } other) throw new IOException($"{path} is {other}, not a file");
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        var journal = new Journal(path, stream, written, waiting);
        try
        {
            journal.Refresh();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Reads a journal without opening it for writing. A line that was cut short is passed over.</summary>
    /// <exception cref="InputException">It is gone, or a line in the middle was changed.</exception>
    public static IReadOnlyList<JournalEvent> Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "the study's journal is gone. Restore it, or move the study's folder away to start afresh.");
        using var stream = InputFile.Open(path);
        var entries = new List<JournalEvent>();
        JournalLine.ReadWhole(stream, path, entries);
        return entries;
    }

    /// <summary>Adds an entry, with the time. Thread-safe; on disk when it returns.</summary>
    internal void Add(JournalEvent what) => Locked(() =>
    {
        var entry = what with { Time = Clock.Now };
        stream.Seek(whole, SeekOrigin.Begin);
        var line = Encoding.UTF8.GetBytes(JournalLine.Seal(entry) + "\n");
        stream.Write(line);
        stream.Flush(flushToDisk: true);
        whole += line.Length;
        entries.Add(entry);
        written?.Invoke(entry);
    });

    /// <summary>Reads what others added.</summary>
    internal void Refresh() => Locked(() => { });

    /// <inheritdoc cref="Locked{T}"/>
    internal void Locked(Action action) => Locked(() =>
    {
        action();
        return true;
    });

    /// <summary>
    /// Does something while nobody else in the world can add to the journal, with all that others added read; <see cref="Add"/> may be
    /// called within. Keep it short.
    /// </summary>
    /// <exception cref="IOException">The journal isn't there any more.</exception>
    internal T Locked<T>(Func<T> action)
    {
        lock (gate)
        {
            if (held is not null) return action();
            var folder = Path.GetDirectoryName(path)!;
            if (!File.Exists(path)) throw new Study(folder).IsGone(); // no lock is made where no study is
            using (held = FileClaim.Take(Path.Combine(folder, ".lock"), () => { }, CancellationToken.None, waiting))
                try
                {
                    // Where another journal has its place by now, what is written to this one nobody reads. Lengths wouldn't do: a
                    // network's file system may know an old one by the path.
                    if (FileStatus.Of(path) is not { } there || FileStatus.Of(stream)?.IsSame(there) != true)
                        throw new Study(folder).IsGone();
                    CatchUp();
                    return action();
                }
                finally
                {
                    held = null;
                }
        }
    }

    /// <summary>Hands over the entries behind the first <paramref name="read"/>, and counts them.</summary>
    internal void ReadFrom(ref int read, Action<JournalEvent> take)
    {
        lock (gate)
            for (; read < entries.Count; read++) take(entries[read]);
    }

    private void CatchUp()
    {
        if (stream.Length == whole) return;
        stream.Seek(whole, SeekOrigin.Begin);
        whole += JournalLine.ReadWhole(stream, path, entries);
        // Nobody else is writing: what is behind the last whole line was cut short by a kill.
        if (stream.Length != whole) stream.SetLength(whole);
    }

    public void Dispose() => stream.Dispose();
}
