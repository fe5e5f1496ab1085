using System.Globalization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>A trial that this process has claimed.</summary>
/// <param name="Others">What the trials before it have shown, for a pruner.</param>
internal sealed record ClaimedTrial(Slot Slot, Point Point, IReadOnlyList<Curve> Others);

/// <summary>
/// Says which trial is next, and claims it in the journal, so that no two workers in the world take the same one. The choice follows from
/// the journal alone: cells (an arm in an outer fold) take turns; where the search looks back, the next trial of a cell waits for those
/// before it, and workers find others to do meanwhile. So the same file gives the same trials whatever the number of workers.
/// </summary>
internal sealed class TrialQueue
{
    // A sweep of which nothing works is stopped after so many failures (or one in every arm and fold).
    private const int FewestFailures = 10;

    private readonly OpenStudy open;
    private readonly TrialBoard board;
    private readonly SearchOptions search;
    private readonly Asking asking;
    private readonly IReadOnlyList<Cell> cells;

    public TrialQueue(OpenStudy open)
    {
        (this.open, search) = (open, open.Design.Experiment.Search);
        asking = new(search);
        var design = open.Design;
        board = new(design.Typed);
        var warm = new WarmStart(design);
        cells = [.. from arm in design.Arms
            from fold in design.LearntFolds
            select new Cell(arm, fold, board[arm.Name, fold.Name], design.MostTrials(arm), warm.SpaceOf(arm, fold))];
    }

    /// <summary>Where all trials stand, as of the last look at the journal.</summary>
    public IEnumerable<(Arm Arm, BoardCell Board)> Cells => cells.Select(c => (c.Arm, c.Board));

    /// <summary>The trials beside which a trial stands.</summary>
    public BoardCell CellOf(Slot slot) => board[slot.Arm.Name, slot.Fold.Name];

    /// <summary>A trial to run; null where there is none now.</summary>
    /// <param name="isOver">True where there will be none later either.</param>
    /// <exception cref="InvalidOperationException">All trials so far have failed.</exception>
    public ClaimedTrial? Take(out bool isOver)
    {
        var (claimed, over) = open.Journal.Locked(() =>
        {
            board.CatchUp(open.Journal);
            StopIfAllFail();
            var next = Abandoned() ?? New();
            if (next is not null)
                open.Journal.Add(new TrialClaimed(
                    next.Slot.Number, next.Slot.Arm.Name, next.Slot.Fold.Name, next.Slot.Index, next.Point.Values, open.Worker.Name));
            board.CatchUp(open.Journal);
            return (next, next is null && cells.All(c => !c.Board.Open.Any(i => i < c.Most)));
        });
        isOver = over;
        return claimed;
    }

    /// <summary>
    /// Who elsewhere has trials that nobody here can go on without, as of the last look at the journal; empty where nobody is known.
    /// </summary>
    public string Elsewhere()
    {
        var claims = open.Journal.Of<TrialClaimed>().ToLookup(e => e.Trial, e => e.Time);
        var held = from cell in cells
                   from index in cell.Board.Open
                   let trial = cell.Board.Trials[index]
                   where trial.Worker != open.Worker.Name
                   orderby trial.Number
                   group trial by trial.Worker into worker
                   let first = worker.First()
                   let since = OpenStudy.Shown(claims[first.Number].Last())
                   let who = Worker.Described(open.Study.WorkersFolder, worker.Key)
                   select string.Create(CultureInfo.InvariantCulture, $"{who}, at trial {first.Number} since {since}");
        return string.Join("; ", held) is { Length: > 0 } all ? "waiting for " + all : "";
    }

    /// <summary>Writes down how a trial ended, and gives the cell as it then is.</summary>
    public BoardCell End(RunRecord record) => open.Journal.Locked(() =>
    {
        open.Journal.Add(TrialFinished.Of(record));
        board.CatchUp(open.Journal);
        return board[record.Arm, record.Fold];
    });

