using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Training;

public class FeatureScalingTests
{
    private static readonly string[] Labels = ["low", "high"];

    /// <summary>Of so many columns of noise the first tells the label a little.</summary>
    private static TrainingRows Noisy(int columns, ulong seed)
    {
        var random = new Seed(seed).Generator();
        return new(new(columns, 1), Labels, [.. Enumerable.Range(0, 150).Select(i =>
        {
            var numbers = random.NextGaussians(columns).Select(x => (float)x).ToArray();
            numbers[0] += i % 2;
            return (numbers, i % 2);
        })]);
    }

    [Theory]
    [InlineData("logistic", 10)]
    [InlineData("logistic", 600)]
    [InlineData("sdca", 10)]
    [InlineData("sdca", 600)]
    public void Defaults_are_no_surer_of_wide_tables_than_they_should_be(string kind, int columns)
    {
        var (train, fresh) = (Noisy(columns, 1), Noisy(columns, 2));
        var context = train.Context();
        TrainerOptions options = kind == "sdca" ? new SdcaOptions() : new LogisticOptions();
        var scores = fresh.Scores(context.Ml, options.Create().Fit(context).Transformer);
        var loss = scores.Zip(fresh.Rows, (p, row) => -Math.Log(p[row.Label])).Average();
        Assert.InRange(loss, 0.5, Math.Log(2) + 0.05); // about as good as knowing nothing, at worst
    }

    [Fact]
    public void A_weight_by_the_feature_is_that_of_all_of_them()
    {
        var rows = Noisy(20, 3);
        var context = rows.Context();
        IReadOnlyList<float[]> Scores(TrainerOptions options) => [.. rows.Scores(context.Ml, options.Create().Fit(context).Transformer)];
        Assert.Equal(Scores(new LogisticOptions { L2 = 12, Bends = 2 }), Scores(new LogisticOptions { L2PerFeature = 0.2, Bends = 2 }));
        Assert.Equal(
            Scores(new LogisticOptions { L2 = 12, L2PerFeature = 7, Bends = 2 }), Scores(new LogisticOptions { L2 = 12, Bends = 2 }));
        Assert.Equal(Scores(new SdcaOptions { L2 = 4 / 150.0 }), Scores(new SdcaOptions { L2PerFeature = 0.2 }));
    }
}
