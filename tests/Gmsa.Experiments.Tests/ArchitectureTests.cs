using Gmsa.Experiments.Tests.Architecture;

namespace Gmsa.Experiments.Tests;

/// <summary>The house rules, each seen to fail on a planted violation.</summary>
public class ArchitectureTests(CheckedSources sources) : IClassFixture<CheckedSources>
{
    [Fact]
    public void Stages_name_only_stages_before_them()
    {
        Assert.True(sources.Library.Files.Count > 40, $"only {sources.Library.Files.Count} files were examined");
        Assert.Empty(StageOrder.Violations(sources.Library));
    }

    [Theory]
    [InlineData("Moods/Planted.cs", "namespace Gmsa.Experiments.Moods; class P { Training.ITrainer? t; }", "Moods names Training")]
    [InlineData("Audio/Planted.cs", "using Gmsa.Experiments.Features; namespace Gmsa.Experiments.Audio; class P { IFeature? f; }",
        "Audio names Features")]
    [InlineData("Demo/Planted.cs", "namespace Gmsa.Experiments.Demo; class P { Features.IFeature? f; }", "Demo names Features")]
    [InlineData("Studies/Design/Planted.cs", "namespace Gmsa.Experiments.Studies; class P { OpenStudy? t; }",
        "Studies/Design names Studies/Trials")]
    [InlineData("Training/Tables/Planted.cs", "namespace Gmsa.Experiments.Training; class P { Network? t; }",
        "Training/Tables names Training/Networks")]
    [InlineData("Evaluation/Tests/Planted.cs", "namespace Gmsa.Experiments.Evaluation; class P { Comparison? t; }",
        "Evaluation/Tests names Evaluation")]
    [InlineData("Reports/Prose/Planted.cs", "namespace Gmsa.Experiments.Reports; class P { object O = new HtmlReport(); }",
        "Reports/Prose names Reports/Formats")]
    [InlineData("Tools/Planted.cs", "namespace Gmsa.Experiments.Tools; class P { object? O() => Pipeline.Status(\"\"); }",
        "Tools names Pipeline")]
    [InlineData("Helpers/Planted.cs", "namespace Gmsa.Experiments.Helpers; class P;", "Helpers is no stage")]
    public void A_planted_step_backwards_is_seen(string path, string source, string expected) =>
        Assert.Contains(StageOrder.Violations(sources.Library.With("src/Gmsa.Experiments/" + path, source)),
            v => v.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Files_and_functions_stay_small()
    {
        Assert.True(sources.WithTests.Files.Count > sources.Everything.Files.Count + 100,
            $"only {sources.WithTests.Files.Count} files were examined");
        Assert.Empty(Budgets.Violations(sources.WithTests));
    }

    [Theory]
    [InlineData("src/Gmsa.Experiments/Moods/Planted.cs", 350)]
    [InlineData("tests/Gmsa.Experiments.Tests/Moods/Planted.cs", 350)]
    [InlineData("src/Gmsa.Experiments/Pipeline.cs", 110)]
    public void A_planted_long_file_and_function_are_seen(string path, int most)
    {
        string Lines(int count) => string.Concat(Enumerable.Repeat("// line\n", count));
        Assert.Empty(Budgets.Violations(SourceTree.Of([(path, Lines(most))])));
        Assert.Equal($"{path} has {most + 1} lines; the limit is {most}",
            Assert.Single(Budgets.Violations(SourceTree.Of([(path, Lines(most + 1))]))));
        string Function(int statements) =>
            $"class P {{ void Long(int x)\n{{\n{string.Concat(Enumerable.Repeat("x++;\n", statements))}}} }}";
        Assert.Empty(Budgets.Violations(SourceTree.Of([(path, Function(57))])));
        Assert.Equal($"{path}: Long has 61 lines; the limit is 60",
            Assert.Single(Budgets.Violations(SourceTree.Of([(path, Function(58))]))));
    }

    [Fact]
    public void No_folder_holds_too_many_files() => Assert.Empty(Budgets.Crowded(sources.Everything));

    [Fact]
    public void A_planted_crowded_folder_is_seen()
    {
        SourceTree Of(int count) =>
            SourceTree.Of(Enumerable.Range(0, count)
                .SelectMany(i => new[] { ($"src/P/P{i}.cs", ""), ($"src/P/Below/P{i % 25}.cs", "") }).Distinct());
        Assert.Empty(Budgets.Crowded(Of(25)));
        Assert.Equal("src/P holds 26 files; the limit is 25", Assert.Single(Budgets.Crowded(Of(26))));
    }

    [Fact]
    public void No_line_has_more_than_140_columns() => Assert.Empty(Columns.Violations(sources.WithTests));

    [Theory]
    [InlineData("class P { int a = WORDS; }")]
    [InlineData("class P { string s = \"WORDS\"; }")]
    [InlineData("class P { string s = \"https://example.org/ and WORDS\"; }")]
    [InlineData("class P { string s = $\"{1} WORDS\"; }")]
    [InlineData("class P { string s = @\"\nWORDS\n\"; }")]
    [InlineData("class P { string s = \"\"\"raw\"\"\" + \"WORDS\"; }")]
    [InlineData("class P { string s = \"\"\"raw\"\"\"; } // WORDS")]
    [InlineData("// WORDS")]
    [InlineData("// \"\"\" WORDS")]
    [InlineData("/// <summary>WORDS</summary>\nclass P;")]
    [InlineData("class P; // WORDS https://example.org/")]
    [InlineData("class P; // https://example.org/ WORDS")]
    [InlineData("#if NEVER\nWORDS\n#endif")]
    public void A_planted_long_line_is_seen(string source)
    {
        foreach (var folder in (string[])["src/Gmsa.Experiments/Moods", "tests/Gmsa.Experiments.Tests/Moods"])
            Assert.Contains("the limit is 140", Assert.Single(Columns.Violations(OfWords(folder + "/Planted.cs", source))),
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class P { string s = \"\"\"WORDS\"\"\"; }")]
    [InlineData("class P { string s = \"\"\"\n    WORDS\n    \"\"\"; }")]
    [InlineData("class P { string s = $\"\"\"\n    {1} WORDS\n    \"\"\"; }")]
    [InlineData("class P { string s = $\"\"\"\n    {string.Concat(\"WORDS\", \"\")}\n    \"\"\"; }")]
    [InlineData("// See https://example.org/LETTERS")]
    [InlineData("class P { string s = \"https://example.org/LETTERS\"; }")]
    public void A_raw_string_and_an_address_may_be_longer(string source) =>
        Assert.Empty(Columns.Violations(OfWords("src/Gmsa.Experiments/Moods/Planted.cs", source)));

    private static SourceTree OfWords(string path, string source) => SourceTree.Of(
        [(path, source.Replace("WORDS", string.Join(' ', Enumerable.Repeat("word", 30))).Replace("LETTERS", new string('x', 150)))]);

    [Fact]
    public void A_file_is_named_after_a_type_in_it() => Assert.Empty(FileNames.Violations(sources.WithTests));

    [Theory]
    [InlineData("namespace P; class Other;")]
    [InlineData("namespace P; class Other { class Planted; }")]
    [InlineData("namespace P; interface IPlanted; record struct planted;")]
    [InlineData("// Planted")]
    public void A_planted_misnamed_file_is_seen(string source) => Assert.Contains("none is called Planted",
        Assert.Single(FileNames.Violations(SourceTree.Of([("tests/Planted.cs", source)]))), StringComparison.Ordinal);

    [Theory]
    [InlineData("tests/Planted.cs", "namespace P; record Other; sealed record Planted(Other First);")]
    [InlineData("tests/Planted.cs", "namespace P; delegate int Planted(int x);")]
    [InlineData("tests/Planted.cs", "namespace P { enum Planted { A } }")]
    [InlineData("src/Program.cs", "class Other;")]
    [InlineData("src/Planted.cs", "System.Console.WriteLine(); class Other;")]
    public void A_file_of_several_types_is_named_after_one(string path, string source) =>
        Assert.Empty(FileNames.Violations(SourceTree.Of([(path, source)])));

    [Fact]
    public void What_is_thrown_holds_no_query() => Assert.Empty(TangledThrows.Violations(sources.Everything));

    [Theory]
    [InlineData("throw new Exception($\"{string.Join(' ', all.Select(a => a.Name))}\");", true)]
    [InlineData("throw new Exception($\"{string.Join(' ', all.Select(Name))}\");", true)]
    [InlineData("throw new Exception(FormattableString.Invariant($\"{all.Count(a => a > 0)}\"));", true)]
    [InlineData("var x = y ?? throw new Exception($\"{(from a in all select a).Count()}\");", true)]
    [InlineData("throw new Exception(\"none: \" + string.Join(' ', all.Select(a => $\"{a.Name}\")));", true)]
    [InlineData("throw new AggregateException(from a in all select new Exception($\"{a}\"));", true)]
    [InlineData("throw new Exception($\"{string.Join(' ', all)} and {all.Count()}\");", false)]
    [InlineData("throw new AggregateException(all.Select(a => new Exception(a)));", false)]
    [InlineData("var names = all.Select(a => $\"{a.Name}\"); throw new Exception($\"{names}\");", false)]
    [InlineData("var names = all.Select(a => a ?? throw new Exception($\"{all}\"));", false)]
    public void A_planted_query_in_what_is_thrown_is_seen(string statement, bool tangled)
    {
        var planted = SourceTree.Of([("src/Planted.cs", $"class P {{ void M() {{ {statement} }} }}")]);
        Assert.Equal(tangled ? ["src/Planted.cs:1: a query in the text that is thrown"] : [], TangledThrows.Violations(planted));
    }

    [Fact]
    public void The_map_tells_how_large_the_folders_are()
    {
        var map = Path.Combine(Repository.Root, "src", "README.md");
        if (Repository.RenewsSnapshots)
            File.WriteAllText(map, SizeTable.Renewed(sources.Everything, File.ReadAllText(map)));
        Assert.Empty(SizeTable.Violations(sources.Everything, File.ReadAllText(map)));
    }

    [Fact]
    public void A_planted_wrong_size_is_seen()
    {
        string Source(int lines) =>
            "class P\n{\n    void M()\n    {\n" + string.Concat(Enumerable.Repeat("        ;\n", lines - 6)) + "    }\n}\n";
        SourceTree Of(params int[] lines) => SourceTree.Of(
            lines.Select((l, i) => ($"src/Gmsa.Experiments/Moods/P{i}.cs", Source(l))).Append(("src/Gmsa.Experiments.Cli/P.cs", "")));
        var table = SizeTable.Renewed(Of(20, 40, 30), "Before\n<!-- sizes -->\n<!-- /sizes -->\nafter.");
        Assert.Contains("| `Gmsa.Experiments.Cli/` | 1 | 1 | 0 | 0 |\n| `Moods/` | 3 | 30 | 27 | 37 |\n<!-- /sizes -->\nafter.", table,
            StringComparison.Ordinal);
        Assert.Equal(table, SizeTable.Renewed(Of(20, 40, 30), table));
        Assert.Empty(SizeTable.Violations(Of(20, 40, 30), table));
        Assert.Empty(SizeTable.Violations(Of(20, 45, 35, 28), table));
        Assert.StartsWith("Moods/ is 3, 30, 27, 57, and the table says 3, 30, 27, 37; GMSA_SNAPSHOTS=write",
            Assert.Single(SizeTable.Violations(Of(20, 60, 30), table)), StringComparison.Ordinal);
        var other = SizeTable.Violations(SourceTree.Of([("src/Gmsa.Experiments/Audio/P.cs", "")]), table);
        Assert.Equal(["the table lacks Audio/", "the table has Gmsa.Experiments.Cli/, which is no folder of sources",
            "the table has Moods/, which is no folder of sources"],
            other.Select(v => v.Split(';')[0]).Order(StringComparer.Ordinal).OrderBy(v => v.Contains("has", StringComparison.Ordinal)));
        Assert.StartsWith("there is no table", Assert.Single(SizeTable.Violations(Of(20), "no marks")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_clock_looks_at_the_time_and_nothing_draws_unseeded_numbers() =>
        Assert.Empty(Nondeterminism.Violations(sources.Everything));

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("System.DateTimeOffset.UtcNow")]
    [InlineData("System.Diagnostics.Stopwatch.StartNew()")]
    [InlineData("new Random(1)")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("Guid.NewGuid()")]
    [InlineData("Environment.TickCount64")]
    [InlineData("System.IO.Path.GetRandomFileName()")]
    [InlineData("HashCode.Combine(1, 2)")]
    [InlineData("\"text\".GetHashCode()")]
    public void A_planted_clock_or_unseeded_number_is_seen(string expression)
    {
        var planted = sources.Everything.With("src/Gmsa.Experiments/Moods/Planted.cs",
            $"using System; class P {{ object O() => {expression}; }}");
        Assert.Contains(Nondeterminism.Violations(planted), v => v.Contains("Planted.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_exception_is_caught_in_one_place_alone() =>
        Assert.Equal(["src/Gmsa.Experiments/Studies/Trials/TrialRunner.cs"], CatchAll.Files(sources.Library));

    [Theory]
    [InlineData("try { } catch { }")]
    [InlineData("try { } catch (Exception) { }")]
    [InlineData("try { } catch (System.Exception e) { System.Console.WriteLine(e); }")]
    public void A_planted_catch_of_everything_is_seen(string statement)
    {
        var planted = sources.Library.With("src/Gmsa.Experiments/Moods/Planted.cs",
            $"using System; class P {{ void M() {{ {statement} }} }}");
        Assert.Contains("src/Gmsa.Experiments/Moods/Planted.cs", CatchAll.Files(planted));
    }

    [Fact]
    public void No_number_becomes_a_torch_scalar_that_nothing_keeps_alive() => Assert.Empty(TorchScalars.Violations(sources.Library));

    [Theory]
    [InlineData("t * 2.0")]
    [InlineData("t.pow(2)")]
    [InlineData("t.add_(t, alpha: 0.5)")]
    [InlineData("t.square()")]
    [InlineData("t + t")]
    [InlineData("-t - t")]
    [InlineData("t.add(t)")]
    [InlineData("t.sub_(t)")]
    [InlineData("TorchSharp.torch.nn.BatchNorm2d(3)")]
    [InlineData("TorchSharp.torch.optim.Adam(new[] { new TorchSharp.Modules.Parameter(t) })")]
    public void A_planted_fleeting_scalar_is_seen(string expression)
    {
        var planted = sources.Library.With("src/Gmsa.Experiments/Moods/Planted.cs",
            $"class P {{ object M(TorchSharp.torch.Tensor t) => {expression}; }}");
        Assert.Contains(TorchScalars.Violations(planted), v => v.Contains("Planted.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_tensor_among_networks_says_on_which_device_it_is()
    {
        var networks = sources.Library.Within(TorchDevices.Networks);
        Assert.True(networks.Files.Count >= 10, $"only {networks.Files.Count} files were examined");
        Assert.Empty(TorchDevices.Violations(networks));
    }

    [Theory]
    [InlineData("torch.tensor(1f)")]
    [InlineData("torch.tensor(new[] { 1L, 2L })")]
    [InlineData("torch.zeros(2, 3)")]
    [InlineData("torch.ones(new long[] { 2 }, torch.ScalarType.Float32)")]
    [InlineData("torch.empty(2)")]
    [InlineData("torch.arange(3)")]
    [InlineData("torch.randint(5, new long[] { 1 })")]
    [InlineData("torch.full(new long[] { 2 }, kept)")]
    [InlineData("new torch.Generator(1)")]
    public void A_planted_tensor_on_no_device_is_seen(string expression)
    {
        var planted = sources.Library.With(TorchDevices.Networks + "Planted.cs",
            $"using TorchSharp; class P {{ object M(Scalar kept) => {expression}; }}");
        Assert.Contains(TorchDevices.Violations(planted), v => v.Contains("Planted.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Documents_speak_of_files_that_are_there_in_lines_that_can_be_read()
    {
        var documents = Documents.Read(Repository.Root);
        Assert.True(documents.Count > 10, $"only {documents.Count} documents were examined");
        Assert.Empty(Documents.Violations(documents));
    }

    [Fact]
    public void What_a_study_wrote_is_no_document()
    {
        var root = Repository.TemporaryFolder();
        foreach (var file in (string[])["README.md", "results/README.md", "results/study/report.md", "src/docs/0001-a.md", "src/obj/b.md"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.WriteAllText(Path.Combine(root, file), "text");
        }
        Assert.Equal(["README.md", "results/README.md", "src/docs/0001-a.md"], Documents.Read(root).Keys.Order(StringComparer.Ordinal));
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("see `Trials/Gone.cs`", "speaks of Trials/Gone.cs")]
    [InlineData("as `tests/Gone.sh` does", "speaks of tests/Gone.sh")]
    [InlineData("the card is `data-manifests/gone-table.md`", "speaks of data-manifests/gone-table.md")]
    [InlineData("see [how](src/Gone.md#part)", "leads to src/Gone.md")]
    public void A_planted_word_of_a_missing_file_is_seen(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(Documents.Violations(new Dictionary<string, string> { ["planted.md"] = text })),
            StringComparison.Ordinal);

    [Fact]
    public void A_planted_wide_line_of_a_document_is_seen_and_a_table_s_row_is_not()
    {
        var (wide, row) = (string.Join(' ', Enumerable.Repeat("word", 40)), "| " + new string('x', 200) + " |");
        Assert.Single(Documents.Violations(new Dictionary<string, string> { ["planted.md"] = $"{row}\n{wide}\n" }));
    }
}
