using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Gmsa.Experiments.Launchers;

/// <summary>
/// The options of a launcher: where a study's tasks run. It has two halves, where workers come from and how one of them gets a task done.
/// No result depends on either.
/// </summary>
public abstract record LauncherOptions
{
    [Description("Tasks at a time (trials, tests of folds, final models), each on one thread; 0 for one a core. Default 0. "
        + "Results do not depend on it.")]
    [Range(0, 1024)]
    public int Workers { get; init; }

    /// <summary>How many tasks run at a time.</summary>
    public int WorkerCount => Workers == 0 ? Environment.ProcessorCount : Workers;

    /// <summary>True where tasks run apart from the run that wants them, which sees to what they share before they begin.</summary>
    public virtual bool IsApart => false;

    /// <summary>Where workers come from. By default they are threads of the run itself.</summary>
    public virtual IWorkers CreateWorkers() => new LocalWorkers(WorkerCount);

    /// <summary>How a worker gets a task done.</summary>
    public abstract ITaskRunner CreateRunner();
}
