using System.CommandLine;
using System.Text.Json;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create()
    {
        var study = new Argument<string>("STUDY") { Description = "The study's folder." };
        var trials = new Option<bool>("--trials", "--all") { Description = "Lists every trial too." };
        var json = CommonOptions.Json();
        return new Command("status",
            "Where a study stands, also while it runs: its arms and folds, what runs and what failed, the best so far.\n" +
            "Example: gmsa status results/quickstart-0123abcd")
        {
            study, trials, json,
        }.Does((parsed, _) =>
        {
            var folder = parsed.GetRequiredValue(study);
            var status = Pipeline.Status(folder);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(status, Json.Indented));
            else foreach (var line in StatusTable.Lines(status, parsed.GetValue(trials))) Console.WriteLine(line);
            if (!parsed.GetValue(json) && status.Finished && Path.Combine(folder, "report.html") is var page && File.Exists(page))
                Console.WriteLine($"report    {page}");
            return Exit.Done;
        });
    }
}
