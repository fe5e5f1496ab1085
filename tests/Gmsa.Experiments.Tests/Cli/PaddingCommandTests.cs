using System.Text.Json.Nodes;
using Gmsa.Experiments.Tests.Audio;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>Clips that are mostly silence, as users meet them: in check and plan, at the start of a run, and in its report.</summary>
public sealed class PaddingCommandTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_clip_that_begins_where_previews_end_starts_nothing_and_says_what_fits()
    {
        Corpus(_ => 3.1);
        Write("clip: { offset: 3s, length: 3s }");
        foreach (var command in (string[])["check", "run", "build"])
        {
            var result = GmsaProgram.Run(folder, command, "music.yaml");
            Assert.Equal(2, result.ExitCode);
            Assert.Equal("", result.Output);
            Assert.StartsWith(
                "music.yaml:1:7: 40 of 40 tracks have less than half of their sound behind the clip's offset of 3 s", result.Errors);
            Assert.Contains("Write clip: { offset: 0.1s, length: 3s }", result.Errors, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(Path.Combine(folder, "results")));
        var plan = GmsaProgram.Run(folder, "plan", "music.yaml");
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("padding   96.7 % of the clips' time is silence: 40 of 40 tracks end before 6 s, "
            + "and half of their clips hold at most 0.1 s of sound", plan.Output);
        Assert.Contains("alarm     a run would stop: 40 of 40 tracks", plan.Output, StringComparison.Ordinal);
        Assert.Equal(40, (int)JsonNode.Parse(GmsaProgram.Run(folder, "plan", "music.yaml", "--json").Output)!["padding"]!["hollow"]!);
        var left = Directory.GetFileSystemEntries(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);
        Assert.Equal(["audio", "music.csv", "music.yaml"], left.Except(["cache"]));
        // Lengths are remembered of files that have been as they are for some seconds, which these may not have been yet.
        if (Directory.Exists(Path.Combine(folder, "cache")))
            Assert.Equal(["lengths.txt"], Directory.GetFiles(Path.Combine(folder, "cache")).Select(Path.GetFileName));
        Assert.Equal("music.yaml: ok\n", GmsaProgram.Run(folder, "check", "music.yaml", "--set", "data.clip.offset=0s").Output);
    }

    [Fact]
    public void Allowed_it_runs_and_says_so_first_and_in_the_report()
    {
        Corpus(_ => 3.1);
        Write("clip: { offset: 3s, length: 3s, padding: allow }");
        var run = GmsaProgram.Run(folder, "run", "music.yaml");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.StartsWith("clips: 40/40, 96.7 % of the clips' time is silence: 40 of 40 tracks end before 6 s", run.Errors);
        var study = Assert.Single(Directory.GetDirectories(Path.Combine(folder, "results")));
        var report = File.ReadAllText(Path.Combine(study, "report.md"));
        Assert.Contains(
            "96.7\u00A0% of the clips’ time is no sound but the silence that fills them up to 3.0 s, in 40 tracks of 40", report);
        Assert.Contains("96.7\u00A0% of it, at the right, is filling", File.ReadAllText(Path.Combine(study, "report.html")));
    }

    [Fact]
    public void Recordings_that_are_short_in_themselves_are_built_with_a_word()
    {
        Corpus(i => 0.3 + i * 0.04);
        Write("clip: { length: 30s }");
        Assert.Equal("music.yaml: ok\n", GmsaProgram.Run(folder, "check", "music.yaml").Output);
        var build = GmsaProgram.Run(folder, "build", "music.yaml", "--out", "dataset");
        Assert.True(build.ExitCode == 0, build.Errors);
        Assert.StartsWith("clips: 40/40, 96.4 % of the clips' time is silence", build.Errors, StringComparison.Ordinal);
        Assert.Contains("pooled numbers are over the sound alone", build.Errors, StringComparison.Ordinal);
        var dataset = Path.Combine(folder, "dataset");
        Assert.Contains("96.4 % of the clips' time is the silence that fills", File.ReadAllText(Path.Combine(dataset, "README.md")));
        Assert.Contains("0,t00,1,0,0.3", File.ReadAllLines(Path.Combine(dataset, "clips.csv")));
    }

    [Fact]
    public void Full_clips_are_passed_over_in_a_line()
    {
        Corpus(_ => 3.1);
        Write("clip: { length: 3s }");
        var plan = GmsaProgram.Run(folder, "plan", "music.yaml").Output.Split('\n').Select(line => line.TrimEnd());
        Assert.Contains("padding   none: every track fills its clip", plan);
    }

    [Fact]
    public void A_feature_of_one_file_is_of_its_sound_whatever_the_length_asked_for()
    {
        Corpus(_ => 0.3);
        foreach (var (length, file) in new[] { ("3s", "a.npy"), ("30s", "b.npy") })
        {
            string[] arguments = ["features", Path.Combine("audio", "0.wav"), "--kind", "rms", "--length", length, "--out", file];
            Assert.Equal(0, GmsaProgram.Run(folder, arguments).ExitCode);
        }
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "a.npy")), File.ReadAllBytes(Path.Combine(folder, "b.npy")));
    }

    /// <summary>40 tones, of ten artists and two labels.</summary>
    private void Corpus(Func<int, double> seconds)
    {
        Directory.CreateDirectory(Path.Combine(folder, "audio"));
        for (var i = 0; i < 40; i++)
        {
            var tone = Enumerable.Range(0, (int)Math.Round(8000 * seconds(i))).Select(n => (long)(9000 * Math.Sin(n * (0.1 + i % 2))));
            var wav = new WavBytes { Data = WavBytes.Integers(2, [.. tone]) };
            File.WriteAllBytes(Path.Combine(folder, "audio", $"{i}.wav"), wav.Bytes());
        }
        var rows = Enumerable.Range(0, 40).Select(i => $"t{i:00},audio/{i}.wav,a{i / 4},{(i % 2 == 0 ? "low" : "high")}");
        File.WriteAllLines(Path.Combine(folder, "music.csv"), ["id,path,artist,kind", .. rows]);
    }

    private void Write(string clip) => File.WriteAllText(Path.Combine(folder, "music.yaml"), $$"""
        data: { manifest: music.csv, sampleRate: 8000, {{clip}} }
        labels: [{ column: kind }]
        split: { kind: groupKFold, folds: 2 }
        features:
          - { name: picture, kind: mel, size: 32, bands: 32 }
          - { name: summary, kind: pooled, of: [rms, centroid] }
        trainers: [majority, { kind: logistic, on: [summary] }]
        """);
}
