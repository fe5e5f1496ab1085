using System.Text.Json;
using System.Text.Json.Serialization;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Records;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>It has a score and a model.</summary>
    Done,

    /// <summary>It ended with an error, which its record tells; it is tried again only where that is asked for.</summary>
    Failed,

    /// <summary>A pruner ended it early, since it didn't look promising; it has no score.</summary>
    Pruned,

    /// <summary>The user stopped it; the next run of the study tries it again.</summary>
    Cancelled,
}

/// <summary>Why a trial failed.</summary>
public enum FailureKind
{
    /// <summary>It needed more memory than it was allowed, or than there was.</summary>
    OutOfMemory,

    /// <summary>It took longer than it was allowed.</summary>
    TimedOut,

    /// <summary>Its loss or score became no number.</summary>
    Diverged,

    /// <summary>What it read was wrong.</summary>
    BadData,

    /// <summary>Its process ended by an error of native code, or was killed from outside.</summary>
    Crashed,

    /// <summary>Its process wrote more than it was allowed.</summary>
    LogTooLong,

    /// <summary>Anything else; the message says what.</summary>
    Error,
}

/// <summary>Why a trial failed: the kind of failure, its message, and the last lines of its log.</summary>
public sealed record Failure(FailureKind Kind, string Message, IReadOnlyList<string> LogTail)
{
    /// <summary>The kind as records and tables write it: "out_of_memory".</summary>
    [JsonIgnore]
    public string Word => JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind.ToString());
}

/// <summary>
/// What one trial did: <c>run.json</c>. A trial is an arm, an outer fold and a point, scored on that fold's inner validation alone.
/// </summary>
public sealed record RunRecord
{
    /// <summary>The number of the trial's folder, from 1.</summary>
    public required int Trial { get; init; }
    public required string Arm { get; init; }
    public required string Fold { get; init; }

    /// <summary>Which trial of its arm and fold this is, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The values the search chose, by option name; empty where nothing was searched.</summary>
    [JsonConverter(typeof(PointConverter))]
    public required IReadOnlyDictionary<string, object> Point { get; init; }
    public required TrialState State { get; init; }

    /// <summary>The search's metric on inner validation; null unless the trial is done.</summary>
    public double? Score { get; init; }
    public required string Metric { get; init; }

    /// <summary>True where it is done with a score that is a number.</summary>
    [JsonIgnore]
    public bool IsScored => State == TrialState.Done && Score is { } score && double.IsFinite(score);

    /// <summary>The epoch whose weights the model has; null for trainers without epochs.</summary>
    public int? BestEpoch { get; init; }
    public IReadOnlyList<EpochResult> History { get; init; } = [];

    /// <summary>The scores that a pruner was asked about, step by step; empty where there is no pruner.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [];
    public Failure? Failure { get; init; }
    public required ulong Seed { get; init; }
    public required DateTimeOffset Started { get; init; }

    /// <summary>Seconds by stage: "fit", "score".</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>The largest memory the process had held by the end of the trial, in megabytes.</summary>
    public required double PeakMemoryMb { get; init; }
    public required MachineRecord Machine { get; init; }
}

/// <summary>What ran it: enough to redo it, or to see why it can't be redone bit for bit.</summary>
/// <param name="Device">"cpu" or "cuda".</param>
/// <param name="Packages">Versions of the packages that compute, by name.</param>
public sealed record MachineRecord(
    string Host, string Os, string Runtime, int Cores, string Device, string? GitCommit, IReadOnlyDictionary<string, string> Packages);
