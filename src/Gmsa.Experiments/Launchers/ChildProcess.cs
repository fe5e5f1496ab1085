using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Launchers;

/// <summary>What a process may use. Whoever goes beyond is killed with all that it started.</summary>
/// <param name="Memory">Of the process and what it started, together.</param>
/// <param name="Time">Since its start; null for no limit.</param>
/// <param name="Log">What it writes to stdout and stderr.</param>
internal sealed record ProcessLimits(ByteSize Memory, TimeSpan? Time, ByteSize Log);

/// <summary>Runs one program within limits, and waits for its end.</summary>
internal static class ChildProcess
{
    private const int Lines = 20, LineBytes = 1000;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// The longest wait for the rest of the output of a process that has ended, and for a cancellation that is on its way.
    /// </summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Starts the program and waits on the calling thread, as it has to: a program that asked Linux to die with its parent
    /// (<see cref="ParentWatch"/>) dies with the thread that started it.
    /// </summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program or folder, or it can't be started.</exception>
    public static ProcessEnd Run(ProcessStart start, ProcessLimits limits, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return new(ProcessEndKind.Cancelled, 0, null, default, [], "it was stopped before it started");
        var kernelKills = KernelKills();
        using var process = Process.Start(InfoOf(start))!;
        process.StandardInput.Close();
        var output = new LastLines(Lines, LineBytes);
        Thread[] readers = [Drain(output, process.StandardOutput), Drain(output, process.StandardError)];
        var tree = new ProcessTree(process);
        var (limit, peak) = Watch(process, tree, output, limits, cancel);
        tree.Kill(); // what it left behind
        foreach (var reader in readers) reader.Join(Moment); // Whoever escaped may hold the pipe open for ever.

        var lines = output.ToList();
        // Ctrl-C reaches both, the child sooner.
        if (limit is null && ExitCodes.AskedToStop(process.ExitCode)) cancel.WaitHandle.WaitOne(Moment);
        if (cancel.IsCancellationRequested) limit ??= ProcessEndKind.Cancelled;
        var kind = ExitCodes.KindOf(process.ExitCode, limit, kernelKills is null ? null : KernelKills() > kernelKills, lines);
        var signal = ExitCodes.SignalOf(process.ExitCode);
        return new(kind, process.ExitCode, signal, peak, lines, Message(kind, limit, process.ExitCode, signal, peak, limits));
    }

    /// <summary>Looks at the process until it has ended, and ends it where it goes too far.</summary>
    private static (ProcessEndKind? Limit, ByteSize Peak) Watch(
        Process process, ProcessTree tree, LastLines output, ProcessLimits limits, CancellationToken cancel)
    {
        var (start, peak, limit) = (Clock.Start(), 0L, (ProcessEndKind?)null);
        while (!process.WaitForExit(BetweenLooks))
        {
            peak = Math.Max(peak, tree.Memory());
            limit ??= cancel.IsCancellationRequested ? ProcessEndKind.Cancelled
                : peak > limits.Memory.Bytes ? ProcessEndKind.OutOfMemory
                : output.Bytes > limits.Log.Bytes ? ProcessEndKind.LogTooLong
                : Clock.Elapsed(start) > limits.Time ? ProcessEndKind.TimedOut
                : null;
            if (limit is not null) tree.Kill();
        }
        return (limit, new(peak));
    }

    private static ProcessStartInfo InfoOf(ProcessStart start)
    {
        var info = new ProcessStartInfo(start.Program, start.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = start.Folder ?? "",
        };
        foreach (var (name, value) in start.Environment) info.Environment[name] = value;
        return info;
    }

    private static Thread Drain(LastLines output, StreamReader from)
    {
        var thread = new Thread(() => output.Drain(from.BaseStream)) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>How often the kernel has killed for want of memory, anywhere on this machine; null where it doesn't say.</summary>
    private static long? KernelKills()
    {
        const string Counters = "/proc/vmstat", Kills = "oom_kill ";
        return File.Exists(Counters)
            && File.ReadLines(Counters).FirstOrDefault(line => line.StartsWith(Kills, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[Kills.Length..], CultureInfo.InvariantCulture) : null;
    }

    private static string Message(ProcessEndKind kind, ProcessEndKind? limit, int exitCode, string? signal, ByteSize peak,
        ProcessLimits limits) => kind switch
        {
            ProcessEndKind.Finished => "it finished",
            ProcessEndKind.OutOfMemory when limit == kind => $"it held {peak.Rounded()} of memory; allowed: {limits.Memory}",
            ProcessEndKind.OutOfMemory when signal == "SIGKILL" => "the system ran out of memory and killed it",
            ProcessEndKind.OutOfMemory => $"it found no memory left; allowed: {limits.Memory}",
            ProcessEndKind.TimedOut =>
                string.Create(CultureInfo.InvariantCulture, $"it took longer than the {limits.Time!.Value.TotalSeconds:0.###} s allowed"),
            ProcessEndKind.LogTooLong => $"it wrote more than the {limits.Log} of log allowed",
            ProcessEndKind.Crashed => $"it ended by {signal}",
            ProcessEndKind.Cancelled => "it was stopped",
            _ => string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {exitCode}"),
        };
}
