using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tests.Features;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>A key whose value is a file: its path in YAML, its content in what a study is known by.</summary>
public sealed class ContentFileKeyTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public ContentFileKeyTests() => Write("model.txt", "1\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Some options; of no group of kinds, so that the catalog needn't know them.</summary>
    public sealed record Options
    {
        public ContentFile? Model { get; init; }

        public IReadOnlyList<ContentFile> Models { get; init; } = [];
    }

    [Fact]
    public void A_path_starts_at_the_folder_of_the_file_that_names_it()
    {
        Assert.Equal(Path.Combine(folder, "model.txt"), Bind("model: model.txt").Model!.Path);
        Assert.Equal(Path.Combine(folder, "model.txt"), Bind("model: sub/../model.txt").Model!.Path);
        Assert.Equal(Path.Combine(folder, "model.txt"), Bind($"model: {folder}/model.txt").Model!.Path);
        Assert.Equal(ContentFile.Of(Path.Combine(folder, "model.txt")), Assert.Single(Bind("models: model.txt").Models));
    }

    [Theory]
    [InlineData("model: modle.txt", "x.yaml:1:8: model is modle.txt. FOLDER/modle.txt: there is no such file. There is FOLDER/model.txt")]
    [InlineData("model: .", "x.yaml:1:8: model is .. FOLDER: this is a folder; expected a file")]
    [InlineData("model: {}", "x.yaml:1:8: model is a mapping (key: value); expected: the path of a file")]
    [InlineData("model:", "x.yaml:1:7: model has no value; expected: the path of a file")]
    [InlineData("models: [model.txt, ./model.txt]", "x.yaml:1:21: 'FOLDER/model.txt' stands in models twice")]
    public void What_is_no_file_is_told_at_its_place(string text, string expected) =>
        Assert.Equal(expected.Replace("FOLDER", folder, StringComparison.Ordinal),
            Assert.Throws<InputException>(() => Bind(text)).Message.Replace(folder + "/x.yaml", "x.yaml", StringComparison.Ordinal));

    [Fact]
    public void On_a_command_line_it_starts_where_that_was_typed()
    {
        var problems = new FileProblems();
        var node = Override.Apply(new MappingNode(new("x.yaml", 1, 1), []), $"model={folder}/none.txt", problems);
        new Binder(problems, Catalog.Default).Record(typeof(Options), (MappingNode)node, "");
        Assert.StartsWith($"--set model={folder}/none.txt: model is {folder}/none.txt. {folder}/none.txt: there is no such file",
            Assert.Throws<InputException>(problems.ThrowIfAny).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_written_as_a_path_that_is_found_from_everywhere_and_known_by_its_content()
    {
        var options = Bind("model: model.txt");
        var path = (ScalarNode)((MappingNode)new ExperimentTree(Catalog.Default).Of(options))["model"]!.Value;
        Assert.Equal((Path.Combine(folder, "model.txt"), false), (path.Text, path.Plain));
        Assert.Equal($$"""{"model":"{{options.Model!.Hash}}","models":[]}""", Canonical(options));
        Write("moved.txt", "1\n");
        Assert.Equal(Canonical(options), Canonical(Bind("model: moved.txt")));
        Write("moved.txt", "2\n");
        Assert.NotEqual(Canonical(options), Canonical(Bind("model: moved.txt")));
    }

    [Fact]
    public void It_is_no_range()
    {
        var problems = new FileProblems();
        var node = (MappingNode)Node("model: { choice: [model.txt] }", problems);
        new Binder(problems, Catalog.Default).Record(typeof(ModelFeatureOptions), node, "model", space: []);
        Assert.Contains("model can't be a range; expected: the path of a file", Assert.Throws<InputException>(problems.ThrowIfAny).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_hears_one_rate_alone_says_which()
    {
        var problems = new FileProblems();
        var node = (MappingNode)Node("model: model.txt\nsampleRate: 8000\n", problems);
        new Binder(problems, Catalog.Default).Record(typeof(ModelFeatureOptions), node, "model");
        Assert.EndsWith("x.yaml:2:13: sampleRate is 8000; allowed: 16000", Assert.Throws<InputException>(problems.ThrowIfAny).Message,
            StringComparison.Ordinal);
    }

    private static string Canonical(Options options) =>
        ExperimentWriter.Canonical(new ExperimentTree(Catalog.Default).Of(options), "-")!.ToJsonString(Json.OneLine);

    private Options Bind(string text)
    {
        var problems = new FileProblems();
        var options = (Options)new Binder(problems, Catalog.Default).Record(typeof(Options), (MappingNode)Node(text, problems), "");
        problems.ThrowIfAny();
        return options;
    }

    private YamlNode Node(string text, FileProblems problems) =>
        YamlReader.Read(text, (line, column) => new(Path.Combine(folder, "x.yaml"), line, column), problems)!;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
