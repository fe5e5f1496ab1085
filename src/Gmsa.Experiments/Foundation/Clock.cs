using System.Diagnostics;

namespace Gmsa.Experiments.Foundation;

/// <summary>
/// The one place that looks at the time. Nothing that is read from it may change a result: it dates records and times work.
/// </summary>
public static class Clock
{
    internal static DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <summary>A moment from which <see cref="Elapsed"/> counts.</summary>
    public static long Start() => Stopwatch.GetTimestamp();

    /// <summary>Time since <paramref name="start"/>, from a clock that never goes back.</summary>
    public static TimeSpan Elapsed(long start) => Stopwatch.GetElapsedTime(start);
}
