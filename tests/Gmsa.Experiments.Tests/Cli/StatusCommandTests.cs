using System.Text.Json;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Studies;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>Where a study stands: finished, half done by somebody who works on it or is gone, or none at all.</summary>
public sealed class StatusCommandTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public StatusCommandTests() => SmallTable.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_finished_study_says_so_and_lists_its_trials()
    {
        var study = Pipeline.Run(Request("[majority, { kind: logistic, l2: { log: [0.1, 10] } }]", 3), Progress.Unheard,
            TestContext.Current.CancellationToken).Folder;
        var text = GmsaProgram.Run(folder, "status", study);
        Assert.Equal((0, ""), (text.ExitCode, text.Errors));
        var lines = text.Output.TrimEnd().Split('\n');
        Assert.Equal($"study     {Path.GetFileName(study)}, finished", lines[0]);
        Assert.StartsWith("trials    8 of 8 have ended: 8 done; in each arm and fold 3 trials; ", lines[1]);
        var records = Records(study);
        var best = records.Where(r => r.Arm == "mood-logistic" && r.Fold == "2")
            .OrderByDescending(r => r.Score).ThenBy(r => r.Index).First();
        // What the trials took depends on the machine.
        var end = FormattableString.Invariant($" s; {best.Score:0.0000} by {best.Trial}");
        Assert.Contains(lines, l => l.StartsWith("          mood-logistic, fold 2  3 done; ", StringComparison.Ordinal)
            && l.EndsWith(end, StringComparison.Ordinal));
        Assert.Equal(7, lines.Length);
        var slashed = GmsaProgram.Run(folder, "status", study + Path.DirectorySeparatorChar);
        Assert.Equal(text.Output.Split('\n')[0], slashed.Output.Split('\n')[0]);
        var list = GmsaProgram.Run(folder, "status", study, "--trials").Output.Split('\n');
        Assert.Equal(8, list.Count(l => l.Contains(", done, ", StringComparison.Ordinal)));

        var status = Json(study);
        Assert.Equal((true, 8, "3 trials", "balancedAccuracy"), (status.Finished, status.Trials, status.Budget, status.Metric));
        Assert.Empty(status.Workers);
        Assert.Equal([("mood-majority", "1", 1), ("mood-majority", "2", 1), ("mood-logistic", "1", 3), ("mood-logistic", "2", 3)],
            status.Cells.Select(c => (c.Arm, c.Fold, c.Done)));
        Assert.Equal(records.Select(r => (r.Trial, r.Arm, r.Fold, r.Index, r.Score)),
            status.List.Select(t => (t.Trial, t.Arm, t.Fold, t.Index, t.Score)));
        Assert.Equal(best.Score, status.Cells[3].Best);
    }

    [Fact]
    public void A_half_done_study_says_who_works_on_it_and_what_is_open()
    {
        var request = Request("[{ kind: logistic, l2: { log: [0.1, 10] } }]", 3);
        var open = OpenStudy.Open(Pipeline.Plan(request), request);
        var queue = new TrialQueue(open);
        var trials = Enumerable.Range(0, 5).Select(_ => queue.Take(out var _)!).ToArray();
        End(0, 0.625, 75);
        End(1, null, 2);
        queue.End(Tests.Records.SampleRecords.Of(3, "mood-logistic", "1", 1, 0, 3) with
        {
            State = TrialState.Pruned,
            Score = null,
            Steps = [0.5],
        });
        queue.Release(trials[3].Slot);

        var status = Pipeline.Status(open.Study.Folder);
        Assert.Equal((false, 6), (status.Finished, status.Trials));
        Assert.Equal([open.Worker.Name], status.Workers);
        Assert.Equal(["done", "failed", "pruned", "open", "running"], status.List.Select(t => t.State));
        Assert.Equal([new("mood-logistic", "1", 1, 1, 0, 1, 0, 0.625, 1, 78), new("mood-logistic", "2", 0, 0, 1, 0, 1, null, null, 2)],
            status.Cells);
        Assert.Contains($", running: {open.Worker.Name}\n", GmsaProgram.Run(folder, "status", open.Study.Folder).Output,
            StringComparison.Ordinal);

        open.Dispose();
        var text = GmsaProgram.Run(folder, "status", Path.Combine("results", Path.GetFileName(open.Study.Folder)));
        Assert.Equal(0, text.ExitCode);
        string[] expected =
        [
            $"study     {Path.GetFileName(open.Study.Folder)}, not running: run its file again, it goes on",
            "trials    3 of 6 have ended: 1 done, 1 pruned, 1 failed, 2 open; in each arm and fold 3 trials; 1 min 20 s in all",
            "failed    1: `gmsa run` of its file with --retry-failed runs them once more, say with higher limits in `launcher`",
            "          1 error, the first trial 2",
            "arms      trials; time; best inner balancedAccuracy",
            "          mood-logistic, fold 1  1 done, 1 pruned, 1 open; 1 min 18 s; 0.6250 by 1",
            "          mood-logistic, fold 2  1 failed, 1 open; 2 s",
        ];
        Assert.Equal(expected, text.Output.TrimEnd().Split('\n'));

        void End(int at, double? score, double seconds) =>
            queue.End(Tests.Records.SampleRecords.Of(trials[at].Slot.Number, "mood-logistic", trials[at].Slot.Fold.Name,
                trials[at].Slot.Index, score, seconds));
    }

    [Fact]
    public void Trials_are_listed_where_that_is_asked_for()
    {
        var request = Request("[{ kind: logistic, l2: { log: [0.1, 10] } }]", 13);
        using var open = OpenStudy.Open(Pipeline.Plan(request), request);
        var queue = new TrialQueue(open);
        while (queue.Take(out _) is not null) { }
        string[] Shown(params string[] more) => [.. GmsaProgram.Run(folder, ["status", open.Study.Folder, .. more]).Output.Split('\n')
            .Where(l => l.EndsWith(", running", StringComparison.Ordinal)).Select(l => l.Split(':')[0].Trim())];
        Assert.Empty(Shown());
        Assert.Equal(Enumerable.Range(1, 26).Select(t => $"{t}"), Shown("--trials"));
    }

    [Fact]
    public void A_folder_that_is_no_study_is_wrong_input()
    {
        foreach (var name in (string[])["empty", "absent"])
        {
            if (name == "empty") Directory.CreateDirectory(Path.Combine(folder, name));
            var result = GmsaProgram.Run(folder, "status", name, "--json");
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Contains($"{name}: this is no study: give a folder that `gmsa run` made", result.Errors, StringComparison.Ordinal);
        }
    }

    private RunRequest Request(string trainers, int trials)
    {
        var file = Path.Combine(folder, "status.yaml");
        File.WriteAllText(file, $$"""
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers: {{trainers}}
            search: { trials: {{trials}} }
            report: [csv]
            """);
        return new(file, [], null, Path.Combine(folder, "results"));
    }

    private StudyStatus Json(string study)
    {
        var result = GmsaProgram.Run(folder, "status", study, "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return JsonSerializer.Deserialize<StudyStatus>(result.Output, Experiments.Foundation.Json.Indented)!;
    }

    private static RunRecord[] Records(string study) =>
        [.. Directory.GetDirectories(Path.Combine(study, "trials")).Select(t => Study.RecordOf(t)!).OrderBy(r => r.Trial)];
}
