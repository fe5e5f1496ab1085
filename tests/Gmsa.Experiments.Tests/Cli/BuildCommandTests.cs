using System.Text.Json.Nodes;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Tests.Architecture;
using SkiaSharp;

namespace Gmsa.Experiments.Tests.Cli;

/// <summary><c>gmsa build</c>, <c>features</c> and <c>cache</c>, as their users run them.</summary>
public sealed class BuildCommandTests : IDisposable
{
    private const string Experiment = """
        data: { demo: { tracks: 16, seconds: 3 }, sampleRate: 8000, clip: { length: 2s } }
        labels: [mood4]
        split: { kind: groupKFold, folds: 2, by: title }
        features: [{ name: picture, kind: mel }, { name: loudness, kind: rms }, { name: summary, kind: pooled, of: [rms] }]
        trainers: [majority]
        """;

    private readonly string folder = Repository.TemporaryFolder();

    public BuildCommandTests() => File.WriteAllText(Path.Combine(folder, "e.yaml"), Experiment);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Pictures_lie_by_scheme_fold_and_label_and_a_second_build_replaces_them()
    {
        var first = Json("build", "e.yaml", "--images", "png", "--size", "64", "--json");
        Assert.Equal((16, 16, 16), ((int)first["tracks"]!, (int)first["computed"]!, (int)first["pictures"]!));
        var paths = Listed();
        Assert.Equal(16, paths.Count);
        Assert.All(paths, path => Assert.Matches("^mood4/[12]/(Happy|Calm|Sad|Angry)/demo-[0-9]{4}\\.png$", path));
        Assert.Equal(paths.Order(), Pngs());
        using (var picture = SKBitmap.Decode(Path.Combine(folder, "png", paths[0])))
            Assert.Equal((64, 64), (picture.Width, picture.Height));
        var second = Json("build", "e.yaml", "--images", "png", "--set", "split.folds=3", "--json");
        Assert.Equal(0, (int)second["computed"]!);
        Assert.Equal(Listed().Order(), Pngs());
        using (var picture = SKBitmap.Decode(Path.Combine(folder, "png", Listed()[0])))
            Assert.Equal((1 + 16000 / 1024, 128), (picture.Width, picture.Height));
    }

