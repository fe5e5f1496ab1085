using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Config.Code;

/// <summary>What is wrong with an experiment in code is told at its property: each mistake here as <c>CodeMistakes.txt</c> says.</summary>
public sealed class CodeMistakesTests : IDisposable
{
    private static readonly Experiment Right = new()
    {
        Data = new() { Table = "music.csv" },
        Labels = ["mood8", LabelSource.OfColumn("genre")],
        Features = [new ColumnsOptions { Names = ["energy"] }],
        AllowLabelInputs = true,
        Trainers = [new MajorityOptions(), new LogisticOptions()],
    };

    private static readonly IReadOnlyList<(string Mistake, Func<Experiment> Made)> Mistakes =
    [
        ("nothing was said", () => new()),
        ("no data", () => Right with { Data = null! }),
        ("data that is nothing", () => Right with { Data = new() }),
        ("a table that isn't there", () => Right with { Data = new() { Table = "musik.csv" } }),
        ("a blank name of a file", () => Right with { Data = new() { Table = " " } }),
        ("what a table has no use for", () => Right with { Data = new() { Table = "music.csv", SampleRate = 8000 } }),
        ("no list", () => Right with { Labels = null!, Trainers = null!, Report = null! }),
        ("an empty list", () => Right with { Labels = [], Trainers = [] }),
        ("null in lists", () => Right with { Labels = ["mood8", null!], Features = [null!], Trainers = [null!, new LogisticOptions()] }),
        ("a trainer of nothing", () => Right with { Trainers = [TrainerEntry.Of<LogisticOptions>(null!)] }),
        ("no text in a list", () => Right with { Features = [new ColumnsOptions { Names = [null!, "", "energy"] }] }),
        ("twice the same", () => Right with { Labels = ["mood8", "mood8"], Report = [new CsvReportOptions(), new CsvReportOptions()] }),
        ("an unknown scheme", () => Right with { Labels = ["mood9"] }),
        ("an unknown column", () => Right with
        {
            Labels = [LabelSource.OfColumn("genres")],
            Split = new ColumnSplitOptions { Name = "fold" },
        }),
        ("a column under another name", () => Right with { Labels = [new("mood8", "genre")] }),
        ("no number", () => Right with { LabelNoise = double.NaN, Trainers = [new LogisticOptions { L1 = double.PositiveInfinity }] }),
        ("beyond what is allowed", () => Right with { Seed = -1, Search = new TpeSearchOptions { Trials = 0 },
            Trainers = [new MajorityOptions(), new LogisticOptions { L2PerFeature = -2, Bends = 99 }] }),
        ("a word that isn't there", () => Right with { Device = (Device)7, Trainers = [new LogisticOptions { Scale = (FeatureScale)9 }] }),
        ("a name with blanks", () => Right with
        {
            Name = "my study",
            Features = [new ColumnsOptions { Name = "my numbers", Names = ["energy"] }],
        }),
        ("an option without effect", () => Right with { Trainers = [new LogisticOptions { L2 = 1, L2PerFeature = 0.5 }] }),
        ("ranges beyond what is allowed", () => Right with { Trainers = [TrainerEntry.Of(new LogisticOptions(),
            s => s.Log(o => o.L2PerFeature, 0, 1).Range(o => o.L1, 2, 1).Range(o => o.Bends, 0, 20)
                .Range(o => o.Tolerance, double.NaN, 0.1))] }),
        ("choices", () => Right with { Trainers = [TrainerEntry.Of(new LogisticOptions(),
            s => s.Choice(o => o.Bends, 1, 1).Choice(o => o.Scale).Choice(o => o.L1, 1, double.NaN).Choice(o => o.Name, "a", null))] }),
        ("a learner to choose from", () => Right with { Trainers = [new AutoOptions { Of = [new LogisticOptions(),
            TrainerEntry.Of(new LightGbmOptions(), s => s.Range(o => o.Trees, 5, 1)), null!] }, new AutoOptions { Of = null! }] }),
        ("a kind from elsewhere", () => Right with { Trainers = [new Foreign()], Search = new ForeignSearch() }),
        ("schemes", () => Right with { Labels = ["a", "b", "c"], Schemes = new Dictionary<string, SchemeOptions>
        {
            ["a"] = new MergeScheme { Merge = "mood4", Into = new Dictionary<string, IReadOnlyList<string>> { ["x"] = ["Happy", "Glad"] } },
            ["b"] = new CutScheme
            {
                Cut = new Dictionary<string, IReadOnlyList<double>> { ["energy"] = [0.5, 0.2] },
                Labels = ["x", null!, "y"],
            },
            ["c"] = null!,
        } }),
        ("columns of labels", () => Right with { Labels = ["a"],
            Schemes = new Dictionary<string, SchemeOptions> { ["a"] = new ColumnScheme { Column = "genre", Labels = ["rock", null!] } } }),
        ("a feature that is heard, without audio", () => Right with { Features = [new MelOptions { Size = 64 }] }),
        ("a label among the features", () => Right with { AllowLabelInputs = false }),
        ("augmentation of nothing", () => Right with { Augment = [new GainOptions()] }),
        ("a picture that is too small", () => Right with { Data = new() { Demo = new() { Tracks = 16 } }, Labels = ["mood8"],
            Features = [new MelOptions { Size = 32 }], Trainers = [new SeedCnnOptions()] }),
        ("sizes and times", () => Right with { Search = new RandomSearchOptions { Time = TimeSpan.FromSeconds(-5) } }),
        ("trials in processes", () => Right with { Launcher = new ProcessesOptions { Memory = new(1), TimeLimit = TimeSpan.Zero } }),
        ("a study that isn't there", () => Right with { Search = new RandomSearchOptions { From = new() { Studies = ["results/none"] } } }),
        ("more than a file holds", () => Right with { Trainers = [TrainerEntry.Of(new LogisticOptions(),
            s => s.Choice(o => o.L1, Enumerable.Range(0, 10_000).Select(i => (double)i)))] }),
    ];

