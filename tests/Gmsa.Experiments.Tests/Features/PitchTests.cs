using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Features;

public class PitchTests
{
    private const int Rate = 22_050;
    private const int A4 = 45; // semitones above C1

    private static readonly AudioFeatureOptions[] WithoutLevel =
        [new ChromaOptions(), new ChromaOptions { Of = ChromaSource.Stft }, new CensOptions(), new TonnetzOptions()];

    [Fact]
    public void A_tone_is_loudest_in_its_own_bin_at_its_amplitude()
    {
        var map = new CqtOptions().Create(Rate).Extract(Tone(0.5, A4));
        Assert.Equal(new FeatureShape(84, 1 + Rate / 512), map.Shape);
        Assert.Equal("A4", map.RowAxis.Labels![A4]);
        var column = Frame(map, 20);
        Assert.Equal(A4, Array.IndexOf(column, column.Max()));
        var q = 1 / ((Math.Pow(2, 2.0 / 12) - 1) / (Math.Pow(2, 2.0 / 12) + 1));
        Assert.Equal(0.25 * Math.Sqrt(q * Rate / 440), column[A4], 1e-3);
    }

    [Fact]
    public void A_semitone_up_is_a_bin_up_and_a_pitch_class_on()
    {
        int[] chord = [A4, A4 + 3, A4 + 7, A4 - 12];
        foreach (var options in WithoutLevel[..3])
        {
            var (below, above) = (Frame(options, Tone(0.2, chord)), Frame(options, Tone(0.2, [.. chord.Select(note => note + 1)])));
            Assert.True(below.Max() > 0.5f);
            Assert.All(below, (value, pitchClass) => Assert.Equal(value, above[(pitchClass + 1) % 12], 0.05f));
        }
        var (lower, upper) =
            (Frame(new CqtOptions(), Tone(0.2, chord)), Frame(new CqtOptions(), Tone(0.2, [.. chord.Select(note => note + 1)])));
        Assert.Equal(chord.Order().Select(n => n + 1), Loudest(upper, 4));
        Assert.Equal(chord.Order(), Loudest(lower, 4));
    }

    [Fact]
    public void A_tone_has_its_pitch_class_in_every_octave()
    {
        for (var note = 12; note < 72; note += 7)
            foreach (var options in WithoutLevel[..3])
            {
                var chroma = Frame(options, Tone(0.5, note));
                Assert.Equal(note % 12, Array.IndexOf(chroma, chroma.Max()));
            }
    }

    [Fact]
    public void Fifths_are_neighbours_in_the_tonnetz_and_tritones_are_opposite()
    {
        var (c, g, f) = (Frame(new TonnetzOptions(), Tone(0.5, 36)), Frame(new TonnetzOptions(), Tone(0.5, 43)),
            Frame(new TonnetzOptions(), Tone(0.5, 42)));
        Assert.Equal(0, c[0], 0.1f);
        Assert.Equal(1, c[1], 0.1f);
        Assert.Equal(Math.Cos(Math.PI * 7 / 6 * 7), g[1], 0.1);
        Assert.Equal(-1, f[1], 0.1f);
    }

    [Fact]
    public void Chroma_cens_and_tonnetz_know_no_level()
    {
        var clip = Tone(0.2, A4, A4 + 4, A4 + 7);
        var half = clip with { Samples = [.. clip.Samples.Select(x => x / 2)] };
        foreach (var options in WithoutLevel)
            Assert.Equal(options.Create(Rate).Extract(clip).Values, options.Create(Rate).Extract(half).Values);
        var (loud, soft) = (new CqtOptions().Create(Rate).Extract(clip).Values, new CqtOptions().Create(Rate).Extract(half).Values);
        Assert.Equal(loud.Select(x => x / 2), soft);
    }

    [Fact]
    public void Silence_is_zero_also_between_notes()
    {
        var samples = new float[4 * Rate];
        Tone(0.5, A4).Samples.CopyTo(samples, 0);
        foreach (var options in WithoutLevel.Append(new CqtOptions()))
        {
            Assert.All(options.Create(Rate).Extract(new(new float[Rate], Rate)).Values, x => Assert.Equal(0, x));
            Assert.All(Frame(options.Create(Rate).Extract(new(samples, Rate)), 160), x => Assert.Equal(0, x));
        }
    }

    [Theory]
    [InlineData(1_000, 3)]
    [InlineData(8_000, 6)]
    [InlineData(8_244, 6)]
    [InlineData(8_245, 7)]
    [InlineData(11_025, 7)]
    [InlineData(44_100, 7)]
    [InlineData(192_000, 7)]
    public void Every_rate_has_the_octaves_that_fit(int rate, int octaves)
    {
        var options = new CqtOptions();
        Assert.Equal(12 * octaves, options.Shape(0, rate).Rows);
        var note = 12 * octaves - 3; // A of the top octave
        var clip = new Waveform(Sines(rate, 0.5, note), rate);
        var frame = Frame(options.Create(rate).Extract(clip), rate / 1024);
        Assert.Equal(note, Array.IndexOf(frame, frame.Max()));
        foreach (var other in WithoutLevel) Assert.All(other.Create(rate).Extract(clip).Values, x => Assert.True(float.IsFinite(x)));
    }

