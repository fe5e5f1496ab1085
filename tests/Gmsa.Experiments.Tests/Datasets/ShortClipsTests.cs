using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Tests.Audio;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>A corpus of recordings that are shorter than their clips.</summary>
public sealed class ShortClipsTests : IDisposable
{
    private const int Rate = 8000;
    private static readonly double[] Seconds = [0.3, 1.1, 3];
    private readonly string folder = Repository.TemporaryFolder();

    private static readonly (string, FeatureOptions)[] Features =
    [
        ("everything", new PooledOptions
        {
            Of = [.. Catalog.Default.Features.Select(k => Activator.CreateInstance(k.Options)).OfType<AudioFeatureOptions>()
                .Where(o => o is not PooledOptions)],
            Statistics = Enum.GetValues<Statistic>(),
        }),
        ("tempo", new TempoOptions()), ("picture", new MelOptions { Size = 32 }),
    ];

    public ShortClipsTests()
    {
        for (var i = 0; i < Seconds.Length; i++)
        {
            var random = new Seed((ulong)i).Generator();
            var noise = Enumerable.Range(0, (int)(Rate * Seconds[i])).Select(_ => (long)(20_000 * random.NextDouble() - 10_000));
            File.WriteAllBytes(Path.Combine(folder, $"{i}.wav"), new WavBytes { Data = WavBytes.Integers(2, [.. noise]) }.Bytes());
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Vectors_are_the_same_at_three_seconds_and_at_thirty()
    {
        var (three, thirty) = (Build(3, Features), Build(30, Features));
        foreach (var name in (string[])["everything", "tempo"])
            foreach (var (expected, found) in three.Feature(name).Clips.Zip(thirty.Feature(name).Clips))
                for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-6 * Math.Max(1, Math.Abs(expected[i])));
        Assert.Equal(new FeatureShape(32, 32), thirty.Feature("picture").Shape);
        Assert.Equal(Seconds, thirty.Seconds!.Select(s => Math.Round(s, 3)));
        Assert.Equal(1 - Seconds.Average() / 30, thirty.Silence(TimeSpan.FromSeconds(30))!.Value, 1e-6);
        Assert.Equal(0.9, thirty.SilenceOf(2, TimeSpan.FromSeconds(30)), 1e-6);
        Assert.Equal(0, three.SilenceOf(2, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Samples_end_in_zeros_as_long_as_the_clip()
    {
        var clip = Build(3, ("samples", new WaveformOptions())).Feature("samples").Clips[0];
        Assert.Equal(3 * Rate, clip.Length);
        Assert.Contains(clip[..2400], x => x != 0);
        Assert.All(clip[2400..], x => Assert.Equal(0, x));
    }

    [Fact]
    public void A_further_clip_that_is_not_full_is_pooled_over_its_sound_too()
    {
        (string, FeatureOptions)[] features = [("loudness", new PooledOptions { Of = [new RmsOptions(), new MfccOptions()] })];
        var track = new Track("2.wav", "2.wav", new Dictionary<string, string>());
        var (three, third) = (Clip(1.2) with { PerTrack = 3 }, Clip(0.6) with { Offset = TimeSpan.FromSeconds(2.4) });
        var (clips, last) = (Build([track], three, features), Build([track], third, features));
        Assert.Equal(3, clips.Clips.Count);
        Assert.Equal(last.Feature("loudness").Clips[0], clips.Feature("loudness").Clips[2]);
    }

    private static ClipOptions Clip(double seconds) => new() { Length = TimeSpan.FromSeconds(seconds) };

    private Dataset Build(double seconds, params (string, FeatureOptions)[] features) => Build(
        [.. Seconds.Select((_, i) => new Track($"{i}.wav", $"{i}.wav", new Dictionary<string, string>()))], Clip(seconds), features);

    private Dataset Build(IReadOnlyList<Track> tracks, ClipOptions clip, IReadOnlyList<(string, FeatureOptions)> features) =>
        DatasetBuilder.Build(
            tracks, new(folder, clip, Rate), features, new(Path.Combine(folder, "cache")), 2, Progress.Unheard,
            TestContext.Current.CancellationToken);
}
