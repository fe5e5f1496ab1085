using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

public class CollapseTests
{
    private static readonly CollapseMap Map = new(
        "fine", "coarse", new Dictionary<string, string> { ["a"] = "x", ["b"] = "y", ["c"] = "y", ["d"] = "z" });
    private static readonly string[] Fine = ["a", "b", "c", "d"];

    [Fact]
    public void Argmax_follows_the_predicted_label_and_summed_the_probabilities()
    {
        var table = new PredictionTable(Fine, [new("1", "g", "f", "c", "a", [0.4, 0.25, 0.3, 0.05])]);
        var (argmax, summed) = (Collapse.Argmax(table, Map), Collapse.Summed(table, Map));
        Assert.Equal(["x", "y", "z"], argmax.Labels);
        Assert.Equal(("1", "g", "f", "y", "x"), argmax.Rows[0] is var r ? (r.TrackId, r.Group, r.Fold, r.Truth, r.Predicted) : default);
        Assert.Equal("y", summed.Rows[0].Predicted);
        Assert.Equal([0.4, 0.55, 0.05], summed.Rows[0].Probabilities);
        Assert.Equal(summed.Rows[0].Probabilities, argmax.Rows[0].Probabilities);
    }

    [Fact]
    public void Equal_sums_go_to_the_first_label_in_the_order_asked_for()
    {
        var table = new PredictionTable(Fine, [new("1", "", "", "a", "a", [0.5, 0.25, 0.25, 0])]);
        Assert.Equal("x", Collapse.Summed(table, Map).Rows[0].Predicted);
        var turned = Collapse.Summed(table, Map, ["z", "y", "x"]);
        Assert.Equal(["z", "y", "x"], turned.Labels);
        Assert.Equal("y", turned.Rows[0].Predicted);
    }

    [Fact]
    public void A_map_with_holes_names_them_all()
    {
        var table = Tables.Certain(["a", "b", "q", "r"], ("a", "a"));
        Assert.Equal(
            ["the map from fine to coarse gives 'y' for 'b'. Known: x", "the map from fine to coarse has no label for 'q'",
                "the map from fine to coarse has no label for 'r'"],
            Assert.Throws<InputException>(() => Collapse.Summed(table, Map, ["x"])).Problems.Select(p => p.Message));
    }
}
