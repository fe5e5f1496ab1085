using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tools;

/// <summary>
/// A manifest to what its page shows. Tracks are read side by side but added up in the manifest's order, block by block, so that no bit
/// depends on the workers and memory doesn't grow with the tracks but for a few hundred bytes each.
/// </summary>
internal static class CorpusExplorer
{
    private const int Block = 64; // tracks whose pictures are held at once

    /// <exception cref="InputException">The manifest or a label is wrong, or no track can be read.</exception>
    public static CorpusView Look(ExploreRequest request, SoundReader reader, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (manifest, _) = TrackPaths.Found(ManifestFile.Read(request.Input), Root(request));
        var schemes = ExploreLabels.Of(manifest, request);
        using var grid = new MelPicture(request.Rate, reader.Samples);
        using var scanner = new TrackScanner(Root(request), request.Rate, reader, grid);
        var (tracks, features, unreadable) = (new List<TrackFacts>(), new List<float[]>(), new List<LeftOut>());
        var overall = new MelAverager(grid);
        var averages = schemes.Select(s => s.Labels.Select(_ => new MelAverager(grid)).ToArray()).ToArray();
        var places = schemes.Select(s => s.Labels.Index().ToDictionary(l => l.Item, l => l.Index)).ToArray();
        var labelOf = schemes.Select(_ => new List<int>()).ToArray();

        foreach (var (track, scan) in Scans(manifest.Tracks, scanner, request.Workers, progress, cancel))
        {
            if (scan.Reason is not null)
            {
                unreadable.Add(new(track.Id, track.Path, scan.Reason));
                continue;
            }
            tracks.Add(scan.Facts!);
            features.Add(scan.Pooled);
            overall.Add(scan.Picture);
            for (var s = 0; s < schemes.Count; s++)
            {
                var label = schemes[s].LabelOf(track) is { } name ? places[s][name] : -1;
                labelOf[s].Add(label);
                if (label >= 0) averages[s][label].Add(scan.Picture);
            }
        }
        if (tracks.Count == 0) throw NothingReadable(request, unreadable);
        progress.Report(new("statistics", 0, 1));
        var quantities = Quantities.Of(tracks, scanner.Names(), features);
        var facts = FactTables.Of(tracks, [.. schemes.Select((s, i) => (s.Name, s.Labels, (IReadOnlyList<int>)labelOf[i]))], cancel);
        SchemeView[] views = [.. schemes.Select((scheme, s) => new SchemeView(
            scheme.Name, scheme.Labels, labelOf[s], [.. averages[s].Select(a => a.Mean(overall.Reached))],
            [.. quantities.Select(q => q.Separation(labelOf[s]))], facts[s], ExploreLabels.IsLabelled(scheme)))];
        progress.Report(new("statistics", 1, 1));
        return new(NameOf(request.Input), reader.Part, request.Rate, tracks, unreadable, quantities, overall.Mean(overall.Reached), views,
            CorpusWarnings.Of(tracks, unreadable, views));
    }

    /// <summary>What was found in each track, in the manifest's order.</summary>
    private static IEnumerable<(Track Track, TrackScan Scan)> Scans(
        IReadOnlyList<Track> tracks, TrackScanner scanner, int workers, IProgress<Progress> progress, CancellationToken cancel)
    {
        var (gate, done) = (new Lock(), 0);
        foreach (var block in tracks.Chunk(Block))
        {
            var scans = new TrackScan[block.Length];
            InParallel.Each(Enumerable.Range(0, block.Length), workers, i =>
            {
                scans[i] = scanner.Scan(block[i], cancel);
                lock (gate) progress.Report(new("tracks", ++done, tracks.Count, block[i].Id));
            }, cancel);
            for (var i = 0; i < block.Length; i++) yield return (block[i], scans[i]);
        }
    }

    /// <summary>The file with its folder, since many are called manifest.csv.</summary>
    private static string NameOf(string path) =>
        $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))}/{Path.GetFileName(path)}".TrimStart('/');

    private static string Root(ExploreRequest request) => (request.AudioRoot is { } root ? DataResolver.Expanded(root) : null)
        ?? DataResolver.RootOfEnvironment()
        ?? Path.GetDirectoryName(Path.GetFullPath(request.Input))!;

    private static InputException NothingReadable(ExploreRequest request, List<LeftOut> unreadable) => new(request.Input,
        $"none of its audio can be read, looked for from {Root(request)}. The first: {unreadable[0].Path}: {unreadable[0].Reason}. "
        + "--audio-root says where the paths start.");
}
