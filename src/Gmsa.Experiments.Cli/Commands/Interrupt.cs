using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>
/// Ctrl-C or a polite kill asks the work to stop; a second one ends the process at once. Work that can't stop (a learner in the middle of a
/// step, a file system that doesn't answer) is given up after a few seconds. Whichever it is, the study resumes: a run may be killed at any
/// moment.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt() =>
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        ended.Set();
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        new Thread(GiveUp) { IsBackground = true, Name = "interrupt" }.Start();
        Console.Error.WriteLine(FormattableString.Invariant(
            $"Stopping: waiting for what is being written, {Grace.TotalSeconds:0} s at most. Press Ctrl-C again to end at once."));
        source.Cancel();
    }

    private void GiveUp()
    {
        if (ended.Wait(Grace)) return;
        if (!Console.IsErrorRedirected) Console.Error.Write("\u001b[?25h"); // the cursor, which progress had hidden
        Console.Error.WriteLine(
            "It doesn't stop by itself (in the middle of a learner's step, or of reading what doesn't answer), and is given up.");
        Console.Error.WriteLine(Exit.Resumes);
        End(Exit.Cancelled);
    }

    /// <summary>Ends the process without waiting for any of its threads.</summary>
    private static void End(int code)
    {
        if (!OperatingSystem.IsWindows()) _exit(code);
        Environment.Exit(code);
    }

    [DllImport("libc")]
    private static extern void _exit(int status);
}
