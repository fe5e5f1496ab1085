using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Records;

/// <summary>A trial as the journal tells it.</summary>
/// <param name="Index">Which trial of its arm and fold it is, from 0.</param>
/// <param name="Worker">Who claimed it last.</param>
public sealed record BoardTrial(int Number, int Index, Point Point, string Worker)
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
        TrialState.Pruned => new(Point, Scores[^1]) { State = ObservationState.Pruned, Seconds = Seconds, Steps = Scores.Count, Scores = Scores },
        TrialState.Failed => new(Point, null) { Seconds = Seconds },
        _ => new(Point, null) { State = ObservationState.Running },
    };
}

/// <summary>The trials of one arm in one outer fold, in the order in which they were asked for.</summary>
public sealed class BoardCell
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
        if (trial is { State: TrialState.Done, Score: { } score } && (Best is null || score > Best.Score || (score == Best.Score && trial.Index < Best.Index))) Best = trial;
    }
}

/// <summary>Where a study's trials stand, kept up from its journal alone: no trial's folder is read for it.</summary>
/// <param name="typed">Gives an arm's point, as it was read from the journal, the types of its space.</param>
public sealed class TrialBoard(Func<string, Point, Point> typed)
{
    internal const string Claimed = "trial_claimed", Finished = "trial_finished", Released = "trial_cancelled",
        Reopened = "trial_reopened", Lost = "trial_lost";

    private static readonly JsonSerializerOptions Points = new(Json.OneLine) { Converters = { new PointConverter() } };

    private readonly Dictionary<(string Arm, string Fold), BoardCell> cells = [];
    private readonly Dictionary<int, (string Arm, string Fold, int Index)> places = [];
    private int read;

    /// <summary>The board of a journal that was read.</summary>
    public static TrialBoard Of(IEnumerable<JsonObject> journal, Func<string, Point, Point> typed)
    {
        var board = new TrialBoard(typed);
        foreach (var entry in journal) board.Apply(entry);
        return board;
    }

    public BoardCell this[string arm, string fold] => cells.TryGetValue((arm, fold), out var cell) ? cell : cells[(arm, fold)] = new();

    public IEnumerable<(string Arm, string Fold, BoardCell Cell)> Cells => cells.Select(c => (c.Key.Arm, c.Key.Fold, c.Value));

    /// <summary>Takes in what a journal has more than when it was last taken in.</summary>
    public void CatchUp(Journal journal) => journal.ReadFrom(ref read, Apply);

    private void Apply(JsonObject entry)
    {
        switch ((string?)entry["event"])
        {
            case Claimed:
                var place = ((string)entry["arm"]!, (string)entry["fold"]!, Index: (int)entry["index"]!);
                var number = (int)entry["trial"]!;
                places[number] = place;
                var point = entry["point"].Deserialize<IReadOnlyDictionary<string, object>>(Points)!;
                this[place.Item1, place.Item2].Put(new(number, place.Index, typed(place.Item1, new(point)), (string)entry["worker"]!));
                break;
            case Finished or Released when places.TryGetValue((int)entry["trial"]!, out var at):
                var cell = this[at.Arm, at.Fold];
                if (!cell.Trials[at.Index].HasEnded) cell.Put(Ended(cell.Trials[at.Index], entry)); // the first result counts
                break;
            case Reopened when places.TryGetValue((int)entry["trial"]!, out var at):
                this[at.Arm, at.Fold].Reopen(at.Index, trial => trial.State == TrialState.Failed);
                break;
            case Lost when places.TryGetValue((int)entry["trial"]!, out var at):
                this[at.Arm, at.Fold].Reopen(at.Index, trial => trial.HasEnded);
                break;
        }
    }

    /// <summary>What belongs to the entry that claims a trial.</summary>
    internal static (string, JsonNode?)[] Claim(int number, string arm, string fold, int index, Point point, string worker) =>
    [
        ("trial", number), ("arm", arm), ("fold", fold), ("index", index), ("point", JsonSerializer.SerializeToNode(point.Values, Points)), ("worker", worker),
    ];

    /// <summary>What belongs to the entry that ends a trial.</summary>
    internal static (string, JsonNode?)[] End(RunRecord record) =>
    [
        ("trial", record.Trial), ("state", JsonSerializer.SerializeToNode(record.State, Json.OneLine)), ("score", Finite(record.Score)), ("seconds", Math.Round(record.Seconds.Values.Sum(), 3)),
        .. record.Steps.Count > 0 ? [("scores", JsonSerializer.SerializeToNode(record.Steps, Json.OneLine))] : Array.Empty<(string, JsonNode?)>(),
        .. record.Failure is { } failure ? [("failure", failure.Word)] : Array.Empty<(string, JsonNode?)>(),
    ];

    internal static double? Finite(double? score) => score is { } value && double.IsFinite(value) ? value : null;

    private static BoardTrial Ended(BoardTrial trial, JsonObject entry) => trial with
    {
        State = (string?)entry["event"] == Released ? TrialState.Cancelled : entry["state"].Deserialize<TrialState>(Json.OneLine),
        Score = (double?)entry["score"],
        Seconds = (double?)entry["seconds"] ?? 0,
        Failure = (string?)entry["failure"],
        Scores = entry["scores"]?.Deserialize<double[]>(Json.OneLine) ?? [],
    };
}
