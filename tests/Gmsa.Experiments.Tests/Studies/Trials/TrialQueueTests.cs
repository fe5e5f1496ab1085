using Gmsa.Experiments.Records;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Records;
using static Gmsa.Experiments.Tests.Studies.QueuedStudies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Which trial is next, in real study folders in which nothing is trained.</summary>
public sealed class TrialQueueTests : IDisposable
{
    private const string Logistic = "{ kind: logistic, l2: { log: [1.0e-3, 10] } }", Trees = "{ kind: lightGbm, trees: { int: [2, 200] } }";

    private readonly QueuedStudies studies = new();

    public void Dispose() => studies.Dispose();

    [Fact]
    public void Cells_take_turns()
    {
        var queue = studies.Queue("{ trials: 3 }", Logistic, Trees);
        string[] cells = ["mood-logistic/1", "mood-logistic/2", "mood-lightGbm/1", "mood-lightGbm/2"];
        Assert.Equal(Enumerable.Range(0, 3).SelectMany(i => cells.Select(c => $"{c}/{i}")), All(queue).Select(t => t.Slot.Path));
    }

    [Fact]
    public void A_random_search_waits_for_nobody_and_numbers_follow_the_turns()
    {
        var queue = studies.Queue("{ trials: 5 }", Logistic);
        var trials = All(queue);
        Assert.Equal(Enumerable.Range(1, 10), trials.Select(t => t.Slot.Number));
        Assert.Equal(5, trials.Select(t => t.Point.Values["l2"]).Distinct().Count()); // the same points in both folds
        Assert.Null(queue.Take(out var isOver));
        Assert.False(isOver); // all are still running
    }

    [Fact]
    public void Whoever_waits_can_say_for_whom_and_since_when()
    {
        var (one, other) = (studies.Open("{ trials: 1 }", Logistic), studies.Open("{ trials: 1 }", Logistic));
        var (mine, theirs) = (new TrialQueue(one), new TrialQueue(other));
        var trial = theirs.Take(out _)!;
        mine.Take(out _);
        var (who, number) = (other.Worker.Name, trial.Slot.Number);
        var words = $"^waiting for {who} \\(last sign of life \\d+ s ago\\), at trial {number} since \\d+:\\d\\d:\\d\\d$";
        Assert.Matches(words, mine.Elsewhere());
        File.SetLastWriteTimeUtc(Path.Combine(other.Study.WorkersFolder, other.Worker.Name), DateTime.UnixEpoch.AddYears(50));
        Assert.Contains("so it may be suspended", mine.Elsewhere(), StringComparison.Ordinal);
        End(theirs, trial, 0.5);
        mine.Take(out _);
        Assert.Equal("", mine.Elsewhere());
    }

    [Theory]
    [InlineData("{ kind: tpe, trials: 3 }")]
    [InlineData("{ trials: 3, patience: 3 }")]
    [InlineData("{ trials: 3, pruner: median }")]
    public void Whoever_looks_back_waits_in_its_cell_while_others_go_on(string search)
    {
        var queue = studies.Queue(search, Logistic);
        Assert.Equal(["mood-logistic/1/0", "mood-logistic/2/0"], All(queue).Select(t => t.Slot.Path));
        End(queue, "2", 0, 0.5);
        Assert.Equal(["mood-logistic/2/1"], All(queue).Select(t => t.Slot.Path));
        End(queue, "1", 0, 0.5);
        End(queue, "2", 1, 0.5);
        Assert.Equal(["mood-logistic/1/1", "mood-logistic/2/2"], All(queue).Select(t => t.Slot.Path));
    }

    [Fact]
    public void A_trainer_without_a_range_is_tried_once_in_each_fold()
    {
        var queue = studies.Queue("{ trials: 4 }", "majority");
        Assert.Equal(["mood-majority/1/0", "mood-majority/2/0"], All(queue).Select(t => t.Slot.Path));
    }

    [Fact]
    public void Trials_of_a_batch_run_side_by_side_and_the_next_batch_waits_for_all_of_them()
    {
        var queue = studies.Queue("{ kind: tpe, trials: 6, batch: 2 }", Logistic);
        Assert.Equal(["mood-logistic/1/0", "mood-logistic/2/0", "mood-logistic/1/1", "mood-logistic/2/1"],
            All(queue).Select(t => t.Slot.Path));
        End(queue, "1", 1, 0.5);
        Assert.Empty(All(queue));
        End(queue, "1", 0, 0.5);
        Assert.Equal(["mood-logistic/1/2", "mood-logistic/1/3"], All(queue).Select(t => t.Slot.Path));
    }

