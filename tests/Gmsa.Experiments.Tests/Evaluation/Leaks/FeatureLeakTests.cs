using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Evaluation;

public class FeatureLeakTests
{
    [Fact]
    public void A_column_that_the_label_is_made_of_is_named()
    {
        var audit = Audit("energy", "tempo");
        Assert.Equal([new("energy", "mood4", FeatureLeakKind.Input, "energy", 1)], audit.Features);
        Assert.Equal(
            "The feature column 'energy' is what mood4 is made of: the label is among the features.",
            Assert.Single(LeakWords.Warnings(audit)));
    }

    [Theory]
    [InlineData("arousal")] // 100 less 80 times the energy
    [InlineData("rounded")] // with one digit
    [InlineData("jittered")] // by .025 at most
    public void A_column_that_orders_the_tracks_as_an_input_does_is_a_copy(string column)
    {
        var leak = Assert.Single(Audit(column).Features);
        Assert.Equal((column, "mood4", FeatureLeakKind.Copy, "energy"), (leak.Column, leak.Scheme, leak.Kind, leak.Input));
        Assert.InRange(leak.Strength, 0.98, 1);
        Assert.StartsWith($"The feature column '{column}' orders the tracks as 'energy' does", LeakWords.Sentences(Audit(column))[^1]);
    }

    [Fact]
    public void A_column_whose_value_alone_tells_the_label_is_the_label_under_another_name()
    {
        var leak = Assert.Single(Audit("quadrant", "tempo", "key", "serial").Features);
        Assert.Equal(new FeatureLeak("quadrant", "mood4", FeatureLeakKind.Label, "", 1), leak);
        Assert.Equal(leak with { Column = "code" }, Assert.Single(Audit("code", "tempo", "key", "serial").Features));
        Assert.Contains(
            "The feature column 'quadrant' alone tells mood4 of 100.0\u00A0% of the test tracks: it is the label under another name.",
            LeakWords.Warnings(Audit("quadrant")));
    }

    [Theory]
    [InlineData("tempo")] // correlated with energy, but as music is, by about .9
    [InlineData("key")] // few values that recur, of no use
    [InlineData("serial")] // a value that never recurs, and its neighbours have other labels
    [InlineData("blank")]
    [InlineData("word")] // the label itself, but words are never features
    public void Honest_columns_are_let_be(string column) => Assert.Empty(Audit(column).Features);

    [Fact]
    public void The_nearest_value_is_the_lower_of_two_and_its_commonest_label_counts()
    {
        // Training: 1 a a b, 3 b; test: below, between, equally near to both, above, and no number.
        double?[] numbers = [1, 1, 1, 3, null, 0, 1.9, 2, 2.1, 9, null];
        string[] labels = ["a", "a", "b", "b", "b", "a", "a", "a", "b", "b", "a"];
        var lookup = LabelLookup.OfNearest(numbers, labels, ["a", "b"], [new("1", [0, 1, 2, 3], [4], [5, 6, 7, 8, 9, 10])]);
        Assert.Equal(new LabelLookup(N: 6, Known: 5, KnownRight: 5, CommonestRight: 2, Right: 5), lookup);
    }

    [Fact]
    public void No_column_of_the_origins_table_is_blamed()
    {
        var corpus = Path.GetDirectoryName(Repository.Shared("corpora/greek/Spotify_Tracks.csv"))!;
        var audit = Preview.Audit(Pipeline.Plan(new(Path.Combine(Repository.Root, "experiments", "greek-table-4-vs-8.yaml"), [], corpus)));
        Assert.Equal(["mood8", "mood4"], audit.Lookups.Select(l => l.Scheme));
        Assert.Empty(audit.Features);
    }

    [Fact]
    public void Where_nearly_all_tracks_have_one_label_no_column_can_be_blamed()
    {
        LeakAudit Rare(int every) => Of(
            [.. Tracks().Select((t, i) =>
                Change(t, "valence", "0.9", "energy", $"0.{(i % every == 0 ? 9 : 1)}{i:000}", "key", i % every == 0 ? "1" : "0"))],
            ["key"]);
        Assert.Empty(Rare(11).Features);
        Assert.Single(Rare(9).Features);
    }

    private static LeakAudit Audit(params string[] columns) => Of(Tracks(), columns);

    private static LeakAudit Of(Track[] tracks, string[] columns)
    {
        var folds = new GroupKFoldOptions().Create().Split(tracks, [.. tracks.Select(t => MoodSchemes.Mood4.LabelOf(t)!)], new Seed(1));
        return LeakAudit.Of(tracks, folds, [MoodSchemes.Mood4], ["artist"], featureColumns: columns);
    }

    private static Track[] Tracks()
    {
        var generator = new Seed(3).Generator();
        return [.. Enumerable.Range(0, 400).Select(i =>
        {
            var (energy, valence) = (generator.NextDouble(), i % 2 == 0 ? 0.2 : 0.8);
            var tempo = 60 + 90 * energy + 12 * generator.NextGaussian();
            FormattableString[] values = [$"{energy}", $"{valence}", $"{100 - 80 * energy}", $"{energy:F1}",
                $"{energy + 0.05 * (generator.NextDouble() - 0.5)}", $"{tempo}", $"{i}"];
            string[] names = ["energy", "valence", "arousal", "rounded", "jittered", "tempo", "serial"];
            var row = names.Zip(values).ToDictionary(c => c.First, c => FormattableString.Invariant(c.Second));
            row["artist"] = $"artist {i / 4}";
            var quadrant = MoodSchemes.Mood4.Labels.ToList().IndexOf(MoodSchemes.Quadrant(energy, valence));
            row["quadrant"] = FormattableString.Invariant($"{quadrant}");
            row["code"] = FormattableString.Invariant($"{quadrant + 0.5 * generator.NextDouble()}");
            row["word"] = MoodSchemes.Quadrant(energy, valence);
            row["key"] = FormattableString.Invariant($"{generator.NextInt(12)}");
            row["blank"] = "";
            return new Track($"t{i:000}", "", row);
        })];
    }

    private static Track Change(Track track, params string[] values) => track with
    {
        Values = track.Values.Where(v => !values.Contains(v.Key))
            .Concat(values.Chunk(2).Select(v => KeyValuePair.Create(v[0], v[1]))).ToDictionary(),
    };
}
