using System.Globalization;
using System.Runtime.ExceptionServices;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Demo;

/// <summary>
/// The synthetic corpus of the quickstart: invented artists whose music follows energy and valence (see <see cref="Cues"/>).
/// </summary>
public static class DemoCorpus
{
    /// <summary>Raised whenever the same options give other bytes, so that a folder of an older version is written anew.</summary>
    private const int CodeVersion = 2;
    private const string Marker = ".gmsa-demo";

    /// <summary>A name for the folder of these options' corpus: "160x10s-16000Hz-1-v2".</summary>
    public static string NameOf(DemoOptions options) =>
        FormattableString.Invariant($"{options.Tracks}x{options.Seconds}s-{options.SampleRate}Hz-{options.Seed}-v{CodeVersion}");

    /// <summary>The tracks, without making any audio.</summary>
    public static Manifest Manifest(DemoOptions options)
    {
        string[] columns = ["id", "path", "artist", "album", "title", "energy", "valence"];
        return new(columns, [.. DemoTrack.All(options, SeedOf(options)).Select(t => new Track(t.Id, t.Path, new Dictionary<string, string>
        {
            ["id"] = t.Id,
            ["path"] = t.Path,
            ["artist"] = t.ArtistName,
            ["album"] = t.Album,
            ["title"] = t.Title,
            ["energy"] = t.Energy.ToString("0.000", CultureInfo.InvariantCulture),
            ["valence"] = t.Valence.ToString("0.000", CultureInfo.InvariantCulture),
        }))]);
    }

    /// <summary>
    /// Writes <c>manifest.csv</c>, <c>card.md</c> and <c>audio/ARTIST/TITLE.wav</c> (16-bit mono). A folder that already holds the same
    /// corpus is left as it is, one that was interrupted is completed.
    /// </summary>
    /// <exception cref="InputException">The folder holds something else, or can't be written.</exception>
    public static void Write(DemoOptions options, string folder, int workers, IProgress<Progress> progress, CancellationToken cancel)
    {
        var hash = Hash(options);
        var tracks = DemoTrack.All(options, SeedOf(options));
        // Read before the marker, which is the first thing that another process writes here.
        var other = !Directory.Exists(folder) ? null : Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!)
            .Where(IsVisible).Order(StringComparer.Ordinal).FirstOrDefault();
        var marker = Path.Combine(folder, Marker);
        var found = File.Exists(marker) ? InputFile.Text(marker) : "";
        if (found.Length == 0 && other is not null)
            throw new InputException(folder, $"the folder holds {other}, which is not the demo's. Name an empty or new folder.");
        if (found == $"complete {hash}" && tracks.All(t => IsThere(t, options, folder))) return;
        OutputPlace.Folder("demo", folder);
        // Files under this marker are whole (they appear by renaming) and of these options; under any other they are written anew.
        var resumes = found.EndsWith(hash, StringComparison.Ordinal);
        if (found != $"started {hash}") AtomicFile.WriteText(marker, $"started {hash}");
        WriteAudio(options, folder, [.. tracks.Where(t => !resumes || !IsThere(t, options, folder))], workers, progress, cancel);
        AtomicFile.WriteText(Path.Combine(folder, "card.md"), DemoCard.Text(options));
        ManifestFile.Write(Path.Combine(folder, "manifest.csv"), Manifest(options));
        AtomicFile.WriteText(marker, $"complete {hash}");
    }

    /// <summary>The sound of one track of <see cref="Manifest"/>, by its position.</summary>
    internal static Waveform Play(DemoOptions options, int track) =>
        Synthesizer.Play(DemoTrack.All(options, SeedOf(options))[track], options, SeedOf(options));

    private static void WriteAudio(
        DemoOptions options, string folder, IReadOnlyList<DemoTrack> tracks, int workers, IProgress<Progress> progress,
        CancellationToken cancel)
    {
        var seed = SeedOf(options);
        var done = 0;
        try
        {
            Parallel.ForEach(tracks, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancel }, track =>
            {
                var waveform = Synthesizer.Play(track, options, seed);
                AtomicFile.Write(Path.Combine(folder, track.Path), stream => WavWriter.Write(stream, waveform));
                progress.Report(new("demo", Interlocked.Increment(ref done), tracks.Count, track.Title));
            });
        }
        catch (AggregateException e)
        {
            // The first of several workers' errors is the one to tell, as it would be with one worker.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    // Writers leave hidden files beside their place when they are killed.
    private static bool IsVisible(string name) => !name.StartsWith('.');

    private static bool IsThere(DemoTrack track, DemoOptions options, string folder) =>
        new FileInfo(Path.Combine(folder, track.Path)) is { Exists: true } file
        && file.Length == WavWriter.Length(options.Seconds * options.SampleRate);

    private static Seed SeedOf(DemoOptions options) => new Seed((ulong)options.Seed).Derive("demo");

    private static string Hash(DemoOptions options) => ContentHash.OfText(FormattableString.Invariant(
        $"demo {CodeVersion} tracks {options.Tracks} seconds {options.Seconds} rate {options.SampleRate} seed {options.Seed}"));
}
