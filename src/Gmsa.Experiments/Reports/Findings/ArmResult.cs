using System.Globalization;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>An arm of a study and what came of it.</summary>
/// <param name="Plan">What it was to do.</param>
/// <param name="Scores">Every metric of its test predictions, with 95 % intervals; null where it has no result.</param>
/// <param name="Predictions">What it said of each track it had not learnt from; null where it has no result.</param>
/// <param name="Trials">Its trials by number; failed ones too.</param>
/// <param name="ModelFile">Its model, learnt on all tracks, for <c>Toolbox.Model</c>; null where there is none.</param>
public sealed record ArmResult(
    PlannedArm Plan, ArmScores? Scores, PredictionTable? Predictions, IReadOnlyList<RunRecord> Trials, string? ModelFile)
{
    /// <summary>The label scheme and the trainer: "mood4-logistic".</summary>
    public string Name => Plan.Name;

    public string Scheme => Plan.Scheme;

    public string Trainer => Plan.Trainer;

    /// <summary>The share of right predictions, 0 to 1; null where it has no result.</summary>
    public Estimate? Accuracy => Of("accuracy");

    /// <summary>The mean recall over the labels, 0 to 1; null where it has no result.</summary>
    public Estimate? BalancedAccuracy => Of("balanced_accuracy");

    /// <summary>A metric that has an interval, by its name in <c>comparison.json</c>; null where it has no result.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public Estimate? Of(string metric)
    {
        var known = HeadlineMetric.All.FirstOrDefault(m => m.Name == metric)
            ?? throw new ArgumentException($"no metric '{metric}'. Known: {string.Join(", ", ClusterBootstrap.HeadlineMetrics)}",
                nameof(metric));
        return Scores is null ? null : new(known.Of(Scores),
            Scores.Ci95 is { } all && all.TryGetValue(metric, out var interval) ? interval : null);
    }

    internal static ArmResult Of(StudyResults results, PlannedArm arm)
    {
        var model = new Study(results.Folder).ModelFile(arm.Name);
        return new(arm, results.Comparison.Arms.FirstOrDefault(a => a.Name == arm.Name), results.Predictions.GetValueOrDefault(arm.Name),
            [.. results.Trials.Where(t => t.Arm == arm.Name).OrderBy(t => t.Trial)], File.Exists(model) ? model : null);
    }
}

/// <summary>A value of a metric and its 95 % interval; as text <c>0.431 (0.380 to 0.482)</c> in every culture.</summary>
/// <param name="Ci95">Null where there is none: of one group alone.</param>
public readonly record struct Estimate(double Value, Interval? Ci95)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.000}")
        + (Ci95 is { } ends ? string.Create(CultureInfo.InvariantCulture, $" ({ends.Low:0.000} to {ends.High:0.000})") : "");
}
