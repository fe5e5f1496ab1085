using System.CommandLine;
using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create()
    {
        var studies = new Argument<string[]>("STUDY") { Description = "Folders of finished studies.", Arity = ArgumentArity.OneOrMore };
        var kinds = new Option<string[]>("--as")
        {
            Description = "What to write: html, markdown, csv, latex, parquet, tensorboard. May be repeated. Default: html, markdown and csv.",
            HelpName = "KIND",
            AllowMultipleArgumentsPerToken = true,
        };
        kinds.AcceptOnlyFromAmong([.. Catalog.Reports]);
        return new Command("report",
            "Renders a study's reports again from its records, or in other forms.\n" +
            "Example: gmsa report results/quickstart-0123abcd --as html latex")
        {
            studies, kinds,
        }.Does((parsed, _) =>
        {
            ReportKind[] wanted = [.. (parsed.GetValue(kinds) ?? []).Select(k => Enum.Parse<ReportKind>(k, ignoreCase: true))];
            foreach (var study in parsed.GetRequiredValue(studies))
            {
                Pipeline.Report(study, wanted);
                Console.WriteLine(wanted.Length > 0 && !wanted.Contains(ReportKind.Html) ? study : Path.Combine(study, "report.html"));
            }
            return Exit.Done;
        });
    }
}
