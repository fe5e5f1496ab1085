using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Records;

/// <summary>A trial as the journal tells it.</summary>
/// <param name="Index">Which trial of its arm and fold it is, from 0.</param>
/// <param name="Worker">Who claimed it last.</param>
internal sealed record BoardTrial(int Number, int Index, Point Point, string Worker)
{
    /// <summary>Null until it has ended; cancelled where it was given back.</summary>
    public TrialState? State { get; init; }

    public double? Score { get; init; }

    public double Seconds { get; init; }

    /// <summary>In a word why it failed, where it did: "timed_out".</summary>
    public string? Failure { get; init; }

    /// <summary>What a pruner was shown, step by step; empty where there is none.</summary>
    public IReadOnlyList<double> Scores { get; init; } = [];

    /// <summary>True where it has a result, good or bad.</summary>
    public bool HasEnded => State is not (null or TrialState.Cancelled);

    public Observation Observed => State switch
    {
        TrialState.Done => new(Point, Score) { Seconds = Seconds, Steps = Scores.Count, Scores = Scores },
        TrialState.Pruned =>
            new(Point, Scores[^1]) { State = ObservationState.Pruned, Seconds = Seconds, Steps = Scores.Count, Scores = Scores },
        TrialState.Failed => new(Point, null) { Seconds = Seconds },
        _ => new(Point, null) { State = ObservationState.Running },
    };
}

/// <summary>The trials of one arm in one outer fold, in the order in which they were asked for.</summary>
internal sealed class BoardCell
{
    private readonly List<BoardTrial> trials = [];
    private readonly List<Observation> history = [];
    private readonly SortedSet<int> open = [];

    public IReadOnlyList<BoardTrial> Trials => trials;

    /// <summary>The same as searches see it.</summary>
    public IReadOnlyList<Observation> History => history;

    /// <summary>The indices of the trials that have no result yet.</summary>
    public IReadOnlySet<int> Open => open;

    /// <summary>What trials that ended took in sum.</summary>
    public double Seconds { get; private set; }

    /// <summary>How many have a result.</summary>
    public int Ended { get; private set; }

    /// <summary>How many failed.</summary>
    public int Failed { get; private set; }

    /// <summary>The best of those with a score, the first of equals; null where none has one.</summary>
    public BoardTrial? Best { get; private set; }

    /// <summary>Takes back that a trial ended: it is as if it had been given back. The best still is: the same will come.</summary>
    internal void Reopen(int index, Func<BoardTrial, bool> may)
    {
        var trial = trials[index];
        if (!may(trial)) return;
        (Failed, Ended, Seconds) = (trial.State == TrialState.Failed ? Failed - 1 : Failed, Ended - 1, Seconds - trial.Seconds);
        Put(new(trial.Number, trial.Index, trial.Point, trial.Worker) { State = TrialState.Cancelled });
    }

    internal void Put(BoardTrial trial)
    {
        if (trial.Index == trials.Count)
        {
            trials.Add(trial);
            history.Add(trial.Observed);
        }
        else
        {
            trials[trial.Index] = trial;
            history[trial.Index] = trial.Observed;
        }
        if (!trial.HasEnded)
        {
            open.Add(trial.Index);
            return;
        }
        open.Remove(trial.Index);
        if (trial.State == TrialState.Failed) Failed++;
        Ended++;
        Seconds += trial.Seconds;
        if (trial is { State: TrialState.Done, Score: { } score }
            && (Best is null || score > Best.Score || (score == Best.Score && trial.Index < Best.Index)))
            Best = trial;
    }
}

/// <summary>Where a study's trials stand, kept up from its journal alone: no trial's folder is read for it.</summary>
/// <param name="typed">Gives an arm's point, as it was read from the journal, the types of its space.</param>
internal sealed class TrialBoard(Func<string, Point, Point> typed)
{
    private readonly Dictionary<(string Arm, string Fold), BoardCell> cells = [];
    private readonly Dictionary<int, (string Arm, string Fold, int Index)> places = [];
    private int read;

    /// <summary>The board of a journal that was read.</summary>
    public static TrialBoard Of(IEnumerable<JournalEvent> journal, Func<string, Point, Point> typed)
    {
        var board = new TrialBoard(typed);
        foreach (var entry in journal) board.Apply(entry);
        return board;
    }

    public BoardCell this[string arm, string fold] => cells.TryGetValue((arm, fold), out var cell) ? cell : cells[(arm, fold)] = new();

    public IEnumerable<(string Arm, string Fold, BoardCell Cell)> Cells => cells.Select(c => (c.Key.Arm, c.Key.Fold, c.Value));

    /// <summary>Takes in what a journal has more than when it was last taken in.</summary>
    public void CatchUp(Journal journal) => journal.ReadFrom(ref read, Apply);

    private void Apply(JournalEvent entry)
    {
        switch (entry)
        {
            case TrialClaimed claim:
                places[claim.Trial] = (claim.Arm, claim.Fold, claim.Index);
                this[claim.Arm, claim.Fold].Put(
                    new(claim.Trial, claim.Index, typed(claim.Arm, new(claim.Point)), claim.Worker));
                break;
            case TrialFinished end when places.TryGetValue(end.Trial, out var at):
                End(at, trial => Ended(trial, end));
                break;
            case TrialCancelled { Trial: var number } when places.TryGetValue(number, out var at):
                End(at, trial => trial with { State = TrialState.Cancelled });
                break;
            case TrialReopened { Trial: var number } when places.TryGetValue(number, out var at):
                this[at.Arm, at.Fold].Reopen(at.Index, trial => trial.State == TrialState.Failed);
                break;
            case TrialLost { Trial: var number } when places.TryGetValue(number, out var at):
                this[at.Arm, at.Fold].Reopen(at.Index, trial => trial.HasEnded);
                break;
        }
    }

    private void End((string Arm, string Fold, int Index) at, Func<BoardTrial, BoardTrial> end)
    {
        var cell = this[at.Arm, at.Fold];
        if (!cell.Trials[at.Index].HasEnded) cell.Put(end(cell.Trials[at.Index])); // the first result counts
    }

    private static BoardTrial Ended(BoardTrial trial, TrialFinished end) => trial with
    {
        State = end.State,
        Score = end.Score,
        Seconds = end.Seconds,
        Failure = end.Failure,
        Scores = end.Scores ?? [],
    };
}
