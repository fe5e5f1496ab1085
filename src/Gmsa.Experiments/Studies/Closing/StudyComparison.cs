using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Puts the arms of a study side by side, from their stored predictions: <c>comparison.json</c>.</summary>
internal static class StudyComparison
{
    /// <exception cref="InvalidOperationException">No arm has a result in every fold.</exception>
    public static void Write(
        OpenStudy open, Dataset dataset, IReadOnlyList<ArmOutcome> outcomes, IProgress<Progress> progress, CancellationToken cancel)
    {
        var whole = outcomes.Where(o => o.WhyIncomplete is null).ToArray();
        if (whole.Length == 0)
        {
            var reasons = outcomes.Select(o => $"{o.Arm.Name}: {o.WhyIncomplete}");
            throw new InvalidOperationException($"no arm has a result: {string.Join("; ", reasons)}");
        }
        progress.Report(new("comparison", 0, whole.Length, "reading predictions"));
        ArmInput[] arms = [.. whole.Select(o =>
        {
            cancel.ThrowIfCancellationRequested();
            var predictions = PredictionFile.Read(open.Study.PredictionsFile(o.Arm.Name));
            return new ArmInput(o.Arm.Name, o.Arm.Scheme.Name, o.Arm.Trainer.Name, o.InnerScore, predictions, o.Arm.Scheme.Ring);
        })];
        var comparison = Comparer.Compare(
            arms, CollapseMap.First(open.Design.Loaded.Schemes), "accuracy", ClusterBootstrap.Draws, progress, cancel);
        var borders = BordersOf(open.Design, arms[0].Predictions);
        var audited = comparison with
        {
            Ceilings = [.. borders.Select(b => b.Ceiling)],
            Borders = [.. from arm in arms
                          from scheme in borders
                          where scheme.Scheme == arm.Scheme
                          select scheme.Of(arm.Name, arm.Predictions, ClusterBootstrap.Draws)],
            LeakAudit = StudyAudit.Of(open.Design, dataset.AudioHashes),
        };
        cancel.ThrowIfCancellationRequested();
        open.Study.Demand();
        Study.Write(open.Study.ComparisonFile, audited);
    }

    /// <summary>Of the tracks that are tested, for each scheme that has borders.</summary>
    private static Borders[] BordersOf(StudyDesign design, PredictionTable predictions)
    {
        var tested = predictions.Rows.Select(r => r.TrackId).ToHashSet(StringComparer.Ordinal);
        return [.. design.Loaded.Schemes
            .Select(s => Borders.Of(s, [.. design.Tracks.Where(t => tested.Contains(t.Id))], design.Experiment.LabelNoise, design.Seed))
            .OfType<Borders>()];
    }
}
