using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Tests.Tools.Explore;

public class LevelMeterTests
{
    [Fact]
    public void A_sine_has_its_peak_its_root_mean_square_and_no_clipping()
    {
        float[] sine = [.. Enumerable.Range(0, 8000).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * i / 8000)))];
        var levels = LevelMeter.Of(new(sine, 8000));
        Assert.Equal(0.5, levels.Peak, 0.001);
        Assert.Equal(0.5 / Math.Sqrt(2), levels.Rms, 0.001);
        Assert.Equal((0, 0), (levels.Clipped, levels.SilentStart));
    }

    [Fact]
    public void Samples_at_full_scale_are_counted_either_way_up() =>
        Assert.Equal(0.75, LevelMeter.Of(new([1, -1, 0.998f, -0.9995f], 8000)).Clipped);

    [Fact]
    public void Silence_is_measured_in_blocks_of_50_ms()
    {
        float[] samples = [.. Enumerable.Repeat(0.0001f, 4100), .. Enumerable.Repeat(0.1f, 4000)];
        Assert.Equal(0.5, LevelMeter.Of(new(samples, 8000)).SilentStart, 1e-9);
        Assert.Equal(1, LevelMeter.Of(new(new float[8000], 8000)).SilentStart, 1e-9);
        Assert.Equal(0, LevelMeter.Of(new([0.5f], 8000)).SilentStart);
    }
}
