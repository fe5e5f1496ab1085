using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Records;
using Microsoft.ML;

namespace Gmsa.Experiments.Studies;

/// <summary>What a trial's models say of tracks: of several inner folds' models, the mean of their probabilities.</summary>
internal static class TrialModels
{
    /// <exception cref="InputException">A model is gone, or another trial's.</exception>
    public static PredictionTable Predict(string folder, FoldViews views, Slot slot, IReadOnlyList<int> part, StudyDesign design)
    {
        var tables = Enumerable.Range(0, slot.Fold.Inner.Count).Select(inner => Of(folder, inner, views, slot, part, design)).ToArray();
        return MeanOf(tables, [.. tables.Select(_ => 1.0 / tables.Length)]);
    }

    /// <summary>The weighted mean of the probabilities of tables with the same rows; weights sum to 1.</summary>
    public static PredictionTable MeanOf(IReadOnlyList<PredictionTable> tables, IReadOnlyList<double> weights)
    {
        if (tables is [var only]) return only;
        var labels = tables[0].Labels;
        return new(labels, [.. tables[0].Rows.Select((row, i) =>
        {
            var mean = Enumerable.Range(0, labels.Count)
                .Select(label => tables.Select((t, k) => weights[k] * t.Rows[i].Probabilities[label]).Sum()).ToArray();
            return row with { Probabilities = mean, Predicted = labels[ProbabilityScores.Largest(mean)] };
        })]);
    }

    private static PredictionTable Of(string folder, int inner, FoldViews views, Slot slot, IReadOnlyList<int> part, StudyDesign design)
    {
        var file = KeptModels.ModelFile(folder, inner);
        if (!File.Exists(file))
            throw new InputException(folder, $"this trial's result is wanted, but its {Path.GetFileName(file)} is gone. "
                + "Delete the trial's folder and run again: the trial gives the same model.");
        var model = ModelBundle.Load(file, design.Loaded.Catalog.Networks);
        using var native = model.Transformer as IDisposable;
        if (Study.RecordOf(folder) is { } record)
        {
            var point = design.Typed(slot.Arm.Name, new(record.Point));
            // A model of another fold, alike but for that, may have learnt from what is tested here.
            if ((model.Info.Trial ?? record.Trial) != record.Trial || !model.Info.IsOf(BundleInfoOf.Arm(design, views, slot.Arm, point)))
                throw new InputException(file,
                    $"this is the model of another trial ({model.Info.Trainer} {model.Info.Options}{Numbered(model.Info.Trial)}). "
                    + "Delete the trial's folder and run again: the trial gives the same model.");
        }
        return Scoring.Predict(model.Transformer, views.Scoring(new MLContext(0), slot.Arm, part), slot, design);
    }

    private static string Numbered(int? trial) => trial is { } number ? FormattableString.Invariant($", trial {number}") : "";
}
