using System.CommandLine;
using Gmsa.Experiments.Cli.Commands;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>What every command of the program promises, those within others too; hidden ones are for the program alone.</summary>
/// <remarks>It stands here and not among the suites for others: commands are the program's own, and nobody adds one from outside.</remarks>
public sealed class EveryCommandTests : Suite<Command>, IDisposable
{
    private const string Example = "Example: ";

    private readonly string folder = Repository.TemporaryFolder();

    public override IReadOnlyList<Named<Command>> Kinds => [.. Below(CommandLine.Root(), [])];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, EachKind]
    public void Explains_itself_with_an_example(string command)
    {
        var help = GmsaProgram.Run(folder, [.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (help.ExitCode, help.Errors));
        foreach (var option in (string[])["--quiet", "--no-color", "--help"])
            Assert.Contains(option, help.Output, StringComparison.Ordinal);
        Assert.Contains($"{Example}gmsa {command}", help.Output, StringComparison.Ordinal);
    }

    [Theory, EachKind]
    public void All_that_it_takes_is_described(string command)
    {
        var taken = this[command];
        Assert.Matches(@"^[A-Z].*[.:\n]", taken.Description);
        Assert.All(taken.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(taken.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Theory, EachKind]
    public void Its_example_is_a_command_line_of_its_own(string command)
    {
        var examples = this[command].Description!.Split('\n').Where(line => line.StartsWith(Example, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            string[] words = example[Example.Length..].Split(" > ")[0].Split(' ');
            Assert.Equal("gmsa", words[0]);
            var parsed = CommandLine.Root().Parse(words[1..]);
            Assert.Empty(parsed.Errors);
            // Of a group of commands it is one of theirs.
            string[] own = [this[command].Name, .. this[command].Subcommands.Select(c => c.Name)];
            Assert.Contains(parsed.CommandResult.Command.Name, own);
        }
    }

    [Theory, EachKind]
    public void An_unknown_option_is_told_wherever_it_stands(string command)
    {
        foreach (var words in (string[][])[["--no-such-option", "x"], ["x", "--no-such-option=3"], ["x", "y", "--no-such-option"]])
        {
            string[] arguments = [.. command.Split(' '), .. words];
            var parsed = CommandLine.Root().Parse(arguments);
            Assert.StartsWith("unknown ", CommandMistakes.Of(parsed, arguments).First(), StringComparison.Ordinal);
        }
    }

    [Theory, EachKind]
    public void An_unknown_option_ends_with_2_and_is_told_on_stderr_alone(string command)
    {
        var result = GmsaProgram.Run(folder, [.. command.Split(' '), "--no-such-option"]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("unknown option '--no-such-option'. Known: ", result.Errors, StringComparison.Ordinal);
        Assert.EndsWith($"See: gmsa {command} --help", result.Errors.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void The_program_names_all_of_them()
    {
        var help = GmsaProgram.Run(folder, "--help").Output;
        foreach (var command in Kinds.Where(command => !command.Word.Contains(' ')))
            Assert.Matches($@"(?m)^  {command.Word}\b", help);
    }

    private static IEnumerable<Named<Command>> Below(Command command, string[] words) =>
        from child in command.Subcommands
        where !child.Hidden
        let path = (string[])[.. words, child.Name]
        from named in Below(child, path).Prepend(new(string.Join(' ', path), child))
        select named;
}
