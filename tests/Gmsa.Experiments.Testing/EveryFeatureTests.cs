using System.Globalization;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Testing;

/// <summary>What holds for every kind of feature, whoever wrote it.</summary>
/// <remarks>Of features of audio; those of the manifest's columns only have to describe their keys.</remarks>
public abstract class EveryFeatureTests : Suite<FeatureOptions>
{
    private const int Rate = 8000;

    /// <summary>By default the catalog's as they are by default, and pictures as small squares too.</summary>
    public override IReadOnlyList<Named<FeatureOptions>> Kinds
    {
        get
        {
            var kinds = Named.All<FeatureOptions>(Catalog.Features);
            return [.. kinds, .. kinds.Where(k => k.Value is PictureOptions)
                .Select(k => new Named<FeatureOptions>(k.Word + " 48 x 48", (PictureOptions)k.Value with { Size = 48 }))];
        }
    }

    [Theory, EachKind]
    public void Every_key_is_described(string kind) =>
        Keys.AssertDescribed(this[kind].GetType());

    [Theory(SkipTestWithoutData = true), EachKind(typeof(AudioFeatureOptions))]
    public void The_shape_is_as_declared_and_the_numbers_are_finite_whatever_the_clip(string kind)
    {
        foreach (var rate in Rates(kind, Rate, 22050, 96000))
        {
            using var feature = Audio(kind).Create(rate);
            foreach (var (name, samples) in Clips())
            {
                var map = feature.Extract(new(samples, rate));
                var what = FormattableString.Invariant($"{name} at {rate} Hz");
                Assert.True(Audio(kind).Shape(samples.Length, rate) == map.Shape, what);
                Assert.True(map.Shape.Count == map.Values.Length, what);
                Assert.True(map.Values.All(float.IsFinite), what);
                Assert.True(map.RowAxis.Labels is not { } labels || labels.Count == map.Shape.Rows, what);
            }
        }
    }

    [Theory(SkipTestWithoutData = true), EachKind(typeof(AudioFeatureOptions))]
    public void A_clip_that_its_sound_does_not_fill_has_the_shape_of_one_that_is_full(string kind)
    {
        const int ClipSamples = 26_000;
        foreach (var rate in Rates(kind, Rate, 22050))
        {
            using var feature = Audio(kind).Create(rate);
            foreach (var (name, samples) in Clips().Where(c => c.Samples.Length <= ClipSamples))
            {
                var shape = Audio(kind).Shape(ClipSamples, rate);
                var map = Sound(feature, new(samples, rate), ClipSamples).FilledTo(shape.Frames);
                var what = FormattableString.Invariant($"{name} at {rate} Hz");
                Assert.True(shape == map.Shape, what);
                Assert.True(shape.Count == map.Values.Length, what);
                Assert.True(map.Values.All(float.IsFinite), what);
            }
        }
    }

    [Theory(SkipTestWithoutData = true), EachKind(typeof(AudioFeatureOptions))]
    public void The_same_clip_gives_the_same_bits_from_any_thread_and_culture(string kind)
    {
        var rate = Audio(kind).HeardAt(Rate);
        var clip = new Waveform(Noise(16000, 1), rate);
        using var feature = Audio(kind).Create(rate);
        var expected = feature.Extract(clip).Values;
        var before = (float[])clip.Samples.Clone();
        using var collecting = new Collector();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("el-GR");
            using var another = i % 2 == 0 ? null : Audio(kind).Create(rate);
            Assert.Equal(expected, (another ?? feature).Extract(clip).Values);
        });
        Assert.Equal(before, clip.Samples);
    }

    [Theory(SkipTestWithoutData = true), EachKind(typeof(AudioFeatureOptions))]
    public void Different_music_gives_different_numbers(string kind)
    {
        var rate = Audio(kind).HeardAt(Rate);
        using var feature = Audio(kind).Create(rate);
        Assert.NotEqual(feature.Extract(new(Noise(16000, 1), rate)).Values, feature.Extract(new(Sine(16000, 440), rate)).Values);
    }

    [Theory(SkipTestWithoutData = true), EachKind(typeof(AudioFeatureOptions))]
    public void One_that_is_disposed_of_takes_nothing_from_another(string kind)
    {
        var rate = Audio(kind).HeardAt(Rate);
        var clip = new Waveform(Noise(4000, 1), rate);
        var gone = Audio(kind).Create(rate);
        using var feature = Audio(kind).Create(rate);
        var expected = gone.Extract(clip).Values;
        gone.Dispose();
        gone.Dispose();
        Assert.Equal(expected, feature.Extract(clip).Values);
    }

    /// <summary>The feature of sound that is followed by silence, up to so many samples.</summary>
    protected virtual FeatureMap Sound(IFeature feature, Waveform sound, int clipSamples) => feature.Extract(sound);

    /// <summary>Those at which a kind works: all, or the one that it hears alone.</summary>
    private IEnumerable<int> Rates(string kind, params int[] rates) => rates.Select(Audio(kind).HeardAt).Distinct();

    private AudioFeatureOptions Audio(string kind) => (AudioFeatureOptions)this[kind];

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
