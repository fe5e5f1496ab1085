using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>The trials that a pruner ended: after which step, with what score, and what they said last.</summary>
internal static class PrunedTrials
{
    private const int Most = 20, Lines = 5, Width = 500;

    public static Markup Of(Findings findings)
    {
        var pruned = findings.Trials.Where(t => t.State == TrialState.Pruned).ToArray();
        return When(pruned.Length > 0, () => Html($"""
            <h3>What was pruned</h3>
            <p>{Conclusions.Count(pruned.Length, "trial")} of {Numbers.Whole(findings.Trials.Count)} {(pruned.Length == 1
                ? "was" : "were")} ended early by the pruner, since the score of
            a step (an epoch, or an inner fold) didn’t look promising. A pruned trial has no score of its own.</p>
            {pruned.Take(Most).Select(t => Trial(findings.Results.Folder, t))}
            {When(pruned.Length > Most, () => Html($"<p class=\"soft\">The first {Most}; the rest are in <code>trials.csv</code>.</p>"))}
            """));
    }

    private static Markup Trial(string folder, RunRecord trial)
    {
        var log = LogOf(folder, trial.Trial);
        var words = Html($"Trial {trial.Trial}, {trial.Arm}, {FoldName.InWords(trial.Fold)}: {After(trial)}");
        return log.Count == 0 ? Html($"<p>{words}</p>\n") : Html($"""
            <details><summary>{words}</summary>
            {CodeBlock.Of($"The log of trial {Numbers.Plain(trial.Trial)}", string.Join('\n', log))}</details>

            """);
    }

    private static string After(RunRecord trial) => trial.Steps is [.., var last]
        ? $"after step {Numbers.Whole(trial.Steps.Count)}, with "
            + $"{Numbers.Fixed(last)}{(trial.Steps.Max() > last ? $" (its best: {Numbers.Fixed(trial.Steps.Max())})" : "")}"
        : "at a step that wasn’t recorded";

    /// <summary>The last lines of a trial's log; empty where it isn't there or can't be read.</summary>
    private static IReadOnlyList<string> LogOf(string folder, int trial)
    {
        var lines = new LastLines(Lines, Width);
        try
        {
            using var log = InputFile.Open(Path.Combine(new Study(folder).TrialFolder(trial), "log.txt"));
            lines.Drain(log);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Logs may have been deleted to save room: the record says what there is to say.
        }
        return lines.ToList();
    }
}