    [Fact]
    public void The_points_of_a_batch_depend_on_no_result_of_the_same_batch()
    {
        double Third(bool endsFirst)
        {
            var queue = studies.Queue("{ kind: tpe, startup: 1, trials: 4, batch: 2 }", Logistic);
            All(queue);
            End(queue, "1", 0, 0.3);
            End(queue, "1", 1, 0.6);
            Assert.Equal(2, queue.Take(out _)!.Slot.Index);
            if (endsFirst) End(queue, "1", 2, 0.9);
            var last = queue.Take(out _)!;
            Assert.Equal(("1", 3), (last.Slot.Fold.Name, last.Slot.Index));
            return (double)last.Point.Values["l2"];
        }
        Assert.Equal(Third(endsFirst: false), Third(endsFirst: true));
    }

    [Theory]
    [InlineData(3, 0.5, 0.4, 0.3)]
    [InlineData(4, 0.5, 0.6, 0.6, 0.1)]
    [InlineData(2, null, null)]
    [InlineData(5, 0.1, 0.2, 0.3, 0.4, 0.5)] // by its trials
    public void Patience_ends_a_cell_after_so_many_trials_without_a_better_one(int trials, params double?[] scores)
    {
        var queue = studies.Queue("{ kind: tpe, trials: 5, patience: 2 }", Logistic);
        Assert.Equal(trials, Played(queue, "1", scores.Select(s => (s, 1.0))));
    }

    [Fact]
    public void Patience_lets_a_batch_be_whole_in_whatever_order_it_ends()
    {
        // Where it would count in the middle of a batch, the last one here would run or not by who comes first.
        int Given(params (int Index, double Score)[] ends)
        {
            var queue = studies.Queue("{ kind: tpe, trials: 8, batch: 4, patience: 2 }", Logistic);
            var given = All(queue).Count(t => t.Slot.Fold.Name == "1");
            foreach (var (index, score) in ends)
            {
                End(queue, "1", index, score);
                given += All(queue).Count(t => t.Slot.Fold.Name == "1");
            }
            return given;
        }
        Assert.Equal((4, 4), (Given((0, 0.9), (1, 0.5), (2, 0.5)), Given((1, 0.5), (0, 0.9), (2, 0.5))));
        Assert.Equal(4, Given((0, 0.9), (1, 0.5), (2, 0.5), (3, 0.5))); // and ends it afterwards
        Assert.Equal(8, Given((0, 0.5), (1, 0.5), (2, 0.5), (3, 0.9)));
    }

    [Fact]
    public void Time_ends_a_cell_once_its_trials_took_as_long()
    {
        var queue = studies.Queue("{ kind: tpe, time: 10s }", Logistic);
        Assert.Equal(3, Played(queue, "1", [(0.5, 4), (0.6, 5), (0.7, 1), (0.8, 1)])); // exactly 10 s
        Assert.Equal(4, Played(queue, "2", [(0.5, 3), (0.6, 3), (0.7, 3), (0.8, 30), (0.9, 1)]));
        Assert.Null(queue.Take(out var isOver));
        Assert.True(isOver);
    }

    [Fact]
    public void It_is_over_when_the_last_trial_has_ended_wherever_it_runs()
    {
        var (here, there) = (studies.Open("{ trials: 1 }", Logistic), studies.Open("{ trials: 1 }", Logistic));
        var (one, other) = (new TrialQueue(here), new TrialQueue(there));
        Assert.Equal(["1", "2"], new[] { one.Take(out _)!, other.Take(out _)! }.Select(t => t.Slot.Fold.Name)); // never the same
        Assert.Null(one.Take(out var isOver));
        Assert.False(isOver);
        End(one, "1", 0, 0.5);
        Assert.Null(one.Take(out isOver));
        Assert.False(isOver);
        End(other, "2", 0, 0.5);
        Assert.Null(one.Take(out isOver));
        Assert.True(isOver);
        Assert.Equal([1, 1], one.Cells.Select(c => c.Board.Ended));
    }

    [Fact]
    public void A_trial_of_a_worker_that_is_gone_is_taken_over_with_the_same_point()
    {
        var killed = studies.Open("{ kind: tpe, trials: 3 }", Logistic);
        var before = new TrialQueue(killed).Take(out _)!;
        var queue = new TrialQueue(studies.Open("{ kind: tpe, trials: 3 }", Logistic));
        Assert.Equal("2", queue.Take(out _)!.Slot.Fold.Name); // its worker lives
        Assert.Null(queue.Take(out _));
        killed.Dispose();
        var after = queue.Take(out _)!;
        Assert.Equal((before.Slot.Path, before.Slot.Number, before.Point.Values["l2"]),
            (after.Slot.Path, after.Slot.Number, after.Point.Values["l2"]));
        Assert.Null(queue.Take(out _)); // now it is ours
        Assert.Single(queue.CellOf(after.Slot).Trials);
    }

