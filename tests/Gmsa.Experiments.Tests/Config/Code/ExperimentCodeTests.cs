using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Config.Code;

/// <summary>An experiment that is made in code resolves to what the same file does.</summary>
public sealed class ExperimentCodeTests : IDisposable
{
    private readonly string folder = ExperimentText.Folder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Everything_that_a_file_can_say() => AssertSame(ExperimentText.Full, new()
    {
        Version = 1,
        Name = "four-vs-eight",
        Seed = 7,
        Data = new()
        {
            Manifest = "music.csv",
            Join = [new Join { File = "folds.csv", On = "id" }],
            SampleRate = 8000,
            Clip = new() { Offset = TimeSpan.FromMilliseconds(500), Length = TimeSpan.FromSeconds(30) },
        },
        Labels = ["mood8", "mood4", LabelSource.OfColumn("genre")],
        Split = new GroupKFoldOptions { By = ["artist"], Folds = 3 },
        Balance = new() { Cap = 500, Matched = true, Oversample = true },
        Features =
        [
            new MelOptions { Name = "picture", NFft = 2048, Hop = 1024, Bands = 128, Size = 128 },
            new PooledOptions
            {
                Name = "summary",
                Of = [new MfccOptions(), new CentroidOptions(), new RmsOptions { Hop = 256 }],
                Statistics = [Statistic.Mean, Statistic.Std],
            },
        ],
        Augment =
        [
            new SpecAugmentOptions { TimeWarp = 40, FrequencyMasks = 2, FrequencyWidth = 13, TimeMasks = 2, TimeWidth = 30 },
            new MixupOptions { Alpha = 0.4, Probability = 0.5 },
        ],
        Trainers =
        [
            new MajorityOptions(),
            TrainerEntry.Of(new SeedCnnOptions { On = ["picture"], Epochs = 3 }, space => space
                .Log(o => o.LearningRate, 1e-5, 1e-2).Range(o => o.Dropout, 0.1, .6).Choice(o => o.BatchSize, 16, 32)),
            TrainerEntry.Of(new LightGbmOptions { On = ["summary"] }, space => space.Log(o => o.Leaves, 4, 64)),
        ],
        Search = new RandomSearchOptions { Trials = 4, Metric = SearchMetric.MacroF1 },
        Launcher = new InProcessOptions { Workers = 2 },
        Device = Device.Cpu,
        Report = [new HtmlReportOptions(), new CsvReportOptions()],
    });

    [Fact]
    public void Schemes_of_its_own() => AssertSame(ExperimentText.Schemes, new()
    {
        Name = "x",
        Data = new() { Manifest = "music.csv" },
        Labels = ["mood8", "three", "upward", "corners", LabelSource.OfColumn("genre")],
        Schemes = new OrderedDictionary<string, SchemeOptions>
        {
            ["three"] = new MergeScheme
            {
                Merge = "mood4",
                Into = new OrderedDictionary<string, IReadOnlyList<string>>
                {
                    ["up"] = ["Happy", "Angry"],
                    ["sad"] = ["Sad"],
                    ["calm"] = ["Calm"],
                },
            },
            ["upward"] = new MergeScheme
            {
                Merge = "three",
                Into = new OrderedDictionary<string, IReadOnlyList<string>> { ["yes"] = ["up"], ["no"] = ["calm", "sad"] },
            },
            ["cells"] = new CutScheme
            {
                Cut = new OrderedDictionary<string, IReadOnlyList<double>> { ["valence"] = [0.5], ["energy"] = [0.3, 0.6] },
                Labels = ["a", "b", "a", "c", "d", "d"],
            },
            ["corners"] = new RectanglesScheme
            {
                Gaps = Gaps.LeaveOut,
                Rectangles =
                [
                    new() { Label = "low", Energy = [0, 0.25], Valence = [0, 1] },
                    new() { Label = "high", Energy = [0.75, 1], Valence = [0, 1] },
                ],
            },
            ["slices"] = new SectorsScheme
            {
                Centre = new() { Energy = 0.4 },
                Sectors = [new() { Label = "a", From = 330, To = 90 }, new() { Label = "b", From = 90, To = 330 }],
            },
            ["styles"] = new ColumnScheme { Column = "genre", Labels = ["rock", "pop"] },
            ["genres"] = new MergeScheme
            {
                Merge = LabelSource.OfColumn("genre"),
                Into = new OrderedDictionary<string, IReadOnlyList<string>> { ["loud"] = ["rock"], ["quiet"] = ["pop"] },
            },
        },
    });

