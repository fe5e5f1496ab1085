using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tests.Studies;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary>What a plan says of data and of a study that is there.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public PlanCommandTests()
    {
        SmallTable.Write(folder);
        File.WriteAllText(Path.Combine(folder, "x.yaml"), """
            data: { table: table.csv }
            labels: { column: mood }
            split: { kind: groupKFold, folds: 2 }
            features: { name: numbers, kind: columns, names: [one, two] }
            trainers: majority
            report: csv
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Plan(params string[] more)
    {
        var result = GmsaProgram.Run(folder, ["plan", "x.yaml", .. more]);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return result.Output.TrimEnd().Split('\n');
    }

    [Fact]
    public void A_finished_study_is_told_as_finished_until_the_file_asks_for_more()
    {
        Assert.Equal("trials    2, of which 0 are done already", Plan()[^1]);
        var study = Pipeline.Run(new(Path.Combine(folder, "x.yaml"), [], null, Path.Combine(folder, "results")),
            Progress.Unheard, TestContext.Current.CancellationToken).Folder;
        var lines = Plan();
        var done = $"done      the study is finished, and a run computes nothing: results/{Path.GetFileName(study)}";
        Assert.Equal(["trials    2, of which 2 are done already", done], lines[^2..]);
        Assert.Equal("trials    2, of which 2 are done already", Plan("--set", "search.trials=7")[^1]);
    }

    [Fact]
    public void Tracks_that_a_joined_table_lacks_are_a_warning()
    {
        var id = File.ReadLines(Path.Combine(folder, "table.csv")).Skip(1).First().Split(',')[0];
        File.WriteAllText(Path.Combine(folder, "more.csv"), $"id,extra\n{id},1\n");
        string[] join = ["--set", "data.join={ file: more.csv }"];
        Assert.Matches(@"^warning   more\.csv has no row for \d+ of \d+ tracks, the first: '\w+' in line \d+ of the manifest\. "
            + @"What it would say of them is blank \(extra\)\.$",
            Assert.Single(Plan(join), l => l.StartsWith("warning", StringComparison.Ordinal)));
        var check = GmsaProgram.Run(folder, ["check", "x.yaml", .. join]);
        Assert.Equal("x.yaml: ok\n", check.Output);
        Assert.StartsWith("x.yaml: warning: more.csv has no row for ", check.Errors);
    }

    [Fact]
    public void Studies_do_not_go_into_a_file()
    {
        var result = GmsaProgram.Run(folder, "plan", "x.yaml", "--results", "table.csv");
        Assert.Equal((2, "", "--results: table.csv is a table (CSV); expected a folder, new or there already\n"),
            (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public void A_report_of_an_unknown_kind_is_told_with_those_that_there_are()
    {
        var result = GmsaProgram.Run(folder, "report", "nowhere", "--as", "pdf", "markdwn");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal("--as: unknown report 'pdf'. Known: html, markdown, csv, latex, parquet, tensorboard. "
            + "A kind of another assembly comes with --with FILE.dll\n"
            + "--as: unknown report 'markdwn'. Known: html, markdown, csv, latex, parquet, tensorboard. Did you mean 'markdown'?\n",
            result.Errors);
    }
}
