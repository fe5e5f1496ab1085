using System.Text.RegularExpressions;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Reports of studies that were stopped half-way.</summary>
public sealed class UnfinishedReportTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_known_so_far_is_told_and_nothing_is_called_a_result()
    {
        SmallTable.Write(folder);
        File.WriteAllText(Path.Combine(folder, "half.yaml"), """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ kind: columns, names: [one, two], name: numbers }]
            trainers: [majority, { kind: logistic, l2: { log: [0.001, 1] } }]
            search: { kind: random, trials: 3 }
            """);
        var run = GmsaProgram.Run(folder, "run", "half.yaml");
        Assert.True(run.ExitCode == 0, run.Errors);
        var study = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results")));
        // As it is where a run was stopped in its trials.
        File.Delete(Path.Combine(study, "comparison.json"));
        foreach (var gone in (string[])["000003", "000008"]) Directory.Delete(Path.Combine(study, "trials", gone), recursive: true);
        var journal = Path.Combine(study, "journal.jsonl");
        string[] unsaid = ["\"study_finished\"", "\"trial_finished\".*\"trial\":3,", "\"trial_finished\".*\"trial\":8,"];
        File.WriteAllLines(journal, [.. File.ReadLines(journal).Where(line => !Array.Exists(unsaid, u => Regex.IsMatch(line, u)))]);

        var report = GmsaProgram.Run(folder, "report", study, "--as", "html", "markdown", "csv", "latex", "parquet", "tensorboard");
        Assert.True(report.ExitCode == 0, report.Errors);
        var html = File.ReadAllText(Path.Combine(study, "report.html"));
        Assert.Contains("<h1>How well can the 2 labels of mood be told apart? Not answered yet.</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Not finished. 6 of 8 trials have ended so far", html, StringComparison.Ordinal);
        Assert.Contains("mood-logistic: no result yet, 4 trials so far.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("has no result:", html, StringComparison.Ordinal);
        // what stays of the test folds' answers is of another choice
        Assert.DoesNotContain("class=\"card\"", html, StringComparison.Ordinal);
        Assert.StartsWith("# How well can the 2 labels of mood be told apart? Not answered yet.\n",
            File.ReadAllText(Path.Combine(study, "report.md")), StringComparison.Ordinal);
        GmsaProgram.Run(folder, "report", study);
        Assert.Equal(html, File.ReadAllText(Path.Combine(study, "report.html")));
    }

    [Fact]
    public void What_has_learnt_nothing_or_is_no_study_is_refused()
    {
        Assert.StartsWith("this is no study",
            Assert.Throws<InputException>(() => Pipeline.Report([folder], null, [])).Problems.Single().Message, StringComparison.Ordinal);
        foreach (var name in (string[])["plan.json", "journal.jsonl"]) File.WriteAllText(Path.Combine(folder, name), "");
        Assert.StartsWith("this study has learnt nothing yet",
            Assert.Throws<InputException>(() => Pipeline.Report([folder], null, [])).Problems.Single().Message, StringComparison.Ordinal);
    }
}
