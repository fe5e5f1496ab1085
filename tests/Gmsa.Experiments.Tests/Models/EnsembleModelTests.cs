using System.IO.Compression;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Models;
using Gmsa.Experiments.Training;
using Microsoft.ML;

namespace Gmsa.Experiments.Tests.Models;

/// <summary>Models of whatever kind that answer together: how they score, and that a bundle gives the same back.</summary>
public sealed class EnsembleModelTests : IDisposable
{
    // Two rows an item, so that the mean over rows comes before the temperature.
    private const int PerItem = 2;

    private static NetworkKinds Networks => Catalog.Default.Networks;

    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Tables_and_networks_are_kept_with_their_weights_and_their_temperature()
    {
        var rows = TrainingRows.For(new SeedCnnOptions(), 8);
        using var ensemble = new EnsembleModel([Member("seedCnn", rows, 0.25), Member("majority", rows, 0.75)], 1.7);
        Assert.Null(ensemble.Plain);
        Assert.Same(ensemble, ensemble.Joined(new MLContext(), rows.View(new MLContext()), isOneRow: true));
        AssertKept(ensemble, rows, 0);
    }

    [Fact]
    public void Ensembles_are_members_of_others()
    {
        var rows = TrainingRows.For(new LogisticOptions(), 40);
        using var inner = new EnsembleModel([Member("logistic", rows, 0.5), Member("fastTree", rows, 0.5)]);
        using var outer = new EnsembleModel([new(inner, 0.3, SampleBundle.Info("logistic", rows)), Member("sdca", rows, 0.7)], 0.6);
        AssertKept(outer, rows, 0);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void What_is_made_of_tables_becomes_one_chain_that_plain_ML_NET_opens(bool isOneRow)
    {
        var rows = TrainingRows.For(new LogisticOptions(), 40);
        var ml = new MLContext();
        using var ensemble = new EnsembleModel([Member("logistic", rows, 0.3), Member("lightGbm", rows, 0.7)], 1.4);
        var joined = ensemble.Joined(ml, rows.View(ml), isOneRow);
        var items = isOneRow ? Items(rows, 1) : Items(rows, PerItem);
        AssertClose(ensemble.Score(rows.View(ml), items), joined.Score(rows.View(ml), items), 1e-6);

        var path = Saved(joined, rows);
        using var loaded = Toolbox.Model(path);
        AssertClose(joined.Score(rows.View(ml), items), loaded.Model.Score(rows.View(ml), items), 0);
        Assert.Null(loaded.Info.Weights);
        Assert.Equal(isOneRow ? null : 1.4, loaded.Info.Temperature);
        using var plain = new MlNetModel(ml, ml.Model.Load(path, out var schema), schema);
        var each = plain.Score(rows.View(ml), items);
        AssertClose(joined.Score(rows.View(ml), items), Temperature.Apply(each, isOneRow ? 1 : 1.4), 0);
    }

    [Fact]
    public void One_model_alone_is_itself()
    {
        var rows = TrainingRows.For(new LogisticOptions(), 40);
        var member = Member("logistic", rows, 1);
        using var alone = new EnsembleModel([member]);
        Assert.Same(member.Model, alone.Joined(new MLContext(), rows.View(new MLContext()), isOneRow: true));
        Assert.Equal(ModelBundle.Bytes(member.Model, member.Info, Networks), ModelBundle.Bytes(alone, member.Info, Networks));
    }

    [Fact]
    public void A_bundle_that_lacks_a_member_or_whose_weights_are_none_is_refused()
    {
        var rows = TrainingRows.For(new LogisticOptions(), 20);
        using var ensemble = new EnsembleModel([Member("logistic", rows, 0.3), Member("sdca", rows, 0.7)]);
        foreach (var (entry, found, other) in ((string, string, string?)[])[("gmsa.json", "0.7", "-0.7"), ("members/2.zip", "", null)])
        {
            var path = Saved(ensemble, rows);
            using (var zip = ZipFile.Open(path, ZipArchiveMode.Update)) Change(zip, entry, text => other is null ? null
                : text.Replace(found, other, StringComparison.Ordinal));
            Assert.StartsWith(path, Assert.Throws<InputException>(() => Toolbox.Model(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_no_ensemble_is_refused()
    {
        var rows = TrainingRows.For(new LogisticOptions(), 20);
        var member = Member("majority", rows, 1);
        Assert.Throws<ArgumentException>(() => new EnsembleModel([]));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([member with { Weight = 0.9 }]));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([member with { Weight = 2 }, member with { Weight = -1 }]));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([member], double.NaN));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([member], 0));
    }

    private void AssertKept(EnsembleModel ensemble, TrainingRows rows, double within)
    {
        var (ml, items) = (new MLContext(), Items(rows, PerItem));
        using var loaded = Toolbox.Model(Saved(ensemble, rows));
        AssertClose(ensemble.Score(rows.View(ml), items), loaded.Model.Score(rows.View(ml), items), within);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "model.zip")), ModelBundle.Bytes(loaded.Model, loaded.Info, Networks));
    }

    private string Saved(IModel model, TrainingRows rows)
    {
        var path = Path.Combine(folder, "model.zip");
        ModelBundle.Save(path, model, SampleBundle.Info("logistic", rows), Catalog.Default.Networks);
        return path;
    }

    /// <param name="to">From what an entry says to what it is to say; null to take it out.</param>
    private static void Change(ZipArchive zip, string name, Func<string, string?> to)
    {
        string text;
        using (var reader = new StreamReader(zip.GetEntry(name)!.Open())) text = reader.ReadToEnd();
        zip.GetEntry(name)!.Delete();
        if (to(text) is not { } changed) return;
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(changed);
    }

    private static int[] Items(TrainingRows rows, int perItem) => [.. Enumerable.Range(0, rows.Rows.Count).Select(i => i / perItem)];

    private static ModelMember Member(string kind, TrainingRows rows, double weight) =>
        new(TinyOptions.Trainers[kind].Create().Fit(rows.Context(epochs: 1)).Model, weight, SampleBundle.Info(kind, rows));

    private static void AssertClose(IReadOnlyList<double[]> expected, IReadOnlyList<double[]> actual, double within)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, (x, y) => Math.Abs(x - y) <= within));
    }
}
