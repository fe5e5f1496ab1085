using System.CommandLine;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>The whole command line: one line a command.</summary>
internal static class CommandLine
{
    /// <summary>Numbers are read and written alike in every country.</summary>
    public static int Run(string[] arguments) => InvariantCulture.Of(() => Invoke(arguments));

    private static int Invoke(string[] arguments)
    {
        var parsed = Root().Parse(arguments.Length == 0 ? ["--help"] : arguments);
        string[] mistakes = [.. CommandMistakes.Of(parsed, arguments)];
        if (mistakes.Length == 0)
        {
            try
            {
                return parsed.Invoke(new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                });
            }
            catch (IOException error)
            {
                return Exit.Failed(error); // help that can't be told
            }
        }
        foreach (var mistake in mistakes) Console.Error.WriteLine(mistake);
        Console.Error.WriteLine($"See: {CommandMistakes.Name(parsed.CommandResult.Command)} --help");
        return Exit.InputWrong;
    }

    internal static RootCommand Root() => new(
        "Declares, runs and compares experiments on music: features from audio, classifiers, sweeps, honest numbers.")
    {
        CheckCommand.Create(),
        PlanCommand.Create(),
        BuildCommand.Create(),
        RunCommand.Create(),
        StatusCommand.Create(),
        ReportCommand.Create(),
        MetricsCommand.Create(),
        CompareCommand.Create(),
        SchemaCommand.Create(),
        ExploreCommand.Create(),
        FeaturesCommand.Create(),
        LabelCommand.Create(),
        CacheCommand.Create(),
        DemoCommand.Create(),
        DoctorCommand.Create(),
        TaskCommand.Create(),
        CommonOptions.Quiet(),
        CommonOptions.NoColor(),
    };
}
