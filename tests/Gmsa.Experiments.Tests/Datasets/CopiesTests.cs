using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>Augmented copies that are written out.</summary>
public sealed class CopiesTests : IDisposable
{
    private static readonly (string, FeatureOptions)[] Features =
        [
        ("picture", new MelOptions { Size = 32 }),
        ("other", new MelOptions { Size = 16 }),
        ("loudness", new PooledOptions { Of = [new RmsOptions()] }),
    ];

    private static readonly Copies Two = new(2, [new SpecAugmentOptions { TimeWarp = 8, TimeWidth = 8 }, new GainOptions()],
        ["picture"], new Seed(3));
    private readonly string root = Repository.TemporaryFolder();
    private readonly string cacheFolder = Repository.TemporaryFolder();

    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        Directory.Delete(cacheFolder, recursive: true);
    }

    private Dataset Build(IReadOnlyList<Track> tracks, Copies? copies, int workers = 2, string cache = "cache") => DatasetBuilder.Build(
        tracks, new AudioSource(root, new ClipOptions { Length = TimeSpan.FromSeconds(1), PerTrack = 2 }, 8000), Features,
        new(Path.Combine(cacheFolder, cache)), workers, Progress.Unheard, TestContext.Current.CancellationToken, copies);

    private Track[] Songs(params int[] seeds)
    {
        foreach (var seed in seeds)
        {
            var generator = new Seed((ulong)seed).Generator();
            using var stream = File.Create(Path.Combine(root, $"{seed}.wav"));
            WavWriter.Write(stream, new([.. Enumerable.Range(0, 16000).Select(_ => (float)(generator.NextDouble() - 0.5))], 8000));
        }
        return [.. seeds.Select(s => new Track($"{s}", $"{s}.wav", new Dictionary<string, string>()))];
    }

    [Fact]
    public void Every_clip_has_its_copies_behind_it_and_they_keep_its_track()
    {
        var dataset = Build(Songs(1, 2), Two);
        Assert.Equal(
            [.. from track in Enumerable.Range(0, 2)
                from number in Enumerable.Range(0, 2)
                from copy in Enumerable.Range(0, 3)
                select new Clip(track, number, copy)],
            dataset.Clips);
        var pictures = dataset.Feature("picture").Clips;
        for (var clip = 0; clip < 12; clip += 3)
        {
            Assert.NotEqual(pictures[clip], pictures[clip + 1]);
            Assert.NotEqual(pictures[clip + 1], pictures[clip + 2]);
            foreach (var same in (string[])["other", "loudness"]) // only what was asked for is augmented
                Assert.All([1, 2], copy => Assert.Equal(dataset.Feature(same).Clips[clip], dataset.Feature(same).Clips[clip + copy]));
        }
        Assert.Equal(Build(Songs(1, 2), null).Feature("picture").Clips, Enumerable.Range(0, 4).Select(c => pictures[3 * c]));
        Assert.Equal([0, 6], dataset.FirstClips);
    }

    [Fact]
    public void Copies_follow_from_seed_audio_and_number_alone()
    {
        var one = Build(Songs(1, 2), Two, workers: 1, "one");
        var other = Build(Songs(2, 5, 1), Two, workers: 4, "other");
        var (a, b) = (one.Feature("picture").Clips, other.Feature("picture").Clips);
        for (var row = 0; row < 6; row++) Assert.Equal(a[row], b[12 + row]); // track 1 is first here and last there
        var more = Build(Songs(1, 2), Two with { Count = 3 }, cache: "one").Feature("picture").Clips;
        Assert.Equal(a[2], more[2]); // a third copy changes none of two
        Assert.NotEqual(a[1], Build(Songs(1, 2), Two with { Seed = new(4) }).Feature("picture").Clips[1]);
        Assert.NotEqual(one.Key, Build(Songs(1, 2), Two with { Seed = new(4) }).Key);
        Assert.NotEqual(one.Key, Build(Songs(1, 2), null).Key);
    }

    [Fact]
    public void Copies_that_are_there_are_not_made_again()
    {
        Build(Songs(1, 2), Two);
        var files = Directory.GetFiles(cacheFolder, "values.npy", SearchOption.AllDirectories)
            .ToDictionary(f => f, File.GetLastWriteTimeUtc);
        Assert.Equal(2 * 3 + 2 * 2, files.Count); // three features and two copies of one of them, for each of two parts
        Build(Songs(1, 2), Two);
        Assert.All(files, f => Assert.Equal(f.Value, File.GetLastWriteTimeUtc(f.Key)));
    }
}
