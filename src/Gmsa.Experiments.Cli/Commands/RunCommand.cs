using System.CommandLine;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Cli.Commands;

internal static class RunCommand
{
    public static Command Create(Catalog catalog)
    {
        var file = CommonOptions.File();
        var (set, audioRoot, results) = (CommonOptions.Set(), CommonOptions.AudioRoot(), CommonOptions.Results());
        var json = CommonOptions.Json();
        var retry = new Option<bool>("--retry-failed")
        {
            Description = "Runs trials, tests of folds and final models that failed once more, say after `launcher` got higher limits.",
        };
        return new Command("run",
            "Runs an experiment: builds the dataset, searches, compares and reports. Goes on by itself where an earlier run of the same "
            + "study ended. Ends with 1 where an arm is missing from the comparison.\n" +
            "Example: gmsa run experiments/quickstart.yaml --set search.trials=20")
        {
            file, set, audioRoot, results, retry, json,
        }.Does((parsed, cancel) =>
        {
            var request = new RunRequest(parsed.GetRequiredValue(file), parsed.GetValue(set) ?? [], parsed.GetValue(audioRoot),
                parsed.GetValue(results)!)
            {
                RetryFailed = parsed.GetValue(retry),
                Catalog = catalog,
                Program = CommandLine.Program,
            };
            using var scratch = new ScratchFolder();
            var outcome = parsed.WithProgress(progress => Pipeline.Run(request, progress, cancel));
            if (parsed.GetValue(json)) Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(outcome, Json.Indented));
            else Print(outcome);
            return outcome.Missing.Count == 0 ? Exit.Done : Exit.WorkFailed;
        });
    }

    private static void Print(RunOutcome outcome)
    {
        foreach (var warning in outcome.Warnings) Console.Error.WriteLine($"note: {warning}");
        // First: whoever reads no further must not take what is left for all that was asked for.
        foreach (var missing in outcome.Missing) Console.WriteLine($"alarm: {missing}");
        Console.WriteLine(outcome.Summary);
        if (outcome.WasFinished) Console.WriteLine("The study was already finished; no trial was started.");
        else if (outcome.StartedTrials == 0) Console.WriteLine("No trial was left to run; the comparison and the reports were made again.");
        var page = Path.Combine(outcome.Folder, "report.html");
        Console.WriteLine(File.Exists(page) ? $"Report: {page}" : $"Study: {outcome.Folder}");
    }
}
