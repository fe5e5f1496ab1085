using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests;

/// <summary>A corpus as people have it: broken files among good ones. The run ends well, and the report names each problem once.</summary>
public sealed class BrokenAudioTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();
    private readonly StringBuilder manifest = new("id,path,artist,mood\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_over_broken_files_names_each_once_and_ends_well()
    {
        Assert.SkipUnless(Ffmpeg.Find() is not null, "needs ffmpeg");
        for (var i = 0; i < 12; i++) Tone($"good{i}", $"good{i}.wav", i % 2 == 0 ? 300 : 2000, i);
        Encode("wma", "Διονύσης.wma", 12);
        Encode("eight-channels", "eight.wav", 13, "-ac", "8", "-c:a", "pcm_s24le");
        Tone("greek-nfc", "Ελευθερία Αρβανιτάκη.wav".Normalize(NormalizationForm.FormC), 300, 14);
        Tone("greek-nfd", "Νίκος Ξυδάκης.wav".Normalize(NormalizationForm.FormD), 2000, 15);
        Tone("short", "short.wav", 300, 16, seconds: 0.1);
        Encode("truncated", "truncated.mp3", 17, "-c:a", "libmp3lame");
        using (var file = File.OpenWrite(Path.Combine(folder, "truncated.mp3"))) file.SetLength(700);
        Add("empty", "empty.wav", 18, content: []);
        Add("text", "text.mp3", 19, content: Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("this is no music\n", 200))));
        Add("missing", "missing.flac", 20, content: null);
        Experiment("split: { kind: groupKFold, folds: 2, validation: 0.3 }");
        var run = GmsaProgram.Run(folder, "run", "broken.yaml");
        Assert.True(run.ExitCode == 0, run.Errors);
        var study = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results")));
        var card = JsonNode.Parse(File.ReadAllText(Path.Combine(study, "dataset.json")))!;
        Assert.Equal(["empty", "missing", "text", "truncated"], card["left_out"]!.AsArray().Select(l => (string)l!["track_id"]!));
        Assert.Equal(17, (int)card["tracks"]!);
        Assert.Contains("short 0.1", card["padded"]!.AsArray().Select(p => $"{p!["track_id"]} {p["seconds"]!.ToJsonString()}"));
        var report = File.ReadAllText(Path.Combine(study, "report.md"));
        Assert.All((string[])["empty.wav", "text.mp3", "truncated.mp3", "missing.flac"], name =>
            Assert.Equal(2, report.Split(name).Length)); // named once
        Assert.Contains("file not found", report, StringComparison.Ordinal);
        Assert.Contains("shorter than the clip", report, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Folds_are_made_of_what_could_be_read()
    {
        // All that the first fold would test is missing: with folds made before reading, it would have no test track.
        for (var i = 0; i < 12; i++) Tone($"good{i}", $"good{i}.wav", i % 2 == 0 ? 300 : 2000, i % 6);
        for (var i = 0; i < 12; i++) Add($"gone{i}", $"gone{i}.wav", 6 + i % 2, content: null);
        Experiment("split: { kind: groupKFold, folds: 3, validation: 0.4 }");
        var run = GmsaProgram.Run(folder, "run", "broken.yaml");
        Assert.True(run.ExitCode == 0, run.Errors);
        var study = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results")));
        var plan = JsonNode.Parse(File.ReadAllText(Path.Combine(study, "plan.json")))!;
        Assert.Equal(12, plan["folds"]!.AsArray().Sum(f => (int)f!["test"]!));
        Assert.Equal(12, (int)plan["tracks"]!);
    }

    [Fact]
    public void Nothing_readable_is_an_error_that_says_where_paths_start()
    {
        for (var i = 0; i < 12; i++) Add($"gone{i}", $"gone{i}.wav", i, content: null);
        Experiment("split: { kind: groupKFold, folds: 3, validation: 0.4 }");
        var run = GmsaProgram.Run(folder, "run", "broken.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("without the 12 of 12 tracks that could not be read; the first, gone0.wav: file not found", run.Errors,
            StringComparison.Ordinal);
        Assert.Contains("--audio-root", run.Errors, StringComparison.Ordinal);
    }

    private void Experiment(string split)
    {
        File.WriteAllText(Path.Combine(folder, "manifest.csv"), manifest.ToString());
        File.WriteAllText(Path.Combine(folder, "broken.yaml"), $$"""
            data: { manifest: manifest.csv, sampleRate: 8000, clip: { length: 1s } }
            labels: [{ column: mood }]
            {{split}}
            features: [{ kind: pooled, of: [mfcc, rms] }]
            trainers: [majority, logistic]
            """);
    }

    private void Tone(string id, string name, double frequency, int i, double seconds = 1)
    {
        var samples = Enumerable.Range(0, (int)(8000 * seconds))
            .Select(n => (float)(0.3 * Math.Sin(2 * Math.PI * (frequency + 10 * i) * n / 8000))).ToArray();
        using (var stream = File.Create(Path.Combine(folder, name))) WavWriter.Write(stream, new(samples, 8000));
        Row(id, name, i);
    }

    private void Encode(string id, string name, int i, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo(Ffmpeg.Find()!,
            ["-loglevel", "error", "-y", "-f", "lavfi", "-i", "sine=frequency=2000:duration=1", .. options, Path.Combine(folder, name)]))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Row(id, name, i);
    }

    private void Add(string id, string name, int i, byte[]? content)
    {
        if (content is not null) File.WriteAllBytes(Path.Combine(folder, name), content);
        Row(id, name, i);
    }

    private void Row(string id, string path, int i) =>
        manifest.Append(FormattableString.Invariant($"{id},\"{path}\",artist {i % 8},{(i % 2 == 0 ? "low" : "high")}\n"));
}
