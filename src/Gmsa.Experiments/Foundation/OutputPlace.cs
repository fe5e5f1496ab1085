namespace Gmsa.Experiments.Foundation;

/// <summary>Makes sure, before any work, that what a user asked for can be written where it should go.</summary>
internal static class OutputPlace
{
    /// <summary>Tries a folder; where it isn't there, the nearest above it that is. Leaves nothing behind.</summary>
    /// <exception cref="InputException">It is a file or below one, or can't be written.</exception>
    public static void Folder(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException(option, "is empty; expected a folder");
        if (System.IO.File.Exists(path)) throw new InputException(option, $"{path} is a file; expected a folder, new or there already");
        Try(option, Path.GetFullPath(path));
    }

    /// <summary>Tries the folder of a file in the same way.</summary>
    /// <exception cref="InputException">It is a folder or below a file, or can't be written.</exception>
    public static void File(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException(option, "is empty; expected a file");
        if (Directory.Exists(path)) throw new InputException(option, $"{path} is a folder; expected a file");
        Try(option, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>True where two paths lead to one place, through whatever links.</summary>
    public static bool IsSame(string path, string other) => string.Equals(
        Real(path), Real(other), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder) return full; // the root
        var place = Path.Combine(Real(folder), Path.GetFileName(full));
        return Path.Exists(place) && System.IO.File.ResolveLinkTarget(place, returnFinalTarget: true) is { } target ? Real(target.FullName) : place;
    }

    private static void Try(string option, string folder)
    {
        for (; !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)!) // ends at the root
            if (System.IO.File.Exists(folder)) throw new InputException(option, $"{folder} is a file; nothing can be written below it, name another place");
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
