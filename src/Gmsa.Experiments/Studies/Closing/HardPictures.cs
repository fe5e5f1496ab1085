using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>
/// Keeps for the report what the hard tracks look like and where they are heard: <c>hard.json</c>. The list itself follows from the
/// predictions.
/// </summary>
internal static class HardPictures
{
    private const string Stage = "hard tracks";

    public static void Write(OpenStudy open, Dataset dataset, IProgress<Progress> progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        progress.Report(new(Stage, 0, 1));
        var (study, design) = (open.Study, open.Design);
        var comparison = Study.Read<Comparison>(study.ComparisonFile);
        var schemes = SchemeHardTracks.Of(design.Plan, comparison,
            comparison.Arms.ToDictionary(a => a.Name, a => PredictionFile.Read(study.PredictionsFile(a.Name))));
        var wanted = schemes.SelectMany(s => s.All).Select(t => t.TrackId).ToHashSet(StringComparer.Ordinal);
        var tracks = dataset.Tracks.Index().Where(t => wanted.Contains(t.Item.Id)).ToArray();
        var feature = dataset.Features.FirstOrDefault(f => f.Shape.IsPicture);
        var clips = dataset.FirstClips;
        string?[] pictures = feature is null ? new string?[tracks.Length] : Draw(study, dataset, feature, [.. tracks.Select(t => t.Index)]);
        var (data, hears) = (design.Experiment.Data, dataset.AudioHashes is not null);
        Study.Write(study.HardFile, new HardCard
        {
            AudioRoot = hears ? Path.GetFullPath(design.Loaded.AudioRoot) : null,
            From = hears ? data.Clip.Offset.TotalSeconds : 0,
            To = hears ? data.Clip.Offset.TotalSeconds + data.Clip.PerTrack * data.Clip.Length.TotalSeconds : 0,
            Feature = feature?.Name,
            Tracks = [.. tracks.Zip(pictures).Select(t => new HardTrackCard(t.First.Item.Id, t.Second, design.Loaded.Schemes
                .Select(s => (s.Name, Distance: s.BorderDistance(t.First.Item))).Where(s => s.Distance is not null)
                .ToDictionary(s => s.Name, s => s.Distance!.Value),
                dataset.SilenceOf(clips[t.First.Index], data.Clip.Length)))],
        });
        progress.Report(new(Stage, 1, 1));
    }

    private static string[] Draw(Study study, Dataset dataset, FeatureArray feature, int[] tracks)
    {
        foreach (var old in Directory.Exists(study.PicturesFolder) ? Directory.GetFiles(study.PicturesFolder, "hard-*.png") : [])
            File.Delete(old);
        var clips = dataset.FirstClips;
        float[][] maps = [.. tracks.Select(t => feature.Clips[clips[t]])];
        var (low, high) = Pictures.Scale(maps);
        return [.. maps.Select((map, i) =>
        {
            var file = FormattableString.Invariant($"pictures/hard-{i + 1:000}.png");
            Pictures.WritePng(Path.Combine(study.Folder, file), map, feature.Shape.Rows, feature.Shape.Frames, low, high);
            return file;
        })];
    }
}
