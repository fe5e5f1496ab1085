using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>What holds for every kind of feature, whoever wrote it.</summary>
public class EveryFeatureTests
{
    private const int Rate = 8000;

    private static readonly FeatureOptions[] Kinds =
    [
        new MelOptions(), new MelOptions { Size = 128 },
        new MelOptions { Scale = LoudnessScale.Power }, new MelOptions { Reference = LoudnessReference.Max },
        new MelOptions { NFft = 441, Hop = 100, Bands = 20, Size = 32 }, new MfccOptions(), new MfccOptions { Count = 13, Size = 64 },
        new RmsOptions(), new RmsOptions { NFft = 101, Hop = 7 }, new CentroidOptions(), new CentroidOptions { NFft = 101, Hop = 7 },
        new CqtOptions(), new CqtOptions { BinsPerOctave = 5, Octaves = OctaveCount.Two, Hop = 441, Size = 32 },
        new ChromaOptions(), new ChromaOptions { Of = ChromaSource.Stft, Hop = 100, Size = 32 }, new CensOptions(), new TonnetzOptions(),
        new OnsetOptions(), new OnsetOptions { NFft = 101, Hop = 7 }, new TempogramOptions(), new TempogramOptions { Hop = 100, Size = 32 },
        new TempoOptions(), new TempoOptions { Hop = 100 },
        new PooledOptions(), new PooledOptions { Of = [new MelOptions(), new RmsOptions()], Statistics = Enum.GetValues<Statistic>() },
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Kinds.Length)];

    [Fact]
    public void Every_options_record_is_tried_here_and_described()
    {
        var types = typeof(FeatureOptions).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(FeatureOptions)) && !t.IsAbstract).ToHashSet();
        Assert.Equal(types, Kinds.Select(k => k.GetType()).ToHashSet());
        var options = types.SelectMany(t => t.GetProperties()).Where(p => p.CanWrite);
        Assert.All(options, p => Assert.NotNull(p.GetCustomAttribute<DescriptionAttribute>()));
        Assert.All(types, t => Assert.EndsWith("Options", t.Name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_shape_is_as_declared_and_the_numbers_are_finite_whatever_the_clip(int kind)
    {
        var feature = Kinds[kind].Create(Rate);
        foreach (var (name, samples) in Clips())
        {
            var map = feature.Extract(new(samples, Rate));
            Assert.True(Kinds[kind].Shape(samples.Length, Rate) == map.Shape, name);
            Assert.True(map.Shape.Count == map.Values.Length, name);
            Assert.True(map.Values.All(float.IsFinite), name);
            Assert.True(map.RowAxis.Labels is not { } labels || labels.Count == map.Shape.Rows, name);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_clip_gives_the_same_bits_from_any_thread_and_culture(int kind)
    {
        var clip = new Waveform(Noise(16000, 1), Rate);
        var feature = Kinds[kind].Create(Rate);
        var expected = feature.Extract(clip).Values;
        var before = (float[])clip.Samples.Clone();
        using var collecting = new Collector();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
            Assert.Equal(expected, (i % 2 == 0 ? feature : Kinds[kind].Create(Rate)).Extract(clip).Values);
        });
        Assert.Equal(before, clip.Samples);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Different_music_gives_different_numbers(int kind)
    {
        var feature = Kinds[kind].Create(Rate);
        Assert.NotEqual(feature.Extract(new(Noise(16000, 1), Rate)).Values, feature.Extract(new(Sine(16000, 440), Rate)).Values);
    }

    private static IEnumerable<(string Name, float[] Samples)> Clips()
    {
        yield return ("no sample", []);
        yield return ("one sample", [0.5f]);
        yield return ("a few samples", Noise(50, 3));
        yield return ("silence", new float[8000]);
        yield return ("almost silence", [.. Enumerable.Repeat(1e-30f, 4000)]);
        yield return ("noise", Noise(20001, 2));
        yield return ("a tone", Sine(8192, 440));
        yield return ("a constant", [.. Enumerable.Repeat(1f, 8000)]);
        yield return ("far beyond full scale", [.. Noise(4000, 5).Select(x => x * 1e38f)]);
    }

    private static float[] Sine(int count, double hz) =>
        [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(2 * Math.PI * hz * i / Rate))];

    private static float[] Noise(int count, ulong seed)
    {
        var generator = new Seed(seed).Generator();
        return [.. Enumerable.Range(0, count).Select(_ => (float)(2 * generator.NextDouble() - 1))];
    }
}
