using System.Globalization;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Config;

public class ExperimentFileTests
{
    [Fact]
    public void Everything_a_file_says_is_bound()
    {
        var loaded = ExperimentText.Load(ExperimentText.Full);
        var e = loaded.Experiment;
        Assert.Equal((1, "four-vs-eight", 7L, 8000), (e.Version, e.Name, e.Seed, e.Data.SampleRate));
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)), (e.Data.Clip.Offset, e.Data.Clip.Length));
        Assert.Equal([new("mood8", null), new("mood4", null), new LabelSource("genre", "genre")], e.Labels);
        Assert.Equal((3, 1, "artist"),
            e.Split is GroupKFoldOptions split ? (split.Folds, split.Repeats, Assert.Single(split.By)) : default);
        Assert.Equal(new BalanceOptions { Cap = 500, Matched = true, Oversample = true }, e.Balance);
        Assert.Equal(new MelOptions { Name = "picture", Size = 128 }, e.Features[0]);
        Assert.Equal(256, Assert.IsType<RmsOptions>(Assert.IsType<PooledOptions>(e.Features[1]).Of[2]).Hop);
        Assert.Equal(["majority", "seedCnn", "lightGbm"], e.Trainers.Select(t => t.Kind));
        Assert.Equal(3, Assert.IsType<SeedCnnOptions>(e.Trainers[1].Options).Epochs);
        Assert.Equal(new RandomSearchOptions { Trials = 4, Metric = SearchMetric.MacroF1 }, e.Search);
        Assert.Equal(new InProcessOptions { Workers = 2 }, e.Launcher);
        Assert.Equal([new HtmlReportOptions(), new CsvReportOptions()], e.Report);
        Assert.Equal(Device.Cpu, e.Device);
        Assert.Contains("fold", loaded.Manifest.Columns);
        Assert.Equal("mood8-seedCnn", e.Trainers[1].ArmName(e.Labels[0]));
    }

    [Fact]
    public void Own_schemes_label_the_tracks()
    {
        var loaded = ExperimentText.Load(ExperimentText.Schemes, "labels=[upward, mood8, three, cells, corners, slices, styles, genres]");
        Assert.Equal(["three", "upward", "cells", "corners", "slices", "styles", "genres"], loaded.Experiment.Schemes.Keys);
        string[] Labels(string scheme) =>
            [.. loaded.Manifest.Tracks.Select(t => loaded.Schemes.Single(s => s.Name == scheme).LabelOf(t) ?? "-")];
        // (energy, valence): (0.9, 0.8), (0.1, 0.2), (0.8, 0.1), (0.2, 0.9)
        Assert.Equal(["up", "sad", "up", "calm"], Labels("three"));
        Assert.Equal(["yes", "no", "yes", "no"], Labels("upward"));
        Assert.Equal(["d", "a", "a", "c"], Labels("cells"));
        Assert.Equal(["high", "low", "high", "low"], Labels("corners"));
        Assert.Equal(["a", "b", "b", "a"], Labels("slices"));
        Assert.Equal(["rock", "pop", "rock", "pop"], Labels("styles"));
        Assert.Equal(["loud", "quiet", "loud", "quiet"], Labels("genres"));
        Assert.Equal(["up", "sad", "calm"], loaded.Schemes[2].Labels);
        Assert.Equal(["mood8"],
            loaded.Schemes.Where(s => loaded.Schemes[0].MapFrom(s) is not null && s.Name != "three").Select(s => s.Name));
    }

    [Fact]
    public void Schemes_may_be_a_hundred_and_no_more()
    {
        const string Into = "{ Happy: [Happy], Sad: [Sad], Calm: [Calm], Angry: [Angry] }";
        string Chain(int count) =>
            ExperimentText.Demo + "schemes:\n" + string.Concat(Enumerable.Range(1, count).Select(i => FormattableString.Invariant(
                $"  s{i}: {{ merge: {(i == count ? "mood4" : $"s{i + 1}")}, into: {Into} }}\n")));
        Assert.Equal("Happy",
            ExperimentText.Load(Chain(100), "labels=[s1, mood8]").Schemes[0].MapFrom(Experiments.Moods.MoodSchemes.Mood8)!["Excited"]);
        Assert.Equal("x.yaml:4:3: there are 101 schemes; at most 100 are allowed", ExperimentText.Problems(Chain(101)));
    }

    [Fact]
    public void Schemes_of_the_readme_are_right()
    {
        var yaml = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("```yaml\n")[2].Split("```")[0];
        Assert.Equal(["mood8", "three"], ExperimentText.Load("data: { manifest: music.csv }\n" + yaml).Schemes.Select(s => s.Name));
        Assert.Equal(["mood8", "three", "grid", "corners", "halves", "styles"],
            ExperimentText.Load("data: { manifest: music.csv }\n" + yaml, "labels=[mood8, three, grid, corners, halves, styles]").Schemes
                .Select(s => s.Name));
    }

    [Fact]
    public void Schemes_of_a_file_can_be_had_without_its_data()
    {
        var (folder, table) = (Repository.TemporaryFolder(), ExperimentText.Load(ExperimentText.Demo).Manifest);
        var path = Path.Combine(folder, "x.yaml");
        File.WriteAllText(path, "data: { manifest: nowhere.csv }\nlabels: [nothing]\n"
            + "schemes:\n  three: { merge: mood4, into: { up: [Happy, Angry], sad: [Sad], calm: [Calm] } }\n"
            + "  fast: { cut: { tempo: [120] }, labels: [slow, fast] }\n");
        Assert.Equal(["mood8", "three"], ExperimentFile.Schemes(path, ["mood8", "three"], table).Select(s => s.Name));
        string Told(params string[] names) =>
            string.Join('\n', Assert.Throws<InputException>(() => ExperimentFile.Schemes(path, names, table)).Problems
                .Select(p => p.ToString().Replace(folder + "/", "")));
        Assert.Equal("x.yaml:5:18: the manifest has no column 'tempo'. Columns: id, path, artist, album, title, energy, valence.", Told());
        Assert.Equal("--scheme: unknown label scheme 'tree'. Known: mood8, mood4, three, fast. Did you mean 'three'?", Told("tree"));
        File.WriteAllText(path, ExperimentText.Demo);
        Assert.Equal("x.yaml: has no key 'schemes', under which label schemes stand by name", Told());
    }

    [Fact]
    public void Ranges_become_dimensions_in_the_order_of_the_file()
    {
        var dimensions = ExperimentText.Load(ExperimentText.Full).Experiment.Trainers[1].Space.Dimensions;
        Assert.Equal(new RealDimension("learningRate", 1e-5, 1e-2, true), dimensions[0]);
        Assert.Equal(new RealDimension("dropout", 0.1, 0.6, false), dimensions[1]);
        Assert.Equal([16L, 32L], Assert.IsType<ChoiceDimension>(dimensions[2]).Choices);
    }

    [Fact]
    public void Choice_of_one_is_a_fixed_value_and_needs_no_search()
    {
        var entry = ExperimentText.Load(ExperimentText.Demo + """
            trainers:
              - kind: seedCnn
                epochs: { choice: [5] }
                dropout: { choice: [0.25] }
            """).Experiment.Trainers[0];
        Assert.Equal((5, 0.25), (((SeedCnnOptions)entry.Options).Epochs, ((SeedCnnOptions)entry.Options).Dropout));
        Assert.True(entry.Space.IsPoint);
        var mixed = ExperimentText.Load(ExperimentText.Full, "trainers.1.batchSize={ choice: [16] }").Experiment.Trainers[1];
        Assert.Equal(["learningRate", "dropout"], mixed.Space.Dimensions.Select(d => d.Name));
        Assert.Equal(16, ((SeedCnnOptions)mixed.Options).BatchSize);
        Assert.Equal("x.yaml:3:48: epochs is 0 here; allowed: 1 to 10000",
            ExperimentText.Problems(ExperimentText.Demo + "trainers: [{ kind: seedCnn, epochs: { choice: [0] } }]"));
    }

    [Fact]
    public void Places_of_top_level_values_are_remembered()
    {
        var loaded = ExperimentText.Load("# comment\nlabels: [mood8]\nsplit:\n  folds: 3\ndata: { demo: { tracks: 16 } }\n",
            "report=[csv]");
        string At(string place) => loaded.File + place;
        Assert.Equal(At(":2:9"), loaded.Place("labels"));
        Assert.Equal(At(":4:3"), loaded.Place("split"));
        Assert.Equal(At(":5:7"), loaded.Place("data"));
        Assert.Equal(At(":1:1"), loaded.Place("trainers"));
        Assert.Equal("--set report=[csv]", loaded.Place("report"));
    }

    [Fact]
    public void Audio_root_argument_has_no_business_with_the_demo_corpus()
    {
        var folder = ExperimentText.Folder();
        var path = Path.Combine(folder, "x.yaml");
        File.WriteAllText(path, ExperimentText.Demo);
        var problem = Assert.Single(Assert.Throws<InputException>(() => ExperimentFile.Load(path, [], folder)).Problems);
        Assert.Equal("--audio-root: the demo corpus makes its own audio; leave --audio-root out", problem.ToString());
    }

    [Fact]
    public void Point_gives_options_with_its_values()
    {
        var entry = ExperimentText.Load(ExperimentText.Full).Experiment.Trainers[1];
        var options =
            Assert.IsType<SeedCnnOptions>(entry.At(new(new Dictionary<string, object> { ["learningRate"] = 0.002, ["batchSize"] = 16L })));
        Assert.Equal((0.002, 16, 3), (options.LearningRate, options.BatchSize, options.Epochs));
        Assert.Equal(1e-4, ((SeedCnnOptions)entry.Options).LearningRate);
        Assert.Throws<InputException>(() => entry.At(new(new Dictionary<string, object> { ["learningRate"] = 2.0 })));
        Assert.Throws<InputException>(() => entry.At(new(new Dictionary<string, object> { ["batchSize"] = 1.5 })));
        Assert.Throws<InputException>(() => entry.At(new(new Dictionary<string, object> { ["momentum"] = 0.9 })));
    }

    [Fact]
    public void Only_data_and_labels_are_needed()
    {
        var loaded = ExperimentText.Load(ExperimentText.Demo);
        var e = loaded.Experiment;
        Assert.Equal(16, loaded.Manifest.Tracks.Count);
        Assert.Equal(("x", 42L, 22_050), (e.Name, e.Seed, e.Data.SampleRate));
        Assert.Equal(["picture", "summary"], e.Features.Select(f => f.Name));
        Assert.Equal(["majority", "lightGbm"], e.Trainers.Select(t => t.Name));
        Assert.Equal(["picture", "summary"], e.Trainers[0].On);
        Assert.Equal(["summary"], e.Trainers[1].On);
        Assert.Equal((10, SearchMetric.BalancedAccuracy), (e.Search.Trials, e.Search.Metric));
        Assert.Equal(16, e.Data.Demo!.Tracks);
    }

    [Theory]
    [InlineData("1e-4", 1e-4)]
    [InlineData("1.0E-2", 0.01)]
    [InlineData(".5", 0.5)]
    [InlineData("+0.25", 0.25)]
    [InlineData("1", 1)]
    [InlineData("1.", 1)]
    public void Numbers_are_read_the_same_in_every_culture(string text, double expected)
    {
        foreach (var culture in (string[])["", "el-GR", "de-DE"])
        {
            var before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var options = ExperimentText.Load(
                $"{ExperimentText.Demo}trainers: [{{ kind: lightGbm, learningRate: {text} }}]").Experiment.Trainers[0].Options;
            CultureInfo.CurrentCulture = before;
            Assert.Equal(expected, ((LightGbmOptions)options).LearningRate);
        }
    }

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("1m", 60)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    public void Durations_have_units(string text, double seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        ExperimentText.Load($"data: {{ demo: {{}}, clip: {{ offset: {text} }} }}\nlabels: [mood8]").Experiment.Data.Clip.Offset);

    [Theory]
    [InlineData("200MB", 200_000_000)]
    [InlineData("1.5GB", 1_500_000_000)]
    [InlineData("16TB", 16_000_000_000_000)]
    public void Sizes_have_units(string text, long bytes)
    {
        var experiment = ExperimentText.Load(ExperimentText.Demo
            + $"launcher: {{ kind: processes, memory: {text}, timeLimit: 90s }}\n").Experiment;
        var expected = new ProcessesOptions { Memory = new(bytes), TimeLimit = TimeSpan.FromSeconds(90) };
        Assert.Equal(expected, experiment.Launcher);
        Assert.Contains($"  memory: {new ByteSize(bytes)}\n  timeLimit: 90s\n  log: 50MB\n", ExperimentWriter.Yaml(experiment),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_written_out()
    {
        var e = ExperimentText.Load(ExperimentText.Demo + """
            trainers:
              - &trees { kind: lightGbm, leaves: 7, trees: 5 }
              - { <<: *trees, name: small, leaves: 3 }
            """).Experiment;
        Assert.Equal((7, 5), (((LightGbmOptions)e.Trainers[0].Options).Leaves, ((LightGbmOptions)e.Trainers[0].Options).Trees));
        Assert.Equal((3, 5), (((LightGbmOptions)e.Trainers[1].Options).Leaves, ((LightGbmOptions)e.Trainers[1].Options).Trees));
    }

    [Fact]
    public void Files_are_looked_for_beside_the_experiment_then_under_the_audio_root()
    {
        var (here, there) = (ExperimentText.Folder(), ExperimentText.Folder());
        Directory.CreateDirectory(Path.Combine(there, "corpus"));
        File.Move(Path.Combine(there, "music.csv"), Path.Combine(there, "corpus", "other.csv"));
        var path = Path.Combine(here, "x.yaml");
        File.WriteAllText(path, "data: { manifest: music.csv }\nlabels: [mood8]\n");
        Assert.Equal(here, ExperimentFile.Load(path, [], null).AudioRoot);
        Assert.Equal((there, Path.Combine(here, "music.csv")),
            (ExperimentFile.Load(path, [], there).AudioRoot, ExperimentFile.Load(path, [], there).Experiment.Data.Manifest));
        File.WriteAllText(path, "data: { manifest: corpus/other.csv }\nlabels: [mood8]\n");
        Assert.Equal(Path.Combine(there, "corpus", "other.csv"), ExperimentFile.Load(path, [], there).Experiment.Data.Manifest);
        File.WriteAllText(path, $"data: {{ manifest: corpus/other.csv, audioRoot: '../{Path.GetFileName(there)}' }}\nlabels: [mood8]\n");
        Assert.Equal(there, ExperimentFile.Load(path, [], null).AudioRoot);
        Assert.Throws<InputException>(() => ExperimentFile.Load(path, [], Path.Combine(there, "nowhere")));
    }
}

/// <summary>Alone, because the environment is the whole process's.</summary>
[Collection("Environment")]
public class AudioRootVariableTests
{
    [Fact]
    public void Variable_wins_over_the_file_and_loses_to_the_argument()
    {
        var (here, there, elsewhere) = (ExperimentText.Folder(), ExperimentText.Folder(), ExperimentText.Folder());
        var path = Path.Combine(here, "x.yaml");
        File.WriteAllText(path, "data: { manifest: music.csv, audioRoot: . }\nlabels: [mood8]\n");
        Environment.SetEnvironmentVariable("GMSA_AUDIO_ROOT", there);
        try
        {
            Assert.Equal(there, ExperimentFile.Load(path, [], null).AudioRoot);
            Assert.Equal(elsewhere, ExperimentFile.Load(path, [], elsewhere).AudioRoot);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GMSA_AUDIO_ROOT", null);
        }
        Assert.Equal(here, ExperimentFile.Load(path, [], null).AudioRoot);
    }

    [Fact]
    public void Variable_is_not_for_the_demo_corpus()
    {
        var expected = ExperimentText.Load(ExperimentText.Demo).AudioRoot;
        Environment.SetEnvironmentVariable("GMSA_AUDIO_ROOT", "/nowhere");
        try
        {
            Assert.Equal(expected, ExperimentText.Load(ExperimentText.Demo).AudioRoot);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GMSA_AUDIO_ROOT", null);
        }
    }
}

[CollectionDefinition("Environment", DisableParallelization = true)]
public class EnvironmentTestsRunAlone;
