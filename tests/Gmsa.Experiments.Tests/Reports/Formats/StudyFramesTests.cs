using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Records;
using Gmsa.Experiments.Reports;
using Microsoft.Data.Analysis;

namespace Gmsa.Experiments.Tests.Reports.Formats;

/// <summary>A study's results as data frames: which columns, of which type, with which values.</summary>
public class StudyFramesTests
{
    private static readonly StudyResults Results = MadeUpStudy.Of("made-up");

    [Fact]
    public void Predictions()
    {
        var (arm, table) = Results.Predictions.First();
        var frame = table.ToDataFrame();
        Assert.Equal(
        [
            "track_id String", "group String", "fold String", "truth String", "predicted String",
            .. table.Labels.Select(l => $"p_{l} Double"),
        ], Columns(frame));
        Assert.Equal(table.Rows.Count, frame.Rows.Count);
        Assert.Equal(table.Rows[3].TrackId, frame["track_id"][3]);
        Assert.Equal(table.Rows[3].Probabilities[1], frame["p_" + table.Labels[1]][3]);
        Assert.NotEmpty(arm);
    }

    [Fact]
    public void Trials()
    {
        var frame = Results.Trials.ToDataFrame();
        Assert.Equal(
        [
            "trial Int32", "arm String", "fold String", "index Int32", "state String", "metric String", "score Double", "best_epoch Int32",
            "epochs Int32", "seconds Double", "peak_memory_mb Double", "started DateTime", "failure String", "message String",
        ], Columns(frame).Take(14));
        Assert.All(Columns(frame).Skip(14), c => Assert.StartsWith("point.", c));
        Assert.Equal(Results.Trials.Count, frame.Rows.Count);
        Assert.Equal(Results.Trials.Min(t => t.Trial), frame["trial"][0]);
    }

    [Fact]
    public void Values_of_a_point_have_the_type_of_all()
    {
        RunRecord[] trials = [.. Results.Trials.Take(3)];
        RunRecord At(int trial, params (string, object)[] point) =>
            trials[trial] with { Point = point.ToDictionary(p => p.Item1, p => p.Item2) };
        RunRecord[] made =
            [At(0, ("a", 1L), ("b", 0.5), ("c", true), ("d", "x")), At(1, ("a", 2L), ("b", 1L), ("c", false), ("d", 2.5)), At(2)];
        var frame = made.ToDataFrame();
        Assert.Equal(["point.a Int64", "point.b Double", "point.c Boolean", "point.d String"], Columns(frame).Skip(14));
        Assert.Equal(["0.5", "1", ""], Cultures.In("", () => frame["point.b"].Cast<object?>().Select(v => $"{v}").ToArray()));
        Assert.Equal(["x", "2.5", null], frame["point.d"].Cast<string?>());
    }

    [Fact]
    public void Arms_and_pairs()
    {
        var (arms, pairs) = (Results.Arms.ToDataFrame(), Results.Comparison.Pairs.ToDataFrame());
        Assert.Equal(
        [
            "arm String", "scheme String", "trainer String", "kind String", "represents Boolean", "inner_score Double", "tracks Int32",
            "groups Int32",
            .. ClusterBootstrap.HeadlineMetrics.SelectMany(m => (string[])[$"{m} Double", $"{m}_ci95_low Double", $"{m}_ci95_high Double"]),
        ], Columns(arms));
        Assert.Equal(Results.Plan.Arms.Select(a => a.Name), arms["arm"].Cast<string>());
        var first = Results.Arms[0];
        Assert.Equal(first.Scores?.Accuracy, (double?)arms["accuracy"][0]);
        Assert.Equal(
        [
            "a String", "b String", "collapse String", "metric String", "difference Double", "ci95_low Double", "ci95_high Double",
            "p Double", "holm_p Double", "verdict String", "n Int32",
        ], Columns(pairs));
        Assert.Equal(Results.Comparison.Pairs.Count, pairs.Rows.Count);
    }

    [Fact]
    public void Of_nothing_they_have_columns_without_rows()
    {
        Assert.Equal(0, Array.Empty<RunRecord>().ToDataFrame().Rows.Count);
        Assert.Equal(0, Array.Empty<ArmResult>().ToDataFrame().Rows.Count);
        Assert.Equal(0, new PredictionTable(["a"], []).ToDataFrame().Rows.Count);
    }

    private static string[] Columns(DataFrame frame) => [.. frame.Columns.Select(c => $"{c.Name} {c.DataType.Name}")];
}
