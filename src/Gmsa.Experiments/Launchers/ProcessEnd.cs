using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Launchers;

/// <summary>A program to run: what a command line says, and what differs from this process's environment and folder.</summary>
/// <param name="Program">Its path, or a name that is looked for in PATH.</param>
internal sealed record ProcessStart(string Program, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The working folder; null for this process's own.</summary>
    public string? Folder { get; init; }
}

/// <summary>How a process ended.</summary>
public enum ProcessEndKind
{
    /// <summary>By itself, with exit code 0.</summary>
    Finished,

    /// <summary>By itself, with another exit code.</summary>
    Failed,

    /// <summary>It held more memory than allowed, found none left itself, or the system's memory ended and the kernel chose it.</summary>
    OutOfMemory,
    TimedOut,

    /// <summary>It wrote more to stdout and stderr than allowed.</summary>
    LogTooLong,

    /// <summary>By a signal that nobody here sent: an error of native code, or it was killed from outside.</summary>
    Crashed,

    /// <summary>The user stopped it.</summary>
    Cancelled,
}

/// <summary>What became of a process.</summary>
/// <param name="ExitCode">As the system gave it; 128 + the signal's number where a signal ended it; 0 where it wasn't started.</param>
/// <param name="Signal">The signal's name where one ended it, as in "SIGSEGV", ours too; null else.</param>
/// <param name="PeakMemory">The most memory that it and what it started were seen to hold at a time; 0 where it ended
/// before the first look.</param>
/// <param name="LastLines">The last lines of its stdout and stderr together, 20 at most, each cut at 1000 bytes;
/// blank ones left out.</param>
/// <param name="Message">One line on why it ended, for a record: "it ended by SIGSEGV".</param>
public sealed record ProcessEnd(
    ProcessEndKind Kind, int ExitCode, string? Signal, ByteSize PeakMemory, IReadOnlyList<string> LastLines, string Message)
{
    /// <summary>What a process exits with that caught its own lack of memory: an <see cref="OutOfMemoryException"/>.</summary>
    public const int OutOfMemoryExit = 71;

    /// <summary>What a task's process exits with where the machine failed it and not its own doing (sysexits.h, EX_TEMPFAIL).</summary>
    public const int MachineFailedExit = 75;

    /// <summary>
    /// What a task's process exits with that failed by itself (EX_SOFTWARE): its last line says why. A trial writes that into its record.
    /// </summary>
    public const int TaskFailedExit = 70;

    /// <summary>How often it was started: 1 + the retries that it took.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>True where the same command may well end otherwise next time. What is too large, too slow or wrong stays so.</summary>
    public bool MayPass => Kind == ProcessEndKind.Crashed;
}
