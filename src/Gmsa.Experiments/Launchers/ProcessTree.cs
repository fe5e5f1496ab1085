using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Launchers;

/// <summary>
/// A process and all that came from it. Where there is a <c>/proc</c> (Linux) every process is looked at once, when it is first seen, so
/// that those whose parent has ended still belong; elsewhere the memory of the first process alone is known.
/// </summary>
internal sealed class ProcessTree(Process root)
{
    /// <summary>
    /// Looks at all processes may cost this part of one core, however many run on the machine, unless that made them too rare.
    /// </summary>
    private const double Share = 0.02;
    private static readonly TimeSpan Rarest = TimeSpan.FromMilliseconds(500);
    private static readonly bool HasProc = File.Exists("/proc/self/statm");

    /// <summary>
    /// Each process that runs, with the moment it was started at (in ticks since the system's own start), where it belongs here; else null.
    /// </summary>
    private readonly Dictionary<int, string?> seen = [];
    private long? scanned;
    private TimeSpan gap;

    /// <summary>
    /// The memory that these processes hold for themselves, in bytes: what is resident, without the pages of files, which the kernel takes
    /// back when it needs them. Elsewhere than on Linux, the working set of the first.
    /// </summary>
    public long Memory()
    {
        if (!HasProc)
        {
            root.Refresh();
            return root.HasExited ? 0 : root.WorkingSet64;
        }
        Scan();
        return seen.Where(p => p.Value is not null).Sum(p => OwnPages(p.Key)) * Environment.SystemPageSize;
    }

    /// <summary>Kills all of them; those that ended are left alone.</summary>
    public void Kill()
    {
        if (HasProc) Scan(now: true);
        try
        {
            root.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It is ending already.
        }
        foreach (var (pid, start) in seen)
            if (pid != root.Id && start is not null && Stat(pid).Start == start) KillOne(pid);
    }

    private static void KillOne(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended meanwhile.
        }
    }

    private void Scan(bool now = false)
    {
        if (!now && scanned is { } last && Clock.Elapsed(last) < gap) return;
        var start = Clock.Start();
        var running = Pids();
        foreach (var pid in seen.Keys.Except(running).ToArray()) seen.Remove(pid);
        foreach (var pid in running) _ = Belongs(pid, running);
        scanned = Clock.Start();
        gap = TimeSpan.FromTicks(Math.Min((long)(Clock.Elapsed(start).Ticks / Share), Rarest.Ticks));
    }

    private bool Belongs(int pid, HashSet<int> running)
    {
        if (seen.TryGetValue(pid, out var known)) return known is not null;
        if (!running.Contains(pid)) return false;
        var (parent, start) = Stat(pid);
        if (start is null) return false;
        var belongs = pid == root.Id || Belongs(parent, running);
        seen[pid] = belongs ? start : null;
        return belongs;
    }

    private static HashSet<int> Pids() => [.. Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0)];

    /// <summary>A process's parent and start; no start where it has ended.</summary>
    private static (int Parent, string? Start) Stat(int pid)
    {
        // "7 (a name) S 1 ...": the name may hold anything, brackets and blanks too.
        var text = Read(pid, "stat");
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0] is not ("Z" or "X")
            ? (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19])
            : (0, null);
    }

    private static long OwnPages(int pid) => Read(pid, "statm").Split(' ') is [_, var resident, var ofFiles, ..]
        ? long.Parse(resident, CultureInfo.InvariantCulture) - long.Parse(ofFiles, CultureInfo.InvariantCulture) : 0;

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{file}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // It ended.
        }
    }
}
