using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Lets the best trials of an arm and fold answer together: chosen, weighted and calibrated on inner validation alone.</summary>
internal static class Ensembles
{
    /// <summary>The ensemble of a fold; null where one model alone is asked for.</summary>
    /// <param name="cell">The records of the fold's trials.</param>
    public static FoldEnsemble? Of(OpenStudy open, Arm arm, Fold fold, IReadOnlyList<RunRecord> cell, CancellationToken cancel)
    {
        var search = open.Design.Experiment.Search;
        if (search.Ensemble == 1) return null;
        var trials = KeptModels.Of(cell, search).ToArray();
        var tables = trials.Select(t => Validated(open.Study.TrialFolder(t.Trial))).ToArray();
        var codes = arm.Scheme.Labels.Index().ToDictionary(l => l.Item, l => l.Index);
        var truth = tables[0].Rows.Select(r => codes[r.Truth]).ToArray();
        var weights = GreedyEnsemble.Select([.. tables.Select(t => t.Rows.Select(r => r.Probabilities.ToArray()).ToArray())], truth,
            search.Metric.OfEnsemble(),
            new() { MostMembers = search.Ensemble, Seed = open.Design.SeedOf(fold).Derive($"ensemble/{arm.Name}/{fold.SplitName}") },
            cancel);
        var members = trials.Zip(weights).Where(t => t.Second > 0).Select(t => new MemberTrial(t.First.Trial, t.Second)).ToArray();
        var blend = TrialModels.MeanOf([.. tables.Where((_, i) => weights[i] > 0)], [.. weights.Where(w => w > 0)]);
        var temperature = Temperature.Fit([.. blend.Rows.Select(r => r.Probabilities.ToArray())], truth);
        return new(fold.Name, members, temperature, trials[0].Score!.Value, Scoring.Score(Calibrated(blend, temperature), search.Metric));
    }

    /// <summary>What an ensemble says of tracks that no member learnt from.</summary>
    public static PredictionTable Predict(OpenStudy open, FoldViews views, Finalist finalist, FoldEnsemble ensemble,
        IReadOnlyList<int> part) => Calibrated(
            TrialModels.MeanOf([.. ensemble.Members.Select(m =>
                TrialModels.Predict(open.Study.TrialFolder(m.Trial), views, finalist.Slot, part, open.Design))],
                [.. ensemble.Members.Select(m => m.Weight)]), ensemble.Temperature);

    /// <summary>What an arm's ensembles are and gave.</summary>
    public static EnsembleCard Card(ArmOutcome outcome, PredictionTable single, PredictionTable ensemble)
    {
        var seed = ScoredArm.DrawsOf(ClusterBootstrap.Draws);
        var (one, all) = (ClusterBootstrap.Replicate(single, seed), ClusterBootstrap.Replicate(ensemble, seed));
        var (scores, scoresOfAll) = (Metrics.Of(single), Metrics.Of(ensemble));
        return new()
        {
            Folds = [.. outcome.Finalists.Select(f => f.Ensemble).OfType<FoldEnsemble>()],
            Single = scores,
            Ensemble = scoresOfAll,
            AccuracyGain = scoresOfAll.Accuracy - scores.Accuracy,
            AccuracyGainCi95 = Replicates.Difference(all, one, "accuracy"),
        };
    }

    private static PredictionTable Calibrated(PredictionTable table, double temperature) => temperature == 1 ? table
        : table with { Rows = [.. table.Rows.Select(r => r with { Probabilities = Temperature.Apply(r.Probabilities, temperature) })] };

    /// <summary>
    /// What a trial predicted for its validation tracks, in the order of the inner folds, which all trials of a fold share.
    /// </summary>
    private static PredictionTable Validated(string folder)
    {
        var file = KeptModels.ValidationFile(folder);
        return File.Exists(file) ? PredictionFile.Read(file)
            : throw new InputException(folder, "this trial may be a member of its fold's ensemble, but its validation.csv is gone. "
                + "Delete the trial's folder and run again: the trial gives the same.");
    }
}
