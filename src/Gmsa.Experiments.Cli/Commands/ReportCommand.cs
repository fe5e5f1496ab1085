using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Cli.Commands;

internal static class ReportCommand
{
    private const string AsOption = "--as";

    public static Command Create(Catalog catalog)
    {
        var studies = new Argument<string[]>("STUDY")
        {
            Description = "The folder of a study; of several finished ones to compare.",
            Arity = ArgumentArity.OneOrMore,
        };
        var kinds = new Option<string[]>(AsOption)
        {
            Description =
                $"What to write: {string.Join(", ", catalog.Reports.Select(k => k.Word))}. May be repeated. "
                + "Default: html, markdown and csv.",
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
            var wanted = Arguments.Reports(AsOption, parsed.GetValue(kinds) ?? [], catalog);
            var outcome = Pipeline.Report(parsed.GetRequiredValue(studies), parsed.GetValue(folder), wanted, catalog);
            if (outcome.Summary.Length > 0) Console.WriteLine(outcome.Summary);
            Console.WriteLine(wanted.Count > 0 && !wanted.OfType<HtmlReportOptions>().Any()
                ? outcome.Folder
                : Path.Combine(outcome.Folder, "report.html"));
            return Exit.Done;
        });
    }
}
