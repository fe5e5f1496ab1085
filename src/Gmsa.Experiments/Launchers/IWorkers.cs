using System.Collections.Concurrent;

namespace Gmsa.Experiments.Launchers;

/// <summary>Workers: what does a study's tasks, one after the other, until none is left.</summary>
public interface IWorkers
{
    /// <summary>Lets every worker do the same work, and waits for all. An exception of one tells the others to stop.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: what was running was told to stop and has stopped.</exception>
    void Run(Action<CancellationToken> work, CancellationToken cancel);
}

/// <summary>What can be done with any workers.</summary>
internal static class WorkerLoops
{
    /// <summary>Does something with each of some things, starting in their order.</summary>
    /// <inheritdoc cref="IWorkers.Run"/>
    public static void Each<T>(this IWorkers workers, IReadOnlyCollection<T> things, Action<T, CancellationToken> work,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (things.Count == 0) return;
        var waiting = new ConcurrentQueue<T>(things);
        workers.Run(stop =>
        {
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var thing)) work(thing, stop);
        }, cancel);
    }
}
