using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Studies;

/// <summary>Draws a few tracks of every label as the study's first picture feature shows them, for the report.</summary>
internal static class ExamplePictures
{
    private const int PerLabel = 2;

    public static IReadOnlyList<PictureCard> Write(OpenStudy open, Dataset dataset)
    {
        var feature = dataset.Features.FirstOrDefault(f => f.Shape.IsPicture);
        if (feature is null) return [];
        var clips = dataset.FirstClips;
        var position = dataset.Tracks.Index().ToDictionary(t => t.Item.Id, t => clips[t.Index]);
        var examples = open.Design.Arms.DistinctBy(a => a.Scheme.Name).SelectMany(arm => arm.Scheme.Labels.SelectMany(label =>
            Spread([.. dataset.Tracks.Where(t => arm.LabelOf[t.Id] == label)])
                .Select(track => (arm.Scheme, Label: label, Track: track)))).ToArray();
        var (low, high) = Pictures.Scale([.. examples.Select(e => feature.Clips[position[e.Track.Id]])]);

        var cards = new List<PictureCard>();
        foreach (var (scheme, label, track) in examples)
        {
            var file = FormattableString.Invariant($"pictures/{cards.Count + 1:000}.png");
            Pictures.WritePng(Path.Combine(open.Study.Folder, file), feature.Clips[position[track.Id]], feature.Shape.Rows,
                feature.Shape.Frames, low, high);
            var silence = dataset.SilenceOf(position[track.Id], open.Design.Experiment.Data.Clip.Length);
            cards.Add(new(feature.Name, scheme.Name, label, track.Id, file, silence));
        }
        return cards;
    }

    /// <summary>A few items from all over a list: the same ones every time.</summary>
    private static IEnumerable<T> Spread<T>(IReadOnlyList<T> items) =>
        Enumerable.Range(0, Math.Min(PerLabel, items.Count))
            .Select(i => items[(2 * i + 1) * items.Count / (2 * Math.Min(PerLabel, items.Count))]);
}
