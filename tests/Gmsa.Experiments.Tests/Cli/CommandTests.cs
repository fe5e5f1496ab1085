using System.Text.Json.Nodes;
using Gmsa.Experiments.Records;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>
/// The program as its users meet it: help, exit codes, what goes to which stream, and that nothing is started on bad input.
/// </summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Bad_input_ends_with_2_tells_everything_on_stderr_and_starts_nothing()
    {
        File.WriteAllText(Path.Combine(folder, "bad.yaml"),
            "data: { demo: { trakcs: 20 } }\nlabels: [mood9]\nsplit: { folds: 1, kind: groupKFold }\n");
        foreach (var command in (string[])["check", "plan", "run"])
        {
            var result = GmsaProgram.Run(folder, command, "bad.yaml");
            Assert.Equal(2, result.ExitCode);
            Assert.Equal("", result.Output);
            Assert.Equal(3, result.Errors.TrimEnd().Split('\n').Length);
            Assert.Contains("bad.yaml:1:17: unknown key 'trakcs'", result.Errors, StringComparison.Ordinal);
            Assert.Contains("Did you mean 'tracks'?", result.Errors, StringComparison.Ordinal);
        }
        Assert.Equal(["bad.yaml"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void What_the_tracks_do_not_allow_is_told_with_its_place()
    {
        File.WriteAllText(Path.Combine(folder, "few.yaml"),
            "data: { demo: { tracks: 16 } }\nlabels: [mood4]\nsplit: { kind: groupKFold, folds: 9 }\n");
        var result = GmsaProgram.Run(folder, "check", "few.yaml");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("few.yaml:3:8: 9 folds need as many groups", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no such file", "run", "absent.yaml")]
    [InlineData("this is no study", "report", ".")]
    [InlineData("unknown command 'fly'. Known: check, plan, build, run, status, report, metrics, compare, schema, explore, "
        + "features, label, cache, demo, doctor.\n", "fly")]
    [InlineData(" demo, doctor. Did you mean 'run'?\nSee: gmsa --help\n", "rn", "x.yaml")]
    [InlineData("unknown command 'lst'. Known: list, prune. Did you mean 'list'?\nSee: gmsa cache --help\n", "cache", "lst")]
    [InlineData("unknown option '--result'. Known: ", "run", "x.yaml", "--result=there")]
    [InlineData(" Did you mean '--results'?\nSee: gmsa run --help\n", "run", "x.yaml", "--result", "there")]
    [InlineData("--set a.b 5: key and value are one word, with '=' between them: --set a.b=5\n", "run", "x.yaml", "--set", "a.b", "5")]
    [InlineData("'y.yaml' is one word too many. gmsa run takes: FILE\n", "run", "x.yaml", "y.yaml")]
    [InlineData("gmsa doctor takes: options alone\n", "doctor", "x")]
    [InlineData("'x' is one word too many. gmsa cache list takes: options alone\nSee: gmsa cache list --help\n", "cache", "list", "x")]
    [InlineData("unknown option '--jsno'. Known: ", "status", "--jsno")]
    [InlineData(" Did you mean '--json'?\nSee: gmsa plan --help\n", "plan", "x.yaml", "--jsn")]
    [InlineData("-x.yaml: there is no such file\n", "check", "--", "-x.yaml")]
    public void A_wrong_argument_ends_with_2(string expected, params string[] arguments)
    {
        var result = GmsaProgram.Run(folder, arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_names_each_good_file_and_plan_touches_nothing()
    {
        File.WriteAllText(Path.Combine(folder, "good.yaml"), "data: { demo: { tracks: 40 } }\nlabels: [mood4]\n");
        Assert.Equal("good.yaml: ok\n", GmsaProgram.Run(folder, "check", "good.yaml").Output);
        var plan = GmsaProgram.Run(folder, "plan", "good.yaml");
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("mood4     Happy 10, Calm 10, Sad 10, Angry 10", plan.Output, StringComparison.Ordinal);
        Assert.Equal(40, (int)JsonNode.Parse(GmsaProgram.Run(folder, "plan", "good.yaml", "--json").Output)!["tracks"]!);
        Assert.Equal(["good.yaml"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Plan_names_what_leaks_before_anything_is_computed()
    {
        File.WriteAllText(Path.Combine(folder, "x.yaml"),
            "data: { manifest: x.csv }\nlabels: [{ column: mood }]\nsplit: { kind: column, name: fold }\n");
        // t0 and t1 are one file by their checksums, t7 is an augmented copy of t4; artists are in one fold each.
        var rows = Enumerable.Range(0, 40).Select(i =>
        {
            var (artist, mood) = (i % 4 == 0 ? i / 8 : i + 100, i % 3 == 0 ? "up" : "down");
            var (sum, parent) = (i < 2 ? "AB" : FormattableString.Invariant($"{i}"), i == 7 ? "t4" : "");
            return FormattableString.Invariant($"t{i},t{i}.wav,a{artist},{mood},{i % 2 + 1},{sum},{parent}");
        });
        File.WriteAllLines(Path.Combine(folder, "x.csv"), ["id,path,artist,mood,fold,sha256,parent", .. rows]);
        var plan = GmsaProgram.Run(folder, "plan", "x.yaml");
        Assert.True(plan.ExitCode == 0, plan.Errors);
        Assert.Contains("Same artist on both sides: no test track.", plan.Output, StringComparison.Ordinal);
        Assert.Contains("the same audio under two names: t0 (test of fold 1) and t1 (training)", plan.Output, StringComparison.Ordinal);
        Assert.Contains("augmented copy of “t4”: t4 (test of fold 1) and t7 (training)", plan.Output, StringComparison.Ordinal);
        Assert.Contains("alarm     Test tracks have something in common with training tracks", plan.Output, StringComparison.Ordinal);
        var audit = JsonNode.Parse(GmsaProgram.Run(folder, "plan", "x.yaml", "--json").Output)!["leak_audit"]!;
        Assert.Equal(["sha256", "parent"], audit["alarms"]!.AsArray().Select(a => (string)a!));
        Assert.Equal("ab", (string)audit["leaks"]!.AsArray().Single(l => (string)l!["kind"]! == "audio_hash")!["examples"]![0]!["value"]!);
        Assert.Equal(2.0 / 40, (double)audit["overlap"]!["parent"]!);
    }

    [Fact]
    public void Schema_prints_the_committed_file() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "experiments", "schema.json")),
            GmsaProgram.Run(folder, "schema").Output);

    [Fact]
    public void Committed_experiments_are_right()
    {
        (double, double)[] moods = [(0.9, 0.8), (0.6, 0.8), (0.4, 0.8), (0.1, 0.8), (0.3, 0.1), (0.1, 0.2), (0.6, 0.1), (0.9, 0.4)];
        var rows = Enumerable.Range(0, 80).Select(i =>
        {
            var ((energy, valence), part) = (moods[i % 8], i < 48 ? "train" : i < 64 ? "val" : "test");
            return FormattableString.Invariant($"t{i},t{i}.wav,artist {i / 8},{energy},{valence},Q{i % 4 + 1},{part}");
        });
        File.WriteAllLines(Path.Combine(folder, "manifest.csv"), ["id,path,artist,energy,valence,quadrant,split", .. rows]);
        File.WriteAllLines(Path.Combine(folder, "emopia_folds.csv"),
            ["id,fold_group", .. Enumerable.Range(0, 80).Select(i => FormattableString.Invariant($"t{i},{i / 16}"))]);
        string[] numbers = ["length", "popularity", "danceability", "acousticness", "instrumentalness", "liveness", "loudness",
            "speechiness", "tempo", "time_signature"];
        File.WriteAllLines(Path.Combine(folder, "Spotify_Tracks.csv"), [$",artist,energy,valence,{string.Join(',', numbers)}",
            .. Enumerable.Range(0, 80).Select(i => FormattableString.Invariant(
                $"{i},artist {i / 8},{moods[i % 8].Item1},{moods[i % 8].Item2},")
                + string.Join(',', numbers.Select((_, n) => i * (n + 1) % 17)))]);
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "experiments"), "*.yaml");
        Assert.True(files.Length >= 6);
        foreach (var file in files)
        {
            string[] audio = Path.GetFileName(file) == "quickstart.yaml" ? [] : ["--audio-root", folder]; // it makes its own
            var result = GmsaProgram.Run(folder, ["check", file, .. audio]);
            Assert.True(result.ExitCode == 0, result.Errors);
        }
    }

    [Fact]
    public void The_experiment_of_the_readme_is_right_and_plan_names_audio_that_is_not_there()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var lines = readme.Split("```yaml\n")[1].Split("```")[0].TrimEnd().Split('\n').Select(l => l.Length > 3 ? l[3..] : l);
        File.WriteAllText(Path.Combine(folder, "my-music.yaml"),
            string.Join('\n', lines).Replace("~/Music", ".", StringComparison.Ordinal));
        (double, double)[] moods = [(0.9, 0.8), (0.6, 0.8), (0.4, 0.8), (0.1, 0.8), (0.3, 0.1), (0.1, 0.2), (0.6, 0.1), (0.9, 0.4)];
        var rows = Enumerable.Range(0, 80)
            .Select(i => FormattableString.Invariant($"t{i}.mp3,artist {i / 8},{moods[i % 8].Item1},{moods[i % 8].Item2}"));
        File.WriteAllLines(Path.Combine(folder, "my-music.csv"), ["path,artist,energy,valence", .. rows]);
        Assert.Equal("my-music.yaml: ok\n", GmsaProgram.Run(folder, "check", "my-music.yaml").Output);
        Assert.Contains("audio     80 files are not there, the first: t0.mp3", GmsaProgram.Run(folder, "plan", "my-music.yaml").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_writes_a_corpus_and_says_where()
    {
        var result = GmsaProgram.Run(folder, "demo", "corpus", "--tracks", "16", "--quiet");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(Path.Combine("corpus", "manifest.csv") + "\n", result.Output);
        Assert.Equal(16, Directory.GetFiles(Path.Combine(folder, "corpus", "audio"), "*.wav", SearchOption.AllDirectories).Length);
        Assert.Contains("Synthetic", File.ReadAllText(Path.Combine(folder, "corpus", "card.md")), StringComparison.Ordinal);
        var few = GmsaProgram.Run(folder, "demo", "other", "--tracks", "3", "--seconds", "61");
        Assert.Equal((2, "--tracks: is 3; it has to be from 16 to 2000.\n--seconds: is 61; it has to be from 3 to 60.\n"),
            (few.ExitCode, few.Errors));
    }

    [Theory]
    [InlineData("demo", "songs.csv")]
    [InlineData("demo", "songs.csv/x")]
    [InlineData("features", "songs.csv", "--kind", "mel", "--out", "songs.csv/x.npy")]
    [InlineData("label", "songs.csv", "--out", "songs.csv/x.csv")]
    [InlineData("build", "x.yaml", "--out", "songs.csv/x")]
    [InlineData("explore", "songs.csv", "--out", "songs.csv/x")]
    public void A_file_where_a_folder_has_to_be_ends_with_2(params string[] arguments)
    {
        File.WriteAllText(Path.Combine(folder, "songs.csv"), "path,energy,valence\nx.wav,0.1,0.2\n");
        File.WriteAllText(Path.Combine(folder, "x.yaml"), "data: { demo: { tracks: 40, seconds: 3 } }\nlabels: [mood4]\n");
        var result = GmsaProgram.Run(folder, arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("songs.csv is a file; ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_finds_torch()
    {
        var findings = JsonNode.Parse(GmsaProgram.Run(folder, "doctor", "--json").Output)!.AsArray();
        Assert.True((bool)findings.Single(f => (string)f!["what"]! == "torch")!["ok"]!);
    }

    [Fact]
    public void Doctor_answers_with_a_relative_cache_that_is_not_there()
    {
        using var process = GmsaProgram.Start(folder, [new("GMSA_CACHE", "not/there")], "doctor");
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void A_study_that_others_run_with_another_budget_is_left_alone()
    {
        File.WriteAllText(Path.Combine(folder, "x.yaml"), "name: x\ndata: { demo: { tracks: 32, seconds: 3 } }\nlabels: [mood4]\n"
            + "split: { kind: groupKFold, folds: 2 }\ntrainers: [majority]\nreport: [csv]\n");
        var id = (string)JsonNode.Parse(GmsaProgram.Run(folder, "plan", "x.yaml", "--json").Output)!["id"]!;
        var study = new Experiments.Records.Study(Directory.CreateDirectory(Path.Combine(folder, "results", id)).FullName);
        using var other = Experiments.Records.Worker.Start(study.WorkersFolder);
        using var journal = Experiments.Records.Journal.Open(study.JournalFile);
        journal.Add(new StudyStarted(null, 7, new(7, null, null), "Csv", null, other.Name, 2, 0, null));
        var result = GmsaProgram.Run(folder, "run", "x.yaml");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("another run is at work on this study with 7 trials for each arm and fold", result.Errors,
            StringComparison.Ordinal);
    }
}
