using System.Text;

namespace Gmsa.Experiments.Foundation;

/// <summary>Files that appear whole or not at all: written beside their place, flushed to disk, then renamed over it.</summary>
public static class AtomicFile
{
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
            File.Delete(temporary);
        }
    }
}
