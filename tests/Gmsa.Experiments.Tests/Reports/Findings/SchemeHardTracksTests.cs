using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Reports;

namespace Gmsa.Experiments.Tests.Reports;

public class SchemeHardTracksTests
{
    private readonly StudyResults study = Example.Study(Repository.TemporaryFolder());

    [Fact]
    public void Each_scheme_has_its_own_by_the_arm_that_stands_for_it_and_the_majority_doesnt_count()
    {
        var schemes = Of(study.Predictions);
        Assert.Equal(study.Plan.Schemes.Select(s => s.Name), schemes.Select(s => s.Scheme));
        Assert.Equal(study.Comparison.Arms.Where(a => a.Represents).Select(a => a.Name).Order(), schemes.Select(s => s.Arm).Order());
        foreach (var scheme in schemes)
        {
            var rows = study.Predictions[scheme.Arm].Rows;
            Assert.Equal(rows.Where(r => r.Predicted != r.Truth).Max(r => r.Probabilities.Max()), scheme.Tracks.Confident[0].Sure);
            Assert.All(scheme.All, t => Assert.Equal(3, t.Arms)); // of four
        }
    }

    [Fact]
    public void Arms_without_predictions_are_passed_over_and_so_are_schemes_that_nobody_stands_for()
    {
        var some = study.Predictions.Where(p => p.Key is not ("mood4-logistic" or "mood4-lightGbm")).ToDictionary();
        Assert.All(Of(some).Single(s => s.Scheme == "mood4").All, t => Assert.Equal(1, t.Arms));
        Assert.Equal(["mood8"],
            Of(study.Predictions.Where(p => p.Key.StartsWith("mood8", StringComparison.Ordinal)).ToDictionary()).Select(s => s.Scheme));
        Assert.Empty(Of(new Dictionary<string, PredictionTable>()));
    }

    [Fact]
    public void Where_there_is_nothing_but_the_majority_it_counts()
    {
        var comparison = study.Comparison with
        {
            Arms = [.. study.Comparison.Arms.Select(a => a with { Represents = a.Name == "mood4-majority" })],
        };
        var only = Assert.Single(SchemeHardTracks.Of(study.Plan, comparison,
            study.Predictions.Where(p => p.Key == "mood4-majority").ToDictionary()));
        Assert.All(only.Tracks.Hardest, t => Assert.Equal((0, 1), (t.Right, t.Arms)));
    }

    private IReadOnlyList<SchemeHardTracks> Of(IReadOnlyDictionary<string, PredictionTable> predictions) =>
        SchemeHardTracks.Of(study.Plan, study.Comparison, predictions);
}
