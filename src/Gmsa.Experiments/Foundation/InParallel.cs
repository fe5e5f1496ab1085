using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Gmsa.Experiments.Foundation;

/// <summary>Work on many things at once, by so many threads.</summary>
internal static class InParallel
{
    /// <summary>Ends when all is done; the first error that was met is thrown as it is.</summary>
    public static void Each<T>(IEnumerable<T> items, int workers, Action<T> work, CancellationToken cancel)
    {
        try
        {
            // One item at a time to each worker: tracks differ too much for ranges.
            var one = Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(one, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancel }, work);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }
}
