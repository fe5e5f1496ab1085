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
    private const string Marker = ".gmsa-demo", Claim = ".gmsa-demo.claim";

    /// <summary>A name for the folder of these options' corpus: "160x10s-16000Hz-1-v2".</summary>
    internal static string NameOf(DemoOptions options) =>
        FormattableString.Invariant($"{options.Tracks}x{options.Seconds}s-{options.SampleRate}Hz-{options.Seed}-v{CodeVersion}");

    /// <summary>The tracks, without making any audio.</summary>
    internal static Manifest Manifest(DemoOptions options)
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
    /// corpus is left as it is, one that was interrupted is completed. One process at a time writes; the others wait, and find it there.
    /// </summary>
    /// <exception cref="InputException">The folder holds something else, or can't be written.</exception>
    public static void Write(DemoOptions options, string folder, int workers, IProgress<Progress> progress, CancellationToken cancel)
    {
        var tracks = DemoTrack.All(options, SeedOf(options));
        if (IsWhole(options, tracks, folder)) return;
        OutputPlace.Folder("demo", folder);
        Directory.CreateDirectory(folder);
        using var claim = FileClaim.Take(Path.Combine(folder, Claim),
            () => progress.Report(new("demo", 0, tracks.Count, "waiting for another run that writes it")), cancel);
        if (IsWhole(options, tracks, folder)) return;
        var started = $"started {Hash(options)}";
        var found = Found(folder);
        // Files under this marker are whole (they appear by renaming) and of these options; under any other they are written anew.
        var resumes = found.EndsWith(Hash(options), StringComparison.Ordinal);
        if (found != started) AtomicFile.WriteText(Path.Combine(folder, Marker), started);
        WriteAudio(options, folder, [.. tracks.Where(t => !resumes || !IsThere(t, options, folder))], workers, progress, cancel);
        AtomicFile.WriteText(Path.Combine(folder, "card.md"), DemoCard.Text(options));
        ManifestFile.Write(Path.Combine(folder, "manifest.csv"), Manifest(options));
        AtomicFile.WriteText(Path.Combine(folder, Marker), $"complete {Hash(options)}");
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

    /// <summary>Whether the folder holds the whole corpus of these options.</summary>
    /// <exception cref="InputException">It holds something else than a corpus.</exception>
    private static bool IsWhole(DemoOptions options, IReadOnlyList<DemoTrack> tracks, string folder)
    {
        // Read before the marker, which another process writes here before anything that is visible.
        var other = !Directory.Exists(folder) ? null : Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!)
            .Where(IsVisible).Order(StringComparer.Ordinal).FirstOrDefault();
        var found = Found(folder);
        if (found.Length == 0 && other is not null)
            throw new InputException(folder, $"the folder holds {other}, which is not the demo's. Name an empty or new folder.");
        return found == $"complete {Hash(options)}" && tracks.All(t => IsThere(t, options, folder));
    }

    private static string Found(string folder) =>
        Path.Combine(folder, Marker) is var marker && File.Exists(marker) ? InputFile.Text(marker) : "";

    // Writers leave hidden files beside their place when they are killed.
    private static bool IsVisible(string name) => !name.StartsWith('.');

    private static bool IsThere(DemoTrack track, DemoOptions options, string folder) =>
        new FileInfo(Path.Combine(folder, track.Path)) is { Exists: true } file
        && file.Length == WavWriter.Length(options.Seconds * options.SampleRate);

    private static Seed SeedOf(DemoOptions options) => new Seed((ulong)options.Seed).Derive("demo");

    private static string Hash(DemoOptions options) => ContentHash.OfText(FormattableString.Invariant(
        $"demo {CodeVersion} tracks {options.Tracks} seconds {options.Seconds} rate {options.SampleRate} seed {options.Seed}"));
}
