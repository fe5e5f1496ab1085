namespace Gmsa.Experiments.Foundation;

/// <summary>Makes sure, before any work, that what a user asked for can be written where it should go.</summary>
internal static class OutputPlace
{
    /// <exception cref="InputException">It is blank: the current folder, or a name that nobody sees.</exception>
    /// <returns>The path.</returns>
    public static string Named(string option, string path, string expected) =>
        string.IsNullOrWhiteSpace(path) ? throw new InputException(option, $"is empty; expected {expected}") : path;

    /// <summary>Tries a folder; where it isn't there, the nearest above it that is. Leaves nothing behind.</summary>
    /// <exception cref="InputException">It is a file or below one, or can't be written.</exception>
    public static void Folder(string option, string path)
    {
        Named(option, path, "a folder");
        if (System.IO.File.Exists(path)) throw new InputException(option, $"{path} is a file; expected a folder, new or there already");
        Try(option, Path.GetFullPath(path));
    }

    /// <summary>Tries the folder of a file in the same way. A file that is there is replaced only if it is empty or of the kind that will
    /// be written.</summary>
    /// <param name="isOurs">Whether a file, which isn't empty, is of that kind.</param>
    /// <param name="kind">What it is called: "a NumPy file".</param>
    /// <exception cref="InputException">It is a folder, below a file or somebody else's, or can't be written.</exception>
    public static void File(string option, string path, Func<string, bool> isOurs, string kind)
    {
        Named(option, path, "a file");
        if (Directory.Exists(path)) throw new InputException(option, $"{path} is a folder; expected a file");
        if (!IsFree(path, isOurs)) throw new InputException(option,
            $"{path} is there already and is not {kind}, so it is left as it is; name another place");
        Try(option, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Whether a file may be written at a path: nothing is there, or an empty file, or one of our own.</summary>
    /// <param name="isOurs">Asked of a file that isn't empty.</param>
    public static bool IsFree(string path, Func<string, bool> isOurs)
    {
        try
        {
            return FileStatus.Of(path) is not { } there || there.Kind == PathKind.File && (there.Size == 0 || isOurs(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // nobody knows what it is
        }
    }

    /// <summary>True where two paths lead to one place, through whatever links, or to one file under two names.</summary>
    public static bool IsSame(string path, string other) => string.Equals(
        Real(path), Real(other), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
        || FileStatus.Of(path) is { } one && FileStatus.Of(other) is { } second && one.IsSame(second);

    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder) return full; // the root
        var place = Path.Combine(Real(folder), Path.GetFileName(full));
        return Path.Exists(place) && System.IO.File.ResolveLinkTarget(place, returnFinalTarget: true) is { } target
            ? Real(target.FullName)
            : place;
    }

    private static void Try(string option, string folder)
    {
        for (; !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)!) // ends at the root
            if (System.IO.File.Exists(folder))
                throw new InputException(option, $"{folder} is a file; nothing can be written below it, name another place");
        try
        {
            var probe = Path.Combine(folder, FormattableString.Invariant($".gmsa-{Environment.ProcessId}.tmp"));
            System.IO.File.WriteAllBytes(probe, []);
            System.IO.File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(option, $"{folder} can't be written: {error.Message}");
        }
    }
}
