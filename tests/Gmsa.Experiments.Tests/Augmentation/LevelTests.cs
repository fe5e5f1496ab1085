using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Augmentation;

/// <summary>Kinds that change levels.</summary>
public class LevelTests
{
    [Fact]
    public void A_gain_adds_the_same_decibels_everywhere_uniform_both_ways()
    {
        var picture = PictureNumbers.Noise(600, -80, 0);
        var gains = Enumerable.Range(0, 1000).Select(seed =>
        {
            var changed = new GainOptions().Changed(PictureNumbers.Facts(20, 30, PictureLevel.Decibels), picture, (ulong)seed);
            var added = changed.Zip(picture, (a, b) => (double)a - b).ToArray();
            Assert.Equal(added.Min(), added.Max(), 1e-4);
            return added[0];
        }).ToArray();
        Assert.All(gains, gain => Assert.InRange(gain, -6.001, 6.001));
        Assert.Equal(0, gains.Average(), 0.4);
        Assert.True(gains.Min() < -5.9 && gains.Max() > 5.9);
    }

    [Fact]
    public void A_gain_multiplies_power_by_its_square_and_magnitudes_by_itself()
    {
        float Factor(PictureLevel level) => new GainOptions().Changed(PictureNumbers.Facts(1, 2, level), [0, 4], 3)[1] / 4;
        var decibels = new GainOptions().Changed(PictureNumbers.Facts(1, 2, PictureLevel.Decibels), [0, 4], 3)[0];
        Assert.Equal(Math.Pow(10, decibels / 20), Factor(PictureLevel.Magnitude), 1e-5);
        Assert.Equal(Math.Pow(10, decibels / 10), Factor(PictureLevel.Power), 1e-5);
    }

    [Fact]
    public void A_gain_is_what_a_gain_of_the_sound_gives()
    {
        float[] sound = [.. PictureNumbers.Noise(8000, -0.4, 0.4)];
        foreach (var feature in (PictureOptions[])[new MelOptions(), new MelOptions { Scale = LoudnessScale.Power },
            new SpectrogramOptions(), new StftOptions(), new CqtOptions()])
        {
            var facts = PictureFacts.Of(feature, sound.Length, PictureNumbers.Rate);
            var before = feature.Create(PictureNumbers.Rate).Extract(new(sound, PictureNumbers.Rate)).Values;
            var changed = new GainOptions().Changed(facts, before, 3);
            var decibels = new GainOptions().Changed(PictureNumbers.Facts(1, 1, PictureLevel.Decibels), [0], 3)[0];
            var louder = Array.ConvertAll(sound, x => x * (float)Math.Pow(10, decibels / 20));
            var expected = feature.Create(PictureNumbers.Rate).Extract(new(louder, PictureNumbers.Rate)).Values;
            Assert.All(changed.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 2e-3 * Math.Max(1, Math.Abs(pair.Second))));
        }
    }

    [Theory]
    [InlineData(PictureLevel.Decibels)]
    [InlineData(PictureLevel.Power)]
    [InlineData(PictureLevel.Magnitude)]
    [InlineData(PictureLevel.None)]
    public void Noise_has_the_power_that_its_ratio_says(PictureLevel level)
    {
        var facts = PictureNumbers.Facts(128, 128, level);
        var power = PictureNumbers.Noise(128 * 128, 0.5, 20).Select(x => (double)x).ToArray();
        float[] picture = [.. power.Select(p =>
            (float)(level switch { PictureLevel.Decibels => 10 * Math.Log10(p), PictureLevel.Power => p, _ => Math.Sqrt(p) }))];
        foreach (var ratio in (double[])[0, 10, 30])
        {
            var changed = (new NoiseOptions { Lowest = ratio, Highest = ratio }).Changed(facts, picture);
            var noise = level == PictureLevel.None ? changed.Zip(picture, (a, b) => Math.Pow(a - b, 2)).Average()
                : changed.Zip(power, (x, p) =>
                    level switch { PictureLevel.Decibels => Math.Pow(10, x / 10), PictureLevel.Power => x, _ => (double)x * x } - p)
                    .Average();
            Assert.Equal(ratio, 10 * Math.Log10(power.Average() / noise), 0.15);
            if (level != PictureLevel.None) Assert.All(changed.Zip(picture), pair => Assert.True(pair.First >= pair.Second));
        }
    }

    [Fact]
    public void Noise_in_decibels_is_as_it_would_be_in_power()
    {
        // Loud rows next to silent ones: the same noise lifts the silent ones far and the loud ones hardly.
        float[] picture = [.. Enumerable.Repeat(0f, 1000), .. Enumerable.Repeat(-80f, 1000)];
        var changed = (new NoiseOptions { Lowest = 20, Highest = 20 })
            .Changed(PictureNumbers.Facts(2, 1000, PictureLevel.Decibels), picture);
        Assert.InRange(changed[..1000].Average(), 0.01, 0.05); // 10 log10(1 + 1 / 200)
        var mean = 10 * Math.Log10(changed[1000..].Select(x => Math.Pow(10, x / 10)).Average());
        Assert.Equal(-23, mean, 0.3); // 20 dB below a picture that is half silent
        // Exponential: 63 in a hundred lie below the mean.
        Assert.InRange(changed[1000..].Count(x => x < mean), 580, 690);
    }

    [Fact]
    public void Ratios_are_uniform_between_the_lowest_and_the_highest()
    {
        var picture = Enumerable.Repeat(1f, 4000).ToArray();
        var ratios = Enumerable.Range(0, 400).Select(seed =>
            -10 * Math.Log10(new NoiseOptions().Changed(PictureNumbers.Facts(40, 100, PictureLevel.Power), picture, (ulong)seed)
                .Average(x => x - 1.0))).ToArray();
        Assert.All(ratios, ratio => Assert.InRange(ratio, 9.7, 40.3));
        Assert.Equal(25, ratios.Average(), 1.8);
        Assert.True(ratios.Min() < 11 && ratios.Max() > 39);
    }
}
