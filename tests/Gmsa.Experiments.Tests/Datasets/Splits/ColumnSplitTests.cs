using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

public class ColumnSplitTests
{
    // One artist a pair of tracks, labelled a and b; one value of the column a pair.
    private static IReadOnlyList<Fold> Split(params string[] values)
    {
        var tracks = values.SelectMany(v => new[] { v, v }).Select((v, i) =>
            new Track($"t{i:D3}", "", new Dictionary<string, string> { ["artist"] = $"artist {i / 2}", ["split"] = v })).ToArray();
        return new ColumnSplitOptions().Create().Split(tracks, [.. tracks.Select((_, i) => i % 2 == 0 ? "a" : "b")], new Seed(1));
    }

    private static string Wrong(params string[] values) => Assert.Throws<InputException>(() => Split(values)).Message;

    [Fact]
    public void Roles_are_taken_in_any_case_and_blanks_left_out()
    {
        var fold = Assert.Single(Split("train", "Val", "", "TEST", "Train", "validation", " "));
        Assert.Equal("test", fold.Name);
        Assert.Equal([0, 1, 8, 9], fold.Train);
        Assert.Equal([2, 3, 10, 11], fold.Validation);
        Assert.Equal([6, 7], fold.Test);
    }

    [Fact]
    public void Validation_that_is_not_declared_is_taken_from_the_training_part_by_groups()
    {
        var fold = Assert.Single(Split("", "train", "train", "train", "train", "train", "test"));
        Assert.Equal([12, 13], fold.Test);
        Assert.Equal(2, fold.Validation.Count);
        Assert.Equal(fold.Validation[0] + 1, fold.Validation[1]);
        Assert.Equal(Enumerable.Range(2, 10), fold.Train.Concat(fold.Validation).Order());
    }

    [Fact]
    public void Other_values_are_folds_in_numeric_order()
    {
        Assert.Equal(["2", "10"], Split("10", "2", "10", "2", "10", "2").Select(f => f.Name));
        var folds = Split("south", "north", "south", "north", "", "south");
        Assert.Equal(["north", "south"], folds.Select(f => f.Name));
        Assert.Equal([2, 3, 6, 7], folds[0].Test);
        Assert.Equal([0, 1, 4, 5, 10, 11], folds[1].Test);
    }

    [Fact]
    public void Mixed_or_missing_values_are_errors()
    {
        Assert.Contains("mixes roles and other values: 3, test, train.", Wrong("train", "3", "test"), StringComparison.Ordinal);
        Assert.Contains("'test' of no track", Wrong("train", "val", "train"), StringComparison.Ordinal);
        Assert.Contains("'train' of no track", Wrong("test", "val", "test"), StringComparison.Ordinal);
        Assert.Contains("says '1' of every track", Wrong("1", "1", ""), StringComparison.Ordinal);
        Assert.Contains("blank in every track", Wrong("", " "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training", "testing")]
    [InlineData("Dev", "Eval")]
    [InlineData("TRAINSET", "heldout")]
    [InlineData("a", "valid")]
    [InlineData("x", "evaluation")]
    public void Words_that_look_like_roles_are_not_taken_for_folds(string one, string other)
    {
        var message = Wrong(one, other, one, other, one, other);
        string[] found = [one, other];
        Assert.Contains($"says {string.Join(", ", found.Order(StringComparer.Ordinal))}:", message, StringComparison.Ordinal);
        Assert.Contains("Allowed are train, validation (or val), test and blank", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_training_lacks_is_an_error()
    {
        Track[] tracks = [.. ((string[])["train", "val", "test", "train"])
            .Select((v, i) => new Track($"{i}", "", new Dictionary<string, string> { ["split"] = v }))];
        var wrong = Assert.Throws<InputException>(() => new ColumnSplitOptions().Create().Split(tracks, ["a", "b", "b", "a"], new Seed(1)));
        Assert.Contains("no track labelled 'b' to learn from: 2 groups of 'artist' have one.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_columns_it_reads_are_told() =>
        Assert.Equal(["role", "song"], new ColumnSplitOptions { Name = "role", By = ["song"] }.Columns);

    [Fact]
    public void Emopia_has_its_published_split_and_the_folds_of_its_peers()
    {
        var table = CsvTable.Read(Repository.Shared("corpora/emopia/labels.csv"));
        string[] columns = ["id", "quadrant", "song", "split_cls"];
        var rows = table.Rows.Select(r => columns.ToDictionary(c => c, c => r.Fields[table.Columns.ToList().IndexOf(c)]));
        var file = Path.Combine(Repository.TemporaryFolder(), "clips.csv");
        ManifestFile.Write(file, new(["path", .. columns],
            [.. rows.Select(v => new Track(v["id"], v["id"], new Dictionary<string, string>(v) { ["path"] = v["id"] + ".wav" }))]));
        // The folds' own column "label" repeats the quadrant, "split" an older split: neither name is taken here.
        var clips = JoinedTable.Of(ManifestFile.Read(file), Repository.Shared("bench/emopia_folds.csv"), "id").Manifest;
        string[] labels = [.. clips.Tracks.Select(t => t["quadrant"])];

        var published = Assert.Single(new ColumnSplitOptions { Name = "split_cls", By = ["song"] }.Create()
            .Split(clips.Tracks, labels, new Seed(1)));
        Assert.Equal((767, 198, 86), (published.Train.Count, published.Validation.Count, published.Test.Count));

        var folds = new ColumnSplitOptions { Name = "fold_group", By = ["song"] }.Create().Split(clips.Tracks, labels, new Seed(1));
        Assert.Equal(["0", "1", "2", "3", "4"], folds.Select(f => f.Name));
        foreach (var fold in folds)
        {
            Assert.Equal(Enumerable.Range(0, 1078).Where(i => clips.Tracks[i]["fold_group"] == fold.Name), fold.Test);
            string[] Songs(IEnumerable<int> part) => [.. part.Select(i => clips.Tracks[i]["song"]).Distinct()];
            Assert.Empty(Songs(fold.Validation).Intersect(Songs(fold.Train.Concat(fold.Test))));
            Assert.InRange(fold.Validation.Count / (double)(1078 - fold.Test.Count), 0.18, 0.22);
        }
    }
}
