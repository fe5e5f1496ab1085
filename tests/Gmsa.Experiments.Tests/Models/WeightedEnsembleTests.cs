using Gmsa.Experiments.Models;
using Gmsa.Experiments.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Tests.Models;

public class WeightedEnsembleTests
{
    private static readonly TrainerOptions[] OfVectors = [.. TinyOptions.Trainers.Values.Where(options => options.JoinsFeatures)];
    private static readonly TrainingRows Rows = TrainingRows.For(new LogisticOptions(), 60);

    [Fact]
    public void Gives_the_weighted_mean_of_its_members_at_a_temperature()
    {
        var context = Rows.Context();
        EnsembleMember[] members =
            [.. OfVectors.Select((options, i) => new EnsembleMember(options.Create().Fit(context).Transformer, i + 1))];
        var ensemble = WeightedEnsemble.Of(context.Ml, context.Train, members, temperature: 1.3);
        AssertClose(Expected(context.Ml, members, 1.3), Rows.Scores(context.Ml, ensemble));
    }

    [Fact]
    public void Plain_ML_NET_saves_and_loads_fifty_members()
    {
        var context = Rows.Context();
        ITransformer[] models = [.. OfVectors.Where(o => o.Balances).Select(options => options.Create().Fit(context).Transformer)];
        EnsembleMember[] members = [.. Enumerable.Range(0, 50).Select(i => new EnsembleMember(models[i % models.Length], 1 + i % 3))];
        var schema = Rows.View(context.Ml).Schema;
        var ensemble = WeightedEnsemble.Of(context.Ml, context.Train, members, temperature: 0.8);
        using var file = new MemoryStream();
        context.Ml.Model.Save(ensemble, schema, file);
        file.Position = 0;
        var plain = new MLContext();
        var loaded = plain.Model.Load(file, out _);
        AssertClose(Expected(context.Ml, members, 0.8), Rows.Scores(plain, loaded));
        Assert.Equal(Rows.Scores(context.Ml, ensemble), Rows.Scores(plain, loaded));
        // One row at a time too.
        using var engine = plain.Model.CreatePredictionEngine<TrainingRows.Row, TrainingRows.Scored>(loaded, schema);
        Assert.Equal(Rows.Scores(plain, loaded)[0], engine.Predict(new() { Features = Rows.Rows[0].Features }).Score);
    }

    [Fact]
    public void Adds_Score_and_nothing_else()
    {
        var context = Rows.Context();
        EnsembleMember[] members = [.. OfVectors.Select(options => new EnsembleMember(options.Create().Fit(context).Transformer, 1))];
        var input = Rows.View(context.Ml).Schema;
        var output = WeightedEnsemble.Of(context.Ml, context.Train, members, 1.1).GetOutputSchema(input);
        Assert.Equal([.. input.Select(c => c.Name), "Score"], output.Select(c => c.Name));
        Assert.Equal(3, Assert.IsType<VectorDataViewType>(output["Score"].Type).Size);
    }

    [Fact]
    public void One_member_is_itself()
    {
        var context = Rows.Context();
        var model = TinyOptions.Trainers["logistic"].Create().Fit(context).Transformer;
        AssertClose(Rows.Scores(context.Ml, model),
            Rows.Scores(context.Ml, WeightedEnsemble.Of(context.Ml, context.Train, [new(model, 3)])));
    }

    [Fact]
    public void An_ensemble_may_be_a_member()
    {
        var context = Rows.Context();
        var model = TinyOptions.Trainers["lightGbm"].Create().Fit(context).Transformer;
        var inner = WeightedEnsemble.Of(context.Ml, context.Train, [new(model, 1), new(model, 2)], 1.2);
        EnsembleMember[] members = [new(inner, 1), new(model, 1)];
        AssertClose(Expected(context.Ml, members, 1), Rows.Scores(context.Ml, WeightedEnsemble.Of(context.Ml, context.Train, members)));
    }

    [Fact]
    public void What_cannot_be_joined_is_refused()
    {
        var context = Rows.Context();
        var model = new Majority().Fit(context).Transformer;
        Assert.Throws<ArgumentException>(() => WeightedEnsemble.Of(context.Ml, context.Train, []));
        Assert.Throws<ArgumentException>(() => WeightedEnsemble.Of(context.Ml, context.Train, [new(model, 0)]));
        Assert.Throws<ArgumentException>(() => WeightedEnsemble.Of(context.Ml, context.Train, [new(model, 1)], double.NaN));
    }

    private static List<float[]> Expected(MLContext ml, EnsembleMember[] members, double temperature)
    {
        var scores = members.Select(m => Rows.Scores(ml, m.Model)).ToArray();
        return [.. Enumerable.Range(0, Rows.Rows.Count).Select(i =>
        {
            double[] powers = [.. Enumerable.Range(0, 3).Select(l =>
                Math.Pow(members.Zip(scores, (m, s) => m.Weight * s[i][l]).Sum() / members.Sum(m => m.Weight), 1 / temperature))];
            return powers.Select(p => (float)(p / powers.Sum())).ToArray();
        })];
    }

    private static void AssertClose(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (e, a) in expected.Zip(actual)) Assert.Equal(e, a, (x, y) => Math.Abs(x - y) < 1e-6);
    }
}
