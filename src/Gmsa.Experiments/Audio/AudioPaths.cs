namespace Gmsa.Experiments.Audio;

/// <summary>
/// Finds audio whose path was written on another system: with backslashes between folders, or in another case. A folder is listed once,
/// however many paths lead through it. Only what is unambiguous is found.
/// </summary>
/// <param name="root">Where relative paths start.</param>
internal sealed class AudioPaths(string root)
{
    private const int MostAlike = 3;
    private readonly Dictionary<string, ILookup<string, string>> listings = new(StringComparer.Ordinal);

    /// <summary>The path, relative to the root as <paramref name="path"/> is, under which the one file is there that can be meant; null
    /// where the file is there as written, none is, or several are.</summary>
    public string? Other(string path) => path.Contains('\0') || AudioFile.Exists(Path.Combine(root, path)) ? null
        : Alike(path) is [var only] && File.Exists(Path.Combine(root, only)) ? only : null;

    /// <summary>The paths of what is there and differs from it in case and slashes alone, a few at most.</summary>
    public IReadOnlyList<string> Alike(string path)
    {
        var written = path.Replace('\\', '/');
        var (start, names) = Path.IsPathRooted(written) ? ("/", written.TrimStart('/')) : ("", written);
        return [.. Within(start, [.. names.Split('/').Where(n => n is not ("" or "."))]).Take(MostAlike)];
    }

    private string[] Within(string folder, string[] names)
    {
        if (names.Length == 0) return [];
        if (names[0] == "..") return [.. Below("..")];
        string[] alike = [.. Listing(folder)[names[0]]];
        // Where something is there as written nothing else is meant.
        string[] written = [.. alike.Where(n => n == names[0]).SelectMany(Below)];
        return written.Length > 0 ? written : [.. alike.SelectMany(Below)];

        IEnumerable<string> Below(string name)
        {
            var path = folder.Length == 0 ? name : Path.Join(folder, name);
            return names.Length > 1 ? Within(path, names[1..]) : [path];
        }
    }

    /// <summary>What is in a folder by its name in any case; nothing where the folder isn't there.</summary>
    private ILookup<string, string> Listing(string folder)
    {
        if (listings.TryGetValue(folder, out var known)) return known;
        IEnumerable<string> names = [];
        try
        {
            names = [.. Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)).Select(p => Path.GetFileName(p)!)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not there: whoever reads the audio says so.
        }
        return listings[folder] = names.Order(StringComparer.Ordinal).ToLookup(n => n, StringComparer.OrdinalIgnoreCase);
    }
}
