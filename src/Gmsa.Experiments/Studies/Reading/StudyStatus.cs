using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>Where one arm stands in one outer fold.</summary>
/// <param name="Running">Claimed by a worker that is there.</param>
/// <param name="Open">Given back, or claimed by a worker that is gone: the next run takes them up.</param>
/// <param name="Best">The best inner score, as the metric has it, and <paramref name="BestTrial"/> its trial; null where there is
/// none.</param>
/// <param name="Seconds">What its trials took in sum.</param>
public sealed record CellStatus(
    string Arm, string Fold, int Done, int Pruned, int Failed, int Running, int Open, double? Best, int? BestTrial, double Seconds);

/// <summary>One trial: "done", "pruned", "failed", "running" or "open".</summary>
public sealed record TrialStatus(int Trial, string Arm, string Fold, int Index, string State, double? Score, double Seconds, string Worker);

/// <summary>Trials that failed for one reason.</summary>
/// <param name="Reason">"timed out".</param>
/// <param name="First">The number of the first of them, and <paramref name="Message"/> what it says; empty where its record is
/// gone.</param>
public sealed record FailureStatus(string Reason, int Count, int First, string Message);

/// <summary>Where a study stands, by its journal alone, but for the message of a failure.</summary>
/// <param name="Trials">All that it plans; null where their number isn't what ends it.</param>
/// <param name="Workers">The processes that work on it now.</param>
public sealed record StudyStatus(
    string Study, bool Finished, int? Trials, string? Budget, string Metric, IReadOnlyList<string> Workers, IReadOnlyList<CellStatus> Cells,
    IReadOnlyList<TrialStatus> List)
{
    /// <summary>Why trials failed, the commonest reason first.</summary>
    public IReadOnlyList<FailureStatus> Failures { get; init; } = [];

    /// <summary>What runs now of the study's end: "test of mood4-logistic, fold 1".</summary>
    public IReadOnlyList<string> Ending { get; init; } = [];

    /// <summary>True of a log loss, which is shown as it is, 0 or more.</summary>
    public bool LowerIsBetter { get; init; }

    /// <exception cref="InputException">The folder holds no study.</exception>
    public static StudyStatus Of(Study study)
    {
        if (!study.Exists) throw study.IsNone();
        var plan = Records.Study.Read<StudyPlan>(study.PlanFile);
        var journal = Journal.Read(study.JournalFile);
        var board = TrialBoard.Of(journal, (_, point) => point);
        var metric = journal.OfType<StudyStarted>().LastOrDefault(e => e.Metric is not null)?.Metric ?? "score";
        var shown = new ShownScore(metric);
        var alive = Worker.Alive(study.WorkersFolder);
        var trials = board.Cells.SelectMany(c => c.Cell.Trials.Select(t => new TrialStatus(
            t.Number, c.Arm, c.Fold, t.Index, StateOf(t, alive), shown.Of(t.Score), t.Seconds, t.Worker))).OrderBy(t => t.Trial).ToArray();
        var byPlace = trials.ToLookup(t => (t.Arm, t.Fold));
        var cells = from arm in plan.Arms
                    from fold in plan.LearntFolds
                    let mine = byPlace[(arm.Name, fold)]
                    let cell = board[arm.Name, fold]
                    select new CellStatus(arm.Name, fold, Count(mine, "done"), Count(mine, "pruned"), Count(mine, "failed"),
                        Count(mine, "running"), Count(mine, "open"), shown.Of(cell.Best?.Score), cell.Best?.Number,
                        Math.Round(cell.Seconds, 3));
        var finished = journal is [.., StudyFinished];
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(study.Folder)));
        return new(name, finished, plan.Trials, plan.Budget, metric, alive, [.. cells], trials)
        {
            Failures = [.. FailuresOf(study, board)],
            LowerIsBetter = shown.IsLoss,
            Ending = alive.Count == 0 ? [] : [.. EndingOf(journal)],
        };
    }

    private static IEnumerable<string> EndingOf(IReadOnlyList<JournalEvent> journal)
    {
        var now = journal.Reverse().TakeWhile(e => e is not StudyEnding).Reverse().ToArray();
        var ended = now.OfType<TaskFinished>().Select(t => (t.Task, t.Arm, t.Fold)).ToHashSet();
        return now.OfType<TaskStarted>().Where(t => !ended.Contains((t.Task, t.Arm, t.Fold)))
            .Select(t => ClosingTask.TitleOf(t.Task, t.Arm, t.Fold));
    }

    private static IEnumerable<FailureStatus> FailuresOf(Study study, TrialBoard board) =>
        from cell in board.Cells
        from trial in cell.Cell.Trials
        where trial.State == TrialState.Failed
        group trial.Number by (trial.Failure ?? "failed").Replace('_', ' ') into reason
        orderby reason.Count() descending, reason.Min()
        let message = Records.Study.RecordOf(study.TrialFolder(reason.Min()))?.Failure?.Message ?? ""
        select new FailureStatus(reason.Key, reason.Count(), reason.Min(), message);

    private static int Count(IEnumerable<TrialStatus> trials, string state) => trials.Count(t => t.State == state);

    private static string StateOf(BoardTrial trial, IReadOnlyList<string> alive) => trial switch
    {
        { HasEnded: true } => trial.State!.Value.ToString().ToLowerInvariant(),
        { State: TrialState.Cancelled } => "open",
        _ => alive.Contains(trial.Worker) ? "running" : "open",
    };
}