    /// <summary>Gives a trial back.</summary>
    public void Release(Slot slot) => open.Journal.Add(new TrialCancelled(slot.Number));

    /// <summary>A trial that was given back, or whose worker is gone: the first of each cell.</summary>
    private ClaimedTrial? Abandoned()
    {
        foreach (var cell in cells)
            foreach (var trial in cell.Board.Open.Where(i => i < cell.Most).Select(i => cell.Board.Trials[i]))
                if (trial.State is TrialState.Cancelled
                    || (trial.Worker != open.Worker.Name && !Worker.IsAlive(open.Study.WorkersFolder, trial.Worker)))
                    return Claim(cell, trial.Index, trial.Point);
        return null;
    }

    private ClaimedTrial? New()
    {
        foreach (var cell in cells.Where(IsReady).OrderBy(c => c.Board.Trials.Count)) // a stable order: the plan's among equals
        {
            var index = cell.Board.Trials.Count;
            // The same seed in every fold (with a seed of the axis): a point that is tried in all of them has an average, by
            // which the final model is chosen.
            var seed = open.Design.SeedOf(cell.Fold).Derive("search/" + cell.Arm.Name);
            if (asking.Next(cell.Space, seed, History(cell, index)) is { } point) return Claim(cell, index, point);
            cell.IsExhausted = true;
        }
        return null;
    }

    private bool IsReady(Cell cell)
    {
        var (board, count) = (cell.Board, cell.Board.Trials.Count);
        if (cell.IsExhausted || count >= cell.Most) return false;
        if (search.Time is { } time && board.Seconds >= time.TotalSeconds) return false;
        // Between batches alone, when all before have ended: within one, it would depend on who ends first.
        if (search.Patience is { } patience && count % search.Batch == 0 && count - 1 - (board.Best?.Index ?? -1) >= patience) return false;
        return !search.LooksBack || count % search.Batch != 0 || board.Open.Count == 0;
    }

    private ClaimedTrial Claim(Cell cell, int index, Point point) =>
        new(open.Design.SlotOf(cell.Arm, cell.Fold, index), point, Curves(cell.Board, index, search));

    /// <summary>What a search may know when it is asked for a point: results of its own batch came in whatever order they did.</summary>
    private IReadOnlyList<Observation> History(Cell cell, int index)
    {
        var batch = index - index % search.Batch;
        return batch == index || !search.LooksBack ? cell.Board.History
            : [.. cell.Board.Trials.Select(t =>
                t.Index < batch ? t.Observed : new Observation(t.Point, null) { State = ObservationState.Running })];
    }

    /// <summary>What the trials before a trial's batch have shown to a pruner; nothing where there is none.</summary>
    internal static IReadOnlyList<Curve> Curves(BoardCell cell, int index, SearchOptions search) => search.Pruner is null ? []
        : [.. cell.Trials.Take(index - index % search.Batch)
            .Where(t => t.Scores.Count > 0).Select(t => new Curve(t.Index, t.Scores, t.State == TrialState.Done))];

    private void StopIfAllFail()
    {
        var failed = cells.Sum(c => c.Board.Failed);
        if (failed == 0 || failed < Math.Max(FewestFailures, cells.Count) || failed < cells.Sum(c => c.Board.Ended)) return;
        var (cell, trial) = cells.SelectMany(c => c.Board.Trials.Where(t => t.State == TrialState.Failed).Select(t => (c, t))).First();
        var message = Study.RecordOf(open.Study.TrialFolder(trial.Number))?.Failure?.Message ?? "no reason is recorded";
        throw new InvalidOperationException(
            FormattableString.Invariant($"the first {failed} trials all failed, so the sweep was stopped. Trial {trial.Number} ")
            + $"({cell.Arm.Name}, fold {cell.Fold.Name}): {message}");
    }

    private sealed record Cell(Arm Arm, Fold Fold, BoardCell Board, int Most, SearchSpace Space)
    {
        /// <summary>True once the search had nothing more to try here.</summary>
        public bool IsExhausted { get; set; }
    }
}
