using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Not for people: a run starts it for each task that gets a process of its own.</summary>
internal static class TaskCommand
{
    private const string Word = "task";

    public static bool Is(ParseResult parsed) => parsed.CommandResult.Command.Name == Word;

    public static Command Create(Catalog catalog)
    {
        var study = new Argument<string>("STUDY");
        var words = new Argument<string[]>("TASK") { Arity = ArgumentArity.OneOrMore };
        return new Command(Word, "Does one task that a run wants done.") { Hidden = true, Arguments = { study, words } }
            .Does((parsed, cancel) =>
            {
                ParentWatch.Begin();
                try
                {
                    using var scratch = new ScratchFolder();
                    Pipeline.Task(parsed.GetRequiredValue(study), parsed.GetRequiredValue(words), cancel, catalog);
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
                    return Failed(error);
                }
            });
    }

    /// <summary>What is the task's own fault is told above, or recorded by a trial: all else, a study that can't be read say, would fail
    /// every task alike.</summary>
    public static int Failed(Exception error) => Told(error, ProcessEnd.MachineFailedExit);

    private static int Told(Exception error, int code)
    {
        Console.Error.WriteLine(error.Message.ReplaceLineEndings(" ")); // the run looks at the last line
        return code;
    }
}
