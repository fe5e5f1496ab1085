using CsCheck;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>What holds for the inner folds of every split, on hundreds of random manifests.</summary>
public class InnerValidationTests
{
    // Up to 12 artists (one of them blank) and 3 labels, some rows that are copies of other rows; the column "fold" is random too.
    private static readonly Gen<(Track[] Tracks, string[] Labels)> Cases =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[0, 30]).Array[40, 90].Select(rows => (
            (Track[])[.. rows.Select((r, i) =>
                Make(i, r.Item1 == 0 ? "" : $"artist {r.Item1}", $"{r.Item3}", r.Item4 < 3 && r.Item4 != i ? r.Item4 : null))],
            (string[])[.. rows.Select(r => $"label {r.Item2}")]));

    private static readonly SplitOptions[] Splits =
    [
        new GroupKFoldOptions { Folds = 3, InnerFolds = 3 },
        new GroupKFoldOptions { Folds = 2, Repeats = 2, InnerFolds = 2 },
        new KFoldOptions { Folds = 3, InnerFolds = 5 },
        new HoldoutOptions { Test = 0.25, InnerFolds = 4 },
        new ColumnSplitOptions { Name = "fold", InnerFolds = 3 },
    ];

    private static Track Make(int number, string artist, string fold, int? parent) =>
        new($"t{number:D3}", $"t{number:D3}", new Dictionary<string, string>
        {
            ["artist"] = artist,
            ["fold"] = fold,
            ["parent"] = parent is { } of ? $"t{of:D3}" : "",
        });

    private static void ForEveryFold(Action<SplitOptions, (Track[] Tracks, string[] Labels), Fold> check)
    {
        var checks = 0;
        Cases.Sample(c =>
        {
            foreach (var split in Splits)
            {
                IReadOnlyList<Fold> folds;
                try
                {
                    folds = split.Create().Split(c.Tracks, c.Labels, new Seed(7));
                }
                catch (InputException e) when (e.Problems[0].Where == "split")
                {
                    continue; // rare: too few groups have a label
                }
                foreach (var fold in folds) check(split, c, fold);
                Interlocked.Increment(ref checks);
            }
        }, iter: 150, threads: 1);
        Assert.True(checks > 150 * Splits.Length / 2, $"only {checks} splits were checked");
    }

    [Fact]
    public void There_are_as_many_as_asked_for_and_each_divides_all_that_is_not_tested() => ForEveryFold((split, c, fold) =>
    {
        Assert.Equal(split.InnerFolds, fold.Inner.Count);
        int[] outer = [.. Enumerable.Range(0, c.Tracks.Length).Except(fold.Test)];
        Assert.All(fold.Inner, inner =>
        {
            Assert.Equal(outer, inner.Train.Concat(inner.Validation).Order()); // each once, and none that is tested
            Assert.NotEmpty(inner.Validation);
            Assert.Equal(inner.Train.Order(), inner.Train);
            Assert.Equal(inner.Validation.Order(), inner.Validation);
        });
        Assert.Equal(fold.Inner[0].Train, fold.Train);
        Assert.Equal(fold.Inner[0].Validation, fold.Validation);
    });

    [Fact]
    public void Every_inner_fold_learns_every_label() => ForEveryFold((_, c, fold) =>
        Assert.All(fold.Inner,
            inner => Assert.Equal(c.Labels.Distinct().Order(), inner.Train.Select(i => c.Labels[i]).Distinct().Order())));

    [Fact]
    public void Every_track_validates_once_unless_a_label_could_not_be_learnt_without_its_group()
    {
        var (all, again) = (0, 0);
        ForEveryFold((split, c, fold) =>
        {
            var groups = GroupNames.Components(c.Tracks, split.KeptTogether);
            var groupsWith = Outer(fold)
                .GroupBy(i => c.Labels[i]).ToDictionary(g => g.Key, g => g.Select(i => groups[i]).Distinct().Count());
            var needed = Outer(fold).Where(i => groupsWith[c.Labels[i]] == 1).Select(i => groups[i]).ToHashSet();
            foreach (var i in Outer(fold))
            {
                var times = fold.Inner.Count(inner => inner.Validation.Contains(i));
                Assert.Equal(needed.Contains(groups[i]), times == 0);
                // A part of needed groups alone takes another group instead, which is in a part of its own already.
                if (times > 1) again++;
                if (times > 1) Assert.NotEmpty(needed);
                all++;
            }
        });
        Assert.True(again < 0.01 * all, $"{again} of {all} validate again");
    }

    [Fact]
    public void Groups_are_on_one_side_of_every_inner_fold() => ForEveryFold((split, c, fold) =>
    {
        var groups = GroupNames.Components(c.Tracks, split.KeptTogether);
        Assert.All(fold.Inner,
            inner => Assert.Empty(inner.Train.Select(i => groups[i]).Intersect(inner.Validation.Select(i => groups[i]))));
    });

    [Fact]
    public void A_group_that_alone_has_a_label_never_validates()
    {
        // Ten artists of four tracks each; the last has six more, so it isn't the smallest of its part.
        Track[] tracks = [.. Enumerable.Range(0, 46).Select(i => Make(i, $"artist {(i < 40 ? i % 10 : 9)}", "", null))];
        string[] labels = [.. tracks.Select((t, i) => t.Artist == "artist 9" ? "rare" : i % 2 == 0 ? "a" : "b")];
        int[] test = [0, 10, 20, 30], rare = [9, 19, 29, 39, 40, 41, 42, 43, 44, 45];
        var outer = Enumerable.Range(0, 46).Except(test).ToArray();
        var fold = InnerValidation.Take(new(tracks, labels, ["artist"]), "1", outer,
            test, new GroupKFoldOptions { InnerFolds = 2 }, new Seed(1));
        Assert.All(fold.Inner, inner => Assert.Equal(rare, inner.Train.Intersect(rare)));
        Assert.Equal(outer.Except(rare), fold.Inner.SelectMany(i => i.Validation).Order());
    }

    [Fact]
    public void Fewer_groups_than_inner_folds_are_wrong_input()
    {
        Track[] tracks = [.. Enumerable.Range(0, 12).Select(i => Make(i, $"artist {i % 4}", "", null))];
        string[] labels = [.. tracks.Select((_, i) => i / 4 % 2 == 0 ? "a" : "b")];
        var options = new GroupKFoldOptions { Folds = 2, InnerFolds = 3 };
        var error = Assert.Throws<InputException>(() => options.Create().Split(tracks, labels, new Seed(1)));
        Assert.Contains("has 2 groups of 'artist' left to learn from, too few for 3 inner folds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_inner_fold_keeps_the_share_that_is_asked_for()
    {
        Track[] tracks = [.. Enumerable.Range(0, 100).Select(i => Make(i, $"artist {i}", "", null))];
        string[] labels = [.. tracks.Select((_, i) => i % 2 == 0 ? "a" : "b")];
        foreach (var share in (double[])[0.1, 0.25, 0.5])
            Assert.All(new GroupKFoldOptions { Folds = 5, Validation = share }.Create().Split(tracks, labels, new Seed(1)), fold =>
                Assert.Equal((int)(80 * share), Assert.Single(fold.Inner).Validation.Count));
    }

    private static IEnumerable<int> Outer(Fold fold) => fold.Inner[0].Train.Concat(fold.Inner[0].Validation);
}
