using Gmsa.Experiments.Datasets;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>What a user's columns are called in a dataset that has some of its own.</summary>
public class DatasetNamesTests
{
    [Fact]
    public void Columns_give_way_to_those_of_the_dataset()
    {
        string[] columns = ["id", "group", "manifest_group", "label_mood8", "part_1", "label_x"];
        var names = DatasetFolder.Names(columns, ["mood8"], ["1", "2"]);
        Assert.Equal(
            ["id", "manifest_manifest_group", "manifest_group", "manifest_label_mood8", "manifest_part_1", "label_x"],
            columns.Select(c => names[c]));
    }
}
