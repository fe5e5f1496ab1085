using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Tests.Studies;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests;

/// <summary>A study from code is the study that the same file makes.</summary>
public sealed class PlannedStudyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public PlannedStudyTests() => SmallTable.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Experiment Made => new()
    {
        Name = "small",
        Data = new() { Table = "table.csv" },
        Labels = [LabelSource.OfColumn("mood")],
        Split = new GroupKFoldOptions { Folds = 2 },
        Features = [new ColumnsOptions { Name = "numbers", Names = ["one", "two"] }],
        Trainers =
        [
            new MajorityOptions(),
            TrainerEntry.Of(new LogisticOptions { Space = DefaultSpace.Default }, space => space.Log(o => o.L2PerFeature, 0.1, 10)),
        ],
        Search = new TpeSearchOptions { Trials = 2 },
        Report = [new CsvReportOptions()],
    };

    private const string File = """
        name: small
        data: { table: table.csv }
        labels: [{ column: mood }]
        split: { kind: groupKFold, folds: 2 }
        features: [{ name: numbers, kind: columns, names: [one, two] }]
        trainers:
          - majority
          - { kind: logistic, space: default, l2PerFeature: { log: [0.1, 10] } }
        search: { kind: tpe, trials: 2 }
        report: [csv]
        """;

    [Fact]
    public void It_gives_the_same_bytes()
    {
        var read = Read("from-file");
        var made = Cultures.In("el-GR", () => Planned("from-code").Run(cancel: TestContext.Current.CancellationToken));
        Assert.Equal(Path.GetFileName(read), Path.GetFileName(made.Folder));
        Assert.Equal(Planned("from-code").Folder, made.Folder);
        foreach (var file in (string[])["comparison.json", "manifest.csv", "plan.json", "experiment.yaml",
            .. made.Arms.Select(a => $"arms/{a.Name}/predictions.csv")])
            Assert.Equal(
                System.IO.File.ReadAllBytes(Path.Combine(read, file)), System.IO.File.ReadAllBytes(Path.Combine(made.Folder, file)));
        // What its report says to run does nothing new.
        Assert.Equal([$"gmsa run {made.Folder}/experiment.yaml"], made.Commands);
        var again = Pipeline.Run(new(Path.Combine(made.Folder, "experiment.yaml"), [], null, Path.Combine(folder, "from-code")),
            Progress.Unheard, TestContext.Current.CancellationToken);
        Assert.True(again.WasFinished);
    }

    [Fact]
    public void Each_goes_on_where_the_other_ended()
    {
        var study = Read("both", "search.trials=1");
        var heard = new Heard();
        var results = Planned("both").Run(heard, TestContext.Current.CancellationToken);
        Assert.Equal(study, results.Folder);
        Assert.Contains("trials", heard.Stages);
        Assert.Equal(6, results.Trials.Count); // two of each fold were there, and the search tries one more in each
        var started = Journal.Read(new Study(study).JournalFile).OfType<StudyStarted>().ToArray();
        Assert.Equal(["small.yaml", "experiment.yaml"],
            started.Select(e => e.Command!.Split(' ').First(w => w.Contains(".yaml", StringComparison.Ordinal)).Split('/')[^1]));
        var more = Read("both", "search.trials=3");
        Assert.Equal(study, more);
        Assert.Equal(8, Pipeline.Results(more).Trials.Count);
        var refused = Assert.Throws<InputException>(() => Planned("both").Run(cancel: TestContext.Current.CancellationToken));
        Assert.EndsWith("or give this run another folder as `results`.", refused.Message);
        Assert.Contains("and the experiment asks for 2 trials now", refused.Message);
    }

    [Fact]
    public void Its_results_are_typed()
    {
        var results = Planned("typed").Run(cancel: TestContext.Current.CancellationToken);
        Assert.True(results.IsFinished);
        Assert.Equal(["mood-majority", "mood-logistic"], results.Arms.Select(a => a.Name));
        var best = results.Best("mood");
        Assert.Equal("mood-logistic", best.Name);
        Assert.Equal("logistic", best.Trainer);
        Assert.Equal(96, best.Predictions!.Rows.Count);
        Assert.Equal(4, best.Trials.Count);
        Assert.True(System.IO.File.Exists(best.ModelFile));
        Assert.Equal(best.Scores!.Accuracy, best.Accuracy!.Value.Value);
        Assert.True(best.Accuracy.Value.Ci95!.Value.Contains(best.Scores.Accuracy));
        Assert.Matches(@"^0\.\d{3} \(0\.\d{3} to [01]\.\d{3}\)$", Cultures.In("el-GR", () => best.Accuracy.ToString()!));
        Assert.Equal(best.Scores.LogLoss, best.Of("log_loss")!.Value.Value);
        Assert.Single(results.Comparison.Pairs);
        Assert.StartsWith("no metric 'loss'. Known: accuracy, ", Assert.Throws<ArgumentException>(() => best.Of("loss")).Message);
        Assert.StartsWith("no scheme 'moods'. Known: mood. Did you mean 'mood'?",
            Assert.Throws<ArgumentException>(() => results.Best("moods")).Message);

        var read = Pipeline.Results(results.Folder);
        Assert.Equal(best.Accuracy, read.Best("mood").Accuracy);
        Assert.Equal(results.Trials.Count, read.Trials.Count);
        Assert.Throws<InputException>(() => Pipeline.Results(folder));
    }

    [Fact]
    public void A_run_that_is_stopped_goes_on()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Planned("stopped").Run(new Heard { On = stop.Cancel }, stop.Token));
        var results = (Planned("stopped") with { RetryFailed = true }).Run(cancel: TestContext.Current.CancellationToken);
        Assert.True(results.IsFinished);
    }

    private PlannedStudy Planned(string results) => Pipeline.Design(Made, Path.Combine(folder, results), folder);

    private string Read(string results, params string[] sets)
    {
        var file = Path.Combine(folder, "small.yaml");
        System.IO.File.WriteAllText(file, File);
        return Pipeline.Run(
            new(file, sets, null, Path.Combine(folder, results)), Progress.Unheard, TestContext.Current.CancellationToken).Folder;
    }

    private sealed class Heard : IProgress<Progress>
    {
        public HashSet<string> Stages { get; } = [];

        /// <summary>Done once trials run.</summary>
        public Action On { get; init; } = () => { };

        public void Report(Progress value)
        {
            lock (Stages) Stages.Add(value.Stage);
            if (value is { Stage: "trials", Done: > 0 }) On();
        }
    }
}
