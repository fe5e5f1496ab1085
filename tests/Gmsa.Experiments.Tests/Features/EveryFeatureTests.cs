using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>What holds for every kind of feature, whoever wrote it.</summary>
public class EveryFeatureTests
{
    private const int Rate = 8000;

    /// <summary>Every kind as it is by default, and what else has paths of its own.</summary>
    private static readonly AudioFeatureOptions[] Kinds =
    [
        .. Catalog.Features.Select(kind => Activator.CreateInstance(kind.Options)).OfType<AudioFeatureOptions>(),
        .. Catalog.Features.Select(kind => Activator.CreateInstance(kind.Options)).OfType<PictureOptions>().Select(o => o with { Size = 48 }),
        new MelOptions { Scale = LoudnessScale.Power }, new MelOptions { Reference = LoudnessReference.Max },
        new MelOptions { NFft = 441, Hop = 100, Bands = 20, Size = 32 }, new MfccOptions { Count = 13 }, new MfccOptions { Deltas = true },
        new MfccOptions { Deltas = true, Hop = 4000 }, new StftOptions { Window = FrameWindow.Blackman, NFft = 101, Hop = 7 },
        new SpectrogramOptions { Scale = LoudnessScale.Power }, new LaplacianMelOptions { Scale = LoudnessScale.Power, Size = 16 },
        new RmsOptions { NFft = 101, Hop = 7 }, new CentroidOptions { NFft = 101, Hop = 7 }, new BandwidthOptions { NFft = 101, Hop = 7 },
        new ZcrOptions { NFft = 101, Hop = 7 }, new RolloffOptions { NFft = 16, Hop = 7 }, new FlatnessOptions { NFft = 65536, Hop = 7000 },
        new ContrastOptions { NFft = 16, Hop = 7 },
        new PooledOptions { Of = [new MelOptions(), new RmsOptions(), new WaveformOptions()], Statistics = Enum.GetValues<Statistic>() },
        new CqtOptions { BinsPerOctave = 5, Octaves = OctaveCount.Two, Hop = 441, Size = 32 },
        new ChromaOptions { Of = ChromaSource.Stft, Hop = 100, Size = 32 }, new OnsetOptions { NFft = 101, Hop = 7 },
        new TempogramOptions { Hop = 100, Size = 32 }, new TempoOptions { Hop = 100 },
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Kinds.Length)];

    [Fact]
    public void Every_key_is_described() =>
        Assert.All(
            Catalog.Features.SelectMany(kind => kind.Options.GetProperties()).Where(p => p.CanWrite),
            p => Assert.NotNull(p.GetCustomAttribute<DescriptionAttribute>()));

    [Theory]
    [MemberData(nameof(All))]
    public void The_shape_is_as_declared_and_the_numbers_are_finite_whatever_the_clip(int kind)
    {
        foreach (var rate in new[] { Rate, 22050, 96000 })
        {
            var feature = Kinds[kind].Create(rate);
            foreach (var (name, samples) in Clips())
            {
                var map = feature.Extract(new(samples, rate));
                var what = FormattableString.Invariant($"{name} at {rate} Hz");
                Assert.True(Kinds[kind].Shape(samples.Length, rate) == map.Shape, what);
                Assert.True(map.Shape.Count == map.Values.Length, what);
                Assert.True(map.Values.All(float.IsFinite), what);
                Assert.True(map.RowAxis.Labels is not { } labels || labels.Count == map.Shape.Rows, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_clip_that_its_sound_does_not_fill_has_the_shape_of_one_that_is_full(int kind)
    {
        const int ClipSamples = 26_000;
        foreach (var rate in new[] { Rate, 22050 })
        {
            var feature = Kinds[kind].Create(rate);
            foreach (var (name, samples) in Clips().Where(c => c.Samples.Length <= ClipSamples))
            {
                var shape = Kinds[kind].Shape(ClipSamples, rate);
                var map = new Spectra(new(samples, rate), ClipSamples).Of(feature).FilledTo(shape.Frames);
                var what = FormattableString.Invariant($"{name} at {rate} Hz");
                Assert.True(shape == map.Shape, what);
                Assert.True(shape.Count == map.Values.Length, what);
                Assert.True(map.Values.All(float.IsFinite), what);
            }
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
        yield return ("half the rate", [.. Enumerable.Range(0, 8000).Select(i => i % 2 == 0 ? 1f : -1f)]);
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
