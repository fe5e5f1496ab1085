namespace Gmsa.Experiments.Reports;

/// <summary>What an arm's ensembles gave over its best trials alone, in words.</summary>
internal static class EnsembleWords
{
    /// <summary>Null where the arm's answers are single trials'.</summary>
    public static string? Of(Findings findings, ArmView arm)
    {
        if (!findings.Results.Ensembles.TryGetValue(arm.Name, out var card)) return null;
        var members = card.Folds.Select(f => f.Members.Count).Order().ToArray();
        var count = members[0] == members[^1] ? Conclusions.Count(members[0], "trial") : $"{Numbers.Whole(members[0])} to {Conclusions.Count(members[^1], "trial")}";
        var (low, high) = (100 * card.AccuracyGainCi95.Low, 100 * card.AccuracyGainCi95.High);
        var verdict = low > 0 ? "above" : high < 0 ? "below" : "not distinguishable from";
        return $"{arm.Name} answers with {count} a fold, weighted and calibrated on inner validation: accuracy {ShownMetric.Accuracy.Format(card.Ensemble.Accuracy)}, "
            + $"{verdict} that of its best trials alone, {ShownMetric.Accuracy.Format(card.Single.Accuracy)}"
            + $" ({Numbers.Signed(100 * card.AccuracyGain, 1)} points; {Numbers.Signed(low, 1)} to {Numbers.Signed(high, 1)}); "
            + $"log loss {Numbers.Fixed(card.Ensemble.LogLoss)} against {Numbers.Fixed(card.Single.LogLoss)}.";
    }
}
