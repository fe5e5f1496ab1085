using Gmsa.Experiments.Features;

namespace Gmsa.Experiments.Tests.Features;

/// <summary>The rate that a feature hears.</summary>
public class OwnRateTests
{
    private static readonly MelOptions Slow = new() { SampleRate = 8000 };

    [Fact]
    public void Without_a_rate_of_its_own_a_feature_hears_that_of_the_data()
    {
        var mel = new MelOptions();
        Assert.Equal((null, 22_050, null), (mel.OwnRate, mel.HeardAt(22_050), mel.RateBeside(22_050)));
        Assert.Equal((8000, 8000, 8000), (Slow.OwnRate, Slow.HeardAt(22_050), Slow.RateBeside(22_050)));
        Assert.Null(Slow.RateBeside(8000)); // said, and no other
    }

    [Fact]
    public void A_pooled_feature_hears_the_rate_that_its_parts_ask_for()
    {
        Assert.Null(new PooledOptions().OwnRate);
        Assert.Equal(8000, new PooledOptions { Of = [new RmsOptions(), Slow] }.OwnRate);
        Assert.Equal(8000, new PooledOptions { SampleRate = 8000, Of = [Slow] }.OwnRate);
        Assert.Equal(8000, new PooledOptions { Of = [new PooledOptions { Of = [Slow] }] }.OwnRate);
    }

    [Fact]
    public void Parts_of_different_rates_are_a_mistake_with_what_to_do()
    {
        string[] Told(PooledOptions pooled) => [.. pooled.Validate(new(pooled)).Select(r => $"{r.MemberNames.Single()}: {r.ErrorMessage}")];
        Assert.Empty(Told(new PooledOptions { SampleRate = 8000, Of = [Slow, new RmsOptions()] }));
        const string Both = "Of: pooled features are all heard at one rate, and here are 16000 and 8000 Hz. "
            + "Make a pooled feature for each rate";
        Assert.Equal([Both], Told(new PooledOptions { SampleRate = 16_000, Of = [Slow] }));
        Assert.Equal([Both], Told(new PooledOptions { Of = [new RmsOptions { SampleRate = 16_000 }, Slow] }));
    }
}
