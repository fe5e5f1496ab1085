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
    public void What_is_cached_is_not_decoded_again_whatever_the_manifest_says_of_it()
    {
        var tracks = Songs(5);
        var first = Build(tracks[..3]);
        Assert.Equal(3, first.Computed);
        // Another file's numbers in this one's row show where they come from.
        var store = first.Feature("loudness").Folder;
        var opened = FeatureStore.Open(store, File.ReadAllText(FeatureStore.RecipeFile(store)), first.Feature("loudness").Shape,
            Precision.Float32);
        opened.Write(first.AudioHashes![0], first.Feature("loudness").Clips[1], 1);
        opened.Commit();
        var expected = first.Feature("loudness").Clips[1];
        var labelled = tracks.Select(t => t with { Values = new Dictionary<string, string> { ["label"] = "Happy" } }).Reverse().ToArray();
        var second = Build(labelled);
        Assert.Equal(2, second.Computed);
        Assert.Equal(expected, second.Feature("loudness").Clips[4]);
        Assert.Equal(first.Feature("loudness").Clips[2], second.Feature("loudness").Clips[2]);
        Assert.Equal(0, Build(labelled).Computed);
    }

    [Fact]
    public void One_more_feature_computes_that_one_alone()
    {
        var tracks = Songs(3);
        Build(tracks);
        var before = Directory.GetFiles(cacheFolder, "values.npy", SearchOption.AllDirectories)
            .ToDictionary(f => f, File.GetLastWriteTimeUtc);
        (string, FeatureOptions)[] more = [.. Features, ("brightness", new CentroidOptions()), ("again", new RmsOptions())];
        var dataset = DatasetBuilder.Build(tracks, Source, more, new(cacheFolder), 2, Sink, TestContext.Current.CancellationToken);
        Assert.Equal(dataset.Feature("loudness").Clips, dataset.Feature("again").Clips);
        Assert.Equal(3, Directory.GetFiles(cacheFolder, "values.npy", SearchOption.AllDirectories).Length);
        Assert.All(before, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
    }

    [Fact]
    public void The_same_audio_under_two_names_is_computed_once_and_broken_audio_named_for_both()
    {
        var tracks = Songs(2);
        File.Copy(Path.Combine(root, "song00.wav"), Path.Combine(root, "twin.wav"));
        foreach (var name in new[] { "bad1.wav", "bad2.wav" }) File.WriteAllText(Path.Combine(root, name), "RIFF....WAVE");
        var dataset = Build([.. tracks, Song("twin.wav"), Song("bad1.wav"), Song("bad2.wav")]);
        Assert.Equal(2, dataset.Computed);
        Assert.Equal(dataset.Feature("picture").Clips[0], dataset.Feature("picture").Clips[2]);
        Assert.Equal(["bad1.wav", "bad2.wav"], dataset.LeftOut.Select(l => l.Path));
        Assert.Single(dataset.LeftOut.Select(l => l.Reason).Distinct());
    }

    [Fact]
    public async Task Two_builds_at_once_make_what_one_makes()
    {
        var tracks = Songs(12);
        Build(tracks, cache: new(Path.Combine(cacheFolder, "one")));
        var two = Path.Combine(cacheFolder, "two");
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => DatasetBuilder.Build(
            tracks, Source, Features, new(two), 1, new Recorder([]), TestContext.Current.CancellationToken))));
        Assert.Equal(12, both.Sum(d => d.Computed));
        string[] Files(string folder) => [.. Directory.GetFiles(Path.Combine(folder, "features"), "*.*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".claim", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(Files(Path.Combine(cacheFolder, "one")).Select(File.ReadAllBytes), Files(two).Select(File.ReadAllBytes));
        Assert.Equal(6, Files(two).Length);
    }

    [Fact]
    public void A_build_waits_for_another_of_the_same_features_and_says_so()
    {
        var tracks = Songs(1);
        Build(tracks);
        var claim = Directory.GetFiles(Path.Combine(cacheFolder, "features", ".claims"), "mel-*").Single();
        using (FileClaim.TryTake(claim))
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            soon.CancelAfter(200);
            Assert.Throws<OperationCanceledException>(() =>
                DatasetBuilder.Build(tracks, Source, Features, new(cacheFolder), 1, Sink, soon.Token));
        }
        Assert.StartsWith("waiting for another build of mel-", progress[^1].Note, StringComparison.Ordinal);
        Assert.Equal(0, Build(tracks).Computed);
    }

    [Fact]
    public void The_key_follows_the_audio_the_options_and_the_ids()
    {
        var tracks = Songs(2);
        var keys = new List<string> { Build(tracks).Key, Build([tracks[0]]).Key, Build([tracks[0], tracks[1] with { Id = "other" }]).Key };
        File.WriteAllBytes(Path.Combine(root, tracks[0].Path), new WavBytes { Data = new byte[4000] }.Bytes());
        keys.Add(Build(tracks).Key);
        keys.Add(DatasetBuilder.Build(
            tracks, Source, [("picture", new RmsOptions())], new(cacheFolder), 1, Sink, TestContext.Current.CancellationToken).Key);
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
        var hashes = Build(tracks).AudioHashes!;
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
            tracks, Source, Features, new(cacheFolder), 2, Sink, new CancellationToken(canceled: true)));
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

    [Fact]
    public void A_track_gives_as_many_clips_as_it_has_audio_for_and_their_numbers_are_those_of_the_parts()
    {
        var tracks = Songs(2); // 1.125 s each
        var source = Source with { Clip = new() { Length = TimeSpan.FromSeconds(0.4), PerTrack = 5 } };
        var dataset = DatasetBuilder.Build(tracks, source, Features, new(cacheFolder), 2, Sink, TestContext.Current.CancellationToken);
        // The third part is 0.325 s long, the fourth would begin beyond the end.
        Assert.Equal([new(0, 0, 0), new(0, 1, 0), new(0, 2, 0), new(1, 0, 0), new(1, 1, 0), new(1, 2, 0)], dataset.Clips);
        Assert.Equal([0.4, 0.4, 0.325, 0.4, 0.4, 0.325], dataset.Seconds!.Select(s => Math.Round(s, 3)));
        Assert.Equal([0, 3], dataset.FirstClips);
        var second = DatasetBuilder.Build(
            tracks, source with { Clip = new() { Offset = TimeSpan.FromSeconds(0.4), Length = TimeSpan.FromSeconds(0.4) } }, Features,
            new(cacheFolder), 2, Sink, TestContext.Current.CancellationToken);
        Assert.Equal(second.Feature("picture").Clips[1], dataset.Feature("picture").Clips[4]);
        Assert.Equal(0, second.Computed); // a clip is the same wherever it is asked for
        var halves = DatasetBuilder.Build(
            tracks, source with { Clip = new() { Length = TimeSpan.FromSeconds(0.8), PerTrack = 2 } }, Features, new(cacheFolder), 2, Sink,
            TestContext.Current.CancellationToken);
        Assert.Equal(2, halves.Clips.Count); // 0.325 s are less than half of 0.8 s
    }

    [Fact]
    public void Columns_need_no_audio()
    {
        (string, string)[] tempi = [("a", "120"), ("c", "1e2")];
        Track[] tracks =
            [.. tempi.Select(t => new Track(t.Item1, "", new Dictionary<string, string> { ["tempo"] = t.Item2, ["rank"] = "-3" }))];
        (string, FeatureOptions)[] columns = [("numbers", new ColumnsOptions { Names = ["rank", "tempo"] })];
        var dataset = DatasetBuilder.Build(tracks, Source, columns, new(cacheFolder), 2, Sink, TestContext.Current.CancellationToken);
        Assert.Equal((float[][])[[-3f, 120], [-3f, 100]], dataset.Feature("numbers").Clips);
        Assert.Null(dataset.AudioHashes);
        Assert.Empty(Directory.GetFileSystemEntries(cacheFolder));
        Track[] other = [tracks[0] with { Values = new Dictionary<string, string> { ["tempo"] = "121", ["rank"] = "-3" } }, .. tracks[1..]];
        Assert.NotEqual(dataset.Key,
            DatasetBuilder.Build(other, Source, columns, new(cacheFolder), 2, Sink, TestContext.Current.CancellationToken).Key);
    }

    [Fact]
    public void A_track_whose_second_clip_is_broken_is_left_out_whole_and_moves_no_other()
    {
        var tracks = Songs(3);
        var bytes = File.ReadAllBytes(Path.Combine(root, "song01.wav"));
        File.WriteAllBytes(Path.Combine(root, "song01.wav"), bytes[..(bytes.Length * 2 / 3)]); // 0.75 s of a promised 1.125 s
        var dataset = DatasetBuilder.Build(
            tracks, Source with { Clip = new() { Length = TimeSpan.FromSeconds(0.5), PerTrack = 2 } }, Features, new(cacheFolder), 2, Sink,
            TestContext.Current.CancellationToken);
        Assert.Equal(["song00.wav", "song02.wav"], dataset.Tracks.Select(t => t.Id));
        Assert.Equal([new(0, 0, 0), new(0, 1, 0), new(1, 0, 0), new(1, 1, 0)], dataset.Clips);
        Assert.Contains("cut off", Assert.Single(dataset.LeftOut).Reason, StringComparison.Ordinal);
        var alone = DatasetBuilder.Build(
            [tracks[2]], Source with { Clip = new() { Length = TimeSpan.FromSeconds(0.5), PerTrack = 2 } }, Features, new(cacheFolder), 2,
            Sink, TestContext.Current.CancellationToken);
        Assert.Equal(alone.Feature("picture").Clips, dataset.Feature("picture").Clips.Skip(2));
    }

    [Fact]
    public void Columns_stand_beside_audio_clip_by_clip()
    {
        var tracks = Songs(2).Select((t, i) => t with { Values = new Dictionary<string, string> { ["tempo"] = $"{i + 1}" } }).ToArray();
        (string, FeatureOptions)[] both = [("tempo", new ColumnsOptions { Names = ["tempo"] }), .. Features];
        var source = Source with { Clip = new() { Length = TimeSpan.FromSeconds(0.5), PerTrack = 2 } };
        var dataset = DatasetBuilder.Build(tracks, source, both, new(cacheFolder), 2, Sink, TestContext.Current.CancellationToken);
        Assert.Equal((float[][])[[1f], [1f], [2f], [2f]], dataset.Feature("tempo").Clips);
        Assert.Equal(4, dataset.Feature("picture").Clips.Count);
    }

    private Dataset Build(IReadOnlyList<Track> tracks, int workers = 2, FeatureCache? cache = null) => DatasetBuilder.Build(
        tracks, Source, Features, cache ?? new(cacheFolder), workers, Sink, TestContext.Current.CancellationToken);

    private AudioSource Source => new(root, new ClipOptions { Length = TimeSpan.FromSeconds(1) }, 8000);

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
