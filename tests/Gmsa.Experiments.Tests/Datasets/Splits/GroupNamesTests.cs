using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

public class GroupNamesTests
{
    private static Track Row(string id, string artist = "", string album = "", string parent = "") =>
        new(id, "", new Dictionary<string, string> { ["artist"] = artist, ["album"] = album, ["parent"] = parent });

    [Fact]
    public void One_column_gives_its_values_and_blanks_stand_alone() =>
        Assert.Equal(["x", "", "y", "x", ""],
            GroupNames.Of([Row("1", "x"), Row("2"), Row("3", "y"), Row("4", "x"), Row("5", " ")], ["artist"]).Select(n => n.Trim()));

    [Fact]
    public void Several_columns_join_what_shares_any_of_them_through_others_too()
    {
        // 3 joins 1 by artist, 2 joins 3 by album: all three are one group, named by the first id.
        var names = GroupNames.Of([Row("2", "y", "live"), Row("1", "x", "best"), Row("3", "x", "live"), Row("4", "z", "other")],
            ["artist", "album"]);
        Assert.Equal(["x / best", "x / best", "x / best", "z / other"], names);
    }

    [Fact]
    public void A_copy_is_of_its_originals_group_whatever_stands_in_its_row_and_orphans_of_one_parent_stay_together()
    {
        var names = GroupNames.Of(
            [Row("1", "x"), Row("1b", parent: "1"), Row("9a", parent: "9"), Row("9b", parent: "9"), Row("7")], ["artist"]);
        Assert.Equal(["x", "x", "9a", "9a", ""], names);
        // A copy whose id comes first doesn't give a group of artists its name, and no two groups share one.
        Assert.Equal(["x", "x", "x"], GroupNames.Of([Row("0", parent: "1"), Row("1", "x"), Row("2", "x")], ["artist"]));
        Assert.Equal(["a / b / c", "a / b / c (2)"], GroupNames.Of([Row("1", "a / b", "c"), Row("2", "a", "b / c")], ["artist", "album"]));
        Assert.Equal(["1", "1", "9a", "9a", ""],
            GroupNames.Of([Row("1", "x"), Row("1b", parent: "1"), Row("9a", parent: "9"), Row("9b", parent: "9"), Row("7")], []));
    }
}
