using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Reports;

/// <summary>What an arm's ensembles are chosen on and what they gave over its best trials alone, in words.</summary>
public static class EnsembleWords
{
    /// <summary>What makes ensembles look better inside than they are; null where nothing does, and of studies that don't say.</summary>
    public static string? Caution(StudyPlan plan) => plan is not { Ensemble: > 1, InnerFolds: 1 } ? null
        : "Ensembles are chosen, weighted and calibrated on one inner validation part alone, which flatters them: their inner scores are "
            + "too good, and the choice is partly luck. Where the split’s column doesn’t say which tracks validate, `innerFolds: 5` in the "
            + "split, their default, lets every track that isn’t tested validate; where it does, only more validation tracks help.";

    /// <summary>Null where the arm's answers are single trials'.</summary>
    internal static string? Of(Findings findings, ArmView arm)
    {
        if (!findings.Results.Ensembles.TryGetValue(arm.Name, out var card)) return null;
        var members = card.Folds.Select(f => f.Members.Count).Order().ToArray();
        var count = members[0] == members[^1]
            ? Conclusions.Count(members[0], "trial")
            : $"{Numbers.Whole(members[0])} to {Conclusions.Count(members[^1], "trial")}";
        var (low, high) = (100 * card.AccuracyGainCi95.Low, 100 * card.AccuracyGainCi95.High);
        var verdict = low > 0 ? "above" : high < 0 ? "below" : "not distinguishable from";
        return $"{arm.Name} answers with {count} a fold, weighted and calibrated on {Inside(findings.Plan)}: accuracy "
            + $"{ShownMetric.Accuracy.Format(card.Ensemble.Accuracy)}, "
            + $"{verdict} that of its best trials alone, {ShownMetric.Accuracy.Format(card.Single.Accuracy)}"
            + $" ({Numbers.Signed(100 * card.AccuracyGain, 1)} points; {Numbers.Signed(low, 1)} to {Numbers.Signed(high, 1)}); "
            + $"log loss {Numbers.Fixed(card.Ensemble.LogLoss)} against {Numbers.Fixed(card.Single.LogLoss)}. "
            + $"Its inner {arm.Inner.Name}, on the tracks that chose its members, "
            + $"is {Numbers.Fixed(arm.Inner.Of(card.Folds.Average(f => f.InnerScore)))}, "
            + $"which flatters it{(findings.Plan.InnerFolds > 1 ? " a little" : "")}.";
    }

    private static string Inside(StudyPlan plan) => plan.InnerFolds switch
    {
        null => "inner validation",
        1 => "one inner validation part",
        var folds => $"{Numbers.Whole(folds.Value)} inner folds",
    };
}
