using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Studies;
using Numbers = Gmsa.Experiments.Reports.Numbers;

namespace Gmsa.Experiments.Tools;

/// <summary>PNGs that a user asks for.</summary>
/// <param name="Feature">The name of a picture feature; null: the first.</param>
/// <param name="Size">Pixels of a side; null: the feature's own.</param>
public sealed record PictureRequest(string Folder, string? Feature, int? Size);

/// <summary>
/// Writes a picture feature as PNGs in the layout that image tools expect, <c>DIR/scheme/fold/label/track.png</c>, where the fold is the
/// one that tests the track (or the track's part, where there is one fold alone), with <c>images.csv</c>: path, scheme, fold, label,
/// track_id, clip, group, feature, low, high, which says what a folder stands for whose name had to be changed (<see cref="FolderNames"/>).
/// Colours are viridis, the first row is lowest, and all pictures share one scale, from low to high (the 1st and 99.5th percentile over at
/// most 1,000 of them, whatever their labels), so that levels can be compared.
/// </summary>
internal static class PictureFolder
{
    private const int MostForScale = 1000;
    private const string Listing = "images.csv";
    private static readonly string[] Columns = ["path", "scheme", "fold", "label", "track_id", "clip", "group", "feature", "low", "high"];

    /// <summary>The feature to draw.</summary>
    /// <exception cref="InputException">There is no such picture, or the folder is in use for something else.</exception>
    public static FeatureOptions Check(StudyDesign design, PictureRequest request)
    {
        var data = design.Experiment.Data;
        var pictures = design.Experiment.Features.Where(f => data.Clip.ShapeOf(f, data.SampleRate).IsPicture).ToArray();
        string[] names = [.. pictures.Select(p => p.Name!)];
        var known = names.Length == 0 ? "it has none" : "its pictures are " + string.Join(", ", names);
        var feature = pictures.FirstOrDefault(p => request.Feature is null || p.Name == request.Feature)
            ?? throw new InputException(request.Feature is null ? "--images" : "--feature", request.Feature is null
                ? "the experiment has no picture among its features; add one, as in { name: picture, kind: mel }"
                : $"the experiment has no picture named '{request.Feature}'; {known}.{Suggestion.DidYouMean(request.Feature, names)}");
        OutputPlace.Folder("--images", request.Folder);
        if (Directory.Exists(request.Folder) && Directory.EnumerateFileSystemEntries(request.Folder).Any()
            && !IsOurs(Path.Combine(request.Folder, Listing)))
            throw new InputException("--images", $"{request.Folder} has something else in it; "
                + $"expected a new or empty folder, or one that an earlier build wrote (with {Listing})");
        if (request.Size is null) return feature;
        return feature is PictureOptions picture
            ? picture with { Size = request.Size, Name = FormattableString.Invariant($"{feature.Name}, {request.Size} x {request.Size}") }
            : throw new InputException("--size",
                $"{feature.Name} is always {data.Clip.ShapeOf(feature, data.SampleRate)}; leave --size out");
    }

    /// <returns>How many were written.</returns>
    public static int Write(
        StudyDesign design, Dataset dataset, string feature, string folder, IProgress<Progress> progress, CancellationToken cancel)
    {
        var pictures = dataset.Feature(feature);
        var (low, high) = Pictures.Scale([.. Spread(pictures.Clips.Count).Select(i => pictures.Clips[i])]);
        var all = All(design, dataset);
        RemoveListed(folder);
        AtomicFile.WriteText(Path.Combine(folder, Listing), List(all, pictures.Name, low, high));
        var done = 0;
        InParallel.Each(all.GroupBy(p => p.Clip), Environment.ProcessorCount, clip =>
        {
            var values = pictures.Clips[clip.Key];
            foreach (var picture in clip)
                Pictures.WritePng(Path.Combine(folder, picture.Path), values, pictures.Shape.Rows, pictures.Shape.Frames, low, high);
            progress.Report(new("pictures", Interlocked.Add(ref done, clip.Count()), all.Count));
        }, cancel);
        return all.Count;
    }

