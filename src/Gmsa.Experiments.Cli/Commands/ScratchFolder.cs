using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>
/// A temporary folder of this process's own, for what libraries put down while they work (ML.NET unpacks every model that it reads or
/// writes). It goes with the process; of a process that was killed, the next one removes it.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "gmsa-scratch-", ClaimName = ".claim", Variable = "TMPDIR";

    private readonly string folder;
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);
    private readonly FileStream? claim;

    public ScratchFolder()
    {
        var temporary = Path.GetTempPath();
        foreach (var old in Directory.Exists(temporary) ? Directory.GetDirectories(temporary, Prefix + "*") : []) RemoveIfLeft(old);
        folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        claim = FileClaim.TryTake(Path.Combine(folder, ClaimName));
        // What this process and its children ask for.
        if (!OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable(Variable, folder);
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable(Variable, before);
        claim?.Dispose();
        Remove(folder);
    }

    /// <summary>Removes a folder whose process is gone. One that has no claim in it yet is just being made; another user's stays.</summary>
    private static void RemoveIfLeft(string old)
    {
        try
        {
            var claim = Path.Combine(old, ClaimName);
            if (new DirectoryInfo(old).LinkTarget is not null || !File.Exists(claim)) return;
            using (var held = FileClaim.TryTake(claim))
                if (held is null) return;
            Remove(old);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It goes with the next process, or with the system's own tidying.
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Something in it is still open: the next process removes it.
        }
    }
}
