using CsCheck;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>What holds for every split, on thousands of random manifests.</summary>
public class SplitTests
{
    private sealed record Case(Track[] Tracks, string[] Labels);

    // Up to 12 artists and 20 albums, one of each blank, 3 labels, some rows that are copies of other rows; the
    // column "fold" is random too.
    private static readonly Gen<Case> Cases =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 19], Gen.Int[0, 30]).Array[30, 90].Select(rows => new Case(
            [.. rows.Select((r, i) => Make($"t{i:D3}", Named("artist", r.Item1), r.Item3 == 0 ? " " : $"{r.Item3}", Named("album", r.Item4),
                r.Item5 < 3 ? $"t{r.Item5:D3}" : ""))],
            [.. rows.Select(r => $"label {r.Item2}")]));

    private static string Named(string what, int number) => number == 0 ? "" : $"{what} {number}";

    private static Track Make(string id, string artist, string fold, string album, string parent) =>
        new(id, id, new Dictionary<string, string>
        {
            ["artist"] = artist,
            ["fold"] = fold,
            ["album"] = album,
            ["parent"] = parent == id ? "" : parent,
        });

    private static readonly SplitOptions[] Splits =
    [
        new GroupKFoldOptions { Folds = 3 },
        new GroupKFoldOptions { Folds = 4, Validation = 0.3, Repeats = 2 },
        new GroupKFoldOptions { Folds = 2, By = ["artist", "album"] },
        new KFoldOptions { Folds = 5 },
        new KFoldOptions { Folds = 3, Repeats = 3 },
        new HoldoutOptions { Test = 0.3 },
        new HoldoutOptions { Test = 0.2, By = [] },
        new ColumnSplitOptions { Name = "fold" },
    ];

    private static int Repeats(SplitOptions split) =>
        split switch { GroupKFoldOptions g => g.Repeats, KFoldOptions k => k.Repeats, _ => 1 };

    private static int Folds(SplitOptions split) => split switch { GroupKFoldOptions g => g.Folds, KFoldOptions k => k.Folds, _ => 1 };

    private static void ForEverySplit(Action<SplitOptions, Case, IReadOnlyList<Fold>> check)
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
                check(split, c, folds);
                Interlocked.Increment(ref checks);
            }
        }, iter: 400, threads: 1);
        Assert.True(checks > 400 * Splits.Length / 2, $"only {checks} splits were checked");
    }

    /// <summary>Pairs of tracks that share a value of any of these columns, or are copies of one another.</summary>
    private static IEnumerable<(int, int)> Together(Case c, IReadOnlyList<string> columns) =>
        from i in Enumerable.Range(0, c.Tracks.Length)
        from j in Enumerable.Range(0, i)
        let a = c.Tracks[i]
        let b = c.Tracks[j]
        where columns.Any(column => a[column].Length > 0 && a[column] == b[column])
            || a["parent"] == b.Id || b["parent"] == a.Id || (a["parent"].Length > 0 && a["parent"] == b["parent"])
        select (i, j);

    [Fact]
    public void Parts_share_no_track_and_are_never_empty_and_every_label_is_learnt() => ForEverySplit((split, c, folds) =>
    {
        Assert.Equal(folds.Count, folds.Select(f => f.Name).Distinct().Count());
        foreach (var fold in folds)
        {
            var all = fold.Train.Concat(fold.Validation).Concat(fold.Test).ToArray();
            Assert.Equal(all.Length, all.Distinct().Count());
            Assert.All([fold.Train, fold.Validation, fold.Test], part => Assert.NotEmpty(part));
            Assert.All([fold.Train, fold.Validation, fold.Test], part => Assert.Equal(part.Order(), part));
            Assert.Equal(c.Labels.Distinct().Order(), fold.Train.Select(i => c.Labels[i]).Distinct().Order());
            if (split is not ColumnSplitOptions)
                Assert.Equal(c.Labels.Distinct().Order(), fold.Test.Select(i => c.Labels[i]).Distinct().Order());
        }
    });

    [Fact]
    public void Every_track_is_tested_once_a_repeat_and_each_fold_has_them_all() => ForEverySplit((split, c, folds) =>
    {
        var used = Enumerable.Range(0, c.Tracks.Length).Where(i => split is not ColumnSplitOptions || c.Tracks[i]["fold"] != " ").ToArray();
        Assert.All(folds, f => Assert.Equal(used, f.Train.Concat(f.Validation).Concat(f.Test).Order()));
        if (split is HoldoutOptions) return;
        foreach (var repeat in folds.Chunk(folds.Count / Repeats(split))) Assert.Equal(used, repeat.SelectMany(f => f.Test).Order());
        if (split is ColumnSplitOptions) return;
        Assert.Equal(Folds(split) * Repeats(split), folds.Count);
        Assert.Equal(
            Repeats(split) == 1 ? Enumerable.Range(1, Folds(split)).Select(k => $"{k}")
                : Enumerable.Range(1, Repeats(split)).SelectMany(r => Enumerable.Range(1, Folds(split)).Select(k => $"{r}.{k}")),
            folds.Select(f => f.Name));
    });

    [Fact]
    public void Groups_and_copies_are_never_divided() => ForEverySplit((split, c, folds) =>
    {
        var together = Together(c, split.KeptTogether).ToArray();
        foreach (var fold in folds)
        {
            var part = Enumerable.Range(0, c.Tracks.Length)
                .Select(i => fold.Train.Contains(i) ? 1 : fold.Validation.Contains(i) ? 2 : fold.Test.Contains(i) ? 3 : 0).ToArray();
            // A column says itself which tracks are tested; only inner validation is ours there.
            Assert.All(together, p => Assert.True(part[p.Item1] == part[p.Item2]
                || (split is ColumnSplitOptions && !(part[p.Item1] + part[p.Item2] == 3 && part[p.Item1] * part[p.Item2] == 2))));
        }
    });

    [Fact]
    public void The_order_of_tracks_changes_nothing_and_neither_does_asking_again() => ForEverySplit((options, c, folds) =>
    {
        var split = options.Create();
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
    public void Label_shares_are_met_within_what_groups_allow() => ForEverySplit((split, c, folds) =>
    {
        if (split is ColumnSplitOptions) return;
        var groups = GroupNames.Components(c.Tracks, split.KeptTogether);
        var share = split is HoldoutOptions h ? h.Test : 1.0 / Folds(split);
        // A fold may miss its share by what the largest groups bring: half of one when they are placed well, two at the very most.
        var largest = groups.CountBy(g => g).Max(g => g.Value);
        foreach (var label in c.Labels.Distinct())
        {
            var all = c.Labels.Count(l => l == label);
            foreach (var fold in folds)
                Assert.InRange(fold.Test.Count(i => c.Labels[i] == label), share * all - 2 * largest, share * all + 2 * largest);
        }
    });

    [Fact]
    public void Without_groups_and_copies_every_label_is_spread_to_the_last_track() => Cases.Sample(c =>
    {
        if (c.Labels.CountBy(l => l).Any(l => l.Value < 4)) return; // can't be in every fold
        Track[] alone = [.. c.Tracks.Select(t => new Track(t.Id, t.Path, new Dictionary<string, string>()))];
        foreach (var folds in new KFoldOptions { Folds = 4, Repeats = 2 }.Create().Split(alone, c.Labels, new Seed(7)).Chunk(4))
            foreach (var label in c.Labels.Distinct())
            {
                var counts = folds.Select(f => f.Test.Count(i => c.Labels[i] == label)).ToArray();
                Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            }
    }, iter: 400, threads: 1);

    [Fact]
    public void Repeats_are_divided_anew()
    {
        var tracks = Enumerable.Range(0, 60).Select(i => Make($"t{i:D3}", Named("artist", i / 3), "", "", "")).ToArray();
        var folds = new GroupKFoldOptions { Folds = 3, Repeats = 2 }.Create()
            .Split(tracks, [.. tracks.Select((_, i) => i % 2 == 0 ? "a" : "b")], new Seed(1));
        Assert.NotEqual(folds[0].Test, folds[3].Test);
        var once = new GroupKFoldOptions { Folds = 3 }.Create()
            .Split(tracks, [.. tracks.Select((_, i) => i % 2 == 0 ? "a" : "b")], new Seed(1));
        Assert.Equal(once.Select(f => f.Test), folds.Take(3).Select(f => f.Test)); // more repeats change none that were there
    }
}
