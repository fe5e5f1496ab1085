using System.CommandLine;

namespace Gmsa.Experiments.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create()
    {
        var studies = new Argument<string[]>("STUDY") { Description = "Folders of finished studies.", Arity = ArgumentArity.OneOrMore };
        return new Command("report", "Renders a study's reports again from its records.\nExample: gmsa report results/quickstart-0123abcd") { studies }.Does((parsed, _) =>
        {
            foreach (var study in parsed.GetRequiredValue(studies))
            {
                Pipeline.Report(study);
                Console.WriteLine(Path.Combine(study, "report.html"));
            }
            return Exit.Done;
        });
    }
}
