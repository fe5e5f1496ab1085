using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>What borders between labels leave to be reached.</summary>
public sealed class BordersTests
{
    [Theory]
    [InlineData(0.9, 0.60, 0.9772)] // one border, two standard deviations away
    [InlineData(0.9, 0.55, 0.8413)]
    [InlineData(0.55, 0.55, 0.8413 * 0.8413)] // two at right angles
    [InlineData(0.9, 0.5, 0.5)]
    public void A_perfect_model_is_right_as_often_as_the_error_stays_within_the_border(double energy, double valence, double expected)
    {
        var borders = Borders.Of(MoodSchemes.Mood4, [At("t", energy, valence)], 0.05, new Seed(1))!;
        Assert.Equal(expected, borders.Ceiling.Accuracy, 0.06); // 256 draws
        Assert.Equal(("mood4", 0.05), (borders.Ceiling.Scheme, borders.Ceiling.Sigma));
        Assert.Equal(1, Borders.Of(MoodSchemes.Mood4, [At("t", energy, valence)], 0, new Seed(1))!.Ceiling.Accuracy);
    }

    [Fact]
    public void Octants_leave_less_than_the_quadrants_they_are_parts_of()
    {
        var random = new Seed(2).Generator();
        Track[] tracks = [.. Enumerable.Range(0, 200).Select(i => At($"{i}", random.NextDouble(), random.NextDouble()))];
        var (eight, four) = (Borders.Of(MoodSchemes.Mood8, tracks, 0.05, new Seed(1))!.Ceiling.Accuracy,
            Borders.Of(MoodSchemes.Mood4, tracks, 0.05, new Seed(1))!.Ceiling.Accuracy);
        Assert.InRange(eight, 0.7, 0.9);
        Assert.InRange(four, eight + 0.03, 0.97);
    }

    [Fact]
    public void Tracks_are_binned_by_their_distance_and_scored_there()
    {
        Track[] tracks = [At("near", 0.9, 0.51), At("alsoNear", 0.9, 0.515), At("middle", 0.9, 0.62), At("far", 0.9, 0.85)];
        var borders = Borders.Of(MoodSchemes.Mood4, tracks, 0.05, new Seed(1))!;
        Prediction Row(string id, string predicted) =>
            new(id, id, "", "Happy", predicted, [.. MoodSchemes.Mood4.Labels.Select(l => l == predicted ? 1.0 : 0)]);
        var bins = borders.Of("arm", new(MoodSchemes.Mood4.Labels,
            [Row("near", "Angry"), Row("alsoNear", "Happy"), Row("middle", "Happy"), Row("far", "Happy"), Row("unknown", "Happy")]),
            new Seed(1)).Bins;
        Assert.Equal([2, 0, 0, 1, 0, 0, 1], bins.Select(b => b.Tracks)); // .35 is beyond the last edge
        Assert.Equal((0.5, null, 1.0), (bins[0].Accuracy, bins[1].Accuracy, bins[6].Accuracy));
        Assert.True(bins[0].Ceiling < 0.7 && bins[6].Ceiling == 1);
        Assert.Equal((0.3, null), (bins[6].From, bins[6].To));
        Assert.True(bins[0].AccuracyCi95!.Value.Contains(0.5));
    }

    [Fact]
    public void Labels_of_other_columns_have_no_such_borders()
    {
        var words = new LabelScheme("genre", ["a", "b"], t => t["genre"], []) { Inputs = ["genre"] };
        Assert.Null(Borders.Of(words, [At("t", 0.5, 0.5)], 0.05, new Seed(1)));
        Assert.Null(Borders.Of(MoodSchemes.Mood4, [], 0.05, new Seed(1))); // nothing would be right on 0 %
    }

    private static Track At(string id, double energy, double valence) => new(id, "", new Dictionary<string, string>
    {
        ["energy"] = FormattableString.Invariant($"{energy}"),
        ["valence"] = FormattableString.Invariant($"{valence}"),
    });
}
