using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;
using Gmsa.Experiments.Moods;

namespace Gmsa.Experiments.Tests.Datasets;

public class GroupKFoldTests
{
    private static Track Track(int number, string artist) =>
        new($"t{number:D5}", $"t{number}", new Dictionary<string, string> { ["artist"] = artist });

    private static (Track[] Tracks, string[] Labels) Of(params (string Artist, string Labels)[] artists)
    {
        var rows = artists.SelectMany(a => a.Labels.Select(l => (a.Artist, Label: $"{l}"))).ToArray();
        return ([.. rows.Select((r, i) => Track(i, r.Artist))], [.. rows.Select(r => r.Label)]);
    }

    private static InputException Wrong(GroupKFoldOptions options, Track[] tracks, string[] labels) =>
        Assert.Throws<InputException>(() => options.Create().Split(tracks, labels, new Seed(1)));

    [Fact]
    public void Tracks_without_a_group_are_divided_evenly_and_every_label_too()
    {
        var tracks = Enumerable.Range(0, 200).Select(i => Track(i, i % 2 == 0 ? "" : " ")).ToArray();
        var labels = tracks.Select((_, i) => i < 120 ? "a" : i < 180 ? "b" : "c").ToArray();
        var folds = new GroupKFoldOptions { Folds = 5, Validation = 0.25 }.Create().Split(tracks, labels, new Seed(3));
        Assert.Equal(["1", "2", "3", "4", "5"], folds.Select(f => f.Name));
        foreach (var fold in folds)
        {
            Assert.Equal([24, 12, 4], Counts(fold.Test));
            Assert.Equal([24, 12, 4], Counts(fold.Validation));
            Assert.Equal([72, 36, 12], Counts(fold.Train));
        }

        int[] Counts(IEnumerable<int> part) => [.. "abc".Select(l => part.Count(i => labels[i] == $"{l}"))];
    }

    [Fact]
    public void Another_seed_gives_other_folds()
    {
        var (tracks, labels) = Of([.. Enumerable.Range(0, 30).Select(i => ($"artist {i}", "ab"))]);
        var split = new GroupKFoldOptions { Folds = 3 }.Create();
        Assert.NotEqual(split.Split(tracks, labels, new Seed(1))[0].Test, split.Split(tracks, labels, new Seed(2))[0].Test);
    }

    [Fact]
    public void Two_artists_of_a_rare_label_come_into_different_folds()
    {
        var (tracks, labels) =
            Of([("x", "cab"), ("y", "caab"), .. Enumerable.Range(0, 20).Select(i => ($"artist {i}", i % 2 == 0 ? "aab" : "abb"))]);
        for (var seed = 0UL; seed < 20; seed++)
            foreach (var fold in new GroupKFoldOptions { Folds = 2, Validation = 0.5 }.Create().Split(tracks, labels, new Seed(seed)))
                Assert.Contains("c", fold.Train.Select(i => labels[i]));
    }

    [Fact]
    public void One_large_group_leaves_no_fold_empty()
    {
        var (tracks, labels) = Of([("huge", new string('a', 50) + new string('b', 50)), ("x", "ab"), ("y", "ab"), ("z", "ab")]);
        var folds = new GroupKFoldOptions { Folds = 4 }.Create().Split(tracks, labels, new Seed(1));
        Assert.Equal([2, 2, 2, 100], folds.Select(f => f.Test.Count).Order());
    }

    [Fact]
    public void Fewer_groups_than_folds_are_an_error()
    {
        var (tracks, labels) = Of(("x", "ab"), ("y", "ab"), ("z", "ab"));
        Assert.StartsWith("split: 5 folds need as many groups, and there are 3 groups of 'artist'.", Wrong(new(), tracks, labels).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_of_one_group_is_an_error_that_names_it()
    {
        var (tracks, labels) = Of(("x", "abc"), ("y", "ab"), ("z", "ab"), ("w", "ab"));
        var message = Wrong(new() { Folds = 2 }, tracks, labels).Message;
        Assert.Contains("'c' can't be in every fold: 1 group of 'artist' has that label, and 2 folds need one each.", message,
            StringComparison.Ordinal);
        Assert.Contains("fewer `folds`", message, StringComparison.Ordinal);
        Assert.Contains("`by`", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_groups_leave_nothing_for_inner_validation()
    {
        var (tracks, labels) = Of(("x", "ab"), ("y", "ab"));
        Assert.Contains("1 group of 'artist' left to learn from", Wrong(new() { Folds = 2 }, tracks, labels).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_no_two_groups_share_enough_leave_nothing_for_inner_validation()
    {
        // Whatever is tested, one artist with a and one with b are left, and both are needed to learn from.
        var (tracks, labels) = Of(("x", "a"), ("y", "a"), ("z", "b"), ("w", "b"));
        Assert.Contains("to learn from: 2 groups of 'artist' have one.", Wrong(new() { Folds = 2 }, tracks, labels).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Artists_of_the_origins_tracks_are_kept_apart_and_moods_stay_even()
    {
        var table = CsvTable.Read(Repository.Shared("corpora/greek/Spotify_Tracks.csv"));
        var tracks = table.Rows
            .Select(r => new Track($"{r.Line:D5}", "", table.Columns.Zip(r.Fields).ToDictionary(p => p.First, p => p.Second)))
            .ToArray();
        var labels = tracks.Select(t => MoodSchemes.Mood8.LabelOf(t)!).ToArray();
        foreach (var fold in new GroupKFoldOptions().Create().Split(tracks, labels, new Seed(42)))
        {
            Assert.Empty(fold.Test.Select(i => tracks[i].Artist)
                .Intersect(fold.Train.Concat(fold.Validation).Select(i => tracks[i].Artist)));
            foreach (var label in MoodSchemes.Mood8.Labels)
            {
                var all = labels.Count(l => l == label);
                Assert.InRange(fold.Test.Count(i => labels[i] == label) / (double)all, 0.17, 0.23);
                Assert.InRange(fold.Validation.Count(i => labels[i] == label) / (double)all, 0.12, 0.2);
            }
        }
    }
}
