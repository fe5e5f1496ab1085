using System.Runtime.ExceptionServices;

namespace Gmsa.Experiments.Launchers;

/// <summary>So many threads of this process, which work side by side and end together.</summary>
internal sealed class LocalWorkers(int count) : IWorkers
{
    public void Run(Action<CancellationToken> work, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var threads = Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(
            () => Guard(work, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(threads, CancellationToken.None); // Not the caller's: tasks that were told to stop still write what they did.
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
            if (!whole) stop.Cancel(); // The study can't go on: the other threads are told to stop the task they are in.
        }
    }
}
