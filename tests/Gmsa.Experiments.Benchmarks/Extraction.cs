using System.Diagnostics;
using System.Globalization;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Benchmarks;

/// <summary>
/// A folder of MP3 to log-mel at 8 kHz, by turns: <c>gmsa build</c> as a whole process with an empty cache; torchaudio in two processes,
/// which writes nothing; and decoding and resampling alone, once as a whole process (<c>gmsa build</c> of a feature that costs next to
/// nothing), once on two threads of this one, which is warm. What counts are the ratios of a turn.
/// </summary>
internal static class Extraction
{
    private const int Turns = 5;
    private const int Rate = 8000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    public static int Measure(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.mp3", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new ArgumentException($"no MP3 in {folder}");
        var work = Directory.CreateTempSubdirectory("gmsa-extraction-").FullName;
        try
        {
            File.WriteAllLines(Path.Combine(work, "manifest.csv"),
                ["path,artist,label", .. files.Select((f, i) => $"\"{f}\",{i},{(i % 2 == 0 ? "a" : "b")}")]);
            foreach (var (name, feature) in new[] { ("mel", "kind: mel, nFft: 2048, hop: 1024, bands: 128"), ("rms", "kind: rms") })
                File.WriteAllText(Path.Combine(work, name + ".yaml"), $$"""
                    data: { manifest: manifest.csv, sampleRate: 8000, clip: { length: 30s } }
                    labels: [{ column: label }]
                    features: [{ {{feature}} }]
                    trainers: [majority]
                    """);
            Turn(work, folder, files); // reads the files into the system's cache
            var turns = Enumerable.Range(0, Turns).Select(_ => Turn(work, folder, files)).ToArray();
            var machine = Text($"{Environment.ProcessorCount} cores, {Sndfile.Version() ?? "no libsndfile"}");
            Console.WriteLine(Text($"{files.Length} files, {machine}; seconds: minimum, median, maximum of {Turns} turns"));
            Report("gmsa build", turns.Select(t => t.Build));
            Report("gmsa build again, everything cached", turns.Select(t => t.Cached));
            Report("torchaudio, two processes", turns.Select(t => t.Torchaudio));
            Report("decoding and resampling, a whole process", turns.Select(t => t.Process));
            Report("decoding and resampling, threads of a warm process", turns.Select(t => t.Threads));
            Report("torchaudio / gmsa build (asked for: at least 1.5)", turns.Select(t => t.Torchaudio / t.Build));
            Report("gmsa build / the whole process (at most 1.4)", turns.Select(t => t.Build / t.Process));
            Report("gmsa build / the threads: start and torch included", turns.Select(t => t.Build / t.Threads));
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static (double Build, double Cached, double Torchaudio, double Process, double Threads) Turn(
        string work, string folder, string[] files)
    {
        var cache = Path.Combine(work, "cache");
        if (Directory.Exists(cache)) Directory.Delete(cache, recursive: true);
        Environment.SetEnvironmentVariable("GMSA_CACHE", cache);
        string[] build = ["build", Path.Combine(work, "mel.yaml"), "--quiet"];
        var process = Commands.Once(["build", Path.Combine(work, "rms.yaml"), "--quiet"]);
        var first = Commands.Once(build);
        var again = Commands.Once(build);
        var torchaudio = Commands.Once("/usr/bin/python3", [Path.Combine(Commands.Here(), "torchaudio_logmel.py"), folder]);
        var start = Stopwatch.GetTimestamp();
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 },
            file => AudioFile.Read(file, Rate, TimeSpan.Zero, Length, CancellationToken.None));
        return (first, again, torchaudio, process, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static void Report(string what, IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        Console.WriteLine(Text($"{what,-52} {sorted[0]:0.00} {sorted[sorted.Length / 2]:0.00} {sorted[^1]:0.00}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
