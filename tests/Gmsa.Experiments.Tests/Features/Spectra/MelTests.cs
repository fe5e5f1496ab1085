using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

public class MelTests
{
    [Fact]
    public void Silence_is_the_floor_and_levels_survive_with_reference_one()
    {
        Assert.All(Extract(new MelOptions(), new float[8000]), value => Assert.Equal(-100, value));
        var (loud, soft) = (Extract(new MelOptions(), Sine(1)), Extract(new MelOptions(), Sine(0.1f)));
        Assert.Equal(loud.Max() - 20, soft.Max(), 1e-3);
        Assert.Equal(loud.Max() - 80, loud.Min(), 1e-3);
    }

    [Fact]
    public void With_reference_max_the_loudest_value_is_zero_and_levels_are_lost()
    {
        var options = new MelOptions { Reference = LoudnessReference.Max, Range = 60 };
        var (loud, soft) = (Extract(options, Sine(1)), Extract(options, Sine(0.1f)));
        Assert.Equal((0, -60), (loud.Max(), loud.Min()));
        Assert.All(loud.Zip(soft), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void The_scale_is_slaneys()
    {
        Assert.Equal(15, MelFilterBank.ToMel(1000), 1e-12);
        Assert.Equal(42, MelFilterBank.ToMel(6400), 1e-12);
        foreach (var hz in new double[] { 0, 100, 999, 1000, 1001, 4000, 11025 })
            Assert.Equal(hz, MelFilterBank.ToHz(MelFilterBank.ToMel(hz)), 1e-9);
    }

    private static float[] Extract(MelOptions options, float[] samples) => options.Create(8000).Extract(new Waveform(samples, 8000)).Values;

    private static float[] Sine(float amplitude) =>
        [.. Enumerable.Range(0, 16000).Select(i => amplitude * (float)Math.Sin(2 * Math.PI * 440 * i / 8000))];
}
