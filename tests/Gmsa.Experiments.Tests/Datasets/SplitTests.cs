using CsCheck;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>What holds for every split, on random tracks.</summary>
public class SplitTests
{
    private sealed record Case(Track[] Tracks, string[] Labels);

    // Up to 12 artists, one of them blank, each with up to 8 tracks of 3 labels; the column "fold" is random too.
    private static readonly Gen<Case> Cases = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 3]).Array[30, 90].Select(rows => new Case(
        [.. rows.Select((r, i) => Make($"t{i:D3}", r.Item1 == 0 ? "" : $"artist {r.Item1}", r.Item3 == 0 ? " " : $"{r.Item3}"))],
        [.. rows.Select(r => $"label {r.Item2}")]));

    private static Track Make(string id, string artist, string fold) =>
        new(id, id, new Dictionary<string, string> { ["artist"] = artist, ["fold"] = fold });

    private static readonly ISplit[] Splits =
    [
        new GroupKFoldOptions { Folds = 3 }.Create(),
        new GroupKFoldOptions { Folds = 4, Validation = 0.3 }.Create(),
        new ColumnSplitOptions { Name = "fold" }.Create(),
    ];

    private static void ForEverySplit(Action<ISplit, Case, IReadOnlyList<Fold>> check) => Cases.Sample(c =>
    {
        foreach (var split in Splits)
        {
            IReadOnlyList<Fold> folds;
            try
            {
                folds = split.Split(c.Tracks, c.Labels, new Seed(7));
            }
            catch (InputException e) when (e.Message.Contains("to learn from", StringComparison.Ordinal) || e.Message.Contains("as many groups", StringComparison.Ordinal))
            {
                continue; // rare: a label that one artist alone has
            }
            check(split, c, folds);
        }
    }, iter: 150, threads: 1);

    [Fact]
    public void Parts_share_no_track_and_are_never_empty()
    {
        var checkedFolds = 0;
        ForEverySplit((_, c, folds) =>
        {
            foreach (var fold in folds)
            {
                var all = fold.Train.Concat(fold.Validation).Concat(fold.Test).ToArray();
                Assert.Equal(all.Length, all.Distinct().Count());
                Assert.All([fold.Train, fold.Validation, fold.Test], part => Assert.NotEmpty(part));
                Assert.All([fold.Train, fold.Validation, fold.Test], part => Assert.Equal(part.Order(), part));
                Assert.Equal(c.Labels.Distinct().Order(), fold.Train.Select(i => c.Labels[i]).Distinct().Order());
                checkedFolds++;
            }
        });
        Assert.True(checkedFolds > 500, $"only {checkedFolds} folds were checked");
    }

    [Fact]
    public void Every_track_is_tested_once_and_each_fold_has_them_all() => ForEverySplit((split, c, folds) =>
    {
        var used = Enumerable.Range(0, c.Tracks.Length).Where(i => split is GroupKFold || c.Tracks[i]["fold"] != " ").ToArray();
        Assert.Equal(used, folds.SelectMany(f => f.Test).Order());
        Assert.All(folds, f => Assert.Equal(used, f.Train.Concat(f.Validation).Concat(f.Test).Order()));
    });

    [Fact]
    public void Groups_are_never_divided() => ForEverySplit((split, c, folds) =>
    {
        foreach (var fold in folds)
        {
            Assert.Empty(Artists(fold.Train).Intersect(Artists(fold.Validation)));
            // A column says itself which tracks are tested; only inner validation is ours there.
            if (split is GroupKFold) Assert.Empty(Artists(fold.Train.Concat(fold.Validation)).Intersect(Artists(fold.Test)));
        }

        IEnumerable<string> Artists(IEnumerable<int> part) => part.Select(i => c.Tracks[i].Artist).Where(a => a.Length > 0);
    });

    [Fact]
    public void The_order_of_tracks_changes_nothing_and_neither_does_asking_again() => ForEverySplit((split, c, folds) =>
    {
        var order = Enumerable.Range(0, c.Tracks.Length).ToArray();
        new Seed((ulong)c.Tracks.Length).Generator().Shuffle(order.AsSpan());
        var permuted = split.Split([.. order.Select(i => c.Tracks[i])], [.. order.Select(i => c.Labels[i])], new Seed(7));
        var again = split.Split(c.Tracks, c.Labels, new Seed(7));
        for (var f = 0; f < folds.Count; f++)
        {
            Assert.Equal(folds[f].Name, permuted[f].Name);
            Assert.Equal(folds[f].Train, permuted[f].Train.Select(p => order[p]).Order());
            Assert.Equal(folds[f].Validation, permuted[f].Validation.Select(p => order[p]).Order());
            Assert.Equal(folds[f].Test, permuted[f].Test.Select(p => order[p]).Order());
            Assert.Equal(folds[f].Validation, again[f].Validation);
            Assert.Equal(folds[f].Test, again[f].Test);
        }
    });

    [Fact]
    public void Shares_are_met_within_what_groups_allow() => ForEverySplit((split, c, folds) =>
    {
        if (split is not GroupKFold) return;
        var largest = c.Tracks.Where(t => t.Artist.Length > 0).CountBy(t => t.Artist).Max(p => p.Value);
        Assert.All(folds, f => Assert.InRange(f.Test.Count, (double)c.Tracks.Length / folds.Count - 2 * largest, (double)c.Tracks.Length / folds.Count + 2 * largest));
    });
}
