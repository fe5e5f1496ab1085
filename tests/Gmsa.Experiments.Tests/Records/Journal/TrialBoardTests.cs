using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Tests.Records;

public sealed class TrialBoardTests : IDisposable
{
    private const string Arm = "mood-logistic", Fold = "1";

    private readonly string folder = Repository.TemporaryFolder();
    private readonly Journal journal;
    private readonly TrialBoard board = new((_, point) => point);

    public TrialBoardTests() => journal = Journal.Open(Path.Combine(folder, "journal.jsonl"));

    public void Dispose()
    {
        journal.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_claimed_trial_runs()
    {
        Claim(0);
        var cell = Caught();
        var trial = Assert.Single(cell.Trials);
        Assert.Equal((1, 0, "worker-1", null, false), (trial.Number, trial.Index, trial.Worker, trial.State, trial.HasEnded));
        Assert.Equal(0.5, trial.Point.Values["l2"]);
        Assert.Equal(ObservationState.Running, Assert.Single(cell.History).State);
        Assert.Equal((0, 0, 0.0, null), (cell.Ended, cell.Failed, cell.Seconds, cell.Best));
        Assert.Equal([0], cell.Open);
        Assert.Empty(board[Arm, "2"].Trials);
    }

    [Fact]
    public void What_trials_come_to_is_counted()
    {
        for (var index = 0; index < 4; index++) Claim(index);
        Finish(0, 0.4, 2);
        Finish(1, null, 3);
        var pruned = SampleRecords.Of(3, Arm, Fold, 2, 0, 4) with { State = TrialState.Pruned, Score = null, Steps = [0.9, 0.7] };
        journal.Add(TrialFinished.Of(pruned));
        var cell = Caught();
        Assert.Equal((3, 1, 9.0, 1), (cell.Ended, cell.Failed, cell.Seconds, cell.Best!.Number));
        Assert.Equal([3], cell.Open);
        Assert.Equal([ObservationState.Done, ObservationState.Failed, ObservationState.Pruned, ObservationState.Running],
            cell.History.Select(o => o.State));
        // the last score of a pruned one is no result, whatever it was
        Assert.Equal([0.4, null, 0.7, null], cell.History.Select(o => o.Score));
        Assert.Equal([2, 3, 4, 0], cell.History.Select(o => o.Seconds));
        Assert.Equal([0.9, 0.7], cell.History[2].Scores);
        Assert.Equal([0, 0, 2, 0], cell.History.Select(o => o.Steps));
    }

    [Fact]
    public void Points_get_the_types_of_their_arms_space()
    {
        journal.Add(new TrialClaimed(1, Arm, Fold,
            0, new Dictionary<string, object> { ["l2"] = 1.0, ["bends"] = 2L, ["scale"] = "rank" }, "w"));
        var space = new SearchSpace([new RealDimension("l2", 0, 10, Log: false), new IntegerDimension("bends", 0, 4, Log: false),
            new ChoiceDimension("scale", ["rank"])]);
        var typed = new TrialBoard((arm, point) => arm == Arm ? space.Typed(point) : point);
        typed.CatchUp(journal);
        var values = typed[Arm, Fold].Trials[0].Point.Values;
        Assert.Equal((1.0, 2L, "rank"), (Assert.IsType<double>(values["l2"]), Assert.IsType<long>(values["bends"]), values["scale"]));
    }

    [Fact]
    public void A_released_trial_is_open_until_somebody_claims_and_ends_it()
    {
        Claim(0);
        journal.Add(new TrialCancelled(1));
        var cell = Caught();
        Assert.Equal((TrialState.Cancelled, false, 0), (cell.Trials[0].State, cell.Trials[0].HasEnded, cell.Ended));
        Assert.Equal([0], cell.Open);
        Assert.Equal(ObservationState.Running, cell.History[0].State);
        Claim(0, "worker-2");
        cell = Caught();
        Assert.Equal((null, "worker-2"), (Assert.Single(cell.Trials).State, cell.Trials[0].Worker));
        Finish(0, 0.5);
        cell = Caught();
        Assert.Equal((1, 0.5), (cell.Ended, cell.Best!.Score));
        Assert.Empty(cell.Open);
        journal.Add(new TrialCancelled(1)); // by a worker that was thought gone: too late
        Assert.Equal((1, TrialState.Done), (Caught().Ended, cell.Trials[0].State));
    }

    [Theory]
    [InlineData(0.4, 0.9)]
    [InlineData(0.4, null)]
    [InlineData(null, 0.9)]
    public void The_first_result_counts(double? first, double? second)
    {
        Claim(0);
        Claim(0, "worker-2"); // thought the first one was gone
        Finish(0, first, 2);
        Finish(0, second, 5);
        var cell = Caught();
        Assert.Equal((1, first is null ? 1 : 0, 2.0), (cell.Ended, cell.Failed, cell.Seconds));
        Assert.Equal(first, cell.Best?.Score);
        Assert.Equal(first, Assert.Single(cell.History).Score);
    }

    [Fact]
    public void A_failed_trial_that_was_reopened_is_as_if_it_had_been_given_back()
    {
        Claim(0);
        Claim(1);
        Finish(0, null, 3);
        Finish(1, 0.5, 2);
        journal.Add(new TrialReopened(1));
        journal.Add(new TrialReopened(2)); // it didn't fail
        var cell = Caught();
        Assert.Equal((1, 0, 2.0), (cell.Ended, cell.Failed, cell.Seconds));
        Assert.Equal([0], cell.Open);
        Assert.Equal((TrialState.Cancelled, 0.5), (cell.Trials[0].State, cell.Trials[0].Point.Values["l2"]));
        Claim(0, "worker-2");
        Finish(0, 0.7, 1);
        cell = Caught();
        Assert.Equal((2, 0, 3.0, 1), (cell.Ended, cell.Failed, cell.Seconds, cell.Best!.Number));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public void Of_equal_scores_the_lower_index_is_best_whichever_came_first(params int[] order)
    {
        for (var index = 0; index < 3; index++) Claim(index);
        foreach (var index in order) Finish(index, index == 0 ? 0.3 : 0.6);
        Assert.Equal(1, Caught().Best!.Index);
    }

    [Fact]
    public void A_score_that_is_no_number_is_none()
    {
        Claim(0);
        Finish(0, double.NaN);
        var cell = Caught();
        Assert.Equal((1, 0, null), (cell.Ended, cell.Failed, cell.Best));
        Assert.Null(cell.History[0].Score);
    }

    [Fact]
    public void Catching_up_takes_in_what_is_new_and_nothing_twice()
    {
        var told = new List<int>();
        var counting = new TrialBoard((_, point) =>
        {
            told.Add(told.Count);
            return point;
        });
        Claim(0);
        counting.CatchUp(journal);
        counting.CatchUp(journal);
        Assert.Single(told);
        Claim(1);
        journal.Add(new TestRead(1, Arm, Fold, null)); // none of a board's business
        counting.CatchUp(journal);
        Assert.Equal(2, told.Count);
        Finish(0, 0.5, 2);
        counting.CatchUp(journal);
        counting.CatchUp(journal);
        Assert.Equal((2, 1, 2.0), (told.Count, counting[Arm, Fold].Ended, counting[Arm, Fold].Seconds));
    }

    [Fact]
    public void A_board_of_a_journal_that_was_read_is_the_same()
    {
        Claim(0);
        Claim(1);
        Finish(1, 0.5);
        journal.Add(new TrialFinished(99, TrialState.Done, null, 0)); // of no trial that was claimed
        var cell = Assert.Single(TrialBoard.Of(Journal.Read(Path.Combine(folder, "journal.jsonl")), (_, point) => point).Cells);
        Assert.Equal((Arm, Fold, 1, 2), (cell.Arm, cell.Fold, cell.Cell.Ended, cell.Cell.Best!.Number));
        Assert.Equal([0], cell.Cell.Open);
    }

    [Fact]
    public void The_end_of_a_failed_trial_says_of_what_kind()
    {
        var entry = TrialFinished.Of(SampleRecords.Of(1, Arm, Fold, 0, null));
        Assert.Equal((TrialState.Failed, "error", null), (entry.State, entry.Failure, entry.Scores));
    }

    private BoardCell Caught()
    {
        board.CatchUp(journal);
        return board[Arm, Fold];
    }

    private void Claim(int index, string worker = "worker-1") =>
        journal.Add(new TrialClaimed(index + 1, Arm, Fold, index, new Dictionary<string, object> { ["l2"] = 0.5 }, worker));

    private void Finish(int index, double? score, double seconds = 1) =>
        journal.Add(TrialFinished.Of(SampleRecords.Of(index + 1, Arm, Fold, index, score, seconds)));
}
