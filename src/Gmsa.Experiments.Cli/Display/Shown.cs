using Spectre.Console;
using Progress = Gmsa.Experiments.Foundation.Progress;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>
/// Chooses how progress is shown: bars on a terminal, lines in a log, nothing where quiet is asked for. All of it goes to stderr.
/// </summary>
internal static class Shown
{
    public static T With<T>(bool quiet, bool noColor, Func<IProgress<Progress>, T> work)
    {
        if (quiet) return work(Progress.Unheard);
        if (Console.IsErrorRedirected) return work(new PlainProgress(Console.Error));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            ColorSystem = noColor || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                ? ColorSystemSupport.NoColors
                : ColorSystemSupport.Detect,
        });
        return console.Profile.Capabilities.Ansi ? TerminalProgress.Show(console, work) : work(new PlainProgress(Console.Error));
    }
}
