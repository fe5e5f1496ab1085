using System.CommandLine;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>What the program's exit code says, and how an exception becomes one.</summary>
internal static class Exit
{
    public const int Done = 0, WorkFailed = 1, InputWrong = 2, Cancelled = 130;

    public const string Resumes = "Stopped. The same command goes on from here.";

    /// <summary>
    /// Gives a command its work. Problems with the input go to stderr, all of them, and end with 2; a failure with 1; Ctrl-C with 130.
    /// </summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, int> work)
    {
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed, work)));
        return command;
    }

    private static int Run(ParseResult parsed, Func<ParseResult, CancellationToken, int> work)
    {
        if (OpenFiles.TooFew() is { } few)
        {
            Console.Error.WriteLine(few);
            return WorkFailed;
        }
        using var interrupt = new Interrupt();
        try
        {
            return work(parsed, interrupt.Token);
        }
        catch (InputException error)
        {
            return Wrong(error);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine(Resumes);
            return Cancelled;
        }
        catch (Exception error) when (!Debugging)
        {
            return Failed(error);
        }
    }

    /// <summary>Tells all that is wrong with what was asked for.</summary>
    public static int Wrong(InputException error)
    {
        foreach (var problem in error.Problems) Console.Error.WriteLine(problem);
        return InputWrong;
    }

    /// <summary>Tells a failure that nothing else knows what to make of.</summary>
    public static int Failed(Exception error)
    {
        Console.Error.WriteLine($"gmsa failed: {Root(error).Message}");
        Console.Error.WriteLine("Set GMSA_DEBUG=1 to see where.");
        return WorkFailed;
    }

    public static bool Debugging => Environment.GetEnvironmentVariable("GMSA_DEBUG") is not (null or "" or "0");

    private static Exception Root(Exception error) => error is AggregateException { InnerException: { } inner } ? Root(inner) : error;
}