    private readonly string folder = ExperimentText.Folder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_is_told_at_its_property()
    {
        var snapshot = Path.Combine(Repository.Root, "tests", "Gmsa.Experiments.Tests", "Config", "Code", "CodeMistakes.txt");
        var told = string.Concat(Mistakes.Select(m => $"{m.Mistake}\n{Told(m.Made())}\n"));
        if (Repository.RenewsSnapshots) File.WriteAllText(snapshot, told);
        Assert.Equal(File.ReadAllText(snapshot), told);
        Assert.Equal(told, Cultures.In("el-GR", () => string.Concat(Mistakes.Select(m => $"{m.Mistake}\n{Told(m.Made())}\n"))));
    }

    [Fact]
    public void The_right_one_is_right() => Assert.Equal(2, ExperimentCode.Load(Right, folder, Catalog.Default).Schemes.Count);

    [Fact]
    public void Ranges_that_can_not_be_made_are_told_at_once()
    {
        string Of(Action<Ranges<LogisticOptions>> ranges) =>
            Assert.Throws<InputException>(() => TrainerEntry.Of(new LogisticOptions(), ranges)).Message;
        Assert.Equal("LogisticOptions.Bends: its range ends at 2.5; expected: a whole number", Of(s => s.Range(o => o.Bends, 1, 2.5)));
        Assert.Equal("LogisticOptions.Bends: its range ends at nan; expected: a whole number",
            Of(s => s.Range(o => o.Bends, 1, double.NaN)));
        Assert.Equal("LogisticOptions.L1: it has two ranges; keep one of them", Of(s => s.Range(o => o.L1, 1, 2).Choice(o => o.L1, 3.0)));
        Assert.Equal("LogisticOptions: o => Convert((o.L1 + 1), Nullable`1) is none of its options; expected: a property that can be set",
            Of(s => s.Log(o => o.L1 + 1, 1, 2)));
        Assert.Equal("LogisticOptions: o => o.Portfolio is none of its options; expected: a property that can be set",
            Of(s => s.Choice(o => o.Portfolio)));
    }

    [Fact]
    public void Places_without_a_name()
    {
        string Of(string results, string paths) => Assert.Throws<InputException>(() => Pipeline.Design(Right, results, paths)).Message;
        Assert.Equal("results: is empty; expected a folder", Of(" ", folder));
        Assert.Equal("paths: is empty; expected a folder", Of("results", ""));
        var table = Path.Combine(folder, "music.csv");
        Assert.Equal($"results: {table} is a table (CSV); expected a folder, new or there already", Of(table, folder));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Design(null!));
    }

    private string Told(Experiment experiment)
    {
        var error = Assert.Throws<InputException>(() => Pipeline.Design(experiment, Path.Combine(folder, "results"), folder));
        return string.Concat(error.Problems.Select(p => $"    {p}\n")).Replace(folder + "/", "");
    }

    private sealed record Foreign : VectorTrainerOptions
    {
        public override ITrainer Create() => new MajorityOptions().Create();
    }

    private sealed record ForeignSearch : SearchOptions
    {
        public override ISearch Create() => new RandomSearchOptions().Create();
    }
}
