using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Reports;

/// <summary>An arm as the plan, the trials and the comparison tell of it together.</summary>
/// <param name="Labels">In the order of its confusion matrix.</param>
/// <param name="Folds">The outer folds of the plan.</param>
/// <param name="Result">Null where no predictions came of it.</param>
/// <param name="Trials">Its trials by number.</param>
internal sealed record ArmView(
    PlannedArm Plan, IReadOnlyList<string> Labels, IReadOnlyList<string> Folds, ArmScores? Result, IReadOnlyList<RunRecord> Trials)
{
    /// <summary>How many folds of an arm a section draws: with many seeds there are hundreds.</summary>
    public const int MostFolds = 60;

    public string Name => Plan.Name;

    public string Scheme => Plan.Scheme;

    /// <summary>True for the arm that inner validation prefers in its scheme.</summary>
    public bool Represents => Result is { Represents: true };

    /// <summary>How its inner scores are shown.</summary>
    public ShownScore Inner => new(Trials is [var first, ..] ? first.Metric : "");

    public double? Value(ShownMetric metric) => Result is null ? null : metric.Of(Result);

    public Interval? Interval(ShownMetric metric) =>
        Result?.Ci95 is { } all && all.TryGetValue(metric.Name, out var interval) ? interval : null;

    /// <summary>The 95 % interval in words, or null where there is none.</summary>
    public string? Range(ShownMetric metric) => Interval(metric) is { } interval ? metric.Format(interval) : null;

    /// <summary>The farthest that a metric's drawing reaches.</summary>
    public double High(ShownMetric metric) => Math.Max(Value(metric) ?? 0, Interval(metric)?.High ?? 0);

    /// <summary>Value and interval: <c>43.1 % (38.0 to 48.2 %)</c>.</summary>
    public string Described(ShownMetric metric) => metric.Format(Value(metric)) + (Range(metric) is { } range ? $" ({range})" : "");

    /// <summary>Where a fold stands in the plan.</summary>
    public int FoldOrder(string fold) => Folds.TakeWhile(f => f != fold).Count();

    /// <summary>The trial of a fold with the best inner score (the first of equals), or null where none is done.</summary>
    public RunRecord? Finalist(string fold) =>
        Trials.Where(t => t.Fold == fold && t.IsScored)
        .OrderByDescending(t => t.Score).ThenBy(t => t.Index).FirstOrDefault();

    /// <summary>Why there is no result, in words.</summary>
    public string WhyUnscored
    {
        get
        {
            if (Trials.Count == 0) return "no trial has run.";
            var without = Folds.Where(f => Finalist(f) is null).ToArray();
            var failure = Trials.FirstOrDefault(t => t.Failure is not null)?.Failure;
            var first = failure is null ? "" : $" The first failure: {failure.Word.Replace('_', ' ')}: {failure.Message}";
            return without.Length == 0 ? "it has no predictions." + first
                : without.Length == Folds.Count ? "no trial was completed." + first
                : $"no trial was completed in {string.Join(", ", without.Select(FoldName.InWords))}." + first;
        }
    }
}
