using CsCheck;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>What follows from the formulas, whatever the signal.</summary>
public class FeaturePropertyTests
{
    private const int Rate = 8000;

    private static readonly Gen<float[]> Signals = Gen.Float[-1, 1].Array[0, 3000];

    // What is loud and gone again, so that no range is reached and no sum is of nothing.
    private static readonly Gen<float[]> LoudSignals = Gen.Select(Gen.Int[2000, 4000], Gen.Double[0.02, 3], Gen.Double[0.1, 1])
        .Select((count, pitch, level) =>
            Enumerable.Range(0, count).Select(i => (float)(level * (Math.Sin(pitch * i) + 0.3 * Math.Sin(i * i * 1e-3)))).ToArray());

    [Fact]
    public void The_energy_of_a_frame_is_that_of_its_spectrum() => // Parseval, bin 0 and the last counting once and the others twice
        Signals.Sample(
            samples =>
            {
                const int nFft = 256, hop = 100;
                var map = new StftOptions { NFft = nFft, Hop = hop }.Create(Rate).Extract(new(samples, Rate));
                for (var frame = 0; frame < map.Shape.Frames; frame++)
                {
                    var inTime = Enumerable.Range(0, nFft).Sum(i => Square(Weight(i, nFft) * At(samples, frame * hop - nFft / 2 + i)));
                    var inBins = Enumerable.Range(0, 129)
                        .Sum(bin => (bin is 0 or 128 ? 1 : 2) * Square(map.Values[bin * map.Shape.Frames + frame])) / nFft;
                    if (Math.Abs(inTime - inBins) > 1e-5 * inTime + 1e-12) return false;
                }
                return true;
            },
            threads: 1, iter: 30);

    [Fact]
    public void A_shift_by_a_hop_shifts_the_frames() =>
        LoudSignals.Sample(
            samples => Framed().All(options =>
            {
                // Zeros before and after: all that there is lies within whole frames of both.
                float[] early = [.. new float[2048], .. samples, .. new float[4096]];
                float[] late = [.. new float[2048 + 256], .. samples, .. new float[4096 - 256]];
                var (a, b) = (Of(options, early), Of(options, late));
                var frames = a.Shape.Frames - 18; // deltas look 4 frames further
                return Enumerable.Range(0, a.Shape.Rows).All(row => a.Values.AsSpan(row * a.Shape.Frames + 8, frames)
                    .SequenceEqual(b.Values.AsSpan(row * a.Shape.Frames + 9, frames)));
            }),
            threads: 1, iter: 5);

    [Theory]
    [InlineData(16384, 4096)]
    [InlineData(300, 9000)]
    [InlineData(441, 100)]
    [InlineData(512, 384)]
    [InlineData(2048, 512)]
    [InlineData(2048, 1024)]
    [InlineData(2048, 2500)]
    [InlineData(4096, 1024)]
    [InlineData(8192, 1024)]
    [InlineData(32768, 1024)]
    [InlineData(65536, 4096)]
    public void The_parts_that_a_spectrum_is_made_in_do_not_show(int nFft, int hop)
    {
        // What lies before is another number of frames, so that parts begin elsewhere.
        float[] samples = [.. Enumerable.Range(0, 40 * hop).Select(i => (float)Math.Sin(1e-5 * i * i))];
        var spectrum = new Spectrum(nFft, hop);
        var whole = spectrum.Power(samples);
        foreach (var cut in new[] { 1, 3, 10 })
        {
            var later = spectrum.Power(samples[(cut * hop)..]);
            var untouched = (nFft / 2 + hop - 1) / hop; // frames that reach before the cut
            Assert.Equal(whole[((cut + untouched) * spectrum.Bins)..], later[(untouched * spectrum.Bins)..]);
        }
    }

