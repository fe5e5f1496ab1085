using System.Globalization;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>Whole studies give the same bytes in every country: each learner, a search that looks back, ensembles, final models.</summary>
public sealed class CultureOfStudiesTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public CultureOfStudiesTests() => SmallTable.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_table_with_ensembles()
    {
        var file = Path.Combine(folder, "all.yaml");
        File.WriteAllText(file, """
            data: { table: table.csv }
            labels: [{ column: mood }]
            split: { kind: groupKFold, folds: 2, innerFolds: 2 }
            features: [{ name: numbers, kind: columns, names: [one, two] }]
            trainers:
              - majority
              - kind: auto
                of:
                  - { kind: logistic, scale: { choice: [standard, rank] }, bends: 2 }
                  - { kind: sdca, passes: 5, l2: { log: [1.0e-4, 0.01] } }
              - { kind: lightGbm, trees: 4, minExamplesPerLeaf: 5, learningRate: { log: [0.05, 0.3] } }
              - { kind: fastTree, trees: 2, learningRate: { log: [0.05, 0.3] } }
              - { kind: fastForest, trees: 2 }
            search: { kind: tpe, startup: 1, trials: 2, ensemble: 2 }
            report: [markdown, csv]
            """);
        var undisturbed = Cultures.In("", () => Run(file, "none"));
        Assert.Empty(undisturbed.Missing);
        // Begun at home, gone on with in Greece; the caller has its own culture again.
        Cultures.In("", () => Run(file, "el-GR", "search.trials=1"));
        Assert.Equal("el-GR", Cultures.In("el-GR", () =>
        {
            Assert.Equal(undisturbed.Summary, Run(file, "el-GR").Summary);
            return CultureInfo.CurrentCulture.Name;
        }));
        Cultures.In("tr-TR", () => Run(file, "tr-TR"));
        AssertSame("none", "el-GR", "tr-TR");

        var program = Program("el_GR.UTF-8", "run", "all.yaml", "--results", "program");
        Assert.True(program.ExitCode == 0, program.Errors);
        Assert.Equal(undisturbed.Summary, program.Output[..undisturbed.Summary.Length]);
        AssertSame("none", "program");
        var study = StudyContent.Of(Path.Combine(folder, "none"));
        Assert.Equal(Program("C", "status", study), Program("fr_FR.UTF-8", "status", study));
    }

    [Fact]
    public void The_quickstart()
    {
        var file = Path.Combine(Repository.Root, "experiments", "quickstart.yaml");
        string[] small =
        [
            "data.demo.tracks=64", "data.demo.seconds=3", "data.clip.length=2s", "split.folds=2", "features.0.hop=128",
            "trainers.3.epochs=1", "search.trials=1",
        ];
        Assert.Empty(Cultures.In("", () => Run(file, "none", small)).Missing);
        Assert.Empty(Cultures.In("el-GR", () => Run(file, "el-GR", small)).Missing);
        var program = Program("tr_TR.UTF-8", ["run", file, "--results", "program", .. small.SelectMany(s => (string[])["--set", s])]);
        Assert.True(program.ExitCode == 0, program.Errors);
        AssertSame("none", "el-GR", "program");
    }

    private RunOutcome Run(string file, string results, params string[] sets) =>
        Pipeline.Run(new(file, sets, null, Path.Combine(folder, results)), Progress.Unheard, TestContext.Current.CancellationToken);

    private (int ExitCode, string Output, string Errors) Program(string locale, params string[] arguments)
    {
        using var process = GmsaProgram.Start(folder, [new("LC_ALL", locale)], arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.ReplaceLineEndings("\n"), errors.Result);
    }

    private void AssertSame(string results, params string[] others)
    {
        Assert.All(others, other => Assert.Equal(Content(results), Content(other)));

        string[] Content(string name)
        {
            var place = Path.Combine(folder, name);
            string[] files = ["plan.json", "comparison.json", "metrics.csv", "experiment.yaml", "manifest.csv"];
            return [.. StudyContent.Trials(place).Select(WithoutModel), .. StudyContent.Arms(place),
                .. files.Select(f => $"{f} {ContentHash.OfFile(Path.Combine(StudyContent.Of(place), f))}")];
        }
    }

    // Which models of trials are left depends on the budget with which they ended.
    private static string WithoutModel(string trial) => trial[..trial.LastIndexOf(' ')];
}
