using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Demo;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Studies;

/// <summary>Builds the dataset of a study, and keeps the study to it: a study goes on only with the data that it began with.</summary>
internal static class StudyDataset
{
    /// <returns>The dataset, and the study with a design for the tracks that are in it: the same tracks in the same order.</returns>
    /// <exception cref="InputException">Too few tracks could be read, or the audio isn't what it was when the study began.</exception>
    public static (OpenStudy Open, Dataset Dataset) Build(OpenStudy planned, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (design, dataset) = Build(planned.Design, planned.Design.Experiment.Features, progress, cancel);
        var open = planned with { Design = design };
        Demand(open, dataset);
        open.MakeRoom();
        Keep(open, dataset);
        open.Journal.Locked(() => Study.Write(open.Study.PlanFile, open.Design.Plan));
        // Trials in processes of their own would each mend what they find, and tell nobody.
        if (open.Design.Experiment.Launcher.IsApart) dataset.Check(Environment.ProcessorCount, cancel);
        return (open, dataset);
    }

    /// <summary>Features of a design's tracks, and the design for the tracks that could be read.</summary>
    /// <exception cref="InputException">Too few tracks could be read.</exception>
    public static (StudyDesign Design, Dataset Dataset) Build(
        StudyDesign design, IEnumerable<FeatureOptions> features, IProgress<Progress> progress, CancellationToken cancel)
    {
        if (design.Experiment.Data.Demo is { } demo)
            DemoCorpus.Write(demo, design.Loaded.AudioRoot, Environment.ProcessorCount, progress, cancel);
        var data = design.Experiment.Data;
        var source = new AudioSource(design.Loaded.AudioRoot, data.Clip, data.SampleRate, data.Precision);
        var dataset = DatasetBuilder.Build(
            design.Tracks, source, [.. features.Select(f => (f.Name!, f))], FeatureCache.Default(), Environment.ProcessorCount, progress,
            cancel, design.Copies);
        return (Narrow(design, dataset.LeftOut), dataset);
    }

    private static StudyDesign Narrow(StudyDesign design, IReadOnlyList<LeftOut> unreadable)
    {
        if (unreadable.Count == 0) return design;
        try
        {
            return StudyDesigner.Design(design.Loaded, unreadable);
        }
        catch (InputException error)
        {
            var alike = TrackPaths.Alike(unreadable[0].Path, design.Loaded.AudioRoot);
            throw new InputException([.. error.Problems, new(design.Loaded.File,
                $"that is without the {unreadable.Count} of {design.Tracks.Count} tracks that could not be read; " +
                $"the first, {unreadable[0].Path}: {unreadable[0].Reason}{alike}. " +
                $"Paths start at {design.Loaded.AudioRoot}; --audio-root or GMSA_AUDIO_ROOT set another folder.")]);
        }
    }

    private static void Keep(OpenStudy open, Dataset dataset)
    {
        if (IsKept(open)) return;
        open.Study.Demand();
        var card = Describe(open, dataset); // with pictures: too long to let others wait for the journal meanwhile
        open.Journal.Locked(() =>
        {
            Demand(open, dataset);
            if (IsKept(open)) return; // another run was sooner
            Study.Write(open.Study.DatasetFile, card);
            if (Built(open) is not null) return;
            open.Journal.Add(new DatasetBuilt(dataset.Key, dataset.Tracks.Count, dataset.LeftOut.Count));
        });
    }

    // The journal has it too: the card may be lost.
    private static DatasetBuilt? Built(OpenStudy open) => open.Journal.Of<DatasetBuilt>().LastOrDefault();

    /// <exception cref="InputException">The data are others than those that the study began with.</exception>
    private static void Demand(OpenStudy open, Dataset dataset)
    {
        if (Built(open) is { } before && before.Key != dataset.Key)
            throw new InputException(open.Study.Folder,
                $"the data are not what they were when this study began ({before.Tracks} tracks could be read then, "
                + $"{dataset.Tracks.Count} can now; else files changed, or this version of the program makes other features of them), "
                + "so its trials can't be compared with new ones. "
                + "Give this run another folder with --results, or bring back the files as they were.");
    }

    /// <summary>False too where the card can't be read: it is written again.</summary>
    private static bool IsKept(OpenStudy open)
    {
        try
        {
            return File.Exists(open.Study.DatasetFile) && Study.Read<DatasetCard>(open.Study.DatasetFile) is not null;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static FeatureCard Describe(FeatureOptions options, Dataset dataset, int sampleRate, Catalog catalog)
    {
        var name = options.Name!; // filled in when the file was loaded
        var (word, shape) = (catalog.WordOf(options), dataset.Feature(name).Shape.ToString());
        if (options is not AudioFeatureOptions audio) return new(name, word, shape, "column");
        var rate = audio.HeardAt(sampleRate);
        using var feature = audio.Create(rate);
        var axes = feature.Extract(new([0], rate));
        return new(name, word, shape, axes.RowAxis.Words, axes.FrameAxis.Words, audio.RateBeside(sampleRate));
    }

    private static DatasetCard Describe(OpenStudy open, Dataset dataset)
    {
        var experiment = open.Design.Experiment;
        return new()
        {
            Key = dataset.Key,
            Source = StudyDesigner.SourceOf(experiment.Data),
            Tracks = dataset.Tracks.Count,
            Clips = dataset.Clips.Count(c => c.Copy == 0),
            Copies = experiment.Materialise,
            SampleRate = dataset.AudioHashes is null ? null : experiment.Data.SampleRate,
            Features = [.. experiment.Features.Select(f => Describe(f, dataset, experiment.Data.SampleRate, open.Design.Loaded.Catalog))],
            Padded = [.. (dataset.Seconds ?? []).Zip(dataset.Clips)
                .Where(c => c.Second.Number == 0 && c.First < experiment.Data.Clip.Length.TotalSeconds - ClipPadding.Tolerance)
                .Select(c => new PaddedClip(dataset.Tracks[c.Second.Track].Id, Math.Round(c.First, 3)))],
            ClipSeconds = dataset.Seconds is null ? null : experiment.Data.Clip.Length.TotalSeconds,
            Silence = dataset.Silence(experiment.Data.Clip.Length),
            LeftOut = [.. open.Design.LeftOut.OrderBy(l => l.TrackId, StringComparer.Ordinal)],
            Pictures = ExamplePictures.Write(open, dataset),
        };
    }
}
