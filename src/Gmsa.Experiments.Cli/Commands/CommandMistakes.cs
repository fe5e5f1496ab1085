using System.CommandLine;
using System.CommandLine.Parsing;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

/// <summary>What is wrong with a command line: what was typed, what there is, and what was likely meant.</summary>
internal static class CommandMistakes
{
    private const string Set = "--set";

    /// <summary>Nothing where it can be followed.</summary>
    /// <param name="arguments">As they were typed.</param>
    public static IEnumerable<string> Of(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var command = parsed.CommandResult.Command;
        // A parser takes an option that it doesn't know for a file's name, unless "--" says that it is one.
        string[] taken = [.. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)];
        if (!arguments.Contains("--") && taken.Where(IsOption).ToArray() is [_, ..] misread)
            return UnknownOptions(misread, command);
        // Where a word is unknown, all else that a parser finds wrong follows from it; so does what stands behind an unknown option.
        if (parsed.UnmatchedTokens is not [var first, ..]) return parsed.Errors.Select(e => e.Message);
        string[] names = [.. command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];
        if (names.Length > 0 && !IsOption(first)) return [Unknown("command", first, names)];
        var options = parsed.UnmatchedTokens.Where(IsOption).ToArray();
        return options.Length > 0 ? UnknownOptions(options, command)
            : parsed.UnmatchedTokens.Select(word =>
                Unjoined(word, arguments) ?? $"'{word}' is one word too many. {Name(command)} takes: {Taken(command)}");
    }

    /// <summary>A command as it is typed: "gmsa cache list".</summary>
    public static string Name(Command command) => command is RootCommand ? "gmsa"
        : $"{Name(command.Parents.OfType<Command>().First())} {command.Name}";

    private static bool IsOption(string word) => word is ['-', _, ..];

    private static IEnumerable<string> UnknownOptions(IEnumerable<string> words, Command command) =>
        words.Select(word => Unknown("option", word.Split('=', 2)[0], Options(command)));

    private static string Unknown(string what, string word, string[] known) =>
        $"unknown {what} '{word}'. {Suggestion.Among(word, known)}";

    private static string[] Options(Command command) => [.. command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive)))
        .Where(o => !o.Hidden).Select(o => o.Name)];

    private static string Taken(Command command) =>
        command.Arguments.Count == 0 ? "options alone" : string.Join(' ', command.Arguments.Select(a => a.HelpName ?? a.Name));

    /// <summary>A value that a space parts from its key.</summary>
    private static string? Unjoined(string word, IReadOnlyList<string> arguments)
    {
        for (var i = 2; i < arguments.Count; i++)
            if (arguments[i] == word && arguments[i - 2] == Set && !arguments[i - 1].Contains('='))
                return $"{Set} {arguments[i - 1]} {word}: key and value are one word, with '=' between them: "
                    + $"{Set} {arguments[i - 1]}={word}";
        return null;
    }
}
