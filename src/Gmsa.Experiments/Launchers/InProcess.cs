namespace Gmsa.Experiments.Launchers;

/// <summary>The options of the launcher that runs trials on threads of this process.</summary>
public sealed record InProcessOptions : LauncherOptions
{
    public override ILauncher Create() => new InProcess();
}

/// <summary>
/// Runs trials on threads of this process: the fastest way on one machine, where a crash of native code ends all of them.
/// </summary>
internal sealed class InProcess : ILauncher
{
    public ProcessEnd? Run(TrialTask trial, CancellationToken cancel)
    {
        trial.Here(cancel);
        return null;
    }
}
