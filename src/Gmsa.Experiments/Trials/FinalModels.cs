using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Runs;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Trials;

/// <summary>An arm's model to keep: trained on all tracks, with the point that was best on average over the inner validations, and never scored.</summary>
public static class FinalModels
{
    private const string Refitted = "model_refitted", Failed = "model_failed";

    /// <summary>Why arms have no final model, by arm: the newest word of the journal on each.</summary>
    public static IReadOnlyDictionary<string, string> Failures(IEnumerable<JsonObject> journal) => journal
        .Where(e => (string?)e["event"] is Refitted or Failed).GroupBy(e => (string)e["arm"]!, e => (string?)e["message"])
        .Where(words => words.Last() is not null).ToDictionary(words => words.Key, words => words.Last()!);

    public static void Refit(OpenStudy open, Dataset dataset, IReadOnlyList<ArmOutcome> outcomes, IProgress<Progress> progress, CancellationToken cancel)
    {
        var records = open.Records();
        var choices = outcomes.Where(o => o.WhyIncomplete is null)
            .ToDictionary(o => open.Study.ArmFolder(o.Arm.Name), o => Choice.Of(o.Arm, [.. records.Where(r => r.Arm == o.Arm.Name && r.State == TrialState.Done)]));
        var refitted = open.Journal.Of(Refitted).ToLookup(e => (string)e["arm"]!, e => (string)e["choice"]!);
        var waiting = choices.Where(c => refitted[c.Value.Arm.Name].LastOrDefault() != c.Value.Text || !File.Exists(open.Study.ModelFile(c.Value.Arm.Name)))
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
                open.Journal.Add(Refitted, ("arm", choice.Arm.Name), ("choice", choice.Text));
            }
            catch (Exception error) when (error is TrainingException or InvalidOperationException or ArgumentException or ExternalException)
            {
                // A point that went well in every fold can still diverge on all tracks: the comparison stands without this model.
                File.Delete(open.Study.ModelFile(choice.Arm.Name));
                open.Journal.Add(Failed, ("arm", choice.Arm.Name), ("choice", choice.Text), ("message", error.Message));
            }
            progress.Report(new("final models", Interlocked.Increment(ref done), choices.Count));
        }, cancel);
    }

    private static void Refit(OpenStudy open, FoldViews views, Choice choice, CancellationToken cancel)
    {
        var design = open.Design;
        var seed = design.Seed.Derive("final/" + choice.Arm.Name);
        var ml = new MLContext(seed.ToInt32());
        var all = views.TrainingOfAll(ml, choice.Arm);
        var model = choice.Arm.Trainer.At(choice.Point).Create().Fit(new TrainingContext(
            ml, all.View, Validation: null, choice.Arm.Scheme.Labels, views.ShapeOf(choice.Arm), seed, choice.Epochs, _ => { }, cancel,
            design.AugmenterOf(choice.Arm, seed)));
        using var native = model.Transformer as IDisposable;
        ModelBundle.Save(open.Study.ModelFile(choice.Arm.Name), ml, model.Transformer, all.View.Schema, BundleInfoOf.Arm(design, views, choice.Arm, choice.Point));
    }

    /// <summary>What an arm's final model is trained with: a point, and the mean of the best epochs that its trials found.</summary>
    private sealed record Choice(Arm Arm, Point Point, int? Epochs)
    {
        public string Text { get; } = JsonSerializer.Serialize(new { point = Ordered(Point.Values), epochs = Epochs }, Json.OneLine);

        public static Choice Of(Arm arm, IReadOnlyList<RunRecord> done)
        {
            var points = done.GroupBy(r => JsonSerializer.Serialize(Ordered(r.Point), Json.OneLine)).ToArray();
            // Points that were tried in fewer folds have an average that can't be compared.
            static int Folds(IEnumerable<RunRecord> trials) => trials.Select(r => r.Fold).Distinct().Count();
            var folds = points.Max(Folds);
            var best = points.Where(p => Folds(p) == folds).OrderBy(p => p.Min(r => r.Index)).MaxBy(p => p.Average(r => r.Score!.Value))!;
            var epochs = best.Where(r => r.BestEpoch is not null).Select(r => (double)r.BestEpoch!).ToArray();
            return new(arm, new Point(best.First().Point), epochs.Length == 0 ? null : Math.Max(1, (int)Math.Round(epochs.Average(), MidpointRounding.AwayFromZero)));
        }

        private static SortedDictionary<string, object> Ordered(IReadOnlyDictionary<string, object> values) => new(values.ToDictionary(), StringComparer.Ordinal);
    }
}
