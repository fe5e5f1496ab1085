using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Search;

/// <summary>What to do where a search comes to a point that was tried.</summary>
public enum Duplicates
{
    Skip,
    Repeat,
}

/// <summary>The options of a search. The budgets count for each arm and outer fold; whichever ends first ends the search there.</summary>
public abstract record SearchOptions
{
    /// <summary>Trials where no budget is given.</summary>
    public const int DefaultTrials = 10;

    [Description(
        "Trials for each arm and outer fold; a space of one point runs one. Default 10, or without limit where time or patience is given.")]
    [Range(1, 100_000)]
    public int? Trials { get; init; }

    [Description(
        "Ends an arm's search in a fold once its trials have taken so long in sum, whatever runs beside them. Default: without limit.")]
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan? Time { get; init; }

    [Description("Ends an arm's search in a fold after so many trials in a row without a better score. Default: without limit.")]
    [Range(1, 100_000)]
    public int? Patience { get; init; }

    [Description("What trials are compared by, on inner validation. It chooses networks' epochs too, ends their training, and is what "
        + "pruners are asked about. Default balancedAccuracy.")]
    public SearchMetric Metric { get; init; } = SearchMetric.BalancedAccuracy;

    [Description(
        "What to do where the search comes to a point that was tried: skip it for another, or repeat it with another seed. Default skip.")]
    public Duplicates Duplicates { get; init; } = Duplicates.Skip;

    [Description("Trials of one arm and fold that are asked for together, by searches that learn from scores; "
        + "the next are asked for when all of these have ended. "
        + "More than 1 keeps more workers busy than there are arms and folds, and learns later. Default 1.")]
    [Range(1, 1000)]
    public int Batch { get; init; } = 1;

    [Description("How many models the result of an arm and fold is made of at most: greedy selection, with replacement, "
        + "among its best trials by inner validation (Caruana and others, "
        + "ICML 2004), calibrated there; above 1, the split's `innerFolds` are 5 unless the file says otherwise. "
        + "Default 1: the best trial alone.")]
    [Range(1, 100)]
    public int Ensemble { get; init; } = 1;

    [Description("What ends trials early that don't look promising. Default: nothing.")]
    public PrunerOptions? Pruner { get; init; }

    [Description("Finished studies whose best points are tried first: { studies: results/NAME-0123abcd, points: 5 }. Default: none.")]
    public EarlierOptions? From { get; init; }

    /// <summary>The most trials of an arm and fold.</summary>
    public int MostTrials => Trials ?? (Time is null && Patience is null ? DefaultTrials : int.MaxValue);

    /// <summary>True where a point depends on the scores of those before it.</summary>
    public virtual bool LearnsFromScores => true;

    /// <summary>
    /// True where trials of an arm and fold have to wait for those before them, so that the same file gives the same trials
    /// whatever the number of workers.
    /// </summary>
    public bool LooksBack => LearnsFromScores || Pruner is not null || Patience is not null;

    public abstract ISearch Create();
}
