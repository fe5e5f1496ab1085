using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>Sounds that end before their clip: statistics are over the sound, and pictures are filled up with what silence gives.</summary>
public class ShortSoundTests
{
    private const int Rate = 8000, Hop = 512;

    /// <summary>Every kind of audio feature as it is by default, every statistic over its frames.</summary>
    private static readonly PooledOptions Everything = new()
    {
        Of =
        [
            .. Catalog.Default.Features.Select(k => Activator.CreateInstance(k.Options)).OfType<AudioFeatureOptions>()
                .Where(o => o is not PooledOptions),
            new MelOptions { Size = 48, Reference = LoudnessReference.Max }, new MfccOptions { Deltas = true },
            new ChromaOptions { Of = ChromaSource.Stft }, new PooledOptions(),
        ],
        Statistics = Enum.GetValues<Statistic>(),
    };

    public static TheoryData<int> Lengths => [1, 2400, 24_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Pooled_numbers_of_every_kind_and_statistic_do_not_depend_on_the_length_of_the_clip(int samples)
    {
        var (pooled, tempo) = (Everything.Create(Rate), new TempoOptions().Create(Rate));
        var sound = Fading(samples);
        foreach (var feature in new[] { pooled, tempo })
        {
            var (full, three, thirty) = (feature.Extract(sound).Values, In(feature, sound, 3), In(feature, sound, 30));
            Assert.Equal(full, three);
            Assert.Equal(full, thirty);
        }
    }

    [Fact]
    public void The_loudness_of_a_short_sound_is_its_own()
    {
        var steady = new Waveform([.. Enumerable.Repeat(0.5f, 2400)], Rate); // 0.3 s
        var loudness = new PooledOptions
        {
            Of = [new RmsOptions { NFft = 256, Hop = 128 }],
            Statistics = [Statistic.Mean, Statistic.Median],
        };
        var numbers = In(loudness.Create(Rate), steady, 30);
        Assert.Equal(0.5, numbers[0], 0.02); // the outermost frames are half empty
        Assert.Equal(0.5, numbers[1], 1e-6);
    }

    [Fact]
    public void Frames_that_hold_sound_are_those_that_it_has_without_a_clip()
    {
        var sound = Fading(5000);
        var map = new Spectra(sound, 80_000).Of(new RmsOptions().Create(Rate));
        Assert.Equal(1 + 5000 / Hop, map.Shape.Frames);
        var filled = map.FilledTo(1 + 80_000 / Hop);
        Assert.Equal(map.Values, filled.Values[..map.Shape.Frames]);
        Assert.All(filled.Values[map.Shape.Frames..], x => Assert.Equal(0, x));
    }

    /// <summary>Pictures whose columns are of their own frames: what fills them up is what zeros behind the sound gave.</summary>
    private static readonly AudioFeatureOptions[] Pictures =
    [
        .. Catalog.Default.Features.Select(k => Activator.CreateInstance(k.Options)).OfType<AudioFeatureOptions>()
            .Where(o => o is not (PooledOptions or WaveformOptions or TempoOptions or TempogramOptions or LaplacianMelOptions)),
        new MelOptions { Reference = LoudnessReference.Max }, new MelOptions { Scale = LoudnessScale.Power },
        new SpectrogramOptions { Range = 40 }, new MfccOptions { Deltas = true }, new ChromaOptions { Of = ChromaSource.Stft },
    ];

    public static TheoryData<int> AllPictures => [.. Enumerable.Range(0, Pictures.Length)];

    [Theory]
    [MemberData(nameof(AllPictures))]
    public void What_fills_a_picture_up_is_what_silence_gives_and_only_the_seam_differs(int kind)
    {
        const int Samples = 24_000, Clip = 64_000;
        var sound = Fading(Samples);
        var padded = new Waveform([.. sound.Samples, .. new float[Clip - Samples]], Rate);
        var feature = Pictures[kind].Create(Rate);
        var expected = feature.Extract(padded);
        var found = new Spectra(sound, Clip).Of(feature).FilledTo(expected.Shape.Frames);
        Assert.Equal(expected.Shape, found.Shape);
        var (frames, perSecond) = (expected.Shape.Frames, (double)expected.Shape.Frames * Rate / Clip);
        var reach = Pictures[kind] is CensOptions ? 3.9 : 2.2; // s: of the longest filters, and what is smoothed over many frames
        var largest = expected.Values.Max(Math.Abs);
        for (var i = 0; i < found.Values.Length; i++)
            if (Math.Abs(i % frames - 3 * perSecond) > reach * perSecond)
                Assert.Equal(expected.Values[i], found.Values[i], 1e-5 * largest + 1e-12);
    }

    [Fact]
    public void A_square_picture_is_resampled_with_the_silence_in_it()
    {
        var sound = Fading(8000);
        var (own, square) = (new MelOptions { Bands = 32, Hop = 125 }, new MelOptions { Bands = 32, Hop = 125, Size = 32 });
        var expected = PictureOf(new Spectra(sound, 32_000).Of(own.Create(Rate)).FilledTo(257));
        var found = new Spectra(sound, 32_000).Of(square.Create(Rate));
        Assert.Equal(new FeatureShape(32, 32), found.Shape);
        Assert.Equal(expected, found.Values);
        for (var row = 0; row < 32; row++) // a second of four is sound
            Assert.All(found.Values[(row * 32 + 9)..(row * 32 + 32)], x => Assert.Equal(found.Values.Min(), x));
    }

    [Fact]
    public void Edges_of_a_filled_up_picture_are_those_of_the_whole_square()
    {
        var map = new Spectra(Fading(8000), 32_000).Of(new LaplacianMelOptions { Size = 32 }.Create(Rate));
        Assert.Equal(new FeatureShape(32, 32), map.Shape);
        Assert.Contains(map.Values[8..16], x => x != 0);
        for (var row = 0; row < 32; row++)
            Assert.All(map.Values[(row * 32 + 14)..(row * 32 + 32)], x => Assert.Equal(0, x, 1e-4)); // silence is flat
    }

    [Fact]
    public void Samples_are_filled_up_with_zeros() => Assert.Equal(
        [0.5f, -0.5f, 0, 0, 0], new Spectra(new([0.5f, -0.5f], Rate), 5).Of(new WaveformOptions().Create(Rate)).FilledTo(5).Values);

    private static float[] PictureOf(FeatureMap map) =>
        ((IFeature)new PictureSize(new Given(map), 32)).Extract(new Waveform([], Rate)).Values;

    private sealed class Given(FeatureMap map) : IFeature
    {
        public FeatureMap Extract(Waveform clip) => map;
    }

    private static float[] In(IFeature feature, Waveform sound, int seconds) => new Spectra(sound, seconds * Rate).Of(feature).Values;

    /// <summary>A tone and noise that are loudest at their start.</summary>
    private static Waveform Fading(int samples)
    {
        var random = new Seed(3).Generator();
        return new([.. Enumerable.Range(0, samples).Select(i => (float)(Math.Exp(-2.0 * i / samples)
            * (0.5 * Math.Sin(2 * Math.PI * 220 * i / Rate) + 0.2 * (2 * random.NextDouble() - 1))))], Rate);
    }
}
