namespace Gmsa.Experiments.Foundation;

/// <summary>
/// A claim on a file that only one holder in the world has at a time: dispose it to give it up; it also ends with its process, however
/// that ends. The file itself stays, empty.
/// </summary>
public static class FileClaim
{
    // What a file that another holder has is on Windows (sharing violation), Linux and macOS (EAGAIN); anything
    // else is a fault of the disk.
    private static readonly int[] Taken = [unchecked((int)0x80070020), 11, 35];

    // Short at first: most holders keep a claim for a millisecond.
    private static readonly TimeSpan[] Between = [.. new[] { 1, 1, 2, 2, 5, 5, 10, 20, 50 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    // How often somebody who waits long says so.
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(5);

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

    /// <summary>
    /// Whether somebody holds the claim. Makes no file, and any number may ask at a time without being taken for holders themselves.
    /// </summary>
    internal static bool IsTaken(string path)
    {
        try
        {
            using var look = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException error) when (Taken.Contains(error.HResult))
        {
            return true;
        }
    }

    /// <summary>The claim, as soon as no other holder has it.</summary>
    /// <param name="waiting">Called where it isn't free at once.</param>
    /// <param name="stillWaiting">Called every few seconds while it stays so.</param>
    internal static FileStream Take(string path, Action waiting, CancellationToken cancel, Action? stillWaiting = null)
    {
        var told = Clock.Start();
        for (var asked = 0; ; asked++)
        {
            if (TryTake(path) is { } claim) return claim;
            if (asked == 0) waiting();
            if (Clock.Elapsed(told) > BetweenWords)
            {
                stillWaiting?.Invoke();
                told = Clock.Start();
            }
            cancel.WaitHandle.WaitOne(Between[Math.Min(asked, Between.Length - 1)]);
            cancel.ThrowIfCancellationRequested();
        }
    }
}
