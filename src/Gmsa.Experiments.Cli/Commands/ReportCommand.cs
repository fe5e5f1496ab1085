using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create()
    {
        var studies = new Argument<string[]>("STUDY")
        {
            Description = "The folder of a study; of several finished ones to compare.",
            Arity = ArgumentArity.OneOrMore,
        };
        var kinds = new Option<string[]>("--as")
        {
            Description =
                "What to write: html, markdown, csv, latex, parquet, tensorboard. May be repeated. Default: html, markdown and csv.",
            HelpName = "KIND",
            AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string?>("--out")
        {
            Description = "Where a comparison of studies goes. Default: compared-<8 digits>, beside the first study.",
            HelpName = "FOLDER",
        };
        return new Command("report",
            "Renders a study's reports again from its records, or in other forms; of one that isn't finished what is known so far. " +
            "Compares several studies, of different files, on the tracks that all of them tested; " +
            "refuses where they share none, or where tracks or labels aren't the same.\n" +
            "Example: gmsa report results/quickstart-0123abcd --as html latex")
        {
            studies, kinds, folder,
        }.Does((parsed, _) =>
        {
            ReportKind[] wanted = Kinds(parsed.GetValue(kinds) ?? []);
            var outcome = Pipeline.Report(parsed.GetRequiredValue(studies), parsed.GetValue(folder), wanted);
            if (outcome.Summary.Length > 0) Console.WriteLine(outcome.Summary);
            Console.WriteLine(wanted.Length > 0 && !wanted.Contains(ReportKind.Html)
                ? outcome.Folder
                : Path.Combine(outcome.Folder, "report.html"));
            return Exit.Done;
        });
    }

    private static ReportKind[] Kinds(string[] words)
    {
        Problem[] unknown = [.. words.Where(w => !Catalog.Reports.Contains(w))
            .Select(w => new Problem("--as", $"unknown report '{w}'. {Suggestion.Among(w, Catalog.Reports)}"))];
        return unknown.Length > 0 ? throw new InputException(unknown) : [.. words.Select(w => Enum.Parse<ReportKind>(w, ignoreCase: true))];
    }
}
