namespace Gmsa.Experiments.Foundation;

/// <summary>
/// A claim on a file that only one holder in the world has at a time: dispose it to give it up; it also ends with its process, however
/// that ends. The file itself stays, empty.
/// </summary>
public static class FileClaim
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>The claim, or null where another holder has it. The folder has to be there.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>The claim, as soon as no other holder has it.</summary>
    /// <param name="waiting">Called once where it isn't free at once.</param>
    public static FileStream Take(string path, Action waiting, CancellationToken cancel)
    {
        for (var asked = false; ; asked = true)
        {
            if (TryTake(path) is { } claim) return claim;
            if (!asked) waiting();
            cancel.WaitHandle.WaitOne(Between);
            cancel.ThrowIfCancellationRequested();
        }
    }
}
