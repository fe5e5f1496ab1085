using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Cli.Display;

/// <summary>Where a study stands, on one screen: a row for each arm and fold, or for each arm where these are many.</summary>
internal static class StatusTable
{
    private const int MostRows = 12, MostRunning = 4, MostReasons = 3;

    public static IEnumerable<string> Lines(StudyStatus status, bool listsTrials)
    {
        yield return $"study     {status.Study}, " + (status.Finished ? "finished"
            : status.Workers.Count > 0 ? $"running: {string.Join(", ", status.Workers)}" : "not running: run its file again, it goes on");
        var (ended, planned) = (status.List.Count(t => t.State is "done" or "pruned" or "failed"), status.Trials);
        yield return Text($"trials    {ended}{(planned is null ? "" : Text($" of {planned}"))} have ended")
            + After(": ", Counts(status.List)) + "; "
            + Text($"in each arm and fold {status.Budget ?? "some trials"}; {Took(status.Cells.Sum(c => c.Seconds))} in all");
        foreach (var line in Failed(status)) yield return line;
        if (Running(status) is { } running) yield return running;
        yield return $"arms      trials; time; best inner {status.Metric}{(status.LowerIsBetter ? ", lower is better" : "")}";
        foreach (var row in Rows(status)) yield return $"          {row}";
        if (!listsTrials) yield break;
        yield return $"list      trial: arm, fold, state, inner {status.Metric}, time";
        foreach (var trial in status.List)
            yield return Text($"          {trial.Trial}: {trial.Arm}, {trial.Fold}, {trial.State}")
                + (trial.Score is { } score ? Text($", {score:0.0000}") : "") + (trial.Seconds > 0 ? $", {Took(trial.Seconds)}" : "");
    }

    private static IEnumerable<string> Rows(StudyStatus status)
    {
        var isLong = status.Cells.Count > MostRows;
        var rows = isLong ? status.Cells.GroupBy(c => c.Arm).Select(arm => (Name: arm.Key, Cells: arm.ToArray()))
            : status.Cells.Select(c => (Name: $"{c.Arm}, {FoldName.InWords(c.Fold)}", Cells: (CellStatus[])[c]));
        var all = rows.ToArray();
        var width = all.Length == 0 ? 0 : all.Max(r => r.Name.Length);
        var trials = status.List.ToLookup(t => (t.Arm, t.Fold));
        foreach (var (name, cells) in all)
        {
            var scored = cells.Where(c => c.Best is not null);
            var best = status.LowerIsBetter ? scored.MinBy(c => c.Best) : scored.MaxBy(c => c.Best);
            var states = cells.SelectMany(c => trials[(c.Arm, c.Fold)]).ToArray();
            yield return Text($"{name.PadRight(width)}  {(states.Length == 0 ? "none yet" : Counts(states))}; ")
                + Text($"{Took(cells.Sum(c => c.Seconds))}")
                + (best is null ? "" : Text($"; {best.Best:0.0000} by {best.BestTrial}"))
                + (best is null || !isLong ? "" : $" in {FoldName.InWords(best.Fold)}");
        }
    }

    private static IEnumerable<string> Failed(StudyStatus status)
    {
        var failed = status.List.Count(t => t.State == "failed");
        if (failed == 0) yield break;
        yield return Text($"failed    {failed}: {StudyReport.RetryWords}");
        foreach (var reason in status.Failures.Take(MostReasons))
            yield return Text($"          {reason.Count} {reason.Reason}, the first trial {reason.First}")
                + After(": ", reason.Message.ReplaceLineEndings(" "));
    }

    private static string? Running(StudyStatus status)
    {
        if (status.Ending.Count > 0) return $"running   {string.Join("; ", status.Ending)}";
        var running = status.List.Where(t => t.State == "running").ToArray();
        return running.Length == 0 ? null : Text($"running   {running.Length}: ")
            + string.Join("; ", running.Take(MostRunning).Select(t => Text($"{t.Trial} ({t.Arm}, {FoldName.InWords(t.Fold)})")))
            + (running.Length > MostRunning ? "; ..." : "");
    }

    /// <summary>"3 done, 1 failed": the states that there are.</summary>
    private static string Counts(IEnumerable<TrialStatus> trials)
    {
        string[] order = ["done", "pruned", "failed", "running", "open"];
        return string.Join(", ", trials.CountBy(t => t.State).OrderBy(s => Array.IndexOf(order, s.Key))
            .Select(s => Text($"{s.Value} {s.Key}")));
    }

    private static string After(string mark, string text) => text.Length == 0 ? "" : mark + text;

    private static string Took(double seconds) => Duration.Words(TimeSpan.FromSeconds(seconds));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
