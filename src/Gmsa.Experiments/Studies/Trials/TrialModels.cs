using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Studies;

/// <summary>What a trial kept of itself, as one model: of several inner folds the mean of what their models say.</summary>
internal static class TrialModels
{
    /// <param name="trial">Its record.</param>
    /// <param name="arm">The trial's.</param>
    /// <exception cref="InputException">The trial kept no model.</exception>
    public static (IModel Model, BundleInfo Info) Of(Study study, RunRecord trial, Arm arm, FoldViews views, StudyDesign design)
    {
        var folder = study.TrialFolder(trial.Trial);
        var point = design.Typed(arm.Name, new(trial.Point));
        var info = BundleInfoOf.Arm(design, views, arm, point) with { Trial = trial.Trial };
        var count = design.SlotOf(trial).Fold.Inner.Count;
        ModelMember[] models =
            [.. Enumerable.Range(0, count).Select(inner => new ModelMember(Kept(folder, inner, info, design), 1.0 / count, info))];
        return (models is [var only] ? only.Model : new EnsembleModel(models), info);
    }

    private static KeptModel Kept(string folder, int inner, BundleInfo info, StudyDesign design)
    {
        var file = KeptModels.ModelFile(folder, inner);
        return File.Exists(file) ? new(file, info, design.Loaded.Catalog.Networks)
            : throw new InputException(folder, $"this trial's result is wanted, but its {Path.GetFileName(file)} is gone. "
                + "Delete the trial's folder and run again: the trial gives the same model.");
    }
}

/// <summary>A model that lies in a trial's folder, and is in memory only while it is asked: an ensemble may have a hundred.</summary>
/// <param name="file">Its bundle.</param>
/// <param name="info">What the bundle has to say of itself.</param>
internal sealed class KeptModel(string file, BundleInfo info, NetworkKinds networks) : IModel
{
    public ITransformer? Plain => null;

    public IReadOnlyList<double[]> Score(IDataView rows, IReadOnlyList<int> items)
    {
        using var loaded = Load();
        return loaded.Model.Score(rows, items);
    }

    public SavedModel Save()
    {
        using var loaded = Load();
        return loaded.Model.Save();
    }

    public void Dispose()
    {
    }

    /// <exception cref="InputException">It is gone, no bundle, or another trial's.</exception>
    private LoadedModel Load()
    {
        var loaded = ModelBundle.Load(file, networks);
        // A model of another fold, alike but for that, may have learnt from what is tested here.
        if ((loaded.Info.Trial ?? info.Trial) == info.Trial && loaded.Info.IsOf(info)) return loaded;
        using (loaded)
            throw new InputException(file,
                $"this is the model of another trial ({loaded.Info.Trainer} {loaded.Info.Options}{Numbered(loaded.Info.Trial)}). "
                + "Delete the trial's folder and run again: the trial gives the same model.");
    }

    private static string Numbered(int? trial) => trial is { } number ? FormattableString.Invariant($", trial {number}") : "";
}
