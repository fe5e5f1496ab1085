using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Ctrl-C or a polite kill asks the work to stop; a second one ends the process at once. Either way the study resumes.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt() =>
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        source.Cancel();
        Console.Error.WriteLine("Stopping: waiting for what is being written. Press Ctrl-C again to end at once.");
    }
}
