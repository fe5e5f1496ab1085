using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Augmentation;

public class MixupTests
{
    private static readonly PictureFacts Facts = PictureNumbers.Facts(2, 3);

    [Fact]
    public void Pictures_are_shares_of_two_as_they_were_before()
    {
        float[][] pictures = [[0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1], [10, 10, 10, 10, 10, 10]];
        Mixup.Apply(pictures, [new(1, 0.75), new(0, 0.5), new(1, 0)]);
        Assert.Equal([0.25f, 0.5f, 1], pictures.Select(p => p[0]));
        Assert.All(pictures, p => Assert.Single(p.Distinct()));
    }

    [Fact]
    public void What_a_batch_was_mixed_of_is_told()
    {
        float[][] pictures = [.. Enumerable.Range(0, 5).Select(i => Enumerable.Repeat((float)(1 << i), 6).ToArray())];
        var mixes = new Augmenter([new MixupOptions { Alpha = 1 }], Facts, new Seed(1)).Apply(pictures, ["a", "b", "c", "d", "e"], 1)!;
        for (var row = 0; row < 5; row++)
        {
            Assert.NotEqual(row, mixes[row].Other);
            Assert.Equal((1 << row) * mixes[row].Share + (1 << mixes[row].Other) * (1 - mixes[row].Share), pictures[row][0], 1e-5);
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.01)]
    [InlineData(1.0)]
    public void Shares_have_the_mean_and_variance_of_beta(double alpha)
    {
        var random = new Seed(3).Generator();
        var draws = Enumerable.Range(0, 20_000).Select(_ => Mixup.Draw(new() { Alpha = alpha }, 1, 4, random)).ToArray();
        Assert.All(draws, mix => Assert.True(mix.Share is >= 0 and <= 1 && mix.Other is 0 or 2 or 3));
        Assert.Equal(0.5, draws.Average(mix => mix.Share), 0.015);
        Assert.Equal(0.25 / (2 * alpha + 1), draws.Average(mix => Math.Pow(mix.Share - 0.5, 2)), 0.005);
        Assert.All(draws.GroupBy(mix => mix.Other), others => Assert.InRange(others.Count(), 6300, 7050));
    }

    [Fact]
    public void A_batch_of_one_is_left_alone()
    {
        float[][] pictures = [[1, 2, 3, 4, 5, 6]];
        Assert.Equal(new Mix(0, 1), Assert.Single(new Augmenter([new MixupOptions()], Facts, new Seed(1)).Apply(pictures, ["a"], 1)!));
        Assert.Equal([1, 2, 3, 4, 5, 6], pictures[0]);
    }

    [Fact]
    public void It_needs_a_batch_and_stands_in_a_list_once()
    {
        var augmenter = new Augmenter([new GainOptions { Probability = 0 }, new MixupOptions()],
            Facts with { Level = Experiments.Features.PictureLevel.Power }, new Seed(1));
        Assert.Equal("mixup changes no picture alone",
            Assert.Throws<InvalidOperationException>(() => augmenter.Apply([1, 2, 3, 4, 5, 6], "a", 1)).Message);
        Assert.Throws<ArgumentException>(() => new Augmenter([new MixupOptions(), new MixupOptions()], Facts, new Seed(1)));
    }

    [Fact]
    public void Kinds_are_applied_in_the_order_of_the_list()
    {
        var facts = Facts with { Level = Experiments.Features.PictureLevel.Decibels };
        float[] picture = [0, -80, 0, -80, 0, -80];
        AugmentationOptions[] kinds = [new GainOptions(), new SpecAugmentOptions { TimeWarp = 0, FrequencyWidth = 2, TimeWidth = 3 }];
        var (there, back) = (new Augmenter(kinds, facts, new Seed(1)), new Augmenter([.. kinds.Reverse()], facts, new Seed(1)));
        var random = new Seed(1).Derive("4/clip").Generator();
        float[] expected = [.. picture];
        foreach (var kind in kinds.Cast<PictureAugmentationOptions>())
        {
            random.NextDouble(); // its chance
            kind.Create(facts).Apply(expected, random);
        }
        Assert.Equal(expected, there.Apply(picture, "clip", 4));
        Assert.NotEqual(expected, back.Apply(picture, "clip", 4));
    }
}
