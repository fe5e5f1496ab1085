using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.ExceptionServices;

namespace Gmsa.Experiments.Launchers;

/// <summary>The options of the launcher that runs trials on threads of this process.</summary>
public sealed record InProcessOptions : LauncherOptions
{
    [Description("Trials at a time, each on one thread; 0 for one a core. Default 0. Results do not depend on it.")]
    [Range(0, 1024)]
    public int Workers { get; init; }

    public override ILauncher Create() => new InProcess(Workers == 0 ? Environment.ProcessorCount : Workers);
}

/// <summary>Runs trials on threads of this process: the fastest way on one machine, where a crash of native code ends all of them.</summary>
public sealed class InProcess(int workers) : ILauncher
{
    public void Launch(IReadOnlyList<string> folders, Action<string, CancellationToken> run, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waiting = new ConcurrentQueue<string>(folders);
        var threads = Enumerable.Range(0, Math.Min(workers, folders.Count)).Select(_ => Task.Factory.StartNew(
            () => Work(waiting, run, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(threads, CancellationToken.None); // Not the caller's: trials that were told to stop still write what they did.
        }
        catch (AggregateException errors)
        {
            // One thread's error stops the others: theirs is not the one to tell.
            var first = errors.Flatten().InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException);
            if (first is not null) ExceptionDispatchInfo.Throw(first);
        }
        cancel.ThrowIfCancellationRequested();
    }

    private static void Work(ConcurrentQueue<string> waiting, Action<string, CancellationToken> run, CancellationTokenSource stop)
    {
        var whole = false;
        try
        {
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var folder)) run(folder, stop.Token);
            whole = true;
        }
        finally
        {
            if (!whole) stop.Cancel(); // The study can't go on: the other threads are told to stop the trial they are in.
        }
    }
}
