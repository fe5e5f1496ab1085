using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>What answers the test of a fold, as one model: <c>arms/ARM/folds/FOLD.zip</c> gives the fold's predictions back.</summary>
internal static class FoldModels
{
    public static IModel Of(ClosingWork work, Finalist finalist)
    {
        if (finalist.Ensemble is not { } ensemble) return Trial(work, finalist, finalist.Record.Trial).Model;
        return new EnsembleModel([.. ensemble.Members.Select(m =>
        {
            var (model, info) = Trial(work, finalist, m.Trial);
            return new ModelMember(model, m.Weight, info);
        })], ensemble.Temperature);
    }

    public static void Save(ClosingWork work, Finalist finalist, IModel model)
    {
        work.Study.Demand();
        ModelBundle.Save(FileOf(work, finalist), model, Trial(work, finalist, finalist.Record.Trial).Info with
        {
            Fold = finalist.Slot.Fold.Name,
        }, work.Design.Loaded.Catalog.Networks);
    }

    /// <summary>True where the file that is there is of this finalist, and of its ensemble where it has one.</summary>
    public static bool IsOf(ClosingWork work, Finalist finalist)
    {
        if (!File.Exists(FileOf(work, finalist))) return false;
        try
        {
            var info = ModelBundle.InfoOf(FileOf(work, finalist), work.Design.Loaded.Catalog.Networks);
            if (info.Fold != finalist.Slot.Fold.Name || info.Trial != finalist.Slot.Number) return false;
            return finalist.Ensemble is not { } ensemble
                || info.Weights?.SequenceEqual(ensemble.Members.Select(m => m.Weight)) == true
                    && (info.Temperature ?? 1) == ensemble.Temperature;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static string FileOf(ClosingWork work, Finalist finalist) =>
        work.Study.FoldModelFile(work.Design.Plan, finalist.Slot.Arm.Name, finalist.Slot.Fold.Name);

    private static (IModel Model, BundleInfo Info) Trial(ClosingWork work, Finalist finalist, int trial) =>
        TrialModels.Of(work.Study, work.Cell(finalist.Slot.Arm, finalist.Slot.Fold).First(r => r.Trial == trial), finalist.Slot.Arm,
            work.Views, work.Design);
}
