using System.CommandLine;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Options that several commands share, each made afresh for its command.</summary>
internal static class CommonOptions
{
    public const string WithName = "--with";

    public static Argument<string> File() => new("FILE") { Description = "The experiment file (YAML)." };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Overrides a value of the file: --set trainers.0.epochs=3 (lists by position). May be repeated.",
        HelpName = "key.path=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> AudioRoot() => new("--audio-root")
    {
        Description = "The folder that the manifest's paths start at. Default: GMSA_AUDIO_ROOT, then the file's audioRoot, "
            + "then the manifest's folder.",
        HelpName = "DIR",
    };

    public static Option<string> Results() => new("--results")
    {
        Description = "The folder that studies are kept in.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "results",
    };

    /// <summary>The part of a file that is heard.</summary>
    public static (Option<string?> Offset, Option<string?> Length) Clip(string offset, string length) => (
        new("--offset") { Description = $"Where the part starts, as in 30s. Default: {offset}.", HelpName = "DURATION" },
        new("--length") { Description = $"How long the part is, as in 30s. Default: {length}.", HelpName = "DURATION" });

    public static Option<bool> Quiet() =>
        new("--quiet") { Description = "Shows no progress; errors and the result still appear.", Recursive = true };

    /// <summary>Read by <see cref="CommandLine"/> before there are commands, which tell of kinds.</summary>
    public static Option<string[]> With() => new(WithName)
    {
        Description = "An assembly whose kinds (trainers, features, reports, ...) experiment files may name too; its code runs. "
            + "May be repeated.",
        HelpName = "FILE.dll",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<bool> NoColor() =>
        new("--no-color") { Description = "Shows no colours (NO_COLOR does the same).", Recursive = true };

    /// <summary>Runs work with progress shown as <c>--quiet</c> and <c>--no-color</c>, which every command has, ask for.</summary>
    public static T WithProgress<T>(this ParseResult parsed, Func<IProgress<Progress>, T> work) =>
        Shown.With(parsed.GetValue<bool>("--quiet"), parsed.GetValue<bool>("--no-color"), work);

    public static Option<bool> Json() => new("--json") { Description = "Prints JSON instead of text." };
}
