using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Gmsa.Experiments.Records;

/// <summary>
/// Something that happened in a study. An event is a record and a line in this list, which gives it its word in <c>journal.jsonl</c>; its
/// properties are written in their order, in snake_case, behind the word and the time.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = Word)]
[JsonDerivedType(typeof(StudyStarted), "study_started")]
[JsonDerivedType(typeof(StudyOpened), "study_opened")]
[JsonDerivedType(typeof(DatasetBuilt), "dataset_built")]
[JsonDerivedType(typeof(TrialClaimed), "trial_claimed")]
[JsonDerivedType(typeof(TrialFinished), "trial_finished")]
[JsonDerivedType(typeof(TrialCancelled), "trial_cancelled")]
[JsonDerivedType(typeof(TrialReopened), "trial_reopened")]
[JsonDerivedType(typeof(TrialLost), "trial_lost")]
[JsonDerivedType(typeof(EnergyTaken), "energy")]
[JsonDerivedType(typeof(StudyEnding), "study_ending")]
[JsonDerivedType(typeof(TestRead), "test_read")]
[JsonDerivedType(typeof(TestFailed), "test_failed")]
[JsonDerivedType(typeof(ModelRefitted), "model_refitted")]
[JsonDerivedType(typeof(ModelFailed), "model_failed")]
[JsonDerivedType(typeof(TaskStarted), "task_started")]
[JsonDerivedType(typeof(TaskFinished), "task_finished")]
[JsonDerivedType(typeof(StudyFinished), "study_finished")]
public abstract record JournalEvent
{
    internal const string Word = "event";

    private static readonly Dictionary<Type, string> Words = typeof(JournalEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    /// <summary>The words of the events that this version knows.</summary>
    internal static IReadOnlySet<string> Known { get; } = Words.Values.ToHashSet(StringComparer.Ordinal);

    /// <summary>Its word: "trial_claimed".</summary>
    [JsonIgnore]
    public virtual string Name => Words[GetType()];

    /// <summary>When it was written down, by the clock of who did.</summary>
    [JsonPropertyOrder(-1)]
    public DateTimeOffset Time { get; init; }
}

/// <summary>An event that this version doesn't know: another's. It is kept as it is.</summary>
/// <param name="Entry">All of it, its word and time included.</param>
public sealed record UnknownEvent(JsonObject Entry) : JournalEvent
{
    public override string Name => (string?)Entry[Word] ?? "";
}

/// <summary>An event that says with which budget it was.</summary>
internal interface IBudgeted
{
    Budget? Budget { get; }