    [Fact]
    public void A_claim_by_a_name_that_nobody_has_is_taken_over()
    {
        var study = studies.Open("{ trials: 1 }", Logistic);
        study.Journal.Add(new TrialClaimed(2, "mood-logistic", "2", 0, new Dictionary<string, object> { ["l2"] = 1.0 }, "gone-1-1"));
        var trial = new TrialQueue(study).Take(out _)!;
        Assert.Equal(("mood-logistic/2/0", 2), (trial.Slot.Path, trial.Slot.Number));
        Assert.Equal(1.0, Assert.IsType<double>(trial.Point.Values["l2"])); // not the whole number that JSON makes of it
    }

    [Fact]
    public void A_trial_that_was_given_back_comes_before_new_ones()
    {
        var queue = studies.Queue("{ trials: 3 }", Logistic);
        var first = queue.Take(out _)!;
        queue.Take(out _);
        queue.Release(first.Slot);
        var again = queue.Take(out _)!;
        Assert.Equal((first.Slot.Path, first.Point.Values["l2"]), (again.Slot.Path, again.Point.Values["l2"]));
        Assert.Equal("mood-logistic/1/1", queue.Take(out _)!.Slot.Path);
    }

    [Fact]
    public void A_trial_that_failed_is_not_given_again_until_that_is_asked_for()
    {
        var study = studies.Open("{ trials: 1 }", Logistic);
        var queue = new TrialQueue(study);
        All(queue);
        End(queue, "1", 0, null);
        End(queue, "2", 0, 0.5);
        Assert.Null(queue.Take(out var isOver));
        Assert.True(isOver);
        study.Journal.Add(new TrialReopened(1));
        Assert.Equal("mood-logistic/1/0", queue.Take(out isOver)!.Slot.Path);
        Assert.False(isOver);
    }

    [Theory]
    [InlineData(10, Logistic)]
    [InlineData(12, Logistic, "{ name: a, kind: sdca, l2: { log: [1.0e-4, 0.01] } }",
        "{ name: b, kind: lightGbm, trees: { int: [2, 200] } }", "{ name: c, kind: logistic, l2: { log: [1, 9] } }",
        "{ name: d, kind: logistic, l2: { log: [1, 9] } }", "{ name: e, kind: logistic, l2: { log: [1, 9] } }")]
    public void A_sweep_of_which_nothing_works_is_stopped_after_ten_failures_or_one_in_every_cell(int failures, params string[] trainers)
    {
        var study = studies.Open("{ trials: 20 }", trainers);
        var queue = new TrialQueue(study);
        for (var i = 0; i < failures; i++)
        {
            var trial = queue.Take(out _)!;
            var record = SampleRecords.Of(trial.Slot.Number, trial.Slot.Arm.Name, trial.Slot.Fold.Name, trial.Slot.Index, null);
            Directory.CreateDirectory(study.Study.TrialFolder(trial.Slot.Number));
            Study.Write(Path.Combine(study.Study.TrialFolder(trial.Slot.Number), Study.RecordName), record);
            queue.End(record);
        }
        var error = Assert.Throws<InvalidOperationException>(() => queue.Take(out _));
        Assert.Equal($"the first {failures} trials all failed, so the sweep was stopped. "
            + "Trial 1 (mood-logistic, fold 1): trial 1 was made to fail", error.Message);
    }

    [Fact]
    public void One_trial_that_works_keeps_a_sweep_going()
    {
        var queue = studies.Queue("{ trials: 20 }", Logistic);
        End(queue, queue.Take(out _)!, 0.1);
        for (var i = 0; i < 15; i++) End(queue, queue.Take(out _)!, null);
        Assert.NotNull(queue.Take(out _));
    }

    [Fact]
    public void Searches_that_have_tried_everything_end_their_cells()
    {
        var queue = studies.Queue("{ trials: 100 }", "{ kind: logistic, scale: { choice: [standard, rank] } }");
        var trials = All(queue);
        Assert.Equal(["rank", "standard"], trials.Where(t => t.Slot.Fold.Name == "1").Select(t => t.Point.Values["scale"]).Order());
        Assert.Equal(4, trials.Count);
    }

    [Fact]
    public void A_pruner_is_shown_the_trials_before()
    {
        var queue = studies.Queue("{ trials: 3, pruner: median }", Logistic);
        Assert.Empty(queue.Take(out _)!.Others);
        queue.End(SampleRecords.Of(1, "mood-logistic", "1", 0, 0.6) with { Steps = [0.5, 0.6] });
        var next = queue.Take(out _)!; // of the other fold, of which nothing is known
        Assert.Equal(("2", 0), (next.Slot.Fold.Name, next.Others.Count));
        Assert.Equal([0.5, 0.6], Assert.Single(queue.Take(out _)!.Others).Scores);
    }
}
