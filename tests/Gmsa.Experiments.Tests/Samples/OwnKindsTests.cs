using System.Text.Json.Nodes;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Samples;

/// <summary>
/// The kinds of another assembly, as its own experiment names them: taken with <c>--with</c> by <c>gmsa</c>, and had by a program of their
/// own.
/// </summary>
public sealed class OwnKindsTests(OwnKindsStudy study) : IClassFixture<OwnKindsStudy>
{
    private static readonly string[] Arms = ["mood4-maxEntropy", "mood4-stripeNet"];

    [Fact]
    public void A_study_with_each_ends_and_its_own_report_lies_there()
    {
        Assert.Equal((0, ""), (study.Here.ExitCode, study.Here.Errors));
        Assert.Matches(@"^mood4-maxEntropy [01](\.\d\d?)?.*\nmood4-stripeNet ", File.ReadAllText(Path.Combine(study.Folder, "scores.txt")));
        Assert.Contains("\"kind\":\"crest\"", File.ReadAllText(Path.Combine(study.Folder, "dataset.json")).Replace(" ", ""),
            StringComparison.Ordinal);
        Assert.Contains("kind: stripeNet", File.ReadAllText(Path.Combine(study.Folder, "trials", "000002", "trial.yaml")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gmsa")]
    [InlineData("OwnKinds")]
    public void Trials_in_processes_know_them_and_give_the_same_predictions(string program)
    {
        var (result, other) = study.InProcesses(program);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.All(Arms, arm => Assert.Equal(Predictions(study.Folder, arm), Predictions(other, arm)));
        var command = program == "gmsa" ? $" --with {OwnKindsStudy.File}" : "";
        var started = JsonNode.Parse(File.ReadLines(Path.Combine(other, "journal.jsonl")).First(l => l.Contains("study_started")))!;
        Assert.Equal($"{program} run own-kinds.yaml --set search.trials=1 --set launcher=processes{command}", (string?)started["command"]);
    }

    [Fact]
    public void Models_are_read_back_with_their_catalog_and_answer_as_they_did()
    {
        foreach (var arm in Arms)
        {
            using var loaded = Toolbox.Model(Path.Combine(study.Folder, "arms", arm, "model.zip"), OwnKinds.Kinds.Extend(Catalog.Default));
            var rows = loaded.Info.Features.Sum(f => f.Rows * f.Frames);
            var input = new Microsoft.ML.MLContext().Data.LoadFromEnumerable([new Row { Features = new float[rows] }], Row.Of(rows));
            Assert.Equal(1, loaded.Model.Score(input, [0]).Single().Sum(), 1e-5);
        }
    }

    [Fact]
    public void A_network_that_the_catalog_lacks_is_told_with_what_to_do()
    {
        var model = Path.Combine(study.Folder, "arms", "mood4-stripeNet", "model.zip");
        Assert.EndsWith("its network is of the kind 'stripeNet'. Known: seedCnn. A kind of another assembly comes with --with FILE.dll",
            Assert.Throws<InputException>(() => Toolbox.Model(model)).Message);
    }

    [Fact]
    public void Readers_of_the_study_need_them_only_where_they_name_one()
    {
        Assert.Equal(0, study.Gmsa("status", study.Folder).ExitCode);
        Assert.Equal(0, study.Gmsa("report", study.Folder, "--as", "markdown").ExitCode);
        var without = study.Gmsa("report", study.Folder, "--as", "scores");
        Assert.Equal((2, "--as: unknown report 'scores'. Known: html, markdown, csv, latex, parquet, tensorboard. "
            + "A kind of another assembly comes with --with FILE.dll\n"), (without.ExitCode, without.Errors));
        var scores = Path.Combine(study.Folder, "scores.txt");
        File.Delete(scores);
        Assert.Equal(0, study.Gmsa("report", study.Folder, "--as", "scores", "--with", OwnKindsStudy.File).ExitCode);
        Assert.True(File.Exists(scores));
    }

    [Fact]
    public void Without_them_the_file_is_wrong_and_nothing_begins()
    {
        var result = study.Gmsa("run", "own-kinds.yaml", "--results", "none");
        Assert.Equal(2, result.ExitCode);
        foreach (var word in (string[])["feature 'crest'", "trainer 'maxEntropy'", "trainer 'stripeNet'", "report 'scores'"])
            Assert.Contains($"unknown {word}.", result.Errors, StringComparison.Ordinal);
        Assert.Equal(4, result.Errors.Split("comes with --with FILE.dll").Length - 1);
        Assert.False(Directory.Exists(Path.Combine(study.Place, "none")));
    }

    [Fact]
    public void The_schema_has_their_words_and_keys()
    {
        var schema = study.Gmsa("schema", "--with", OwnKindsStudy.File).Output;
        foreach (var word in (string[])["crest", "maxEntropy", "stripeNet", "scores", "passes", "filters", "digits"])
            Assert.Contains($"\"{word}\"", schema, StringComparison.Ordinal);
        Assert.DoesNotContain("stripeNet", study.Gmsa("schema").Output, StringComparison.Ordinal);
        Assert.Contains(", crest.", study.Gmsa("features", "--help", "--with", OwnKindsStudy.File).Output.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Which_assembly_and_version_it_was_is_part_of_a_studys_identity()
    {
        var catalog = OwnKinds.Kinds.Extend(Catalog.Default);
        var file = Path.Combine(study.Place, "own-kinds.yaml");
        var loaded = new RunRequest(file, [], null) { Catalog = catalog }.Load();
        var version = typeof(OwnKinds.Kinds).Assembly.GetName().Version!.ToString(3);
        Assert.Contains($"\"kind\":\"crest\",\"kind.from\":\"OwnKinds {version}\"",
            ExperimentWriter.CanonicalJson(loaded.Experiment, catalog), StringComparison.Ordinal);
        Assert.DoesNotContain("kind.from", ExperimentWriter.Yaml(loaded.Experiment, catalog), StringComparison.Ordinal);
        Assert.StartsWith(Path.GetFileName(study.Folder), StudyDesigner.Design(
            new RunRequest(file, ["search.trials=1"], null) { Catalog = catalog }.Load(), []).Plan.Id, StringComparison.Ordinal);
    }

    private static string Predictions(string folder, string arm) =>
        File.ReadAllText(Path.Combine(folder, "arms", arm, "predictions.csv"));

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public static Microsoft.ML.Data.SchemaDefinition Of(int count)
        {
            var schema = Microsoft.ML.Data.SchemaDefinition.Create(typeof(Row));
            schema[nameof(Features)].ColumnType =
                new Microsoft.ML.Data.VectorDataViewType(Microsoft.ML.Data.NumberDataViewType.Single, count);
            return schema;
        }
    }
}

/// <summary>The sample's study, run once in one process.</summary>
public sealed class OwnKindsStudy : IDisposable
{
    internal static readonly string File = Path.Combine(AppContext.BaseDirectory, "OwnKinds.dll");

    public OwnKindsStudy()
    {
        var sample = Path.Combine(Repository.Root, "src", "samples", "OwnKinds", "own-kinds.yaml");
        System.IO.File.Copy(sample, Path.Combine(Place, Path.GetFileName(sample)));
        Here = Gmsa("run", "own-kinds.yaml", "--set", "search.trials=1", "--with", File, "--quiet");
        Folder = Of("results");
    }

    internal string Place { get; } = Repository.TemporaryFolder();

    internal string Folder { get; }

    internal GmsaProgram.Result Here { get; }

    public void Dispose() => Directory.Delete(Place, recursive: true);

    internal GmsaProgram.Result Gmsa(params IEnumerable<string> arguments) => GmsaProgram.Run(Place, arguments);

    internal (GmsaProgram.Result Result, string Folder) InProcesses(string program)
    {
        string[] with = program == "gmsa" ? ["--with", File] : [];
        var result = GmsaProgram.Run(program, Place, ["run", "own-kinds.yaml", "--set", "search.trials=1", "--set", "launcher=processes",
            "--results", program, "--quiet", .. with]);
        return (result, Of(program));
    }

    private string Of(string results) => Directory.GetDirectories(Path.Combine(Place, results), "own-kinds-*").Single();
}
