using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What the study and each of its arms took: time, memory and, where the machine tells it, energy.</summary>
internal static class CostSection
{
    public static Markup Of(Findings findings)
    {
        if (findings.Trials.Count == 0) return Empty;
        var machines = findings.Machines.Select(Machine).Distinct().ToArray();
        var lost = findings.Trials.Any(t => t.State != TrialState.Done);
        return Html($"""
            <dl class="facts">
            {Fact("Computing time", $"{Numbers.Duration(findings.Seconds)} in all {Numbers.Whole(findings.Trials.Count)} trials together")}
            {When(findings.Results.Cost.WallSeconds is not null, () => Fact("By the clock", Clock(findings)))}
            {Fact(machines.Length == 1 ? "Machine" : "Machines", string.Join("; ", machines))}
            {Fact("Peak memory", Numbers.Fixed(findings.PeakMemoryMb, 0) + " MB in one process")}
            {Fact("Energy", Energy(findings))}
            </dl>
            {When(CostWords.Wasted(findings) is not null, () => Html($"<p>{CostWords.Wasted(findings)}</p>"))}
            {Tables.Scrolling("What each arm took",
                [Tables.Heading("arm"), Tables.NumberHeading("trials"), Tables.NumberHeading("computing time"), Tables.NumberHeading("share of it"),
                    Tables.NumberHeading("median trial"), Tables.NumberHeading("to train"), Tables.NumberHeading("to score"),
                    Tables.NumberHeading("longest trial"), .. lost ? [Tables.NumberHeading("without a score")] : Array.Empty<Markup>(),
                    Tables.NumberHeading("peak memory")],
                findings.Arms.Where(a => a.Trials.Count > 0).OrderByDescending(Seconds).Select(a => Row(a, findings.Seconds, lost)))}
            <p class="soft">Medians are of trials that were done. Memory is the most that a process had held by the end of the arm’s trials:
            where one process runs all, what earlier ones needed is in it. Reading the audio, test folds and final models is in the time by the
            clock alone.</p>
            """);
    }

    private static string Clock(Findings findings)
    {
        var cost = findings.Results.Cost;
        return Numbers.Duration(cost.WallSeconds!.Value)
            + (cost.Workers is { } workers
                ? $", with up to {Conclusions.Count(workers, "trial")} at a time{(cost.Runs > 1 ? " in a run" : "")}"
                : "")
            + (cost.Runs > 1 ? $"; {Numbers.Whole(cost.Runs)} runs, without the pauses between them" : "");
    }

    private static string Machine(MachineRecord machine) =>
        $"{machine.Host}, {Conclusions.Count(machine.Cores, "core")}, computing on {machine.Device}";

    private static string Energy(Findings findings) => findings.Results.Cost.Joules is { } joules
        ? $"{CostWords.Energy(joules)}: what {CostWords.Processors(findings)} took in all while this study was worked on, "
            + "by other programs too, and without memory and graphics cards"
        : "not known: no machine told what its processors took";

    private static double Seconds(ArmView arm) => arm.Trials.Sum(Findings.SecondsOf);

    private static Markup Row(ArmView arm, double all, bool lost)
    {
        var done = arm.Trials.Where(t => t.State == TrialState.Done).ToArray();
        return Html($"""
            <tr><th scope="row">{arm.Name}</th>{Tables.Number(Numbers.Whole(arm.Trials.Count))}{Tables.Number(Time(Seconds(arm)))}
            {Tables.Number(all > 0 ? Numbers.Percent(Seconds(arm) / all) : Numbers.None)}
            {Tables.Number(Time(Median(done, Findings.SecondsOf)))}{Tables.Number(Time(Median(done, t => Stage(t, "fit"))))}{Tables.Number(Time(Median(done, t => Stage(t, "score"))))}
            {Tables.Number(Time(arm.Trials.Max(Findings.SecondsOf)))}
            {When(lost, () => WithoutScore([.. arm.Trials.Where(t => t.State != TrialState.Done)]))}
            {Tables.Number(Numbers.Fixed(arm.Trials.Max(t => t.PeakMemoryMb), 0) + " MB")}</tr>

            """);
    }

    private static Markup WithoutScore(RunRecord[] trials) =>
        Tables.WithInterval(Numbers.Whole(trials.Length), trials.Length > 0 ? Time(trials.Sum(Findings.SecondsOf)) : null);

    private static double Stage(RunRecord trial, string stage) => trial.Seconds.TryGetValue(stage, out var seconds) ? seconds : 0;

    private static double? Median(RunRecord[] trials, Func<RunRecord, double> of)
    {
        if (trials.Length == 0) return null;
        double[] sorted = [.. trials.Select(of).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // Classical learners take hundredths of a second, which other durations here never are.
    private static string Time(double? seconds) =>
        seconds is not { } s ? Numbers.None : s is > 0 and < 1 ? Numbers.Fixed(s, 2) + " s" : Numbers.Duration(s);

    private static Markup Fact(string name, string value) => Html($"<dt>{name}</dt><dd>{value}</dd>\n");
}