    [Fact]
    public void The_card_says_that_columns_are_never_halved()
    {
        Json("build", "e.yaml", "--out", "halved", "--set", "data.precision=float16", "--set", "allowLabelInputs=true",
            "--set", "features=[{ name: loudness, kind: rms }, { name: mood, kind: columns, names: [energy] }]", "--json");
        var card = File.ReadAllText(Path.Combine(folder, "halved", "README.md"));
        Assert.Contains("- `loudness.npy`: rms, [16, 1, 32] float16;", card, StringComparison.Ordinal);
        Assert.Contains("- `mood.npy`: columns, [16, 1, 1] float32;", card, StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_s_line_of_C_sharp_is_one_for_a_program_of_anybody_s()
    {
        Json("build", "e.yaml", "--out", "dataset", "--json");
        const string Before = "// C#: ";
        var line = File.ReadLines(Path.Combine(folder, "dataset", "README.md")).Single(l => l.Contains(Before, StringComparison.Ordinal));
        var program = $"using Microsoft.ML; class P {{ IDataView View(string folder) => {line.Split(Before)[1]}; }}";
        Assert.Empty(Outside.Errors(program));
        Assert.NotEmpty(Outside.Errors(program.Replace(".View(", ".ViewOf(", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_left_as_it_is()
    {
        var own = Path.Combine(folder, "own");
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "images.csv"), "file,label\ncat.png,cat\n");
        File.WriteAllText(Path.Combine(own, "cat.png"), "a cat");
        Refused("something else in it", "build", "e.yaml", "--images", "own");
        Assert.True(File.Exists(Path.Combine(own, "cat.png")));
    }

    [Theory]
    [InlineData("no picture named 'pictur'; its pictures are picture. Did you mean 'picture'?", "--images", "png", "--feature", "pictur")]
    [InlineData("allowed: 8 to 1024", "--images", "png", "--size", "4")]
    [InlineData("say where they go with --images DIR", "--size", "64")]
    [InlineData("is a file; expected a folder", "--images", "e.yaml")]
    public void What_cannot_be_drawn_is_said_before_any_work(string expected, params string[] arguments)
    {
        Refused(expected, ["build", "e.yaml", .. arguments]);
        Assert.False(Directory.Exists(Path.Combine(folder, "cache")));
    }

    [Fact]
    public void One_feature_of_one_file_is_written_at_its_own_rate()
    {
        Json("build", "e.yaml", "--json");
        var song = Directory.GetFiles(Path.Combine(folder, "cache", "demo"), "*.wav", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).First();
        Assert.Equal(16000,
            (int)Json("features", song, "--kind", "mel", "--set", "bands=32", "--out", "out/mel.npy", "--json")["sample_rate"]!);
        using (var stream = File.OpenRead(Path.Combine(folder, "out", "mel.npy")))
            Assert.Equal(new FeatureShape(32, 1 + 48000 / 1024), NumpyFile.Read(stream).Shape);
        Json("features", song, "--kind", "waveform", "--rate", "8000", "--offset", "1s", "--length", "500ms", "--out", "wave.npy",
            "--json");
        using (var stream = File.OpenRead(Path.Combine(folder, "wave.npy")))
            Assert.Equal(new FeatureShape(1, 4000), NumpyFile.Read(stream).Shape);
        string[] own = ["features", song, "--kind", "waveform", "--set", "sampleRate=4000", "--out", "own.npy", "--json"];
        Assert.Equal((4000, 12_000), ((int)Json(own)["sample_rate"]!, (int)Json([.. own, "--rate", "4000"])["frames"]!));
    }

    [Theory]
    [InlineData("Did you mean 'mel'?", "features", "a.wav", "--kind", "mell", "--out", "x.npy")]
    [InlineData("--set bandz=3: unknown key 'bandz' in mel", "features", "a.wav", "--kind", "mel", "--set", "bandz=3", "--out", "x.npy")]
    [InlineData("a.wav: file not found", "features", "a.wav", "--kind", "mel", "--out", "x.npy")]
    [InlineData("'5' is no duration", "features", "a.wav", "--kind", "mel", "--length", "5", "--out", "x.npy")]
    [InlineData("--length: is 0", "features", "a.wav", "--kind", "mel", "--length", "0s", "--out", "x.npy")]
    [InlineData("allowed: 1000 to 192000", "features", "a.wav", "--kind", "mel", "--rate", "12", "--out", "x.npy")]
    [InlineData("--rate: 8000 Hz, and this mel hears 4000 Hz. Leave --rate out", "features", "a.wav", "--kind", "mel",
        "--set", "sampleRate=4000", "--rate", "8000", "--out", "x.npy")]
    [InlineData("is a folder; expected a file", "features", "a.wav", "--kind", "mel", "--out", ".")]
    [InlineData("needs --older, --keep or both", "cache", "prune")]
    [InlineData("'20' is no size", "cache", "prune", "--keep", "20")]
    [InlineData("'soon' is no duration", "cache", "prune", "--older", "soon")]
    public void A_wrong_argument_is_told_with_what_is_allowed(string expected, params string[] arguments)
    {
        Refused(expected, arguments);
        Assert.False(File.Exists(Path.Combine(folder, "x.npy")));
    }

    [Fact]
    public void The_cache_is_listed_and_pruned_to_a_size()
    {
        Json("build", "e.yaml", "--json");
        var listed = JsonNode.Parse(Run("cache", "list", "--json").Output)!.AsArray();
        Assert.Equal(["mel", "pooled", "rms"], listed.Select(s => ((string)s!["name"]!).Split('-')[0]).Order());
        Assert.All(listed, s => Assert.Equal(16, (int)s!["clips"]!));
        Assert.Equal(3, JsonNode.Parse(Run("cache", "prune", "--keep", "0B", "--dry-run", "--json").Output)!["removed"]!.AsArray().Count);
        Assert.Equal(0, (int)Json("build", "e.yaml", "--json")["computed"]!);
        Assert.Empty(JsonNode.Parse(Run("cache", "prune", "--older", "1d", "--json").Output)!["removed"]!.AsArray());
        Assert.Contains("freed", Run("cache", "prune", "--keep", "10KB").Output, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(Run("cache", "list", "--json").Output)!.AsArray().Sum(s => (long)s!["bytes"]!) <= 10_000);
        Assert.Equal(16, (int)Json("build", "e.yaml", "--json")["computed"]!);
    }

    [Theory]
    [InlineData("a/b\\c:d*e?.mp3", "a_b_c_d_e_.mp3")]
    [InlineData("Χάρις Αλεξίου (live)", "Χάρις Αλεξίου (live)")]
    [InlineData("..", "_")]
    [InlineData("con.mp3", "_con.mp3")]
    public void Names_are_made_safe_for_every_file_system(string name, string expected) => Assert.Equal(expected, FolderNames.Safe(name));

    [Fact]
    public void Long_names_are_cut_between_letters_and_stay_apart()
    {
        var (one, two) = (FolderNames.Safe(new string('字', 200) + "1"), FolderNames.Safe(new string('字', 200) + "2"));
        Assert.NotEqual(one, two);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(one), 100, 140);
        Assert.DoesNotContain('\uFFFD', one);
    }

    private List<string> Listed() =>
        [.. File.ReadLines(Path.Combine(folder, "png", "images.csv")).Skip(1).Select(line => line.Split(',')[0])];

    private IEnumerable<string> Pngs() => Directory.GetFiles(Path.Combine(folder, "png"), "*.png", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(folder, "png"), f).Replace('\\', '/')).Order();

    private void Refused(string expected, params string[] arguments)
    {
        var result = GmsaProgram.Run(folder, arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    private GmsaProgram.Result Run(params string[] arguments)
    {
        var result = GmsaProgram.Run(folder, arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result;
    }

    private JsonNode Json(params string[] arguments) => JsonNode.Parse(Run(arguments).Output)!;
}
