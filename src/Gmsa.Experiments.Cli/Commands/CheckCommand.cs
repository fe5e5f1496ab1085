using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Cli.Commands;

internal static class CheckCommand
{
    public static Command Create(Catalog catalog)
    {
        var files = new Argument<string[]>("FILE") { Description = "Experiment files (YAML).", Arity = ArgumentArity.OneOrMore };
        var set = CommonOptions.Set();
        var audioRoot = CommonOptions.AudioRoot();
        return new Command("check", "Validates experiment files completely; every problem as file:line:col: message, all at once.\n"
            + "Example: gmsa check experiments/*.yaml")
        {
            files, set, audioRoot,
        }.Does((parsed, cancel) =>
        {
            var problems = new List<Problem>();
            foreach (var file in parsed.GetRequiredValue(files))
            {
                try
                {
                    var request = new RunRequest(file, parsed.GetValue(set) ?? [], parsed.GetValue(audioRoot)) { Catalog = catalog };
                    var design = Pipeline.Check(request, cancel);
                    if (parsed.GetValue<bool>("--quiet")) continue;
                    Console.WriteLine($"{file}: ok");
                    foreach (var warning in design.Loaded.Warnings) Console.Error.WriteLine($"{file}: warning: {warning}");
                    foreach (var note in design.Loaded.Notes) Console.Error.WriteLine($"{file}: note: {note}");
                    if (EnsembleWords.Caution(design.Plan) is { } caution) Console.Error.WriteLine($"{file}: note: {caution}");
                }
                catch (InputException error)
                {
                    problems.AddRange(error.Problems);
                }
            }
            return problems.Count == 0 ? Exit.Done : throw new InputException(problems);
        });
    }
}
