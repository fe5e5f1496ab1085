namespace Gmsa.Experiments.Launchers;

/// <summary>A task of a study: a trial, the test of a fold, a final model. What it is lies in the two ways to do it.</summary>
/// <param name="Name">For messages: the trial's folder, or what it makes.</param>
/// <param name="Here">Does it on this thread. An exception means that the study can't go on, unless it is a
/// <see cref="TaskFailedException"/>.</param>
/// <param name="Command">The command line that does it in a process of its own: the program, then its arguments.</param>
public sealed record StudyTask(string Name, Action<CancellationToken> Here, IReadOnlyList<string> Command);

/// <summary>A task failed by itself: the study goes on without what it was to make.</summary>
public sealed class TaskFailedException(string message, Exception cause) : Exception(message, cause);

/// <summary>Gets one task done. Knows names and commands, not models.</summary>
public interface ITaskRunner
{
    /// <summary>Does a task; called by as many threads as there are workers.</summary>
    /// <returns>How the task's process ended; null where it had none of its own.</returns>
    /// <exception cref="TaskFailedException">The task failed by itself, on this thread.</exception>
    /// <exception cref="IOException">The machine failed the task, as its process says by <see cref="ProcessEnd.MachineFailedExit"/>: the
    /// study can't go on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: the task was told to stop and has stopped.</exception>
    ProcessEnd? Run(StudyTask task, CancellationToken cancel);
}
