using CsCheck;
using Gmsa.Experiments.Audio;

namespace Gmsa.Experiments.Tests.Audio;

public class ResamplerTests
{
    [Theory]
    [InlineData(44100, 8000, 1000)]
    [InlineData(44100, 8000, 3500)]
    [InlineData(48000, 44100, 19000)]
    [InlineData(22050, 8000, 440)]
    [InlineData(8000, 22050, 3400)]
    [InlineData(8000, 48000, 100)]
    [InlineData(11025, 8000, 3000)]
    [InlineData(96000, 8000, 3000)]
    [InlineData(44099, 22050, 9900)]
    [InlineData(22050, 44099, 9900)]
    [InlineData(767_999, 8000, 3000)]
    public void A_sine_in_the_pass_band_keeps_amplitude_and_phase(int from, int to, double hz)
    {
        var output = Resample(Sine(from, hz, from), from, to);
        var expected = Sine(to, hz, to);
        Assert.Equal(to, output.Length);
        Assert.True(Worst(output, expected) < 1e-4, $"off by {Worst(output, expected)}"); // -80 dB
    }

    [Theory]
    [InlineData(44100, 8000, 4100)]
    [InlineData(44100, 8000, 4500)]
    [InlineData(44100, 8000, 15000)]
    [InlineData(48000, 22050, 12000)]
    [InlineData(22050, 8000, 7999)]
    [InlineData(44099, 22050, 11100)]
    [InlineData(44099, 22050, 19000)]
    [InlineData(767_999, 8000, 100_000)]
    public void A_sine_above_the_new_nyquist_frequency_is_80_dB_down(int from, int to, double hz)
    {
        var output = Resample(Sine(from, hz, from), from, to);
        Assert.True(Worst(output, new float[output.Length]) < 1e-4, $"leaks {Worst(output, new float[output.Length])}");
    }

    [Theory]
    [InlineData(44100, 8000)]
    [InlineData(8000, 44100)]
    [InlineData(16000, 8000)]
    [InlineData(44099, 22050)]
    public void A_constant_stays_what_it_is(int from, int to)
    {
        var output = Resample([.. Enumerable.Repeat(0.25f, from)], from, to);
        Assert.True(Worst(output, [.. Enumerable.Repeat(0.25f, to)]) < 1e-6);
    }

    [Theory]
    [InlineData(44100, 8000)]
    [InlineData(8000, 22050)]
    public void An_impulse_stays_where_it_is_in_time(int from, int to)
    {
        var input = new float[from];
        input[from / 2] = 1;
        var output = Resample(input, from, to);
        var peak = Array.IndexOf(output, output.Max());
        Assert.Equal((int)Math.Round((double)(from / 2) * to / from), peak);
        for (var i = 1; i < 20; i++) Assert.Equal(output[peak - i], output[peak + i], 0.06);
    }

    [Fact]
    public void The_same_rate_changes_nothing()
    {
        float[] input = [1, -1, 0.5f];
        Assert.Equal(input, Resample(input, 8000, 8000));
    }

    [Theory]
    [InlineData(44099, 22050)]
    [InlineData(767_999, 8000)]
    [InlineData(768_000, 1001)]
    [InlineData(8000, 47_999)]
    public void The_table_stays_small_however_odd_the_rates(int from, int to)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new Resampler(from, to);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
    }

    [Fact]
    public void The_length_is_the_ceiling_of_the_ratio() =>
        Gen.Select(Gen.Int[0, 3000], OneOf(8000, 11025, 22050, 44100, 48000), OneOf(8000, 16000, 22050, 44100))
            .Sample(
                (n, from, to) => Resample(new float[n], from, to).Length == (int)Math.Ceiling((decimal)n * to / from),
                iter: 100, threads: 1);

    [Fact]
    public void Resampling_is_linear_and_bit_for_bit_the_same_again() =>
        Gen.Float[-1, 1].Array[1, 500].Sample(
            input =>
            {
                var once = Resample(input, 22050, 8000);
                var half = Resample([.. input.Select(x => x / 2)], 22050, 8000);
                return once.SequenceEqual(Resample(input, 22050, 8000))
                    && once.Select(x => x / 2).Zip(half, (a, b) => Math.Abs(a - b)).All(d => d < 1e-7);
            },
            iter: 20, threads: 1);

    private static float[] Resample(float[] input, int from, int to) =>
        new Resampler(from, to).Resample(input, TestContext.Current.CancellationToken);

    private static Gen<int> OneOf(params int[] rates) => Gen.Int[0, rates.Length - 1].Select(i => rates[i]);

    private static float[] Sine(int rate, double hz, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin(2 * Math.PI * hz * i / rate + 0.3))];

    // Away from the ends, where the signal is cut.
    private static double Worst(float[] output, float[] expected) =>
        Enumerable.Range(output.Length / 10, output.Length * 8 / 10).Max(i => Math.Abs((double)output[i] - expected[i]));
}
