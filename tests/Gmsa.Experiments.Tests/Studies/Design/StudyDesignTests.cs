using CsCheck;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>From a table and a file to folds: what no order of rows may change, and what may not be a feature.</summary>
public sealed class StudyDesignTests : IDisposable
{
    private readonly string folder = Repository.TemporaryFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private StudyDesign Design(string header, IEnumerable<string> rows, string experiment = "labels: [mood4]", params string[] sets)
    {
        File.WriteAllLines(Path.Combine(folder, "table.csv"), [header, .. rows]);
        File.WriteAllText(Path.Combine(folder, "e.yaml"), "data: { table: table.csv }\n" + experiment);
        return Pipeline.Plan(new(Path.Combine(folder, "e.yaml"), sets, null));
    }

    private string Wrong(string header, IEnumerable<string> rows, string experiment) =>
        Assert.Throws<InputException>(() => Design(header, rows, experiment)).Message;

    private static readonly Gen<string[]> Tables = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[60, 62]).Array[40, 90]
        .Select(rows => (string[])
            [.. rows.Select(r => FormattableString.Invariant($"artist {r.Item1},{r.Item2 / 9.0:0.00},{r.Item3 / 9.0:0.00},{r.Item4}"))]);

    [Fact]
    public void The_order_of_a_tables_rows_changes_neither_folds_nor_balance_nor_the_study()
    {
        var compared = 0;
        Tables.Sample(rows =>
        {
            foreach (var split in (string[])["groupKFold, folds: 2", "kFold, folds: 3, repeats: 2", "holdout"])
            {
                var experiment = $"labels: [mood4]\nsplit: {{ kind: {split} }}\nbalance: {{ cap: 5 }}";
                StudyDesign design;
                try
                {
                    design = Design("artist,energy,valence,tempo", rows, experiment);
                }
                catch (InputException)
                {
                    continue; // a label that can't be in every fold
                }
                var order = rows.ToArray();
                new Seed((ulong)rows.Length).Generator().Shuffle(order.AsSpan());
                var permuted = Design("artist,energy,valence,tempo", order, experiment);
                Assert.Equal(design.Plan.Id, permuted.Plan.Id);
                Assert.Equal(design.Tracks.Select(t => t.Id), permuted.Tracks.Select(t => t.Id));
                foreach (var (a, b) in design.Folds.Zip(permuted.Folds))
                {
                    Assert.Equal((a.Name, string.Join(' ', a.Train), string.Join(' ', a.Validation), string.Join(' ', a.Test)),
                        (b.Name, string.Join(' ', b.Train), string.Join(' ', b.Validation), string.Join(' ', b.Test)));
                    var scheme = design.Loaded.Schemes[0];
                    Assert.Equal(TrainingPart.Of(design.Loaded, design.Tracks, scheme, a.Train, design.Seed, a.Name),
                        TrainingPart.Of(permuted.Loaded, permuted.Tracks, scheme, b.Train, permuted.Seed, b.Name));
                }
                compared++;
            }
        }, iter: 40, threads: 1);
        Assert.True(compared > 60, $"only {compared} were compared");
    }

    [Fact]
    public void A_fold_that_is_called_like_a_seed_is_refused()
    {
        var rows = Enumerable.Range(0, 60).Select(i =>
            FormattableString.Invariant($"{i},artist {i % 12},{i % 10 / 10.0},{i % 7 / 7.0:0.000},{100 + i},seed{1 + i % 2}.a"));
        var error = Assert.Throws<InputException>(() =>
            Design(",artist,energy,valence,tempo,part", rows, "labels: [mood4]\nsplit: { kind: column, name: part, by: [] }"));
        Assert.Contains("a fold is called 'seed1.a', which stands for the seed of an axis", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Rows => Enumerable.Range(0, 60).Select(i =>
        FormattableString.Invariant($"{i},artist {i % 12},{i % 10 / 10.0},{i % 7 / 7.0:0.000},{100 + i},rock,2020-01-{1 + i % 28:00}"));

    private const string Header = ",artist,energy,valence,tempo,genre,release_date";

    [Fact]
    public void A_tables_default_features_are_its_numbers_without_what_defines_the_labels()
    {
        var columns = Assert.IsType<Experiments.Features.ColumnsOptions>(Assert.Single(Design(Header, Rows).Experiment.Features));
        Assert.Equal(["tempo"], columns.Names);
        // Energy and valence are what most labels are made of, under whatever name: a file has to name them.
        var tempo = Assert.IsType<Experiments.Features.ColumnsOptions>(Assert.Single(Design(Header, Rows,
            "labels: [{ column: artist }]\nsplit: kFold").Experiment.Features));
        Assert.Equal(["tempo"], tempo.Names);
        var labelled = Rows.Select(r => r + ",Happy,0.25");
        var border = Assert.IsType<Experiments.Features.ColumnsOptions>(Assert.Single(Design(Header + ",mood8,mood8_border",
            labelled).Experiment.Features));
        Assert.Equal(["tempo"], border.Names);
    }

    [Theory]
    [InlineData("mood8", "energy", "mood8")]
    [InlineData("mood4", "valence", "mood4")]
    [InlineData("{ column: tempo }", "tempo", "tempo")]
    public void Nothing_that_defines_a_label_can_be_a_feature_unless_the_file_says_so(string label, string column, string scheme)
    {
        var experiment = $"labels: [{label}]\nsplit: {{ kind: kFold, folds: 2 }}\nfeatures: [{{ kind: columns, names: [{column}] }}]\n";
        var rows = Enumerable.Range(0, 60)
            .Select(i => FormattableString.Invariant($"{i},artist {i % 12},{i % 10 / 10.0},{i % 7 / 7.0:0.000},{100 + i % 2},rock,"));
        var message = Wrong(Header, rows, experiment);
        Assert.Contains($"the column '{column}' defines the labels of {scheme}", message, StringComparison.Ordinal);
        Assert.Contains("allowLabelInputs: true", message, StringComparison.Ordinal);
        Assert.Equal([column], Assert.IsType<Experiments.Features.ColumnsOptions>(Design(Header, rows,
            experiment + "allowLabelInputs: true").Experiment.Features[0]).Names);
    }

    [Theory]
    [InlineData("{ kind: columns, names: [tempi] }", "the manifest has no column 'tempi'.")]
    [InlineData("{ kind: columns, names: [genre] }", "the column 'genre' is 'rock' in the track '0', which is no number")]
    [InlineData("{ kind: columns, names: [release_date] }", "which is no number")]
    [InlineData("{ kind: columns }", "the key 'names' is missing in columns")]
    [InlineData("mel", "mel is heard, and a table has no audio. Columns that could be features: { kind: columns, names: [tempo] }")]
    public void Mistakes_about_columns_are_told(string feature, string message) =>
        Assert.Contains(message, Wrong(Header, Rows, $"labels: [mood4]\nfeatures: [{feature}]"), StringComparison.Ordinal);

    [Fact]
    public void A_blank_in_a_column_leaves_the_track_out_before_any_work()
    {
        var rows = Rows.Select((r, i) => i == 7 ? r.Replace("107", "") : r);
        var left = Assert.Single(Design(Header, rows, "labels: [mood4]\nfeatures: [{ kind: columns, names: [tempo] }]").LeftOut);
        Assert.Equal(("7", "blank in the column 'tempo'"), (left.TrackId, left.Reason));
    }

    [Fact]
    public void A_blank_id_is_a_mistake() =>
        Assert.Contains("table.csv:3: the id is blank.",
            Wrong("id,artist,energy,valence,tempo", ["a,x,0.5,0.5,1", ",y,0.4,0.4,2"], "labels: [mood4]"), StringComparison.Ordinal);

    [Fact]
    public void Labels_of_every_scheme_are_tested_in_every_fold_or_the_file_is_wrong()
    {
        var rows = Enumerable.Range(0, 60).Select(i =>
            FormattableString.Invariant($"{i},artist {i % 12},{i % 10 / 10.0},{i % 7 / 7.0:0.000},{100 + i},{(i < 3 ? "rare" : "rock")},"));
        var message = Wrong(Header, rows, "labels: [mood4, { column: genre }]\nsplit: { kind: kFold, folds: 4 }");
        Assert.Matches("would (test|learn) genre without a single 'rare': of the 60 tracks that have a label under every scheme, "
            + "3 are 'rare'", message);
    }

    [Fact]
    public void A_copy_of_a_copy_stays_with_its_origin_though_the_one_between_is_left_out()
    {
        var rows = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant(
            $"{i},,{(i == 31 ? "" : $"{i % 10 / 10.0}")},{i % 7 / 7.0:0.000},{100 + i},{(i == 31 ? "30" : i == 32 ? "31" : "")}"));
        var design = Design(",artist,energy,valence,tempo,parent", rows, "labels: [mood4]\nsplit: { kind: kFold, folds: 2, repeats: 5 }");
        int At(string id) => design.Tracks.Index().First(t => t.Item.Id == id).Index;
        Assert.DoesNotContain(design.Tracks, t => t.Id == "31");
        Assert.All(design.Folds, f => Assert.Equal(f.Test.Contains(At("30")), f.Test.Contains(At("32"))));
    }

    [Fact]
    public void Intervals_resample_artists_even_where_the_split_ignores_them()
    {
        var design = Design(Header, Rows, "labels: [mood4]\nsplit: kFold");
        Assert.Equal(["artist"], design.GroupColumns);
        Assert.Equal(design.Tracks.Select(t => t.Artist), design.Groups);
    }

    [Fact]
    public void A_plan_says_what_is_learnt_from_after_balancing()
    {
        var matched = Design(Header, Rows,
            "labels: [mood8, mood4]\nsplit: { kind: kFold, folds: 2 }\nbalance: { matched: true }").Plan.Schemes;
        foreach (var fold in Enumerable.Range(0, 2))
        {
            var n = Assert.Single(matched[0].BalancedCounts.Select(c => c[fold]).Distinct());
            Assert.All(matched[1].BalancedCounts, c => Assert.Equal(2 * n, c[fold]));
        }
        Assert.Empty(Design(Header, Rows).Plan.Schemes[0].BalancedCounts);
    }
}
