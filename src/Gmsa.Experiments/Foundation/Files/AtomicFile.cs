using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>Files that appear whole or not at all: written beside their place, flushed to disk, then renamed over it.</summary>
internal static class AtomicFile
{
    // File systems and the system's own tables of processes tell time to a second or so.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>What writers that are gone left half written in a folder and those in it.</summary>
    /// <param name="isWriting">Says of "machine-process" whether it is at work elsewhere.</param>
    public static IEnumerable<string> Leftovers(string folder, Func<string, bool> isWriting) =>
        from file in Directory.EnumerateFiles(folder, ".*.tmp", SearchOption.AllDirectories)
        let writer = Writer(file)
        where writer is not { } w || !(isWriting(w.Machine + "-" + w.Process) || IsWritten(file, w.Machine, w.Process))
        select file;

    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        // Machine, process and thread in the name, so that two writers of one file never share a half-written one, not even over a network.
        var writer = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{writer}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    /// <summary>Who writes a file of such a name; null where it isn't one of these.</summary>
    private static (string Machine, string Process)? Writer(string temporary)
    {
        var parts = Path.GetFileNameWithoutExtension(temporary).Split('-');
        return parts.Length < 3 ? null : (string.Join('-', parts[..^2]) is var rest ? rest[(rest.LastIndexOf('.') + 1)..] : "", parts[^2]);
    }

    /// <summary>True where the process runs here that began the file: one that is younger than the file only has its number.</summary>
    private static bool IsWritten(string file, string machine, string number)
    {
        if (machine != Environment.MachineName) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() - Tolerance < File.GetLastWriteTimeUtc(file);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return error is System.ComponentModel.Win32Exception; // it has ended; or it is another user's, who may be writing
        }
    }
}
