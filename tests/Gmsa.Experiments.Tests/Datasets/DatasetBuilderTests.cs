using System.Text;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Tests.Audio;

namespace Gmsa.Experiments.Tests.Datasets;

public sealed class DatasetBuilderTests : IDisposable
{
    private static readonly (string, FeatureOptions)[] Features =
        [("picture", new MelOptions { Size = 16 }), ("loudness", new RmsOptions())];
    private static readonly ClipOptions OneSecond = new() { Length = TimeSpan.FromSeconds(1) };
    private readonly string root = Repository.TemporaryFolder();
    private readonly string cacheFolder = Repository.TemporaryFolder();
    private readonly List<Progress> progress = [];

    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        Directory.Delete(cacheFolder, recursive: true);
    }

    [Fact]
    public void Tracks_stay_in_order_and_the_numbers_are_the_same_for_any_number_of_workers()
    {
        var tracks = Songs(12);
        var one = Build(tracks, workers: 1, new FeatureCache(Path.Combine(cacheFolder, "one")));
        var four = Build(tracks, workers: 4, new FeatureCache(Path.Combine(cacheFolder, "four")));
        Assert.Equal(tracks.Select(t => t.Id), four.Tracks.Select(t => t.Id));
        Assert.Equal(one.Key, four.Key);
        Assert.Equal(one.AudioHashes, four.AudioHashes);
        foreach (var (name, _) in Features) Assert.Equal(one.Feature(name).Clips, four.Feature(name).Clips);
        Assert.Equal(new FeatureShape(16, 16), four.Feature("picture").Shape);
        Assert.Equal(Enumerable.Range(1, 12), progress.TakeLast(12).Select(p => p.Done));
    }

    [Fact]
    public void What_is_cached_is_not_decoded_again_and_a_damaged_entry_is_made_again()
    {
        var tracks = Songs(3);
        var first = Build(tracks);
        // Another file's numbers under this one's key show where they come from.
        var entries = Directory.GetFiles(cacheFolder, "*.npy", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(9, entries.Length); // two features and the length, of three files
        var key = FeatureKey.Of(first.AudioHashes[0], Features[1].Item2, OneSecond, 8000);
        var shape = first.Feature("loudness").Shape;
        new FeatureCache(cacheFolder).Write(key, shape, [.. Enumerable.Repeat(7f, shape.Count)]);
        var second = Build(tracks);
        Assert.All(second.Feature("loudness").Clips[0], value => Assert.Equal(7, value));
        Assert.Equal(first.Feature("loudness").Clips[1], second.Feature("loudness").Clips[1]);
        foreach (var entry in entries) File.WriteAllText(entry, "damaged");
        Assert.Equal(first.Feature("loudness").Clips, Build(tracks).Feature("loudness").Clips);
        Assert.Equal(first.Key, second.Key);
    }

    [Fact]
    public void The_key_follows_the_audio_the_options_and_the_ids()
    {
        var tracks = Songs(2);
        var keys = new List<string> { Build(tracks).Key, Build([tracks[0]]).Key, Build([tracks[0], tracks[1] with { Id = "other" }]).Key };
        File.WriteAllBytes(Path.Combine(root, tracks[0].Path), new WavBytes { Data = new byte[4000] }.Bytes());
        keys.Add(Build(tracks).Key);
        keys.Add(DatasetBuilder.Build(
            tracks, root, OneSecond, 8000, [("picture", new RmsOptions())], new(cacheFolder), 1, Sink,
            TestContext.Current.CancellationToken).Key);
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void A_clip_that_is_too_short_is_filled_with_silence()
    {
        File.WriteAllBytes(Path.Combine(root, "short.wav"), new WavBytes { Data = [.. Enumerable.Repeat((byte)64, 1600)] }.Bytes());
        var loudness = Build([Song("short.wav")]).Feature("loudness");
        Assert.Equal(1 + 8000 / 512, loudness.Shape.Frames);
        Assert.True(loudness.Clips[0][0] > 0.1);
        Assert.Equal(0, loudness.Clips[0][^1]);
    }

    [Fact]
    public void A_file_that_is_not_the_one_its_checksum_names_is_left_out()
    {
        var tracks = Songs(4);
        var hashes = Build(tracks).AudioHashes;
        string[] promised = [hashes[0], hashes[1].ToUpperInvariant(), " ", hashes[0]];
        var dataset = Build([.. tracks.Select((t, i) => t with { Values = new Dictionary<string, string> { ["sha256"] = promised[i] } })]);
        Assert.Equal([new LeftOut("song03.wav", "song03.wav", "its checksum is not the manifest's")], dataset.LeftOut);
        Assert.Equal(3, dataset.Tracks.Count);
    }

    [Fact]
    public void Cancelling_stops_and_an_unwritable_cache_is_the_users_error()
    {
        var tracks = Songs(2);
        Assert.Throws<OperationCanceledException>(() => DatasetBuilder.Build(
            tracks, root, OneSecond, 8000, Features, new(cacheFolder), 2, Sink, new CancellationToken(canceled: true)));
        var file = Path.Combine(cacheFolder, "file");
        File.WriteAllText(file, "");
        Assert.Throws<InputException>(() => Build(tracks, workers: 2, new FeatureCache(file)));
    }

    [Fact]
    public async Task A_corpus_of_every_trouble_names_each_once_and_keeps_the_good()
    {
        await FfmpegFiles.Sine(root, "good.wma", 2);
        await FfmpegFiles.Sine(root, "good.mp3", 2);
        FfmpegFiles.Truncated(await FfmpegFiles.Sine(root, "truncated.mp3", 2), 0.25);
        File.WriteAllText(Path.Combine(root, "text.mp3"), "not music", Encoding.UTF8);
        File.WriteAllBytes(Path.Combine(root, "empty.mp3"), []);
        File.WriteAllBytes(Path.Combine(root, "eight.wav"), new WavBytes { Channels = 8, Bits = 24, Data = new byte[24 * 8000] }.Bytes());
        File.WriteAllBytes(Path.Combine(root, "brief.wav"), new WavBytes { Data = new byte[1600] }.Bytes());
        var composed = "Μάτια.wav".Normalize(NormalizationForm.FormC);
        var decomposed = "Καρδιές.wav".Normalize(NormalizationForm.FormD);
        foreach (var name in new[] { composed, decomposed })
            File.WriteAllBytes(Path.Combine(root, name), new WavBytes { Data = new byte[16000] }.Bytes());
        string[] paths =
        [
            "brief.wav", "eight.wav", "empty.mp3", "good.mp3", "good.wma", "missing.mp3", "text.mp3", "truncated.mp3",
            composed.Normalize(NormalizationForm.FormD), decomposed.Normalize(NormalizationForm.FormC),
        ];
        var dataset = Build([.. paths.Select(Song)]);
        Assert.Equal(["empty.mp3", "missing.mp3", "text.mp3", "truncated.mp3"], dataset.LeftOut.Select(l => l.Path));
        Assert.Equal(["the file is empty", "file not found"], dataset.LeftOut.Take(2).Select(l => l.Reason));
        Assert.StartsWith("ffmpeg can't decode it: ", dataset.LeftOut[2].Reason);
        Assert.Matches("cut off|breaks off", dataset.LeftOut[3].Reason);
        Assert.Equal(paths.Except(dataset.LeftOut.Select(l => l.Path)), dataset.Tracks.Select(t => t.Path));
        Assert.All(dataset.Features, f => Assert.Equal(6, f.Clips.Count));
        Assert.Equal(dataset.Key, Build([.. paths.Select(Song)]).Key);
    }

    private Dataset Build(IReadOnlyList<Track> tracks, int workers = 2, FeatureCache? cache = null) => DatasetBuilder.Build(
        tracks, root, OneSecond, 8000, Features, cache ?? new(cacheFolder), workers, Sink, TestContext.Current.CancellationToken);

    private Recorder Sink => new(progress);

    private Track[] Songs(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var generator = new Seed((ulong)i).Generator();
            var samples = Enumerable.Range(0, 9000).Select(_ => (float)(generator.NextDouble() - 0.5)).ToArray();
            using var stream = File.Create(Path.Combine(root, $"song{i:00}.wav"));
            WavWriter.Write(stream, new(samples, 8000));
        }
        return [.. Enumerable.Range(0, count).Select(i => Song($"song{i:00}.wav"))];
    }

    private static Track Song(string path) => new(path, path, new Dictionary<string, string>());

    private sealed class Recorder(List<Progress> reports) : IProgress<Progress>
    {
        public void Report(Progress value) => reports.Add(value);
    }
}
