using System.Runtime.InteropServices;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>What kind of failure an exception, or the end of a task's process, is.</summary>
internal static class FailureKinds
{
    /// <summary>
    /// What torch says when it gets no memory (c10/core/impl/alloc_cpu.cpp on Unix and on Windows, c10/cuda/CUDACachingAllocator.cpp).
    /// </summary>
    private static readonly string[] TorchNoMemory = ["can't allocate memory", "not enough memory", "out of memory"];

    /// <summary>True of what isn't the doing of a trial or another task: it is to run again when the machine is mended.</summary>
    public static bool IsMachines(Exception error) =>
        error is IOException or UnauthorizedAccessException or OutOfMemoryException or DllNotFoundException or TypeInitializationException;

    /// <summary>The failure of a trial that ended with an exception.</summary>
    public static Failure FailureOf(Exception error, IReadOnlyList<string> logTail)
    {
        var source = Chain(error).FirstOrDefault(e => KindOf(e) != FailureKind.Error) ?? error;
        var kind = KindOf(source);
        return new(kind, kind == FailureKind.Error ? $"{source.GetType().Name}: {source.Message}" : source.Message, logTail);
    }

    /// <summary>The failure of a trial whose process ended so; null where it finished or was cancelled, which is none.</summary>
    public static Failure? FailureOf(ProcessEnd end)
    {
        FailureKind? kind = end.Kind switch
        {
            ProcessEndKind.OutOfMemory => FailureKind.OutOfMemory,
            ProcessEndKind.TimedOut => FailureKind.TimedOut,
            ProcessEndKind.LogTooLong => FailureKind.LogTooLong,
            ProcessEndKind.Crashed => FailureKind.Crashed,
            ProcessEndKind.Failed => FailureKind.Error,
            _ => null,
        };
        return kind is { } failed ? new(failed, end.Message, end.LastLines) : null;
    }

    private static FailureKind KindOf(Exception error) => error switch
    {
        OutOfMemoryException => FailureKind.OutOfMemory,
        ExternalException when TorchNoMemory.Any(words => error.Message.Contains(words, StringComparison.Ordinal)) =>
            FailureKind.OutOfMemory,
        DivergedException => FailureKind.Diverged,
        InputException or AudioException or InvalidDataException => FailureKind.BadData,
        _ => FailureKind.Error,
    };

    /// <summary>
    /// The exception and those inside it, from the outside: ML.NET and tasks put what happened on other threads
    /// into exceptions of their own.
    /// </summary>
    private static IEnumerable<Exception> Chain(Exception error) =>
        (error is AggregateException many ? many.InnerExceptions : error.InnerException is { } inner ? [inner] : (IEnumerable<Exception>)[])
            .SelectMany(Chain).Prepend(error);
}
