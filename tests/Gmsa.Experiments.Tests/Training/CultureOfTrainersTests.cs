using Gmsa.Experiments.Config;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Tests.Models;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>Trainers and models give the same bits in every country, also where they are called without a pipeline.</summary>
public class CultureOfTrainersTests
{
    /// <summary>Every kind, and those options that make it write numbers down.</summary>
    private static readonly IReadOnlyDictionary<string, TrainerOptions> Kinds = TinyOptions.Trainers.Where(k => k.Value.JoinsFeatures)
        .Append(new("logistic", new LogisticOptions { Scale = FeatureScale.Rank, Bends = 3 }))
        .Append(new("sdca", new SdcaOptions { Bends = 2 }))
        .Select((k, i) => (Key: $"{k.Key} {i}", k.Value)).ToDictionary(k => k.Key, k => k.Value);

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> AtHome =
        new(() => Kinds.ToDictionary(k => k.Key, k => Bits(k.Value)));

    [Theory, InlineData("el-GR"), InlineData("tr-TR"), InlineData("sv-SE")]
    public void Every_trainer_learns_the_same(string culture) =>
        Assert.All(Kinds, kind => Assert.Equal(AtHome.Value[kind.Key], Cultures.In(culture, () => Bits(kind.Value))));

    [Theory, InlineData("fastTree"), InlineData("fastForest")]
    public void A_label_without_rows_keeps_its_place(string kind) =>
        Cultures.In("de-DE", () =>
        {
            new EveryCatalogTrainerTests().A_label_without_rows_keeps_its_place(kind);
            return true;
        });

    [Theory, InlineData("el-GR"), InlineData("sv-SE")]
    public void Plain_ML_NET_loads_what_was_saved_elsewhere(string culture)
    {
        var rows = TrainingRows.For(new LogisticOptions());
        var context = rows.Context();
        EnsembleMember[] members = [.. Kinds.Values
            .Where(o => o is MajorityOptions or LogisticOptions or FastTreeOptions or LightGbmOptions)
            .Select((options, i) => new EnsembleMember(options.Create().Fit(context).Transformer, 1 + i))];
        var ensemble = WeightedEnsemble.Of(context.Ml, context.Train, members, 1.3);
        var saved = Saved();
        Assert.Equal(saved, Cultures.In(culture, Saved));
        var scores = Cultures.In(culture, () =>
        {
            var plain = new MLContext();
            return rows.Scores(plain, plain.Model.Load(new MemoryStream(saved), out _));
        });
        Assert.Equal(rows.Scores(context.Ml, ensemble), scores);

        byte[] Saved()
        {
            var path = Path.Combine(Repository.TemporaryFolder(), "model.zip");
            var model = TrainedModel.Of(context, WeightedEnsemble.Of(context.Ml, context.Train, members, 1.3)).Model;
            ModelBundle.Save(path, model, SampleBundle.Info("logistic", rows), Catalog.Default.Networks);
            return File.ReadAllBytes(path);
        }
    }

    [Theory]
    [InlineData(0, "0f")]
    [InlineData(1, "1f")]
    [InlineData(0.25, "(1f / 4f)")]
    [InlineData(2.5, "(5f / 2f)")]
    [InlineData(1e-6, "(8796093f / 8796093022208f)")]
    [InlineData(3e10, "30000001024f")]
    public void Numbers_in_expressions_have_no_decimals(double value, string expected) => Assert.Equal(expected, MlNetFit.Literal(value));

    [Fact]
    public void Numbers_in_expressions_are_read_to_the_bit()
    {
        var ml = new MLContext();
        var one = ml.Data.LoadFromEnumerable([new TrainingRows.Scored { Score = [1] }]);
        foreach (var value in (float[])[1 / 3f, 0.1f, 4.91f, 0.002f, 1e-6f, 0.99999994f, 16777215, 123456.79f, 1e-20f, 3e38f])
            Assert.Equal(value, Cultures.In("el-GR", () => Read("x : x * " + MlNetFit.Literal(value))));

        float Read(string expression)
        {
            var view = ml.Transforms.Expression("Score", expression, "Score").Fit(one).Transform(one);
            return ml.Data.CreateEnumerable<TrainingRows.Scored>(view, reuseRowObject: false).Single().Score.Single();
        }
    }

    private static byte[] Bits(TrainerOptions options)
    {
        var rows = TrainingRows.For(new LogisticOptions());
        var context = rows.Context();
        return TrainingRows.Bits(rows.Scores(context.Ml, options.Create().Fit(context).Transformer).SelectMany(p => p));
    }
}
