using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Search;

namespace Gmsa.Experiments.Studies;

/// <summary>What an arm's model bundle has to say, so that it can be used without the experiment file.</summary>
internal static class BundleInfoOf
{
    public static BundleInfo Arm(StudyDesign design, FoldViews views, Arm arm, Point point)
    {
        var (data, catalog) = (design.Experiment.Data, design.Loaded.Catalog);
        var features = design.Experiment.Features.ToDictionary(f => f.Name!);
        return new()
        {
            Trainer = catalog.WordOf(arm.Trainer.At(point)),
            Options = ExperimentWriter.CanonicalJson(arm.Trainer.At(point), catalog),
            Labels = arm.Scheme.Labels,
            Features = [.. arm.Trainer.On.Select(name => (name, shape: views.Dataset.Feature(name).Shape)).Select(f => new BundleFeature(
                f.name, catalog.WordOf(features[f.name]), f.shape.Rows, f.shape.Frames,
                ExperimentWriter.CanonicalJson(features[f.name], catalog),
                (features[f.name] as AudioFeatureOptions)?.RateBeside(data.SampleRate)))],
            SampleRate = data.SampleRate,
            Clip = new(data.Clip.Offset.TotalSeconds, data.Clip.Length.TotalSeconds, data.Clip.PerTrack),
            Versions = Machine.Record.Packages,
        };
    }
}
