using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Launchers;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Not for people: a run starts it for each trial that gets a process of its own.</summary>
internal static class TrialCommand
{
    private const string Word = "trial";

    public static bool Is(ParseResult parsed) => parsed.CommandResult.Command.Name == Word;

    public static Command Create(Catalog catalog)
    {
        var study = new Argument<string>("STUDY");
        var number = new Argument<int>("NUMBER");
        return new Command(Word, "Runs one trial that a run has claimed.") { Hidden = true, Arguments = { study, number } }
            .Does((parsed, cancel) =>
            {
                ParentWatch.Begin();
                try
                {
                    using var scratch = new ScratchFolder();
                    Pipeline.Trial(parsed.GetRequiredValue(study), parsed.GetRequiredValue(number), cancel, catalog);
                    return Exit.Done;
                }
                catch (OutOfMemoryException error)
                {
                    return Told(error, ProcessEnd.OutOfMemoryExit);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    return Failed(error);
                }
            });
    }

    /// <summary>What is the trial's own fault it has recorded: all else, a study that can't be read say, would fail every trial
    /// alike.</summary>
    public static int Failed(Exception error) => Told(error, ProcessEnd.MachineFailedExit);

    private static int Told(Exception error, int code)
    {
        Console.Error.WriteLine(error.Message);
        return code;
    }
}
