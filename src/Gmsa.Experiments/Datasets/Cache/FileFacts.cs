using System.Collections.Concurrent;
using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Datasets;

/// <summary>
/// What is known of files without reading them again: a word a file, remembered by path and <see cref="FileStamp"/> in a file of lines
/// <c>checksum word size modified changed number path</c>, of which the last of a path counts. A file that changed in the last seconds
/// isn't remembered: it could change again within one tick of its file system's clock. Where the lines can't be read or written, files are
/// read again. Thread-safe, also between processes.
/// </summary>
internal sealed class FileFacts
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(1);

    private readonly string file;
    private readonly string claim;
    private readonly TimeSpan settled;
    private readonly ConcurrentDictionary<string, Fact> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private List<string> fresh = [];
    private long lastSave = Clock.Start();

    private readonly record struct Fact(string Word, FileStamp Stamp);

    /// <param name="claim">The file whose holder may write.</param>
    /// <param name="isWord">What may stand in a line: a file of other lines would cost many times its size.</param>
    /// <param name="settled">For how long a file must have been as it is to be remembered; null: 3 s.</param>
    public FileFacts(string file, string claim, Func<string, bool> isWord, TimeSpan? settled = null)
    {
        (this.file, this.claim, this.settled) = (file, claim, settled ?? Settled);
        if (FileStatus.Of(file)?.Kind != PathKind.File) return;
        try
        {
            foreach (var line in File.ReadLines(file))
                if (Parse(line) is { } entry && isWord(entry.Fact.Word)) known[entry.Path] = entry.Fact;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's, say. Nothing depends on it.
        }
    }

    /// <summary>What is known of a file that is as its stamp says; null where nothing is.</summary>
    public string? Of(string path, FileStamp stamp) =>
        known.TryGetValue(Path.GetFullPath(path), out var found) && found.Stamp == stamp ? found.Word : null;

    /// <summary>Remembers a word without spaces, unless the file may be changing still.</summary>
    /// <param name="stamp">Of the file before it was read, and still.</param>
    public void Add(string path, FileStamp stamp, string word)
    {
        var full = Path.GetFullPath(path);
        if (!stamp.IsSettled(settled) || full.Contains('\n', StringComparison.Ordinal)) return;
        known[full] = new(word, stamp);
        bool isDue;
        lock (gate)
        {
            fresh.Add(Line(full, known[full]));
            isDue = Clock.Elapsed(lastSave) > BetweenSaves;
        }
        if (isDue) Save();
    }

    /// <summary>
    /// Writes what is new. Where another process writes just now, or nothing can be written, it waits for the next time.
    /// </summary>
    public void Save()
    {
        lock (gate)
        {
            if (fresh.Count == 0) return;
            lastSave = Clock.Start();
            try
            {
                Write();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Nothing depends on it.
            }
        }
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(claim))!);
        using var held = FileClaim.TryTake(claim);
        if (held is null) return;
        if (InputFile.WhatElse(file) is not null) File.Delete(file); // to write to a pipe is to wait too
        File.AppendAllText(file, string.Concat(fresh));
        fresh = [];
    }

    private static string Line(string full, Fact fact)
    {
        var (word, stamp) = fact;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{word} {stamp.Size} {stamp.Modified} {stamp.Changed} {stamp.Number} {full}");
        return string.Create(CultureInfo.InvariantCulture, $"{Checksum.OfText(text):x8} {text}\n");
    }

    private static (string Path, Fact Fact)? Parse(string line)
    {
        if (line.Length == 0) return null; // however many there are, they cost nothing
        if (line.Split(' ', 7) is not [{ Length: Checksum.Digits }, var word, var size, var modified, var changed, var number, var path]
            || !TryRead(size, out var bytes) || !TryRead(modified, out var writing) || !TryRead(changed, out var change)
            || !ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var node)) return null;
        var fact = new Fact(word, new(bytes, writing, change, node));
        return Line(path, fact) == line + "\n" ? (path, fact) : null; // of a flipped bit nothing is believed
    }

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
