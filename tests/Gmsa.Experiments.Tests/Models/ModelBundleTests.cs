using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Tests.Training;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Tests.Models;

public class ModelBundleTests
{
    public static TheoryData<string> Names => [.. TinyOptions.Trainers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_loaded_bundle_gives_the_bits_of_the_saved_model(string kind)
    {
        var (path, rows, model) = Saved(kind);
        using var loaded = Toolbox.Model(path);
        Assert.Equal(Bits(rows, model), Bits(rows, loaded.Model));
        Assert.Equal(kind, loaded.Info.Trainer);
        Assert.Equal(rows.Labels, loaded.Info.Labels);
        Assert.Equal(Info(kind, rows).Features, loaded.Info.Features);
        Assert.Equal(new BundleClip(0.5, 30), loaded.Info.Clip);
        Assert.Equal(TinyOptions.Trainers[kind] is NetworkOptions, loaded.Info.Network is not null);
    }

    [Theory, MemberData(nameof(Names))]
    public void Saving_twice_gives_the_same_bytes(string kind)
    {
        var (path, rows, model) = Saved(kind);
        var again = Path.Combine(Repository.TemporaryFolder(), "again.zip");
        ModelBundle.Save(again, model, Info(kind, rows), Catalog.Default.Networks);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        // And a bundle that was loaded can be saved again as it was.
        using var loaded = Toolbox.Model(path);
        ModelBundle.Save(again, loaded.Model, loaded.Info, Catalog.Default.Networks);
        Assert.Equal(Info(path), Info(again));
        using var twice = Toolbox.Model(again);
        Assert.Equal(Bits(rows, model), Bits(rows, twice.Model));
    }

    [Theory, InlineData(
        "majority"), InlineData("logistic"), InlineData("lightGbm"), InlineData("fastForest"), InlineData("fastTree"), InlineData("sdca")]
    public void Plain_ML_NET_opens_what_is_not_a_network(string kind)
    {
        var (path, rows, model) = Saved(kind);
        var plain = new MLContext();
        var loaded = plain.Model.Load(path, out var schema);
        Assert.Equal(Bits(rows, model), Bits(rows, new MlNetModel(plain, loaded, schema)));
        Assert.NotNull(schema.GetColumnOrNull("Features"));
    }

    [Fact]
    public void A_network_in_a_chain_is_refused()
    {
        var (_, rows, model) = Saved("seedCnn");
        var ml = new MLContext();
        var chain = ml.Transforms.CopyColumns("Other", "Features").Fit(rows.View(ml)).Append(model.Transformer);
        var path = Path.Combine(Repository.TemporaryFolder(), "model.zip");
        Assert.Throws<NotSupportedException>(() =>
            ModelBundle.Save(path, new MlNetModel(ml, chain, rows.View(ml).Schema), Info("seedCnn", rows), Catalog.Default.Networks));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void What_is_no_bundle_is_named()
    {
        var folder = Repository.TemporaryFolder();
        var text = Path.Combine(folder, "text.zip");
        File.WriteAllText(text, "no zip");
        Assert.StartsWith(text, Assert.Throws<InputException>(() => Toolbox.Model(text)).Message, StringComparison.Ordinal);
        var none = Path.Combine(folder, "none.zip");
        Assert.Contains("no such", Assert.Throws<InputException>(() => Toolbox.Model(none)).Message, StringComparison.Ordinal);
        var empty = Path.Combine(folder, "empty.zip");
        using (var zip = ZipFile.Open(empty, ZipArchiveMode.Create)) zip.CreateEntry("other");
        Assert.Contains("gmsa.json", Assert.Throws<InputException>(() => Toolbox.Model(empty)).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("format", "\"format\": 1", "\"format\": 99"), InlineData("kind", "\"kind\": \"seedCnn\"", "\"kind\": \"other\""),
        InlineData("no kind", "\"kind\": \"seedCnn\",", ""), InlineData("weights", "\"labels\": 3", "\"labels\": 4")]
    public void A_bundle_that_does_not_fit_together_is_refused(string what, string found, string replacement)
    {
        var (path, _, _) = Saved("seedCnn");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            var text = ReadText(zip);
            Assert.True(text.Contains(found, StringComparison.Ordinal), $"nothing to break in {what}");
            zip.GetEntry("gmsa.json")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("gmsa.json").Open());
            writer.Write(text.Replace(found, replacement, StringComparison.Ordinal));
        }
        Assert.Throws<InputException>(() => Toolbox.Model(path));
    }

    [Fact]
    public void A_network_of_a_bundle_without_inputs_has_the_one_that_its_standardisation_is_of()
    {
        var (path, rows, model) = Saved("seedCnn");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            var info = JsonNode.Parse(ReadText(zip))!;
            var network = info["network"]!.AsObject();
            var input = network["inputs"]![0]!;
            Assert.Equal((94, 94), ((int)input["rows"]!, (int)input["frames"]!));
            network["standardisation"] = input["standardisation"]!.DeepClone();
            network.Remove("inputs");
            zip.GetEntry("gmsa.json")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("gmsa.json").Open());
            writer.Write(info.ToJsonString());
        }
        using var loaded = Toolbox.Model(path);
        Assert.Equal(Bits(rows, model), Bits(rows, loaded.Model));
    }

    [Fact]
    public void A_card_as_the_first_bundles_have_it_is_read()
    {
        var card = JsonSerializer.Deserialize<NetworkCard>("""
            { "feature_column": "Features", "standardisation": { "mean": -40.25, "deviation": 9.5 }, "weights": ["dense.weight"],
              "architecture": { "kind": "seedCnn", "dropout": 0.5, "convolution_dropout": 0.3, "l2": 0.01,
                "rows": 94, "frames": 95, "labels": 4 } }
            """, Catalog.Default.Networks.Json)!;
        var input = Assert.Single(card.InputsOf([new(94, 95)]));
        Assert.Equal((94, 95), (input.Rows, input.Frames));
        Assert.Equal([-40.25f], input.Standardisation.Mean);
        Assert.Equal([9.5f], input.Standardisation.Deviation);
        Assert.Throws<InvalidDataException>(() => card.InputsOf([]));
    }

    [Fact]
    public void Weights_are_numpy_arrays()
    {
        var (path, _, _) = Saved("seedCnn");
        using var zip = ZipFile.OpenRead(path);
        using var stream = zip.GetEntry("weights/blocks.convolution2.weight.npy")!.Open();
        Assert.Equal([16L, 8, 3, 3], NumpyFile.ReadArray(stream).Shape);
    }

    [Fact]
    public void A_network_whose_weights_cannot_be_read_is_disposed_of()
    {
        var spy = new SpyArchitecture { Numbers = 4, Labels = 2 };
        using var empty = new ZipArchive(EmptyZip(), ZipArchiveMode.Read);
        var problem = Assert.Throws<InvalidDataException>(
            () => NetworkEntries.Read(
                new MLContext(), new NetworkCard("Features", spy, [new(2, 2, new([0], [1]))], []), ["a", "b"], [], empty));
        Assert.Contains("is missing", problem.Message, StringComparison.Ordinal);
        Assert.True(spy.Built!.Disposed);
    }

    private static MemoryStream EmptyZip()
    {
        var stream = new MemoryStream();
        new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true).Dispose();
        return stream;
    }

    private static (string Path, TrainingRows Rows, TransformerModel Model) Saved(string kind)
    {
        var rows = TrainingRows.For(TinyOptions.Trainers[kind], 24);
        var model = TinyOptions.Trainers[kind].Create().Fit(rows.Context(epochs: 1)).Model;
        var path = Path.Combine(Repository.TemporaryFolder(), "model.zip");
        ModelBundle.Save(path, model, Info(kind, rows), Catalog.Default.Networks);
        return (path, rows, model);
    }

    private static BundleInfo Info(string kind, TrainingRows rows) => SampleBundle.Info(kind, rows) with
    {
        Features = [new("picture", "mel", rows.Shape.Rows, rows.Shape.Frames, """{"bands":128}""")],
        Clip = new(0.5, 30),
        Versions = new Dictionary<string, string> { ["Microsoft.ML"] = "5.0.1" },
    };

    private static IEnumerable<double> Bits(TrainingRows rows, IModel model) =>
        model.Score(rows.View(new MLContext()), [.. Enumerable.Range(0, rows.Rows.Count)]).SelectMany(p => p);

    private static string Info(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return ReadText(zip);
    }

    private static string ReadText(ZipArchive zip)
    {
        using var reader = new StreamReader(zip.GetEntry("gmsa.json")!.Open());
        return reader.ReadToEnd();
    }
}
