using System.Collections.Concurrent;

namespace Gmsa.Experiments.Training;

/// <summary>
/// Lets a computation that torch hasn't done yet in this process be done by one thread alone. oneDNN (in libtorch 2.10) prepares a backward
/// convolution when its shape is first met, and where two threads meet it at the same moment one of them now and then computes without
/// its scratch memory: the process ends with a segmentation fault (seen in about one of ten starts of two trials; the stack ends in
/// <c>brgemm_convolution_bwd_t::execute</c>). What has been met runs side by side.
/// </summary>
internal static class FirstRun
{
    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<object, bool> Done = [];

    /// <param name="shape">What decides which computations these are; compared by value.</param>
    public static T Of<T>(object shape, Func<T> compute)
    {
        if (Done.ContainsKey(shape)) return compute();
        lock (Gate)
        {
            var result = compute();
            Done[shape] = true;
            return result;
        }
    }
}
