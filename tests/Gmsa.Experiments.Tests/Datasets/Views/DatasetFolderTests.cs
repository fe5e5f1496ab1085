using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class DatasetFolderTests : IDisposable
{
    private static readonly string[] Columns = ["id", "path", "artist"];
    private readonly string root = Repository.TemporaryFolder();

    private string Folder => Path.Combine(root, "dataset");

    public void Dispose() => Directory.Delete(root, recursive: true);

    // Three tracks; the first has two clips, and a copy of its first one.
    private static SavedDataset Three() => new()
    {
        Dataset = new()
        {
            Tracks = [.. "abc".Select((c, i) => new Track($"{c}", $"{c}.wav",
                new Dictionary<string, string> { ["id"] = $"{c}", ["path"] = $"{c}.wav", ["artist"] = i < 2 ? "X, \"Y\"" : "Ζ" }))],
            Clips = [new(0, 0, 0), new(0, 0, 1), new(0, 1, 0), new(1, 0, 0), new(2, 0, 0)],
            Features =
            [
                new FeatureArray("picture", new FeatureShape(2, 3),
                    [.. Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 6).Select(j => i + j / 7f).ToArray())], "a store"),
                new FeatureArray("summary", new FeatureShape(2, 1), [.. Enumerable.Range(0, 5).Select(i => new[] { -i / 3f, i })]),
            ],
            AudioHashes = ["1a", "2b", "3c"],
            Seconds = [1, 1, 0.6, 1, 0.1 + 0.2],
            LeftOut = [new("d", "d.wav", "file not found")],
            Key = "key",
        },
        Schemes = [new("mood8", ["Happy", "Sad"], ["Happy", "Sad"]), new("genre", ["rock", "rock, live"], [])],
        LabelOf = new Dictionary<string, IReadOnlyList<string>>
        {
            ["mood8"] = ["Happy", "Sad", "Happy"],
            ["genre"] = ["rock", "rock", "rock, live"],
        },
        Groups = ["X, \"Y\"", "X, \"Y\"", "Ζ"],
        Folds = [new("1.1", [0], [1], [2]), new("1.2", [2], [0], [1])],
    };

    private bool Write(SavedDataset saved, Precision precision = Precision.Float32) => DatasetFolder.Write(
        Folder, saved, Columns, precision, new Dictionary<string, string> { ["README.md"] = "a card" }, Progress.Unheard,
        TestContext.Current.CancellationToken);

    [Fact]
    public void What_is_read_back_is_what_was_written_and_gives_the_same_data_view()
    {
        var saved = Three();
        Assert.True(Write(saved));
        var read = DatasetFolder.Read(Folder);
        Assert.Equal(saved.Dataset.Clips, read.Dataset.Clips);
        Assert.Equal(saved.Dataset.AudioHashes, read.Dataset.AudioHashes);
        Assert.Equal(saved.Dataset.Seconds, read.Dataset.Seconds);
        Assert.Equal(saved.Dataset.LeftOut, read.Dataset.LeftOut);
        Assert.Equal(saved.Dataset.Key, read.Dataset.Key);
        Assert.Equal(saved.Groups, read.Groups);
        Assert.Equal(saved.Schemes.Select(s => (s.Name, string.Join('|', s.Labels), string.Join('|', s.Ring))),
            read.Schemes.Select(s => (s.Name, string.Join('|', s.Labels), string.Join('|', s.Ring))));
        foreach (var (before, after) in saved.Folds.Zip(read.Folds))
        {
            Assert.Equal((before.Name, string.Join(',', before.Train), string.Join(',', before.Validation), string.Join(',', before.Test)),
                (after.Name, string.Join(',', after.Train), string.Join(',', after.Validation), string.Join(',', after.Test)));
        }
        foreach (var scheme in (string[])["mood8", "genre"])
            foreach (var (features, tracks, copies) in ((string[], int[]?, bool)[])[(["picture"], null, true),
                (["summary", "picture"], [2, 0], false)])
            {
                IDataView a = saved.View(new(1), features, scheme, tracks, copies), b = read.View(new(1), features, scheme, tracks, copies);
                Assert.Equal(a.Schema.Select(c => (c.Name, c.Type)), b.Schema.Select(c => (c.Name, c.Type)));
                Assert.Equal(a.GetColumn<float[]>("Features"), b.GetColumn<float[]>("Features"));
                Assert.Equal(a.GetColumn<uint>("Label"), b.GetColumn<uint>("Label"));
                Assert.Equal(a.GetColumn<string>("TrackId"), b.GetColumn<string>("TrackId"));
                Assert.Equal(a.GetColumn<string>("ClipId"), b.GetColumn<string>("ClipId"));
            }
        Assert.Equal(["a#1", "a#1~1", "a#2", "b#1", "c#1"],
            read.View(new(1), ["picture"], "mood8", copies: true).GetColumn<string>("ClipId"));
        Assert.Equal(["a#1", "a#2", "b#1", "c#1"], read.View(new(1), ["picture"], "mood8").GetColumn<string>("ClipId"));
    }

    [Fact]
    public void Half_precision_is_kept_to_three_digits()
    {
        Write(Three(), Precision.Float16);
        var read = DatasetFolder.Read(Folder).Dataset.Feature("picture");
        foreach (var (a, b) in Three().Dataset.Feature("picture").Clips.Zip(read.Clips))
            Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 5e-3));
        Assert.Equal(128 + 5 * 6 * 2, new FileInfo(Path.Combine(Folder, "picture.npy")).Length);
    }

    [Fact]
    public void What_stands_in_the_manifest_is_never_halved()
    {
        var saved = Three();
        var lengths = new FeatureArray("length", new FeatureShape(1, 1),
            [.. Enumerable.Range(0, 5).Select(i => new float[] { 200_001 + i })]);
        Write(saved with { Dataset = saved.Dataset with { Features = [.. saved.Dataset.Features, lengths] } }, Precision.Float16);
        Assert.Equal(lengths.Clips, DatasetFolder.Read(Folder).Dataset.Feature("length").Clips);
    }

    [Fact]
    public void Whatever_was_stopped_or_damaged_is_mended_by_building_again()
    {
        // Stopped before the first array, with a leftover of a killed writer.
        using (var stopped = new CancellationTokenSource())
        {
            stopped.Cancel();
            Assert.Throws<OperationCanceledException>(() => DatasetFolder.Write(
                Folder, Three(), Columns, Precision.Float32, new Dictionary<string, string>(), Progress.Unheard, stopped.Token));
        }
        File.WriteAllText(Path.Combine(Folder, ".picture.npy.x.tmp"), "half");
        Assert.True(DatasetFolder.IsFree(Folder));
        Assert.Contains("not written to its end", Assert.Throws<InputException>(() => DatasetFolder.Read(Folder)).Message,
            StringComparison.Ordinal);
        Assert.True(Write(Three()));
        Assert.Equal(["README.md", "clips.csv", "dataset.json", "manifest.csv", "picture.npy", "summary.npy"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using (var stream = File.OpenWrite(Path.Combine(Folder, "picture.npy"))) stream.SetLength(stream.Length - 4);
        Assert.True(Write(Three()));
        File.Delete(Path.Combine(Folder, "manifest.csv"));
        Write(Three());
        Assert.Equal(Three().Dataset.Clips, DatasetFolder.Read(Folder).Dataset.Clips);
    }

    [Theory]
    [InlineData("clips.csv", "row,track_id,clip,copy,seconds\n0,nobody,1,0,1\n")]
    [InlineData("clips.csv", "row,track_id,clip,copy,seconds\n0,a,x,0,1\n")]
    [InlineData("clips.csv", "row,track_id,clip,copy,seconds\n1,a,1,0,1\n")]
    public void A_table_that_was_changed_by_hand_is_said(string file, string content)
    {
        Write(Three());
        File.WriteAllText(Path.Combine(Folder, file), content);
        Assert.Contains("aren't what was written here", Assert.Throws<InputException>(() => DatasetFolder.Read(Folder)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_dataset_is_not_written_again_and_another_leaves_nothing_of_the_first()
    {
        Write(Three());
        var before = File.GetLastWriteTimeUtc(Path.Combine(Folder, "picture.npy"));
        Assert.False(Write(Three()));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(Folder, "picture.npy")));
        var other = Three();
        Assert.True(Write(other with { Dataset = other.Dataset with { Features = [other.Dataset.Features[1]] } }));
        Assert.Equal(["README.md", "clips.csv", "dataset.json", "manifest.csv", "summary.npy"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_is_free_where_it_is_new_empty_or_holds_a_dataset()
    {
        Assert.True(DatasetFolder.IsFree(Folder));
        Write(Three());
        Assert.True(DatasetFolder.IsFree(Folder));
        Assert.False(DatasetFolder.IsFree(root));
        // A study's folder has a file of the same name.
        File.WriteAllText(Path.Combine(root, "dataset.json"), """{ "key": "k", "source": "s", "tracks": 1 }""");
        Assert.False(DatasetFolder.IsFree(root));
    }

    [Theory]
    [InlineData("dataset.json", "holds no dataset")]
    [InlineData("picture.npy", "isn't what was written here")]
    public void What_is_missing_is_said(string file, string message)
    {
        Write(Three());
        File.Delete(Path.Combine(Folder, file));
        Assert.Contains(message, Assert.Throws<InputException>(() => DatasetFolder.Read(Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_is_an_error()
    {
        Write(Three());
        using (var stream = File.OpenWrite(Path.Combine(Folder, "picture.npy"))) stream.SetLength(stream.Length - 4);
        Assert.Contains("its size is not what its header says", Assert.Throws<InputException>(() => DatasetFolder.Read(Folder)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest.csv")]
    [InlineData("clips.csv")]
    [InlineData("picture.npy")]
    [InlineData("summary.npy")]
    public void A_flipped_bit_is_an_error(string file)
    {
        Write(Three());
        var path = Path.Combine(Folder, file);
        var good = File.ReadAllBytes(path);
        for (var place = file.EndsWith(".npy", StringComparison.Ordinal) ? 128 : 0; place < good.Length; place += 3)
        {
            var bad = good.ToArray();
            bad[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(path, bad);
            var error = Assert.ThrowsAny<Exception>(() =>
                DatasetFolder.Read(Folder).Dataset.Features.Select(f => f.Clips.ToArray()).ToArray());
            Assert.Contains("what was written", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_of_an_earlier_version_is_read_as_it_is_and_gets_checksums_when_it_is_built_again()
    {
        Write(Three());
        var file = Path.Combine(Folder, "dataset.json");
        var card = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.True(card.Remove("checksums"));
        File.WriteAllText(file, card.ToJsonString());
        Assert.Equal(Three().Dataset.Clips, DatasetFolder.Read(Folder).Dataset.Clips);
        Assert.True(Write(Three()));
        Assert.False(Write(Three()));
        Assert.Contains("checksums", File.ReadAllText(file), StringComparison.Ordinal);
    }
}
