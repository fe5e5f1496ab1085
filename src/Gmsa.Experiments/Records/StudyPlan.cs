using System.Text.Json.Serialization;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Records;

/// <summary>
/// What a study sets out to do: <c>plan.json</c>. Everything in it follows from the experiment file and the
/// manifest; no audio is read for it.
/// </summary>
public sealed record StudyPlan
{
    public required string Name { get; init; }

    /// <summary>The study's folder name: the name and eight digits of the hash of what defines the study.</summary>
    public required string Id { get; init; }
    public required int Tracks { get; init; }
    public required IReadOnlyList<PlannedScheme> Schemes { get; init; }
    public required IReadOnlyList<PlannedFold> Folds { get; init; }
    public required IReadOnlyList<PlannedArm> Arms { get; init; }

    /// <summary>The seeds that every arm is learnt with in every fold; empty where seeds are no axis.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [];

    /// <summary>The names of the folds that arms are learnt in: those of the split, where seeds are an axis with each seed.</summary>
    [JsonIgnore]
    public IEnumerable<string> LearntFolds =>
        Seeds.Count == 0 ? Folds.Select(f => f.Name) : from seed in Seeds from fold in Folds select FoldName.WithSeed(seed, fold.Name);

    /// <summary>The columns of a table that aren't among its default features, and why.</summary>
    public IReadOnlyList<WithheldColumn> Withheld { get; init; } = [];

    /// <summary>What is doubtful about labels and folds, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>All trials over all arms and folds; null where their number isn't what ends a search.</summary>
    public int? Trials { get; init; }

    /// <summary>What ends a search in an arm and fold, in words: "20 trials"; null of studies that are older.</summary>
    public string? Budget { get; init; }

    /// <summary>
    /// The schemes that are compared on one ruler: the first that can be merged, and what it is merged into; null where none can be, and of
    /// studies that are older.
    /// </summary>
    public PlannedMerge? Merge { get; init; }

    /// <summary>In how many parts each fold's training tracks validate; null of studies that are older.</summary>
    public int? InnerFolds { get; init; }

    /// <summary>How many trials of an arm and fold answer together at most; 1: the best alone.</summary>
    public int Ensemble { get; init; } = 1;
}

/// <summary>A scheme whose labels become those of another one of the study, by name.</summary>
public sealed record PlannedMerge(string Fine, string Coarse);

/// <summary>A label scheme, its labels in order, and how many of the tracks have each.</summary>
public sealed record PlannedScheme(string Name, IReadOnlyList<string> Labels, IReadOnlyList<int> Counts)
{
    /// <summary>By label, then by fold: how many tracks of the label the fold tests.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TestCounts { get; init; } = [];

    /// <summary>
    /// By label, then by fold: how many tracks of the label are learnt from, repetitions counted, where training
    /// parts are balanced; else empty.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> BalancedCounts { get; init; } = [];
}

/// <summary>An outer fold and how many tracks its parts hold.</summary>
public sealed record PlannedFold(string Name, int Train, int Validation, int Test);

/// <summary>One cell of the comparison: a label scheme x a trainer entry.</summary>
/// <param name="Kind">The trainer's kind.</param>
/// <param name="On">The features it learns from.</param>
/// <param name="Space">What the search varies, in words: "learningRate: 1e-05 to 0.01 (log)".</param>
/// <param name="TrialsPerFold">The most there may be: 1 where nothing is searched, null where time or patience alone ends a search.</param>
public sealed record PlannedArm(
    string Name, string Scheme, string Trainer, string Kind, IReadOnlyList<string> On, IReadOnlyList<string> Space, int? TrialsPerFold)
{
    /// <summary>True of what always answers the commonest label, which learns nothing.</summary>
    [JsonIgnore]
    public bool Guesses => Kind == "majority";
}
