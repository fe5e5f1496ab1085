using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Records;

/// <summary>
/// A process that works on a study, as others see it: a file under <c>workers/</c> that it holds locked and touches every
/// few seconds. Whoever can lock the file of another knows that the other is gone; on file systems where locks don't reach
/// across machines, its age tells.
/// </summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10), Lease = TimeSpan.FromSeconds(90);

    private readonly string path;
    private readonly FileStream claim;
    private readonly Timer heart;

    private Worker(string path, FileStream claim)
    {
        (this.path, this.claim) = (path, claim);
        Name = Path.GetFileName(path);
        heart = new(_ => Touch(), null, Beat, Beat);
    }

    /// <summary>
    /// "machine-process-start", the last a moment: no two in the world, ever. A number would come again, with a process's, where containers
    /// start anew, and who claimed a trial and was killed would be taken for whoever looks for such trials.
    /// </summary>
    public string Name { get; }

    /// <param name="folder">The study's folder for workers; made where it isn't there.</param>
    public static Worker Start(string folder)
    {
        Directory.CreateDirectory(folder);
        while (true)
        {
            var name = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{Clock.Now:yyyyMMddTHHmmssfffffff}");
            var path = Path.Combine(folder, name);
            if (!File.Exists(path) && FileClaim.TryTake(path) is { } claim) return new(path, claim);
        }
    }

    /// <summary>The names of the workers that are at work.</summary>
    public static IReadOnlyList<string> Alive(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder)
            .Select(f => Path.GetFileName(f)).Where(name => IsAlive(folder, name)).Order(StringComparer.Ordinal)];

    /// <summary>Deletes the files of workers that are gone.</summary>
    public static void Clear(string folder)
    {
        foreach (var gone in Directory.EnumerateFiles(folder).Where(f => !IsAlive(folder, Path.GetFileName(f)))) File.Delete(gone);
    }

    /// <summary>False where the worker's process has ended, however it did.</summary>
    public static bool IsAlive(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return false;
        if (FileClaim.IsTaken(path)) return true;
        var isHere = name.StartsWith(Environment.MachineName + "-", StringComparison.Ordinal);
        return !isHere && Clock.Now - LastSign(folder, name) < Lease;
    }

    /// <summary>
    /// When the worker last gave a sign of life, as it does every ten seconds unless it is suspended; long ago of one that isn't there.
    /// </summary>
    public static DateTimeOffset LastSign(string folder, string name) => File.GetLastWriteTimeUtc(Path.Combine(folder, name));

    /// <summary>"host-123-1 (last sign of life 40 s ago, so it may be suspended)".</summary>
    public static string Described(string folder, string name)
    {
        var age = Clock.Now - LastSign(folder, name);
        if (age > TimeSpan.FromDays(10_000)) return $"{name} (which is gone)";
        var doubt = age > 2 * Beat ? ", so it may be suspended" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} (last sign of life {Math.Max(0, age.TotalSeconds):0} s ago{doubt})");
    }

    private void Touch()
    {
        try
        {
            File.SetLastWriteTimeUtc(path, Clock.Now.UtcDateTime);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next beat tries again; a study's folder that was moved away is told by whoever writes to it.
        }
    }

    public void Dispose()
    {
        heart.Dispose();
        if (File.Exists(path)) File.Delete(path); // else the study was deleted under it
        claim.Dispose();
    }
}
