using System.Globalization;

namespace Gmsa.Experiments.Launchers;

/// <summary>What exit codes mean: signals by name, and lack of memory in its several disguises.</summary>
internal static class ExitCodes
{
    private const int Abort = 6, Kill = 9, Segmentation = 11;

    /// <summary>What programs say before they abort for want of memory: .NET (an unhandled exception; its collector), C++.</summary>
    private static readonly string[] NoMemory = ["OutOfMemoryException", "Out of memory", "std::bad_alloc"];

    /// <summary>
    /// The name of the signal that ended a process with this exit code, null where none did. Windows has none but says the like.
    /// </summary>
    public static string? SignalOf(int exitCode) => NumberOf(exitCode) is { } number ? Name(number) : null;

    /// <param name="limit">The reason why it was killed from here; null where it wasn't.</param>
    /// <param name="kernelKilled">Whether the kernel killed anything for want of memory meanwhile; null where that can't be known.</param>
    public static ProcessEndKind KindOf(int exitCode, ProcessEndKind? limit, bool? kernelKilled, IReadOnlyList<string> lastLines) =>
        exitCode == 0 ? ProcessEndKind.Finished // A limit that it came upon with its last step takes nothing from it.
        : limit is { } ours ? ours
        : exitCode == ProcessEnd.OutOfMemoryExit ? ProcessEndKind.OutOfMemory
        : NumberOf(exitCode) switch
        {
            null => ProcessEndKind.Failed,
            Kill when kernelKilled != false => ProcessEndKind.OutOfMemory,
            Abort when lastLines.Any(line => NoMemory.Any(word => line.Contains(word, StringComparison.Ordinal))) =>
                ProcessEndKind.OutOfMemory,
            _ => ProcessEndKind.Crashed,
        };

    /// <summary>
    /// True for the signals by which people and shells ask for an end, so that a cancellation may be on its way here too.
    /// </summary>
    public static bool AskedToStop(int exitCode) => NumberOf(exitCode) is 1 or 2 or 15;

    private static int? NumberOf(int exitCode) => OperatingSystem.IsWindows()
        ? exitCode switch { unchecked((int)0xC0000005) => Segmentation, unchecked((int)0xC0000409) => Abort, _ => null }
        : exitCode is > 128 and <= 128 + 64 ? exitCode - 128 : null;

    private static string Name(int number) => number switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        Abort => "SIGABRT",
        7 when OperatingSystem.IsLinux() => "SIGBUS",
        10 when OperatingSystem.IsMacOS() => "SIGBUS",
        8 => "SIGFPE",
        Kill => "SIGKILL",
        Segmentation => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 when OperatingSystem.IsLinux() => "SIGSYS",
        _ => "signal " + number.ToString(CultureInfo.InvariantCulture),
    };
}
