using System.Runtime.InteropServices;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// An arm's model to keep: trained on all tracks, with the point that was best over the inner validations (or the members of its folds'
/// ensembles), and never scored.
/// </summary>
internal static class FinalModels
{
    /// <summary>Why arms have no final model, by arm: the newest word of the journal on each.</summary>
    public static IReadOnlyDictionary<string, string> Failures(IEnumerable<JournalEvent> journal)
    {
        var newest = new OrderedDictionary<string, string?>();
        foreach (var entry in journal)
            if (entry is ModelFailed failed) newest[failed.Arm] = failed.Message;
            else if (entry is ModelRefitted refitted) newest[refitted.Arm] = null;
        return newest.Where(arm => arm.Value is not null).ToDictionary(arm => arm.Key, arm => arm.Value!);
    }

    public static void Refit(
        OpenStudy open, Dataset dataset, IReadOnlyList<ArmOutcome> outcomes, IReadOnlyList<RunRecord> records, IProgress<Progress> progress,
        CancellationToken cancel)
    {
        var choices = outcomes.Where(o => o.WhyIncomplete is null)
            .ToDictionary(o => open.Study.ArmFolder(o.Arm.Name), o => FinalChoice.Of(o,
                [.. records.Where(r => r.Arm == o.Arm.Name && r.State == TrialState.Done)], open.Design.Experiment.Search.Ensemble));
        var refitted = open.Journal.Of<ModelRefitted>().ToLookup(e => e.Arm, e => e.Choice);
        var waiting = choices
            .Where(c => refitted[c.Value.Arm.Name].LastOrDefault() != c.Value.Text || !File.Exists(open.Study.ModelFile(c.Value.Arm.Name)))
            .Select(c => c.Key).ToArray();
        var done = choices.Count - waiting.Length;
        progress.Report(new("final models", done, choices.Count));
        var views = new FoldViews(open.Design, dataset);
        WorkerThreads.Each(open.Design.Experiment.Launcher.WorkerCount, waiting, (folder, token) =>
        {
            var choice = choices[folder];
            try
            {
                Refit(open, views, choice, token);
                open.Journal.Add(new ModelRefitted(choice.Arm.Name, choice.Text));
            }
            catch (Exception error) when (error is TrainingException or InvalidOperationException or ArgumentException or ExternalException)
            {
                // A point that went well in every fold can still diverge on all tracks: the comparison stands without this model.
                File.Delete(open.Study.ModelFile(choice.Arm.Name));
                open.Journal.Add(new ModelFailed(choice.Arm.Name, choice.Text, error.Message));
            }
            progress.Report(new("final models", Interlocked.Increment(ref done), choices.Count));
        }, cancel);
    }

    private static void Refit(OpenStudy open, FoldViews views, FinalChoice choice, CancellationToken cancel)
    {
        var (design, arm) = (open.Design, choice.Arm);
        var members = new List<EnsembleMember>();
        try
        {
            var seed = design.Seed.Derive("final/" + arm.Name);
            var ml = new MLContext(seed.ToInt32());
            var all = views.TrainingOfAll(ml, arm);
            foreach (var (n, member) in choice.Members.Index())
            {
                var own = n == 0 ? seed : seed.Derive(FormattableString.Invariant($"member/{n}"));
                var model = arm.Trainer.At(member.Point).Create().Fit(new TrainingContext(
                    ml, all.View, Validation: null, arm.Scheme.Labels, views.ShapeOf(arm), own, member.Epochs, _ => { }, cancel,
                    design.AugmenterOf(arm, own)));
                members.Add(new(model.Transformer, member.Weight));
            }
            var whole = members is [var only] && choice.Temperature == 1
                ? only.Model
                : WeightedEnsemble.Of(ml, all.View, members, choice.Temperature);
            open.Study.Demand();
            ModelBundle.Save(open.Study.ModelFile(arm.Name), ml, whole, all.View.Schema,
                BundleInfoOf.Arm(design, views, arm, choice.Members[0].Point), design.Loaded.Catalog.Networks);
        }
        finally
        {
            foreach (var member in members) (member.Model as IDisposable)?.Dispose();
        }
    }
}
