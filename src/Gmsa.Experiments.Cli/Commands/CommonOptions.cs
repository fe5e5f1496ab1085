using System.CommandLine;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>Options that several commands share, each made afresh for its command.</summary>
internal static class CommonOptions
{
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
        Description = "The folder that the manifest's paths start at. Default: GMSA_AUDIO_ROOT, then the file's audioRoot, then the manifest's folder.",
        HelpName = "DIR",
    };

    public static Option<string> Results() => new("--results")
    {
        Description = "The folder that studies are kept in.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "results",
    };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Shows no progress; errors and the result still appear." };

    public static Option<bool> NoColor() => new("--no-color") { Description = "Shows no colours (NO_COLOR does the same)." };

    public static Option<bool> Json() => new("--json") { Description = "Prints JSON instead of text." };
}
