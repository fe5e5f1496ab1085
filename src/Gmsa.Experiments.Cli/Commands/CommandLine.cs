using System.CommandLine;
using System.Reflection;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>The whole command line: one line a command.</summary>
public static class CommandLine
{
    /// <summary>
    /// Runs <c>gmsa</c> with kinds of one's own: a program's Main that returns this is <c>gmsa</c> and its own worker. Numbers are read and
    /// written alike in every country.
    /// </summary>
    /// <param name="arguments">Those of the program.</param>
    /// <param name="catalog">The kinds that experiment files may name; null: those of the library.</param>
    /// <returns>The program's exit code: 0 done, 1 work failed, 2 the input is wrong, 130 stopped.</returns>
    public static int Run(string[] arguments, Catalog? catalog = null)
    {
        StandardStreams.Secure();
        return InvariantCulture.Of(() => Invoke(arguments, catalog ?? Catalog.Default));
    }

    /// <summary>What this program is called: <c>gmsa</c>, or one that runs it with kinds of its own.</summary>
    internal static string Program => Assembly.GetEntryAssembly()?.GetName().Name ?? "gmsa";

    private static int Invoke(string[] arguments, Catalog catalog)
    {
        if (arguments.Length == 0) arguments = ["--help"];
        var parsed = Root(catalog).Parse(arguments);
        string[] mistakes = [.. CommandMistakes.Of(parsed, arguments)];
        if (mistakes.Length == 0)
        {
            try
            {
                if (parsed.GetValue<string[]>(CommonOptions.WithName) is { Length: > 0 } files)
                    parsed = Root(files.Aggregate(catalog, (all, file) => all.With(file))).Parse(arguments);
                return parsed.Invoke(new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                });
            }
            catch (InputException error) when (!TaskCommand.Is(parsed))
            {
                return Exit.Wrong(error);
            }
            // Help that can't be told, or what the code of another assembly meets.
            catch (Exception error) when (error is IOException || !Exit.Debugging)
            {
                return TaskCommand.Is(parsed) ? TaskCommand.Failed(error) : Exit.Failed(error);
            }
        }
        foreach (var mistake in mistakes) Console.Error.WriteLine(mistake);
        Console.Error.WriteLine($"See: {CommandMistakes.Name(parsed.CommandResult.Command)} --help");
        return Exit.InputWrong;
    }

    internal static RootCommand Root(Catalog? kinds = null)
    {
        var catalog = kinds ?? Catalog.Default;
        return new("Declares, runs and compares experiments on music: features from audio, classifiers, sweeps, honest numbers.")
        {
            CheckCommand.Create(catalog),
            PlanCommand.Create(catalog),
            BuildCommand.Create(catalog),
            RunCommand.Create(catalog),
            StatusCommand.Create(),
            ReportCommand.Create(catalog),
            MetricsCommand.Create(),
            CompareCommand.Create(),
            SchemaCommand.Create(catalog),
            ExploreCommand.Create(catalog),
            FeaturesCommand.Create(catalog),
            LabelCommand.Create(),
            CacheCommand.Create(),
            DemoCommand.Create(),
            DoctorCommand.Create(),
            TaskCommand.Create(catalog),
            CommonOptions.With(),
            CommonOptions.Quiet(),
            CommonOptions.NoColor(),
        };
    }
}
