using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>Onsets and tempo of click tracks; expected numbers are those of librosa 0.10.2 for the same clicks.</summary>
public class OnsetTests
{
    private const int Rate = 22_050;

    // librosa.feature.tempo(y=clicks, sr=rate)
    [Theory]
    [InlineData(60, 22_050, 60.09265988372093)]
    [InlineData(90, 22_050, 89.10290948275862)]
    [InlineData(120, 22_050, 117.45383522727273)]
    [InlineData(150, 22_050, 151.99908088235293)]
    [InlineData(174, 22_050, 172.265625)]
    [InlineData(60, 8_000, 58.59375)]
    [InlineData(90, 8_000, 93.75)]
    [InlineData(120, 8_000, 117.1875)]
    [InlineData(150, 8_000, 156.25)]
    [InlineData(174, 8_000, 85.22727272727273)] // half of it: in whole frames, two beats are nearer than one
    public void Tempo_is_that_of_the_clicks(int beats, int rate, double expected) =>
        Assert.Equal(expected, Assert.Single(new TempoOptions().Create(rate).Extract(Clicks(beats, rate)).Values), 1e-4);

    // librosa.onset.onset_strength(y=clicks, sr=22050)
    [Fact]
    public void Onsets_are_where_the_clicks_are()
    {
        var strength = new OnsetOptions().Create(Rate).Extract(Clicks(90, Rate)).Values;
        Assert.Equal(431, strength.Length);
        (int Frame, float Value)[] expected =
            [(0, 0), (29, 20.796404f), (30, 23.155218f), (31, 2.4855058f), (32, 0), (33, 0), (60, 0.0213111f), (403, 41.31221f), (430, 0)];
        Assert.All(expected, e => Assert.Equal(e.Value, strength[e.Frame], 1e-4f));
        Assert.Equal(403, Array.IndexOf(strength, strength.Max()));
    }

    // librosa.feature.tempogram(y=clicks, sr=22050)
    [Fact]
    public void Tempogram_repeats_with_the_beat()
    {
        var map = new TempogramOptions().Create(Rate).Extract(Clicks(90, Rate));
        Assert.Equal(new FeatureShape(384, 431), map.Shape);
        (int Lag, int Frame, float Value)[] expected = [(0, 0, 1), (28, 0, 0.43851046f), (29, 200, 0.85198817f), (57, 200, 0.68090413f),
            (58, 200, 0.56726948f), (58, 430, 0.33329183f), (383, 200, 0)];
        Assert.All(expected, e => Assert.Equal(e.Value, map.Values[e.Lag * 431 + e.Frame], 1e-5f));
    }

    [Fact]
    public void Silence_has_no_onset_and_the_usual_tempo()
    {
        var silence = new Waveform(new float[3 * Rate], Rate);
        Assert.All(new OnsetOptions().Create(Rate).Extract(silence).Values, x => Assert.Equal(0, x));
        Assert.All(new TempogramOptions().Create(Rate).Extract(silence).Values, x => Assert.Equal(0, x));
        Assert.Equal([117.453835f], new TempoOptions().Create(Rate).Extract(silence).Values); // librosa's for silence
    }

    [Fact]
    public void A_hop_without_a_lag_within_eight_seconds_has_no_tempo() =>
        Assert.Equal([0], new TempoOptions { Hop = 65_536 }.Create(1000).Extract(Clicks(90, 1000)).Values);

    [Fact]
    public void What_is_looked_at_in_blocks_is_looked_at_alike()
    {
        double[] strength = [.. Enumerable.Range(0, 700).Select(i => (double)(i * i % 17))];
        var blocks = Periodicity.Blocks(strength, 384).ToArray();
        Assert.True(blocks.Length > 1);
        Assert.Equal(blocks.Select(b => b.Start), blocks.Select((_, i) => blocks[..i].Sum(b => b.Values.Length / 384)));
        Assert.Equal(700, blocks.Sum(b => b.Values.Length / 384));
        // A frame in the middle by the definition.
        double At(int i) => strength[400 - 192 + i] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / 384));
        double Sum(int lag) => Enumerable.Range(0, 384 - lag).Sum(i => At(i) * At(i + lag));
        var (start, values) = blocks.Last(b => b.Start <= 400);
        Assert.All([0, 1, 17, 100, 383], lag => Assert.Equal(Sum(lag) / Sum(0), values[(400 - start) * 384 + lag], 1e-12));
    }

    /// <summary>Ten seconds of clicks: 30 ms of a sine of 1 kHz that dies away within 5.</summary>
    private static Waveform Clicks(double beatsPerMinute, int rate)
    {
        var samples = new float[10 * rate];
        float[] click = [.. Enumerable.Range(0, rate * 3 / 100).Select(i =>
            (float)(0.8 * Math.Sin(2 * Math.PI * 1000 * i / rate) * Math.Exp(-i / (0.005 * rate))))];
        for (var beat = 0; ; beat++)
        {
            var at = (int)Math.Round(beat * 60 / beatsPerMinute * rate);
            if (at + click.Length > samples.Length) return new(samples, rate);
            click.CopyTo(samples, at);
        }
    }
}
