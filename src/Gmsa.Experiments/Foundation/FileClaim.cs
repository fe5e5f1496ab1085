namespace Gmsa.Experiments.Foundation;

/// <summary>
/// A claim on a file that only one holder in the world has at a time: dispose it to give it up; it also ends with its process, however
/// that ends. The file itself stays, empty.
/// </summary>
public static class FileClaim
{
    // What a file that another holder has is on Windows (sharing violation), Linux and macOS (EAGAIN); anything else is a fault of the disk.
    private static readonly int[] Taken = [unchecked((int)0x80070020), 11, 35];

    // Short at first: most holders keep a claim for a millisecond.
    private static readonly TimeSpan[] Between = [.. new[] { 1, 1, 2, 2, 5, 5, 10, 20, 50 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    /// <summary>The claim, or null where another holder has it. The folder has to be there.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (Taken.Contains(error.HResult))
        {
            return null;
        }
    }

    /// <summary>The claim, as soon as no other holder has it.</summary>
    /// <param name="waiting">Called once where it isn't free at once.</param>
    public static FileStream Take(string path, Action waiting, CancellationToken cancel)
    {
        for (var asked = 0; ; asked++)
        {
            if (TryTake(path) is { } claim) return claim;
            if (asked == 0) waiting();
            cancel.WaitHandle.WaitOne(Between[Math.Min(asked, Between.Length - 1)]);
            cancel.ThrowIfCancellationRequested();
        }
    }
}
