using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Launchers;

/// <summary>A trial that is to be executed. What a trial is lies in the two ways to do it.</summary>
/// <param name="Folder">The trial's folder.</param>
/// <param name="Here">Executes it on this thread; it records its own failure, so that an exception means that
/// the study can't go on.</param>
/// <param name="Command">The command line that executes it in a process of its own: the program, then its arguments.</param>
public sealed record TrialTask(string Folder, Action<CancellationToken> Here, IReadOnlyList<string> Command);

/// <summary>Gets trials executed. Knows folders and commands, not models.</summary>
public interface ILauncher
{
    /// <summary>Executes one trial; called by as many threads as there are workers.</summary>
    /// <returns>How the trial's process ended; null where it had none of its own.</returns>
    /// <exception cref="OperationCanceledException">Cancelled: the trial was told to stop and has stopped.</exception>
    ProcessEnd? Run(TrialTask trial, CancellationToken cancel);
}

/// <summary>The options of a launcher: where trials run. No result depends on them.</summary>
public abstract record LauncherOptions
{
    [Description("Trials at a time, each on one thread; 0 for one a core. Default 0. Results do not depend on it.")]
    [Range(0, 1024)]
    public int Workers { get; init; }

    /// <summary>How many trials run at a time.</summary>
    public int WorkerCount => Workers == 0 ? Environment.ProcessorCount : Workers;

    public abstract ILauncher Create();
}
