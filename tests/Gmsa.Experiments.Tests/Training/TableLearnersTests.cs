using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>What learners of tables promise beyond what every trainer does.</summary>
public class TableLearnersTests
{
    private static readonly string[] Labels = ["Sad", "Angry", "Calm"];

    public static TheoryData<string> Learners => ["logistic", "lightGbm", "fastForest", "fastTree", "sdca"];

    [Theory, MemberData(nameof(Learners))]
    public void A_row_counts_as_much_as_its_weight(string kind)
    {
        // The same features with both labels: nothing but the weights says how likely each is.
        var rows = new TrainingRows(new(2, 1), Labels,
            [.. Enumerable.Range(0, 400).Select(i => (new float[] { i % 4, i % 3 }, i / 4 % 2))]);
        var even = rows.Context();
        var heavy = rows with { Weights = [.. rows.Rows.Select(row => row.Label == 0 ? 3f : 1f)] };
        var context = heavy.Context();
        var options = TinyOptions.Trainers[kind];
        Assert.Equal(0.5, rows.Scores(even.Ml, options.Create().Fit(even).Transformer).Average(p => p[0]), 0.05);
        Assert.Equal(0.75, heavy.Scores(context.Ml, options.Create().Fit(context).Transformer).Average(p => p[0]), 0.05);
    }

    [Theory, MemberData(nameof(Learners))]
    public void Probabilities_are_about_as_high_as_shares(string kind)
    {
        // One feature in which the share of the second label grows from 10 to 90 %.
        var random = new Seed(4).Generator();
        var rows = new TrainingRows(new(1, 1), Labels[..2], [.. Enumerable.Range(0, 2000).Select(i =>
        {
            var x = random.NextDouble();
            return (new[] { (float)x }, random.NextDouble() < 0.1 + 0.8 * x ? 1 : 0);
        })]);
        var context = rows.Context();
        var first = ((TrainerOptions)Activator.CreateInstance(TinyOptions.Trainers[kind].GetType())!).Portfolio[0];
        var scores = rows.Scores(context.Ml, first.Create().Fit(context).Transformer);
        foreach (var (low, high) in ((double, double)[])[(0, 0.3), (0.3, 0.7), (0.7, 1)])
        {
            var within = rows.Rows.Zip(scores).Where(r => r.First.Features[0] >= low && r.First.Features[0] < high).ToArray();
            Assert.Equal(within.Average(r => 0.1 + 0.8 * r.First.Features[0]), within.Average(r => r.Second[1]), 0.06);
        }
    }

    [Theory, InlineData(FeatureScale.Standard, 0), InlineData(FeatureScale.Rank, 0), InlineData(FeatureScale.Rank, 3)]
    public void Ranks_mind_no_outlier(FeatureScale scale, int bends)
    {
        var rows = TrainingRows.Vectors(120, 4, Labels);
        var wild = rows with { Rows = [.. rows.Rows.Select(row => (row.Features.Select(f => MathF.Exp(8 * f)).ToArray(), row.Label))] };
        var context = wild.Context();
        var scores = wild.Scores(context.Ml, new LogisticOptions { Scale = scale, Bends = bends }.Create().Fit(context).Transformer);
        Assert.InRange(wild.Accuracy(scores), scale == FeatureScale.Rank ? 0.95 : 0, scale == FeatureScale.Rank ? 1 : 0.9);
    }

    [Fact]
    public void Bends_find_what_is_in_the_middle()
    {
        var random = new Seed(5).Generator();
        var rows = new TrainingRows(new(2, 1), Labels[..2],
            [.. Enumerable.Range(0, 400).Select(_ => ((float)random.NextGaussian(), (float)random.NextGaussian()))
                .Select(x => (new[] { x.Item1, x.Item2 }, Math.Abs(x.Item1) < 0.7 ? 1 : 0))]);
        double Accuracy(int bends)
        {
            var context = rows.Context();
            return rows.Accuracy(rows.Scores(context.Ml, new LogisticOptions { Bends = bends }.Create().Fit(context).Transformer));
        }
        Assert.InRange(Accuracy(0), 0, 0.65);
        Assert.InRange(Accuracy(2), 0.85, 1);
    }

    [Fact]
    public void What_is_searched_is_allowed_and_portfolios_are_what_their_options_are()
    {
        foreach (var kind in Catalog.Default.Trainers)
        {
            var portfolio = ((TrainerOptions)Activator.CreateInstance(kind.Options)!).Portfolio;
            Assert.InRange(portfolio.Count, 0, 3);
            Assert.Equal(portfolio.Count, portfolio.Distinct().Count());
            Assert.All(portfolio, options => Assert.Equal((kind.Options, null, null), (options.GetType(), options.Name, options.On)));
            foreach (var property in kind.Options.GetProperties())
            {
                if (property.GetCustomAttribute<RangeAttribute>() is not { } range) continue;
                Assert.All(portfolio, options => Assert.True(range.IsValid(property.GetValue(options)), $"{kind.Word} {property.Name}"));
                if (property.GetCustomAttribute<SearchedAttribute>() is not { } searched) continue;
                Assert.True(searched.Low < searched.High && (!searched.Log || searched.Low > 0), $"{kind.Word} {property.Name}");
                foreach (var end in (double[])[searched.Low, searched.High])
                    Assert.True(range.IsValid(Convert.ChangeType(end, property.PropertyType, null)), $"{kind.Word} {property.Name} {end}");
            }
        }
    }
}