    [Fact]
    public void Twice_the_amplitude_is_twice_the_magnitude_and_6_dB_and_no_other_frequency() =>
        LoudSignals.Sample(
            samples =>
            {
                float[] twice = [.. samples.Select(x => 2 * x)];
                bool Holds(AudioFeatureOptions options, Func<float, double> expected, double tolerance) =>
                    Of(options, samples).Values
                        .Zip(Of(options, twice).Values).All(p => Math.Abs(expected(p.First) - p.Second) <= tolerance);
                var dB = 20 * Math.Log10(2);
                return Holds(new StftOptions(), x => 2 * x, 0) && Holds(new RmsOptions(), x => 2 * x, 0)
                    && Holds(new MelOptions { Scale = LoudnessScale.Power }, x => 4 * x, 0)
                    && Holds(new SpectrogramOptions(), x => x + dB, 1e-4) && Holds(new MelOptions(), x => x + dB, 1e-4)
                    && Holds(new SpectrogramOptions { Reference = LoudnessReference.Max }, x => x, 1e-4)
                    && Holds(new LaplacianMelOptions { Size = 32 }, x => x, 1e-3) && Holds(new ContrastOptions(), x => x, 1e-4)
                    && Holds(new ZcrOptions(), x => x, 0) && Holds(new CentroidOptions(), x => x, 1e-9)
                    && Holds(new BandwidthOptions(), x => x, 1e-9)
                    && Holds(new RolloffOptions(), x => x, 0)
                    && Holds(new FlatnessOptions(), x => x, 1e-3); // bins below librosa's least power of 1e-10 count as that, loud or soft
            },
            threads: 1, iter: 10);

    [Fact]
    public void Numbers_stay_within_what_they_mean() =>
        Gen.Select(Signals, Gen.Int[0, 2].Select(i => new[] { 8000, 22050, 96000 }[i]), Gen.Int[16, 600], Gen.Int[1, 600]).Sample(
            (samples, rate, nFft, hop) =>
            {
                bool Within(AudioFeatureOptions options, double low, double high) =>
                    options.Create(rate).Extract(new(samples, rate)).Values.All(x => x >= low && x <= high);
                return Within(new ZcrOptions { NFft = nFft, Hop = hop }, 0, 1) && Within(new RmsOptions { NFft = nFft, Hop = hop }, 0, 1)
                    && Within(new FlatnessOptions { NFft = nFft, Hop = hop }, 0, 1)
                    && Within(new StftOptions { NFft = nFft, Hop = hop }, 0, nFft)
                    && Within(new CentroidOptions { NFft = nFft, Hop = hop }, 0, rate / 2.0)
                    && Within(new RolloffOptions { NFft = nFft, Hop = hop }, 0, rate / 2.0)
                    && Within(new BandwidthOptions { NFft = nFft, Hop = hop }, 0, rate / 4.0 + 0.01)
                    && Within(new SpectrogramOptions { NFft = nFft, Hop = hop, Reference = LoudnessReference.Max }, -80, 0);
            },
            threads: 1, iter: 60);

    [Theory]
    [InlineData(8000)]
    [InlineData(22050)]
    [InlineData(96000)]
    public void A_tone_at_a_bin_is_where_it_is(int rate)
    {
        const int bin = 300;
        var hz = (double)bin * rate / 2048;
        float[] tone = [.. Enumerable.Range(0, 16384).Select(i => (float)Math.Sin(2 * Math.PI * bin * i / 2048))];
        float Middle(AudioFeatureOptions options, int row = 0)
        {
            var map = options.Create(rate).Extract(new(tone, rate));
            return map.Values[row * map.Shape.Frames + map.Shape.Frames / 2];
        }
        Assert.Equal(hz, Middle(new CentroidOptions()), 1e-2);
        Assert.Equal(hz, Middle(new RolloffOptions()), 1.01 * rate / 2048); // a third of its magnitudes lies in the bins beside it
        // half as high; rounding far away adds a little
        Assert.Equal(Math.Sqrt(0.5) * rate / 2048, Middle(new BandwidthOptions()), 0.03 * rate / 2048);
        Assert.Equal(512, Middle(new StftOptions(), bin), 1e-3);
        Assert.Equal(Math.Sqrt(0.5), Middle(new RmsOptions()), 1e-6);
        Assert.Equal(2 * bin / 2048.0, Middle(new ZcrOptions()), 1.01 / 2048);
        Assert.InRange(Middle(new FlatnessOptions()), 0, 1e-6);
    }

