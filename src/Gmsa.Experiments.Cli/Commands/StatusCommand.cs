using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Trials;

namespace Gmsa.Experiments.Cli.Commands;

internal static class StatusCommand
{
    private const int Newest = 20;

    public static Command Create()
    {
        var study = new Argument<string>("STUDY") { Description = "The study's folder." };
        var all = new Option<bool>("--all") { Description = $"Every trial, not only the newest {Newest}." };
        var json = CommonOptions.Json();
        return new Command("status", "Where a study stands, also while it runs: its arms and folds, its trials, the best so far.\nExample: gmsa status results/quickstart-0123abcd")
        {
            study, all, json,
        }.Does((parsed, _) =>
        {
            var status = Pipeline.Status(parsed.GetRequiredValue(study));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(status, Json.Indented));
            else Show(status, parsed.GetValue(all));
            return Exit.Done;
        });
    }

    private static void Show(StudyStatus status, bool all)
    {
        Line($"study     {status.Study}, {(status.Finished ? "finished" : status.Workers.Count > 0 ? $"running: {string.Join(", ", status.Workers)}" : "not running: run its file again, it goes on")}");
        var (ended, planned) = (status.List.Count(t => t.State is "done" or "pruned" or "failed"), status.Trials?.ToString(CultureInfo.InvariantCulture));
        Line($"trials    {ended}{(planned is null ? "" : $" of {planned}")} have ended; in each arm and fold {status.Budget ?? "some trials"}");
        var failed = status.List.Count(t => t.State == "failed");
        if (failed > 0) Line($"failed    {failed}: {StudyReport.RetryWords}");
        Console.WriteLine($"arms      fold: done, pruned, failed, running, open; time; best inner {status.Metric} and its trial");
        foreach (var arm in status.Cells.GroupBy(c => c.Arm))
        {
            Console.WriteLine($"          {arm.Key}");
            foreach (var cell in arm)
                Line($"            {cell.Fold}: {cell.Done}, {cell.Pruned}, {cell.Failed}, {cell.Running}, {cell.Open}; {Duration.Words(TimeSpan.FromSeconds(cell.Seconds))}{(cell.Best is { } best ? $"; {best:0.0000} by {cell.BestTrial}" : "")}");
        }
        var shown = all ? status.List : [.. status.List.TakeLast(Newest)];
        Console.WriteLine($"newest    trial: arm, fold, state, inner {status.Metric}, time");
        foreach (var trial in shown)
            Line($"          {trial.Trial}: {trial.Arm}, {trial.Fold}, {trial.State}{(trial.Score is { } score ? $", {score:0.0000}" : "")}{(trial.Seconds > 0 ? $", {Duration.Words(TimeSpan.FromSeconds(trial.Seconds))}" : "")}");
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