    [Theory]
    [InlineData(441)]
    [InlineData(96)]
    [InlineData(1000)]
    public void Any_hop_samples_the_same_numbers(int hop)
    {
        var clip = Tone(0.5, A4 - 30, A4, A4 + 20);
        var (usual, other) =
            (new CqtOptions { Hop = hop }.Create(Rate).Extract(clip), new CqtOptions { Hop = hop * 64 }.Create(Rate).Extract(clip));
        for (var frame = 0; frame < other.Shape.Frames; frame++)
            foreach (var (a, b) in Frame(other, frame).Zip(Frame(usual, frame * 64))) Assert.Equal(a, b, usual.Values.Max() * 0.02f);
    }

    [Fact]
    public void More_octaves_than_fit_are_refused()
    {
        var options = new CqtOptions { Octaves = OctaveCount.Seven };
        var told = Assert.Throws<InputException>(() => options.Create(8000)).Message;
        Assert.Equal("octaves is 7; at 8000 Hz 6 fit, from C1 (32.7 Hz) to half the sample rate. "
            + "Write octaves: 6 or auto, or sampleRate: 8245", told);
        Assert.Equal(told, Assert.Throws<InputException>(() => options.Shape(0, 8000)).Message);
        Assert.Equal(84, options.Shape(0, 8245).Rows);
        Assert.Throws<InputException>(() => new ChromaOptions().Create(100));
    }

    [Fact]
    public void A_clip_is_transformed_once_for_all_that_look_at_it()
    {
        var (spectra, calls) = (new Spectra(Tone(0.5, A4)), 0);
        double[] Make() => [++calls];
        Assert.Same(spectra.Once(new ConstantQ(Rate, 12, 7, 512), Make), spectra.Once(new ConstantQ(Rate, 12, 7, 512), Make));
        Assert.NotSame(spectra.Once(new ConstantQ(Rate, 12, 7, 512), Make), spectra.Once(new ConstantQ(Rate, 36, 7, 512), Make));
        Assert.Equal(2, calls);
        AudioFeatureOptions[] of =
        [
            new ChromaOptions(), new CensOptions(), new TonnetzOptions(), new ChromaOptions { Hop = 256 }, new CqtOptions(),
        ];
        var pooled = new PooledOptions { Of = of, Statistics = [Statistic.Max] }.Create(Rate).Extract(Tone(0.5, A4, A4 + 3));
        var maxima = of.Select(o => o.Create(Rate).Extract(Tone(0.5, A4, A4 + 3)))
            .SelectMany(m => m.Values.Chunk(m.Shape.Frames).Select(row => row.Max()));
        Assert.Equal(maxima, pooled.Values);
    }

    [Fact]
    public void Half_the_rate_keeps_what_is_below_and_drops_what_is_above()
    {
        static double[] Sine(double cycles) => [.. Enumerable.Range(0, 4001).Select(i => Math.Sin(2 * Math.PI * cycles * i))];
        var kept = Halving.Halve(Sine(0.2));
        Assert.Equal(2001, kept.Length);
        Assert.All(kept[300..1700], (x, i) => Assert.Equal(Math.Sin(2 * Math.PI * 0.4 * (i + 300)), x, 2e-6));
        Assert.All(Halving.Halve(Sine(0.251))[300..1700], x => Assert.Equal(0, x, 2e-6));
        Assert.Empty(Halving.Halve([]));
        Assert.Single(Halving.Halve([1]));
    }

    private static Waveform Tone(double amplitude, params int[] notes) => new(Sines(Rate, amplitude, notes), Rate);

    private static float[] Sines(int rate, double amplitude, params int[] notes) => [.. Enumerable.Range(0, rate)
        .Select(i => (float)notes.Sum(note => amplitude * Math.Sin(2 * Math.PI * 440 * Math.Pow(2, (note - A4) / 12.0) * i / rate)))];

    private static float[] Frame(AudioFeatureOptions options, Waveform clip) => Frame(options.Create(clip.Rate).Extract(clip), 20);

    private static float[] Frame(FeatureMap map, int frame) =>
        [.. Enumerable.Range(0, map.Shape.Rows).Select(row => map.Values[row * map.Shape.Frames + frame])];

    private static IEnumerable<int> Loudest(float[] frame, int count) =>
        Enumerable.Range(0, frame.Length).OrderByDescending(i => frame[i]).Take(count).Order();
}