    /// <summary>All that studies of the first versions say of their budget.</summary>
    int? Trials { get; }
}

internal static class Budgeted
{
    /// <summary>Either.</summary>
    public static Budget AnyBudget(this IBudgeted entry) => entry.Budget ?? new(entry.Trials, null, null);
}

/// <summary>A process began to work on the study.</summary>
/// <param name="Command">As it can be pasted into a shell.</param>
/// <param name="Reports">Their words, or JSON where they have options, with spaces between.</param>
/// <param name="Workers">The most trials that it runs at a time; null in studies that are older.</param>
/// <param name="Others">How many others were at work.</param>
public sealed record StudyStarted(
    string? Command, int StudyVersion, Budget? Budget, string? Reports, string? Metric, string? Worker, int? Workers, int Others,
    MachineRecord? Machine, int? Trials = null) : JournalEvent, IBudgeted;

/// <summary>A run has its data and begins to change files.</summary>
public sealed record StudyOpened(string Worker) : JournalEvent;

/// <summary>What was learnt from is known.</summary>
/// <param name="Key">The dataset's.</param>
public sealed record DatasetBuilt(string Key, int Tracks, int LeftOut) : JournalEvent;

/// <summary>A worker took a trial, or took it over.</summary>
/// <param name="Index">Which trial of its arm and fold it is, from 0.</param>
public sealed record TrialClaimed(
    int Trial, string Arm, string Fold, int Index,
    [property: JsonConverter(typeof(PointConverter))] IReadOnlyDictionary<string, object> Point, string Worker) : JournalEvent;

/// <summary>A trial has a result, good or bad.</summary>
/// <param name="Score">More is better; null where there is none.</param>
/// <param name="Scores">What a pruner was shown, step by step; null where there was none.</param>
/// <param name="Failure">In a word why it failed; null where it didn't.</param>
public sealed record TrialFinished(
    int Trial, TrialState State, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Score, double Seconds,
    IReadOnlyList<double>? Scores = null, string? Failure = null) : JournalEvent
{
    internal static TrialFinished Of(RunRecord record) => new(
        record.Trial, record.State, record.Score is { } score && double.IsFinite(score) ? score : null,
        Math.Round(record.Seconds.Values.Sum(), 3), record.Steps.Count > 0 ? record.Steps : null, record.Failure?.Word);
}

/// <summary>A trial was given back.</summary>
public sealed record TrialCancelled(int Trial) : JournalEvent;

/// <summary>A trial that failed may run again.</summary>
public sealed record TrialReopened(int Trial) : JournalEvent;

/// <summary>What a trial left is gone, or isn't its own: it runs again.</summary>
public sealed record TrialLost(int Trial) : JournalEvent;

/// <summary>What a machine's processors took.</summary>
public sealed record EnergyTaken(double Joules, DateTimeOffset From, DateTimeOffset To, string Host) : JournalEvent;

/// <summary>All trials have ended; one process sees to the rest.</summary>
public sealed record StudyEnding(string Worker) : JournalEvent;

/// <summary>A finalist is about to answer its test fold.</summary>
public sealed record TestRead(int Trial, string Arm, string Fold, Budget? Budget, int? Trials = null) : JournalEvent, IBudgeted;

/// <summary>A task of the study's end began: the ensemble or the test of a fold, or an arm's final model.</summary>
/// <param name="Task">Its word: "ensemble", "test" or "model".</param>
/// <param name="Fold">Null of what is about all folds.</param>
public sealed record TaskStarted(string Task, string Arm, string? Fold, string Worker) : JournalEvent;

/// <summary>A task of the study's end is done, or came to nothing.</summary>
/// <param name="Trial">The finalist that a test is of.</param>
/// <param name="Choice">What a model was to be trained with, in one line.</param>
/// <param name="Failure">Why it came to nothing; null where it didn't.</param>
public sealed record TaskFinished(
    string Task, string Arm, string? Fold, int? Trial, string? Choice, double Seconds, Failure? Failure) : JournalEvent
{
    /// <summary>What an entry says of the end of a task, whatever version wrote it; null where it says nothing of that.</summary>
    internal static TaskFinished? Of(JournalEvent entry) => entry switch
    {
        TaskFinished task => task,
        TestFailed test => new("test", test.Arm, test.Fold, test.Trial, null, 0, new(FailureKind.Error, test.Message, [])),
        ModelRefitted model => new("model", model.Arm, null, null, model.Choice, 0, null),
        ModelFailed model => new("model", model.Arm, null, null, model.Choice, 0, new(FailureKind.Error, model.Message, [])),
        _ => null,
    };
}

/// <summary>A finalist's answers to its test fold are no answers. Written by earlier versions, as the two that follow.</summary>
public sealed record TestFailed(int Trial, string Arm, string Fold, string Message) : JournalEvent;

/// <summary>An arm's final model was trained.</summary>
/// <param name="Choice">What it was trained with, in one line.</param>
public sealed record ModelRefitted(string Arm, string Choice) : JournalEvent;

/// <summary>An arm's final model couldn't be trained.</summary>
public sealed record ModelFailed(string Arm, string Choice, string Message) : JournalEvent;

/// <summary>All is done.</summary>
/// <param name="Files">The hashes of the files that results stand in, by their place in the study's folder (<see cref="StudySeal"/>); null
/// in studies that are older.</param>
public sealed record StudyFinished(
    Budget? Budget, string? Reports, double? LabelNoise, IReadOnlyDictionary<string, string>? Files,
    int? Trials = null) : JournalEvent, IBudgeted;
