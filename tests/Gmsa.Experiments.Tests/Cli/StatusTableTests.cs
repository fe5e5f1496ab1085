using Gmsa.Experiments.Cli.Display;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>A study of many folds on one screen; what small studies say is in <see cref="StatusCommandTests"/>.</summary>
public class StatusTableTests
{
    [Fact]
    public void Failures_are_counted_by_reason_with_what_the_first_says()
    {
        TrialStatus[] trials =
        [
            .. Enumerable.Range(1, 3).Select(t => new TrialStatus(t, "mood8-seedCnn", "1", t - 1, "failed", null, 1, "w")),
        ];
        var status = new StudyStatus("x-01234567", false, 3, "3 trials", "accuracy", [],
            [new("mood8-seedCnn", "1", 0, 0, 3, 0, 0, null, null, 3)], trials)
        {
            Failures = [new("timed out", 2, 1, "it took longer than 2s"), new("crashed", 1, 3, "")],
        };
        string[] expected =
        [
            "failed    3: `gmsa run` of its file with --retry-failed runs them once more, say with higher limits in `launcher`",
            "          2 timed out, the first trial 1: it took longer than 2s",
            "          1 crashed, the first trial 3",
        ];
        Assert.Equal(expected, StatusTable.Lines(status, listsTrials: false).Skip(2).Take(3));
    }

    [Fact]
    public void Of_a_log_loss_the_lowest_is_the_best()
    {
        CellStatus[] cells =
        [
            .. Enumerable.Range(1, 13).Select(f => new CellStatus("mood8-logistic", $"{f}", 1, 0, 0, 0, 0, 2 - 0.1 * f, f, 1)),
        ];
        var status = new StudyStatus("x-01234567", true, 13, "1 trial", "logLoss", [], cells, []) { LowerIsBetter = true };
        Assert.Equal(
            ["arms      trials; time; best inner logLoss, lower is better",
                "          mood8-logistic  none yet; 13 s; 0.7000 by 13 in fold 13"],
            StatusTable.Lines(status, listsTrials: false).TakeLast(2));
    }

    [Fact]
    public void Many_folds_are_a_row_an_arm()
    {
        string[] arms = ["mood8-logistic", "mood4-seedCnn"];
        CellStatus[] cells = [.. from arm in arms
                                 from fold in Enumerable.Range(1, 10)
                                 let isRun = arm == arms[0]
                                 select new CellStatus(arm, $"{fold}", isRun ? 1 : 0, 0, 0, fold == 1 && !isRun ? 1 : 0, 0,
                                     isRun ? 0.1 * fold : null, isRun ? fold : null, isRun ? 60 : 0)];
        TrialStatus[] trials =
        [
            .. Enumerable.Range(1, 10).Select(t => new TrialStatus(t, arms[0], $"{t}", 0, "done", 0.1 * t, 60, "w")),
            new(11, arms[1], "1", 0, "running", null, 0, "w"),
        ];
        var status = new StudyStatus("x-01234567", false, 20, "1 trial", "balancedAccuracy", ["w"], cells, trials);
        string[] expected =
        [
            "study     x-01234567, running: w",
            "trials    10 of 20 have ended: 10 done, 1 running; in each arm and fold 1 trial; 10 min 0 s in all",
            "running   1: 11 (mood4-seedCnn, fold 1)",
            "arms      trials; time; best inner balancedAccuracy",
            "          mood8-logistic  10 done; 10 min 0 s; 1.0000 by 10 in fold 10",
            "          mood4-seedCnn   1 running; under 1 s",
        ];
        Assert.Equal(expected, StatusTable.Lines(status, listsTrials: false));
    }
}
