using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Lets the best trials of an arm and fold answer together: chosen, weighted and calibrated on inner validation alone.</summary>
internal static class Ensembles
{
    /// <summary>The ensemble of a fold.</summary>
    public static FoldEnsemble Choose(ClosingWork work, Arm arm, Fold fold, CancellationToken cancel)
    {
        var search = work.Design.Experiment.Search;
        var trials = KeptModels.Of([.. work.Cell(arm, fold)], search).ToArray();
        var tables = trials.Select(t => Validated(work.Study.TrialFolder(t.Trial))).ToArray();
        var codes = arm.Scheme.Labels.Index().ToDictionary(l => l.Item, l => l.Index);
        var truth = tables[0].Rows.Select(r => codes[r.Truth]).ToArray();
        double[][][] library = [.. tables.Select(t => t.Rows.Select(r => r.Probabilities.ToArray()).ToArray())];
        var weights = GreedyEnsemble.Select(library, truth, search.Metric.OfEnsemble(),
            new() { MostMembers = search.Ensemble, Seed = work.Design.SeedOf(fold).Derive($"ensemble/{arm.Name}/{fold.SplitName}") },
            cancel);
        var members = trials.Zip(weights).Where(t => t.Second > 0).Select(t => new MemberTrial(t.First.Trial, t.Second)).ToArray();
        var blend = Blend.Mean([.. library.Where((_, i) => weights[i] > 0)], [.. members.Select(m => m.Weight)]);
        var temperature = Temperature.Fit(blend, truth);
        var calibrated = tables[0].With(Temperature.Apply(blend, temperature));
        return new(fold.Name, members, temperature, trials[0].Score!.Value, Scoring.Score(calibrated, search.Metric));
    }

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
