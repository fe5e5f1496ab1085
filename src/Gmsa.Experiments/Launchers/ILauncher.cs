namespace Gmsa.Experiments.Launchers;

/// <summary>Gets trial folders executed, each once. Knows folders, not models: what a trial is lies in the delegate.</summary>
public interface ILauncher
{
    /// <param name="folders">Trial folders, in the order in which they should start.</param>
    /// <param name="run">Executes one trial; records its own failure, so that an exception from it means that the study can't go on.</param>
    /// <exception cref="OperationCanceledException">Cancelled: running trials were told to stop and have stopped; the rest wasn't started.</exception>
    void Launch(IReadOnlyList<string> folders, Action<string, CancellationToken> run, CancellationToken cancel);
}

/// <summary>The options of a launcher: where trials run. No result depends on them.</summary>
public abstract record LauncherOptions
{
    public abstract ILauncher Create();
}
