using Gmsa.Experiments.Evaluation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class HardTracksTests
{
    private static readonly string[] Labels = ["a", "b", "c"];

    [Fact]
    public void Surest_errors_come_first_and_right_answers_never()
    {
        var table = Table(Row("t1", "a", 0.1, 0.9, 0), Row("t2", "a", 0.99, 0.01, 0), Row("t3", "b", 0.4, 0.3, 0.3),
            Row("t4", "c", 0, 0.05, 0.95), Row("t5", "c", 0.95, 0, 0.05));
        var confident = HardTracks.Of(table, [table]).Confident;
        Assert.Equal(["t5", "t1", "t3"], confident.Select(t => t.TrackId));
        Assert.Equal(("c", "a", 0.95, 0.05), (confident[0].Truth, confident[0].Called, confident[0].Sure, confident[0].OfTruth));
    }

    [Fact]
    public void Hardest_are_those_that_the_fewest_arms_get_right_and_of_equals_the_least_likely()
    {
        var first = Table(Row("t1", "a", 0.9, 0.1, 0), Row("t2", "a", 0.2, 0.8, 0), Row("t3", "a", 0.4, 0.6, 0));
        var second = Table(Row("t1", "a", 0.1, 0.9, 0), Row("t2", "a", 0.1, 0.9, 0), Row("t3", "a", 0.2, 0.8, 0));
        var hardest = HardTracks.Of(first, [first, second]).Hardest;
        Assert.Equal([("t2", 0), ("t3", 0), ("t1", 1)], hardest.Select(t => (t.TrackId, t.Right)));
        Assert.All(hardest, t => Assert.Equal(2, t.Arms));
        Assert.Equal(0.15, hardest[0].MeanOfTruth, 1e-12);
    }

    [Fact]
    public void Of_one_arm_the_probability_of_the_truth_alone_decides()
    {
        // t1 is right with less than what t2 gives the truth that it misses.
        var table = Table(Row("t1", "a", 0.34, 0.33, 0.33), Row("t2", "a", 0.45, 0.55, 0));
        Assert.Equal(["t1", "t2"], HardTracks.Of(table, [table]).Hardest.Select(t => t.TrackId));
    }

    [Fact]
    public void Equal_tracks_stand_by_their_ids_in_whatever_order_rows_are()
    {
        Prediction[] rows = [.. Enumerable.Range(0, 20).Select(i => Row($"t{i:00}", "a", 0.25, 0.75, 0))];
        foreach (var order in (Prediction[][])[rows, [.. rows.Reverse()]])
        {
            var tracks = HardTracks.Of(Table(order), [Table(order), Table(order)]);
            Assert.Equal(rows.Take(HardTracks.Most).Select(r => r.TrackId), tracks.Confident.Select(t => t.TrackId));
            Assert.Equal(rows.Take(HardTracks.Most).Select(r => r.TrackId), tracks.Hardest.Select(t => t.TrackId));
        }
    }

    [Fact]
    public void Repeats_are_averaged_before_anything_is_called_wrong()
    {
        var table = Table(
            Row("t1", "a", 0.4, 0.6, 0, "1.1"), Row("t1", "a", 0.9, 0.1, 0, "2.1"), // wrong once, right on average
            Row("t2", "a", 0.6, 0.4, 0, "1.2"), Row("t2", "a", 0.1, 0.9, 0, "2.2")); // right once, wrong on average
        var tracks = HardTracks.Of(table, [table]);
        var wrong = Assert.Single(tracks.Confident);
        Assert.Equal(("t2", "b"), (wrong.TrackId, wrong.Called));
        Assert.Equal((0.65, 0.35), (wrong.Sure, wrong.OfTruth));
        Assert.Equal(2, tracks.Hardest.Count);
    }

    [Fact]
    public void What_a_row_says_it_was_called_counts_not_its_highest_probability()
    {
        var table = Table(Row("t1", "a", 0.5, 0.5, 0) with { Predicted = "b" });
        Assert.Equal("b", Assert.Single(HardTracks.Of(table, [table]).Confident).Called);
    }

    private static Prediction Row(string track, string truth, double a, double b, double c, string fold = "")
    {
        double[] probabilities = [a, b, c];
        return new(track, "", fold, truth, Labels[Array.IndexOf(probabilities, probabilities.Max())], probabilities);
    }

    private static PredictionTable Table(params Prediction[] rows) => new(Labels, rows);
}