    [Fact]
    public void Zero_hertz_and_half_the_rate_are_the_first_and_the_last_bin()
    {
        float[] constant = [.. Enumerable.Repeat(0.5f, 16384)],
            alternating = [.. Enumerable.Range(0, 16384).Select(i => i % 2 == 0 ? 0.5f : -0.5f)];
        foreach (var (samples, bin, hz, crossings) in new[] { (constant, 0, 0.0, 0.0), (alternating, 1024, 4000, 2047.0 / 2048) })
        {
            var stft = Of(new StftOptions(), samples);
            Assert.Equal(512, stft.Values[bin * stft.Shape.Frames + 16], 1e-3);
            Assert.Equal(hz, Of(new RolloffOptions(), samples).Values[16], 4.0); // a third of it in the bin beside
            Assert.Equal(crossings, Of(new ZcrOptions(), samples).Values[16], 1e-6);
            Assert.Equal(0.5, Of(new RmsOptions(), samples).Values[16], 1e-7);
        }
    }

    [Fact]
    public void Silence_and_a_clip_without_samples_are_defined()
    {
        foreach (var samples in new float[][] { [], new float[9000] })
        {
            foreach (var options in new AudioFeatureOptions[]
                { new WaveformOptions(), new StftOptions(), new ZcrOptions(), new RmsOptions(), new CentroidOptions(),
                    new BandwidthOptions(), new RolloffOptions(), new ContrastOptions(), new LaplacianMelOptions(),
                    new MelOptions { Scale = LoudnessScale.Power } })
                Assert.All(Of(options, samples).Values, x => Assert.Equal(0, x));
            Assert.All(Of(new FlatnessOptions(), samples).Values, x => Assert.Equal(1, x, 1e-6));
            Assert.All(Of(new SpectrogramOptions(), samples).Values, x => Assert.Equal(-100, x));
        }
    }

    [Fact]
    public void The_waveform_is_the_clip()
    {
        float[] samples = [0.25f, -1, 1e38f];
        Assert.Equal(samples, Of(new WaveformOptions(), samples).Values);
        Assert.Equal(new FeatureShape(1, 3), new WaveformOptions().Shape(3, Rate));
    }

    [Fact]
    public void Few_distinct_samples_are_as_good_as_any() => // crossings next to the threshold of 1e-10, and exact zeros
        Gen.Int[0, 7].Select(i => new[] { 0f, -0f, 1e-10f, -1e-10f, -1.1e-10f, 1e-11f, 0.5f, -0.5f }[i]).Array[1, 50].Sample(
            samples =>
            {
                var expected = samples.Skip(1).Zip(samples).Count(p => p.First < -1e-10 != p.Second < -1e-10);
                var zcr = Of(new ZcrOptions { NFft = 128, Hop = 64 }, samples).Values[0];
                return zcr == (float)(expected / 128.0);
            },
            threads: 1, iter: 300);

    /// <summary>
    /// Every kind whose frames lie a hop apart and depend on what is in them alone, here with frames of 512 samples, 256 apart.
    /// </summary>
    private static IEnumerable<AudioFeatureOptions> Framed() =>
    [
        new StftOptions { NFft = 512, Hop = 256 }, new SpectrogramOptions { NFft = 512, Hop = 256 },
        new MelOptions { NFft = 512, Hop = 256, Bands = 20 }, new MfccOptions { NFft = 512, Hop = 256, Deltas = true },
        new ZcrOptions { NFft = 512, Hop = 256 }, new RmsOptions { NFft = 512, Hop = 256 }, new CentroidOptions { NFft = 512, Hop = 256 },
        new BandwidthOptions { NFft = 512, Hop = 256 }, new RolloffOptions { NFft = 512, Hop = 256 },
        new ContrastOptions { NFft = 512, Hop = 256 }, new FlatnessOptions { NFft = 512, Hop = 256 },
    ];

    private static FeatureMap Of(AudioFeatureOptions options, float[] samples) => options.Create(Rate).Extract(new Waveform(samples, Rate));

    private static double Weight(int i, int nFft) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / nFft);

    private static double At(float[] samples, int index) => index >= 0 && index < samples.Length ? samples[index] : 0;

    private static double Square(double x) => x * x;
}
