using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Gmsa.Experiments.Launchers;

/// <summary>Threads that work side by side and end together.</summary>
internal static class WorkerThreads
{
    /// <summary>Does something with each of some things, starting in their order.</summary>
    /// <inheritdoc cref="Run"/>
    public static void Each<T>(int workers, IReadOnlyCollection<T> things, Action<T, CancellationToken> work, CancellationToken cancel)
    {
        var waiting = new ConcurrentQueue<T>(things);
        Run(Math.Min(workers, things.Count), stop =>
        {
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var thing)) work(thing, stop);
        }, cancel);
    }

    /// <summary>Lets so many threads do the same work. An exception of one tells the others to stop.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: what was running was told to stop and has stopped.</exception>
    public static void Run(int workers, Action<CancellationToken> work, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var threads = Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () => Guard(work, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
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

    private static void Guard(Action<CancellationToken> work, CancellationTokenSource stop)
    {
        var whole = false;
        try
        {
            work(stop.Token);
            whole = true;
        }
        finally
        {
            if (!whole) stop.Cancel(); // The study can't go on: the other threads are told to stop the trial they are in.
        }
    }
}