    private static bool IsOurs(string listing) => File.Exists(listing) && InputFile.WhatElse(listing) is null
        && File.ReadLines(listing).FirstOrDefault() == string.Join(',', Columns);

    private sealed record Picture(
        int Clip, string TrackId, int Number, string Group, string Scheme, string Fold, string Label, string Path);

    private static List<Picture> All(StudyDesign design, Dataset dataset)
    {
        var fold = FoldOf(design);
        var schemes = FolderNames.Of(design.Loaded.Schemes.Select(s => s.Name));
        var folds = FolderNames.Of(fold);
        var files = FolderNames.Of(dataset.Clips.Where(c => c.Copy == 0).Select(c => (Identity(c), design.Tracks[c.Track].Id + Part(c))));
        var pictures = new List<Picture>();
        foreach (var scheme in design.Loaded.Schemes)
        {
            var labels = FolderNames.Of(design.Tracks.Select(t => scheme.LabelOf(t)!));
            foreach (var (clip, row) in dataset.Clips.Select((c, row) => (c, row)).Where(c => c.c.Copy == 0))
            {
                var (track, index) = (design.Tracks[clip.Track], clip.Track);
                var label = scheme.LabelOf(track)!;
                var path = $"{schemes[scheme.Name]}/{folds[fold[index]]}/{labels[label]}/{files[Identity(clip)]}.png";
                pictures.Add(new(row, track.Id, clip.Number + 1, design.Groups[index], scheme.Name, fold[index], label, path));
            }
        }
        return pictures;

        string Identity(Clip clip) => FormattableString.Invariant($"{design.Tracks[clip.Track].Id}\u001f{clip.Number}");

        string Part(Clip clip) => clip.Number == 0 ? "" : FormattableString.Invariant($"-clip{clip.Number + 1}");
    }

    private static string[] FoldOf(StudyDesign design)
    {
        if (design.Folds is [var lone]) return lone.Roles(design.Tracks.Count);
        var names = new string[design.Tracks.Count];
        foreach (var fold in design.Folds.Reverse()) // of repeats the first stays
            foreach (var i in fold.Test) names[i] = fold.Name;
        return names;
    }

    /// <summary>Takes away what an earlier build wrote: its labels or folds may be others.</summary>
    private static void RemoveListed(string folder)
    {
        var listing = Path.Combine(folder, Listing);
        if (!File.Exists(listing)) return;
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var row in CsvTable.Read(listing, new ProblemList(listing)).Rows)
            if (Path.GetFullPath(row.Fields[0], root) is var path && path.StartsWith(root, StringComparison.Ordinal)
                && path.EndsWith(".png", StringComparison.Ordinal) && !IsThroughLink(path, root)) File.Delete(path);
    }

    /// <summary>Whether a folder on the way from the root is a link: what it leads to is somebody else's.</summary>
    private static bool IsThroughLink(string path, string root)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.Length >= root.Length; folder = Path.GetDirectoryName(folder)!)
            if (new DirectoryInfo(folder) is { Exists: true } place && place.Attributes.HasFlag(FileAttributes.ReparsePoint)) return true;
        return false;
    }

    private static string List(List<Picture> pictures, string feature, double low, double high) => CsvReport.Table(
        Columns,
        pictures.Select(p => (string[])
        [
            p.Path, p.Scheme, p.Fold, p.Label, p.TrackId, Numbers.Plain(p.Number), p.Group, feature,
            Numbers.Exact(low), Numbers.Exact(high),
        ]));

    private static IEnumerable<int> Spread(int count) =>
        Enumerable.Range(0, Math.Min(count, MostForScale)).Select(i => (int)((long)i * count / Math.Min(count, MostForScale)));
}
