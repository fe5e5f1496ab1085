using System.CommandLine;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Not for people: a run starts it for each task that gets a process of its own.</summary>
internal static class TaskCommand
{
    public static Command Create()
    {
        var study = new Argument<string>("STUDY");
        var words = new Argument<string[]>("TASK") { Arity = ArgumentArity.OneOrMore };
        return new Command("task", "Does one task that a run wants done.") { Hidden = true, Arguments = { study, words } }
            .Does((parsed, cancel) =>
            {
                ParentWatch.Begin();
                try
                {
                    using var scratch = new ScratchFolder();
                    Pipeline.Task(parsed.GetRequiredValue(study), parsed.GetRequiredValue(words), cancel);
                    return Exit.Done;
                }
                catch (OutOfMemoryException error)
                {
                    return Told(error, ProcessEnd.OutOfMemoryExit);
                }
                catch (TaskFailedException error)
                {
                    return Told(error, ProcessEnd.TaskFailedExit);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // What is a trial's own fault it has recorded: all else, a study that can't be read say,
                    // would fail every task alike.
                    return Told(error, ProcessEnd.MachineFailedExit);
                }
            });
    }

    private static int Told(Exception error, int code)
    {
        Console.Error.WriteLine(error.Message.ReplaceLineEndings(" ")); // the run looks at the last line
        return code;
    }
}
