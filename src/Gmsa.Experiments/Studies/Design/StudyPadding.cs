using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Studies;

/// <summary>What is known of how much of a design's clips is sound before any audio is decoded.</summary>
internal static class StudyPadding
{
    /// <summary>Reads headers of audio files, as far as the cache doesn't remember what they said. Null where no audio is heard.</summary>
    public static ClipPadding? Of(StudyDesign design, CancellationToken cancel)
    {
        var data = design.Experiment.Data;
        if (!design.Experiment.Features.Any(f => f is AudioFeatureOptions)) return null;
        if (data.Demo is { } demo) return ClipPadding.Of(data.Clip, [.. design.Tracks.Select(_ => (double?)demo.Seconds)]);
        string[] paths = [.. design.Tracks.Select(t => Path.Combine(design.Loaded.AudioRoot, t.Path))];
        return ClipPadding.Of(data.Clip, FeatureCache.Default().Lengths().Of(paths, Environment.ProcessorCount, cancel));
    }

    /// <summary>Stops what would learn from silence, unless the file allows it.</summary>
    /// <exception cref="InputException">The clip begins where too many files end.</exception>
    public static ClipPadding? Checked(StudyDesign design, CancellationToken cancel)
    {
        var padding = Of(design, cancel);
        return padding is { IsHollow: true } hollow && design.Experiment.Data.Clip.Padding == PaddingRule.Refuse
            ? throw new InputException(design.Loaded.Place("data"), PaddingWords.Refusal(hollow, design.Experiment.Data.Clip))
            : padding;
    }

    /// <summary>Says in the first line of a run what a reader of its results should know.</summary>
    public static void Tell(StudyDesign design, ClipPadding? padding, IProgress<Progress> progress)
    {
        if (padding is not { IsMuch: true }) return;
        var words = string.Join("; ", PaddingWords.Sentences(padding, design.Experiment.Data.Clip));
        progress.Report(new("clips", padding.Known, padding.Tracks, words));
    }
}
