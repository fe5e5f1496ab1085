using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Launchers;

/// <summary>The options of the launcher that runs each task in a process of its own.</summary>
public sealed record ProcessesOptions : LauncherOptions
{
    [Description("The memory that one task (a trial, the test of a fold, a final model) may hold, with all that it starts; "
        + "one that needs more fails. Times workers it should fit the machine. Default 4GB.")]
    [Range(typeof(ByteSize), "200MB", "16TB")]
    public ByteSize Memory { get; init; } = new(4_000_000_000);

    [Description("The longest that one task may take; one that takes longer fails. Default: without limit.")]
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan? TimeLimit { get; init; }

    [Description("The most that one task may write to stdout and stderr; one that writes more fails. Default 50MB.")]
    [Range(typeof(ByteSize), "10KB", "1TB")]
    public ByteSize Log { get; init; } = new(50_000_000);

    [Description("How often a task is started again after its process crashed or was killed from outside. "
        + "Those that ran out of memory or time, or failed by themselves, are not. Default 1.")]
    [Range(0, 100)]
    public int Retries { get; init; } = 1;

    public override bool IsApart => true;

    public override ITaskRunner CreateRunner() => new Processes(this);
}

/// <summary>Runs each task in a process of its own: whatever one does, the study goes on. Costs about a second a task.</summary>
internal sealed class Processes(ProcessesOptions options) : ITaskRunner
{
    private readonly TaskProcess process = new(options);

    /// <exception cref="IOException">The machine failed the task: the study can't go on.</exception>
    public ProcessEnd? Run(StudyTask task, CancellationToken cancel)
    {
        var end = process.Run(new(task.Command[0], [.. task.Command.Skip(1)]), cancel);
        if (end.Kind == ProcessEndKind.Cancelled) throw new OperationCanceledException(cancel);
        if (end.ExitCode == ProcessEnd.MachineFailedExit)
            throw new IOException($"{task.Name}: {string.Join(Environment.NewLine, end.LastLines)}");
        return end;
    }
}

/// <summary>
/// Runs a task's command line in a process of its own, within limits, again where it was lost: a crash of native code, endless memory or
/// an endless loop costs one task and not the study. Instances may be shared between threads.
/// </summary>
internal sealed class TaskProcess(ProcessesOptions options)
{
    /// <summary>
    /// The part of the memory that .NET's heap may have in the process, as in its own default for containers
    /// (learn.microsoft.com/dotnet/core/runtime-config/garbage-collector, heap limit): the rest is for code, stacks and native libraries.
    /// So most tasks that need too much get an exception that says where, before they are killed.
    /// </summary>
    private const double HeapShare = 0.75;

    /// <summary>Waits on the calling thread until the process has ended; nothing that it started is left then.</summary>
    /// <param name="cancel">Kills the process at once; what it left half done lies in its folder.</param>
    /// <returns>How it ended, the last time where it was started several times. A limit or a failure is no exception.</returns>
    /// <exception cref="Win32Exception">There is no such program or folder, or it can't be started.</exception>
    public ProcessEnd Run(ProcessStart start, CancellationToken cancel)
    {
        var limits = new ProcessLimits(options.Memory, options.TimeLimit, options.Log);
        start = start with { Environment = new Dictionary<string, string>(start.Environment.Concat(Ours())) };
        for (var starts = 1; ; starts++)
        {
            var end = ChildProcess.Run(start, limits, cancel) with { Starts = starts };
            if (!end.MayPass || starts > options.Retries) return end;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Ours() =>
    [
        new("DOTNET_GCHeapHardLimit", "0x" + ((long)(options.Memory.Bytes * HeapShare)).ToString("X", CultureInfo.InvariantCulture)),
        new(ParentWatch.Variable, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
    ];
}
