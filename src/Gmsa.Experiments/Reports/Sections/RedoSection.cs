using Gmsa.Experiments.Records;
using static Gmsa.Experiments.Reports.Markup;

namespace Gmsa.Experiments.Reports;

/// <summary>What is needed to do the study again, or to see why it can't be done again bit for bit.</summary>
internal static class RedoSection
{
    public static Markup Of(Findings findings)
    {
        var commands = findings.Results.Commands;
        return Html($"""
            {When(commands.Count > 0, () => Html($"{CodeBlock.Of("The commands", string.Join('\n', commands))}\n"))}
            <dl class="facts">
            {findings.Machines.Select(Machine)}<dt>{findings.Work}</dt><dd><code>{findings.Plan.Id}</code></dd>
            {When(findings.Seed is not null, () => Fact("Seed", findings.Seed!))}
            <dt>Dataset key</dt><dd><code>{findings.Dataset.Key}</code></dd>
            {When(findings.Trials.Count > 0, () => Html($"""
                {Fact("Started", findings.Started)}
                {Fact("Trials", Counts(findings))}
                """))}
            </dl>
            <p class="soft">The same file, seed and build give the same predictions, bit for bit, on the same machine, on its CPU, with any
            number of workers. Another machine, a GPU or a time budget may change the last digits, and so, now and then, a prediction.</p>
            <details><summary>The resolved experiment file{When(findings.Studies.Count > 0, () => Html($"s"))}</summary>{CodeBlock.Of("The experiment file", findings.Results.ExperimentYaml)}</details>
            """);
    }

    private static string Counts(Findings findings) => $"{Numbers.Whole(findings.Trials.Count)}: "
        + string.Join(", ", findings.Trials.CountBy(t => t.State).OrderBy(s => s.Key)
            .Select(s => $"{Numbers.Whole(s.Value)} {s.Key.ToString().ToLowerInvariant()}"));

    private static Markup Fact(string name, string value) => Html($"<dt>{name}</dt><dd>{value}</dd>\n");

    private static Markup Machine(MachineRecord machine) => Html($"""
        {Fact("Machine", $"{machine.Host}: {machine.Os}, {Numbers.Whole(machine.Cores)} cores, computing on {machine.Device}")}
        {Fact("Runtime", machine.Runtime)}
        {Fact("Git commit", machine.GitCommit ?? "not known")}
        {Fact("Packages", Findings.PackagesOf(machine))}
        """);
}
