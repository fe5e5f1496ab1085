using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Microsoft.ML;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Trains an arm's model to keep: on all tracks, with the point that was best over the inner validations (or the members of its folds'
/// ensembles, weighted and calibrated as they are). It is never scored; what it says of the tracks that it learnt from is kept, so that who
/// loads it can see that it is the same.
/// </summary>
internal sealed class ModelTask(FinalChoice choice) : ClosingTask(choice.Arm, fold: null)
{
    public const string Name = "model";

    /// <summary>What stands for the fold in what a model says of what it learnt from.</summary>
    public const string AllTracks = "all";

    public override string Word => Name;

    public override string Choice => choice.Text;

    protected override void Do(ClosingWork work, CancellationToken cancel)
    {
        var (design, views) = (work.Design, work.Views);
        var seed = design.Seed.Derive("final/" + Arm.Name);
        var ml = new MLContext(seed.ToInt32());
        var all = views.TrainingOfAll(ml, Arm);
        using var model = new EnsembleModel(Trained(work, ml, all, seed, cancel), choice.Temperature);
        var tracks = views.Scoring(ml, Arm, [.. Enumerable.Range(0, design.Tracks.Count)]);
        var said = Scoring.Predict(model, tracks, Arm, AllTracks, design);
        var kept = model.Joined(ml, all.View, isOneRow: design.Experiment.Data.Clip.PerTrack == 1);
        work.Study.Demand();
        PredictionFile.Write(work.Study.RefitFile(Arm.Name), said);
        ModelBundle.Save(work.Study.ModelFile(Arm.Name), kept, BundleInfoOf.Arm(design, views, Arm, choice.Members[0].Point),
            design.Loaded.Catalog.Networks);
    }

    private List<ModelMember> Trained(ClosingWork work, MLContext ml, PartView all, Seed seed, CancellationToken cancel)
    {
        var (design, views) = (work.Design, work.Views);
        var members = new List<ModelMember>();
        try
        {
            foreach (var (n, member) in choice.Members.Index())
            {
                var own = n == 0 ? seed : seed.Derive(FormattableString.Invariant($"member/{n}"));
                var trained = Arm.Trainer.At(member.Point).Create().Fit(
                    views.Context(ml, Arm, all, validation: null, own, member.Epochs, _ => { }, cancel));
                members.Add(new(trained.Model, member.Weight, BundleInfoOf.Arm(design, views, Arm, member.Point)));
            }
            return members;
        }
        catch
        {
            foreach (var member in members) member.Model.Dispose();
            throw;
        }
    }
}
