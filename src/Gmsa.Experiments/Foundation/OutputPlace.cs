namespace Gmsa.Experiments.Foundation;

/// <summary>Makes sure, before any work, that what a user asked for can be written where it should go.</summary>
internal static class OutputPlace
{
    /// <summary>Tries a folder; where it isn't there, the nearest above it that is. Leaves nothing behind.</summary>
    /// <exception cref="InputException">It is a file, or can't be written.</exception>
    public static void Folder(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException(option, "is empty; expected a folder");
        if (System.IO.File.Exists(path)) throw new InputException(option, $"{path} is a file; expected a folder, new or there already");
        Try(option, Path.GetFullPath(path));
    }

    /// <summary>Tries the folder of a file in the same way.</summary>
    /// <exception cref="InputException">It is a folder, or can't be written.</exception>
    public static void File(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException(option, "is empty; expected a file");
        if (Directory.Exists(path)) throw new InputException(option, $"{path} is a folder; expected a file");
        Try(option, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static void Try(string option, string folder)
    {
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder)!; // ends at the root
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
