using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>
/// Ctrl-C or a polite kill asks the work to stop; a second one ends the process at once. Work that can't stop (a learner in the middle of a
/// step, a file system that doesn't answer) is given up after a few seconds. Whichever it is, the study resumes: a run may be killed at any
/// moment. It is so also where stderr is a pipe that nobody reads: what is told here is told by a thread that nobody waits for long.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ToTell = TimeSpan.FromSeconds(0.3);

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly PosixSignalRegistration[] registrations;
    private int asked;

    public Interrupt() =>
        registrations =
            [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        ended.Set();
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (Interlocked.Exchange(ref asked, 1) == 1) return;
        context.Cancel = true;
        Start(GiveUp);
        Tell(FormattableString.Invariant(
            $"Stopping: waiting for what is being written, {Grace.TotalSeconds:0} s at most. Press Ctrl-C again to end at once."));
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    private void GiveUp()
    {
        if (ended.Wait(Grace)) return;
        var cursor = Console.IsErrorRedirected ? "" : "\u001b[?25h"; // which progress had hidden
        Tell($"{cursor}It doesn't stop by itself (in the middle of a learner's step, or of reading what doesn't answer), and is given up."
            + Environment.NewLine + Exit.Resumes);
        End(Exit.Cancelled);
    }

    /// <summary>Tells it, or goes on where nobody takes it.</summary>
    private static void Tell(string line) => Start(() => Console.Error.WriteLine(line)).Join(ToTell);

    private static Thread Start(ThreadStart work)
    {
        var thread = new Thread(work) { IsBackground = true, Name = "interrupt" };
        thread.Start();
        return thread;
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
