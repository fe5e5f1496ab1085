using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Tests.Features;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>Features that hear rates of their own, and hold what has to be disposed of, in one dataset.</summary>
public sealed class OwnRateDatasetTests : IDisposable
{
    private static readonly MelOptions Mel = new() { NFft = 256, Hop = 64, Bands = 16 };
    private readonly string root = Repository.TemporaryFolder();
    private readonly Track[] tracks;

    public OwnRateDatasetTests() => tracks = [.. Enumerable.Range(0, 3).Select(Song)];

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Each_feature_has_the_numbers_and_the_store_of_data_at_its_rate()
    {
        (string, FeatureOptions)[] mixed =
        [
            ("own", Mel with { SampleRate = 8000 }), ("samples", new WaveformOptions()), ("data", Mel),
            ("pooled", new PooledOptions { Of = [Mel with { SampleRate = 8000 }, new RmsOptions()] }),
        ];
        var dataset = Build(mixed, 11_025, "mixed");
        Assert.Equal((11_025, 1 + 8000 / 64, 1 + 11_025 / 64),
            (dataset.Feature("samples").Shape.Frames, dataset.Feature("own").Shape.Frames, dataset.Feature("data").Shape.Frames));
        var slow = Build([("own", Mel), ("pooled", new PooledOptions { Of = [Mel, new RmsOptions()] })], 8000, "slow");
        var fast = Build([("data", Mel), ("samples", new WaveformOptions())], 11_025, "fast");
        foreach (var (name, alone) in ((string, Dataset)[])[("own", slow), ("pooled", slow), ("data", fast), ("samples", fast)])
        {
            Assert.Equal(alone.Feature(name).Clips, dataset.Feature(name).Clips);
            Assert.Equal(Path.GetFileName(alone.Feature(name).Folder), Path.GetFileName(dataset.Feature(name).Folder));
            foreach (var file in Directory.GetFiles(alone.Feature(name).Folder))
                Assert.Equal(File.ReadAllBytes(file),
                    File.ReadAllBytes(Path.Combine(dataset.Feature(name).Folder, Path.GetFileName(file))));
        }
        Assert.Equal(0, Build([("own", Mel)], 8000, "mixed").Computed); // there already, as another experiment's
        Assert.NotEqual(dataset.Key, Build([.. mixed.Skip(1), ("own", Mel)], 11_025, "mixed").Key);
    }

    [Fact]
    public void Silence_fills_a_short_clip_at_the_rate_that_is_heard()
    {
        var half = Source(11_025) with { Clip = new() { Offset = TimeSpan.FromSeconds(0.6), Length = TimeSpan.FromSeconds(1) } };
        var rms = new RmsOptions { SampleRate = 4000, NFft = 64, Hop = 50 };
        var numbers = DatasetBuilder.Build(tracks, half, [("rms", rms)], new(Path.Combine(root, "cache")), 2, Progress.Unheard,
            TestContext.Current.CancellationToken).Feature("rms");
        Assert.Equal(1 + 4000 / 50, numbers.Shape.Frames);
        Assert.All(numbers.Clips[0].Take(30), x => Assert.True(x > 0));
        Assert.All(numbers.Clips[0].Skip(34), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Written_copies_are_of_the_picture_at_its_rate()
    {
        var copies = new Copies(1, [new PitchShiftOptions { Semitones = 3 }], ["picture"], new Seed(1));
        float[] Copy(MelOptions picture, int rate) => DatasetBuilder.Build(tracks, Source(rate), [("picture", picture)],
            new(Path.Combine(root, $"copies{rate}")), 1, Progress.Unheard, TestContext.Current.CancellationToken, copies)
            .Feature("picture").Clips[1];
        Assert.Equal(Copy(Mel, 8000), Copy(Mel with { SampleRate = 8000 }, 11_025));
    }

    [Fact]
    public void One_feature_is_made_for_all_workers_and_disposed_of_and_none_where_all_is_cached()
    {
        var model = ModelFeatureOptions.Of(Path.Combine(root, "model.bin"), 1, 2);
        (string, FeatureOptions)[] features = [("model", model), ("summary", new PooledOptions { Of = [model] })];
        Build(features, 8000, "cache");
        Assert.Equal((2, 0), (model.Instances.Made, model.Instances.Alive));
        Build(features, 8000, "cache");
        Assert.Equal(2, model.Instances.Made);
    }

    [Fact]
    public void It_is_disposed_of_too_where_another_fails_and_where_the_build_is_stopped()
    {
        var model = ModelFeatureOptions.Of(Path.Combine(root, "model.bin"), 1, 2);
        var failing = new ModelFeatureOptions(_ => throw new NotSupportedException()) { Model = ContentFile.Of(Written("b.bin", "7")) };
        Assert.Throws<NotSupportedException>(() => Build([("a", model), ("b", failing)], 8000, "cache"));
        Assert.Equal((0, 0), (model.Instances.Alive, failing.Instances.Alive));
        Assert.True(failing.Instances.Made > 0);

        using var stop = new CancellationTokenSource();
        var stopping = new ModelFeatureOptions(_ => stop.Cancel()) { Model = ContentFile.Of(Written("other.bin", "5")) };
        Assert.Throws<OperationCanceledException>(() => DatasetBuilder.Build(
            tracks, Source(8000), [("c", stopping)], new(Path.Combine(root, "stopped")), 2, Progress.Unheard, stop.Token));
        Assert.Equal((1, 0), (stopping.Instances.Made, stopping.Instances.Alive));
    }

    [Fact]
    public void A_model_is_known_by_its_content_wherever_it_lies()
    {
        var (first, moved) = (Written("first.bin", "1\n2\n"), Written("moved.bin", "1\n2\n"));
        Dataset Of(string path) => Build([("m", new ModelFeatureOptions { Model = ContentFile.Of(path) })], 8000, "cache");
        var before = Of(first);
        var again = Of(moved);
        Assert.Equal((before.Key, before.Feature("m").Folder, 0), (again.Key, again.Feature("m").Folder, again.Computed));
        Written("first.bin", "1\n3\n");
        var changed = Of(first);
        Assert.NotEqual((before.Key, before.Feature("m").Folder), (changed.Key, changed.Feature("m").Folder));
        Assert.NotEqual(before.Feature("m").Clips, changed.Feature("m").Clips);
    }

    [Fact]
    public void A_model_that_is_exchanged_under_a_build_ends_it_as_the_users_error()
    {
        var model = new ModelFeatureOptions { Model = ContentFile.Of(Written("m.bin", "1")) };
        Written("m.bin", "2");
        Assert.Contains("m.bin: the file was changed while it was in use",
            Assert.Throws<InputException>(() => Build([("m", model)], 8000, "cache")).Message, StringComparison.Ordinal);
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(Path.Combine(root, name), text);
        return Path.Combine(root, name);
    }

    private AudioSource Source(int rate) => new(root, new ClipOptions { Length = TimeSpan.FromSeconds(1) }, rate);

    private Dataset Build((string, FeatureOptions)[] features, int rate, string cache) => DatasetBuilder.Build(
        tracks, Source(rate), features, new(Path.Combine(root, cache)), 2, Progress.Unheard, TestContext.Current.CancellationToken);

    private Track Song(int number)
    {
        var generator = new Seed((ulong)number).Generator();
        using var stream = File.Create(Path.Combine(root, $"{number}.wav"));
        WavWriter.Write(stream, new([.. Enumerable.Range(0, 22_050).Select(_ => (float)(generator.NextDouble() - 0.5))], 22_050));
        return new($"{number}", $"{number}.wav", new Dictionary<string, string>());
    }
}
