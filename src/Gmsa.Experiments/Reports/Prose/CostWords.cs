using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>What a study cost, in words that HTML and Markdown share.</summary>
internal static class CostWords
{
    /// <summary>Computing time, clock, memory and energy in one line; trials there must be.</summary>
    public static string InWords(Findings findings)
    {
        var cost = findings.Results.Cost;
        string?[] parts =
        [
            $"{Numbers.Duration(findings.Seconds)} of computing in {Conclusions.Count(findings.Trials.Count, "trial")}",
            cost.WallSeconds is { } wall ? $"{Numbers.Duration(wall)} by the clock in {Conclusions.Count(cost.Runs, "run")}" : null,
            $"peak memory {Numbers.Fixed(findings.PeakMemoryMb, 0)} MB in one process",
            cost.Joules is { } joules ? $"{Energy(joules)} taken by {Processors(findings)}, other programs included" : null,
        ];
        return $"{string.Join(", ", parts.OfType<string>())}.{(Wasted(findings) is { } wasted ? " " + wasted : "")}";
    }

    /// <summary>The share of the time that no score came of; null where all trials were done.</summary>
    public static string? Wasted(Findings findings)
    {
        (string Word, RunRecord[] Trials)[] states =
            [("failed", Of(TrialState.Failed)), ("was pruned", Of(TrialState.Pruned)), ("was cancelled", Of(TrialState.Cancelled))];
        var lost = states.Where(s => s.Trials.Length > 0).ToArray();
        if (lost.Length == 0) return null;
        var seconds = lost.Sum(s => s.Trials.Sum(Findings.SecondsOf));
        return (findings.Seconds > 0 ? $"{Numbers.Percent(seconds / findings.Seconds)} of the computing time" : "No time that was told")
            + " went into trials without a score: " + string.Join(", ", lost.Select(s =>
                $"{Numbers.Whole(s.Trials.Length)} {(s.Trials.Length == 1 ? s.Word : s.Word.Replace("was", "were"))}")) + ".";

        RunRecord[] Of(TrialState state) => [.. findings.Trials.Where(t => t.State == state)];
    }

    /// <summary>"12.3 kJ (0.00342 kWh)".</summary>
    public static string Energy(double joules) => $"{Numbers.Short(joules / 1e3)} kJ ({Numbers.Short(joules / 3.6e6)} kWh)";

    /// <summary>Whose processors told what they took.</summary>
    public static string Processors(Findings findings)
    {
        var told = findings.Results.Cost.MeteredHosts;
        var silent = findings.Machines.Select(m => m.Host).Except(told, StringComparer.Ordinal).Any();
        return $"the processor packages of {string.Join(", ", told)}{(silent ? " (its other machines don’t tell)" : "")}";
    }
}
