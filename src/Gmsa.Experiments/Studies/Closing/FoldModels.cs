using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Studies;

/// <summary>What answers the test of a fold, as one model: <c>arms/ARM/folds/FOLD.zip</c> gives the fold's predictions back.</summary>
internal static class FoldModels
{
    public static IModel Of(ClosingWork work, Finalist finalist)
    {
        if (finalist.Ensemble is not { } ensemble) return Single(work, finalist);
        return new EnsembleModel([.. ensemble.Members.Select(m =>
        {
            var (model, info) = Trial(work, finalist, m.Trial);
            return new ModelMember(model, m.Weight, info);
        })], ensemble.Temperature);
    }

    /// <summary>The finalist alone, whoever answers with it.</summary>
    public static IModel Single(ClosingWork work, Finalist finalist) => Trial(work, finalist, finalist.Record.Trial).Model;

    /// <param name="answer">The file of what it answered.</param>
    public static void Save(ClosingWork work, Finalist finalist, IModel model, string answer)
    {
        work.Study.Demand();
        ModelBundle.Save(FileOf(work, finalist), model, Trial(work, finalist, finalist.Record.Trial).Info with
        {
            Fold = finalist.Slot.Fold.Name,
            Predictions = ContentHash.OfFile(answer),
        }, work.Design.Loaded.Catalog.Networks);
    }

    /// <summary>True where the bundle that is there gave this answer, and not one of an earlier finalist or ensemble.</summary>
    public static bool Gave(ClosingWork work, Finalist finalist, string answer)
    {
        if (!File.Exists(FileOf(work, finalist)) || !File.Exists(answer)) return false;
        try
        {
            var info = ModelBundle.InfoOf(FileOf(work, finalist), work.Design.Loaded.Catalog.Networks);
            return info.Fold == finalist.Slot.Fold.Name && info.Predictions == ContentHash.OfFile(answer);
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
