namespace Gmsa.Experiments.Launchers;

/// <summary>The options of the launcher that runs tasks on threads of this process.</summary>
public sealed record InProcessOptions : LauncherOptions
{
    public override ITaskRunner CreateRunner() => new InProcess();
}

/// <summary>
/// Runs tasks on threads of this process: the fastest way on one machine, where a crash of native code ends all of them.
/// </summary>
internal sealed class InProcess : ITaskRunner
{
    public ProcessEnd? Run(StudyTask task, CancellationToken cancel)
    {
        task.Here(cancel);
        return null;
    }
}