    [Fact]
    public void A_table_chooses_its_features_and_its_artists_where_nothing_is_said() => AssertSame("""
        data: { table: other.csv }
        labels: [{ column: genre }]
        trainers: [majority, logistic]
        """, new()
    {
        Name = "x",
        Data = new() { Table = "other.csv" },
        Labels = [LabelSource.OfColumn("genre")],
        Trainers = [new MajorityOptions(), new LogisticOptions()],
    });

    [Fact]
    public void Default_spaces_and_learners_to_choose_from() => AssertSame("""
        data: { table: music.csv }
        labels: [{ column: genre }]
        features: [{ kind: columns, names: [energy] }]
        trainers:
          - { kind: logistic, name: one, space: default, bends: 3 }
          - { kind: logistic, name: two, space: default, scale: { choice: [standard] }, bends: { int: [0, 2] } }
          - { kind: logistic, name: three, l2: 1 }
          - { kind: logistic, name: four, space: default, l2: { log: [0.1, 10] } }
          - { kind: auto, of: [logistic, { kind: lightGbm, trees: { choice: [20, 40] }, minExamplesPerLeaf: 7 }] }
        """, new()
    {
        Name = "x",
        Data = new() { Table = "music.csv" },
        Labels = [LabelSource.OfColumn("genre")],
        Features = [new ColumnsOptions { Names = ["energy"] }],
        Trainers =
        [
            new LogisticOptions { Name = "one", Space = DefaultSpace.Default, Bends = 3 },
            TrainerEntry.Of(new LogisticOptions { Name = "two", Space = DefaultSpace.Default },
                space => space.Choice(o => o.Scale, FeatureScale.Standard).Range(o => o.Bends, 0, 2)),
            new LogisticOptions { Name = "three", L2 = 1 },
            TrainerEntry.Of(new LogisticOptions { Name = "four", Space = DefaultSpace.Default }, space => space.Log(o => o.L2, 0.1, 10)),
            new AutoOptions
            {
                Of = [new LogisticOptions(), TrainerEntry.Of(new LightGbmOptions { MinExamplesPerLeaf = 7 },
                    space => space.Choice(o => o.Trees, 20, 40))],
            },
        ],
    });

    [Theory]
    [InlineData(ExperimentText.Full)]
    [InlineData(ExperimentText.Schemes)]
    [InlineData(ExperimentText.Table)]
    [InlineData(ExperimentText.Demo)]
    public void What_was_read_from_a_file_can_go_on_in_code(string text)
    {
        var read = Read(text);
        Assert.Equal(ExperimentWriter.Yaml(read.Experiment), ExperimentWriter.Yaml(Loaded(read.Experiment, "/").Experiment));
        var other = Loaded(read.Experiment with { Seed = 8 }, "/").Experiment;
        Assert.Equal(8, other.Seed);
    }

    [Fact]
    public void Without_a_name_it_is_called_an_experiment() => Assert.Equal("experiment",
        Loaded(new() { Data = new() { Demo = new() { Tracks = 16 } }, Labels = ["mood8"] }, folder).Experiment.Name);

    private LoadedExperiment Read(string text)
    {
        File.WriteAllText(Path.Combine(folder, "other.csv"), """
            id,artists,brightness,genre
            1,x,0.9,rock
            2,y,0.1,pop
            3,z,0.8,rock
            4,u,0.2,pop

            """);
        var file = Path.Combine(folder, "x.yaml");
        File.WriteAllText(file, text);
        return ExperimentFile.Load(file, [], null);
    }

    private void AssertSame(string text, Experiment made)
    {
        var (read, loaded) = (Read(text), Loaded(made, folder));
        Assert.Equal(ExperimentWriter.Yaml(read.Experiment), ExperimentWriter.Yaml(loaded.Experiment));
        Assert.Equal(read.Manifest.ContentHash, loaded.Manifest.ContentHash);
        Assert.Equal(read.Schemes.Select(s => s.Name), loaded.Schemes.Select(s => s.Name));
        Assert.Equal(read.Withheld, loaded.Withheld);
        Assert.Equal(read.Notes, loaded.Notes);
        foreach (var (one, other) in read.Experiment.Trainers.Zip(loaded.Experiment.Trainers))
        {
            Assert.Equal(one.Space.Dimensions.Select(d => (d.ToString(), d.When, d.CheapWhenLow)),
                other.Space.Dimensions.Select(d => (d.ToString(), d.When, d.CheapWhenLow)));
            Assert.Equal(one.Space.Favoured.Select(p => string.Join(' ', p.Values)),
                other.Space.Favoured.Select(p => string.Join(' ', p.Values)));
        }
    }

    private static LoadedExperiment Loaded(Experiment made, string folder) => ExperimentCode.Load(made, folder, Catalog.Default);
}
