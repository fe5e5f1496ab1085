using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Testing;

/// <summary>What every split promises, of tracks whose columns say what it reads (<see cref="SplitTracks"/>).</summary>
public abstract class EverySplitTests : Suite<SplitOptions>
{
    private const int Count = 60;

    /// <summary>By default the catalog's as they are by default.</summary>
    public override IReadOnlyList<Named<SplitOptions>> Kinds => Named.All<SplitOptions>(Catalog.Splits);

    [Theory, EachKind]
    public void Says_what_its_keys_are(string kind) =>
        Keys.AssertDescribed(this[kind].GetType());

    [Theory, EachKind]
    public void Reads_the_columns_that_it_keeps_together(string kind) =>
        Assert.Empty(this[kind].KeptTogether.Except(this[kind].Columns));

    [Theory, EachKind]
    public void Parts_share_no_track_and_are_never_empty(string kind)
    {
        var (options, tracks) = Tracks(kind);
        AssertWhole(tracks, Split(options, tracks));
    }

    [Theory, EachKind]
    public void A_track_is_tested_once_a_repeat_at_most_and_by_several_folds_each_track_once(string kind)
    {
        var (options, tracks) = Tracks(kind);
        foreach (var repeat in Split(options, tracks).GroupBy(fold => FoldName.Parse(fold.Name)))
        {
            int[] tested = [.. repeat.SelectMany(fold => fold.Test).Order()];
            if (repeat.Count() > 1) Assert.Equal(Enumerable.Range(0, tracks.Tracks.Count), tested);
            else Assert.Equal(tested.Distinct(), tested);
        }
    }

    [Theory, EachKind]
    public void What_belongs_together_is_never_divided(string kind)
    {
        var (options, tracks) = Tracks(kind);
        var together = tracks.Together(options).ToArray();
        Assert.NotEmpty(together);
        foreach (var fold in Split(options, tracks).Concat(Split(options with { InnerFolds = 3 }, tracks)))
            foreach (var inner in fold.Inner)
            {
                var parts = new int[tracks.Tracks.Count];
                foreach (var i in inner.Train) parts[i] = 1;
                foreach (var i in inner.Validation) parts[i] = 2;
                foreach (var i in fold.Test) parts[i] = 3;
                Assert.All(together, pair => Assert.Equal(parts[pair.Item1], parts[pair.Item2]));
            }
    }

    [Theory, EachKind]
    public void Every_label_is_learnt_in_every_fold(string kind)
    {
        var (options, tracks) = Tracks(kind);
        foreach (var fold in Split(options, tracks))
            Assert.All(fold.Inner, inner => Assert.Equal(["a", "b"], inner.Train.Select(i => tracks.Labels[i]).Distinct().Order()));
    }

    [Theory, EachKind]
    public void Several_inner_folds_validate_each_track_that_is_not_tested_once(string kind)
    {
        var (options, tracks) = Tracks(kind);
        foreach (var fold in Split(options with { InnerFolds = 3 }, tracks))
        {
            Assert.Equal(3, fold.Inner.Count);
            int[] learnt = [.. Enumerable.Range(0, tracks.Tracks.Count).Except(fold.Test)];
            Assert.Equal(learnt, fold.Inner.SelectMany(inner => inner.Validation).Order());
            Assert.All(fold.Inner, inner => Assert.Equal(learnt, inner.Train.Concat(inner.Validation).Order()));
        }
    }

    [Theory, EachKind]
    public void Neither_asking_again_nor_the_order_of_tracks_nor_a_country_changes_a_fold(string kind)
    {
        var (options, tracks) = Tracks(kind);
        var folds = Ids(tracks, Split(options, tracks));
        Assert.Equal(folds, Ids(tracks, Split(options, tracks)));
        Assert.Equal(folds, Cultures.In("el-GR", () => Ids(tracks, Split(options, tracks))));
        var order = Enumerable.Range(0, tracks.Tracks.Count).ToArray();
        new Seed(3).Generator().Shuffle(order.AsSpan());
        Assert.Equal(folds, Ids(tracks.InOrder(order), Split(options, tracks.InOrder(order))));
    }

    [Theory, EachKind]
    public void Another_seed_gives_other_parts(string kind)
    {
        var (options, tracks) = Tracks(kind);
        Assert.NotEqual(Ids(tracks, Split(options, tracks)), Ids(tracks, Split(options, tracks, seed: 8)));
    }

    [Theory, EachKind]
    public void Too_few_tracks_are_split_rightly_or_refused_in_words(string kind)
    {
        for (var count = 0; count <= 8; count++)
        {
            var tracks = SplitTracks.For(this[kind], count);
            AssertWholeOrRefused(this[kind], tracks);
            AssertWholeOrRefused(this[kind], tracks with { Labels = [.. tracks.Labels.Select((_, i) => i == 0 ? "rare" : "a")] });
        }
        Assert.Throws<InputException>(() => Split(this[kind], SplitTracks.For(this[kind], 1)));
    }

    [Theory, EachKind]
    public void A_label_of_one_track_is_refused_by_its_name(string kind)
    {
        var (options, tracks) = Tracks(kind);
        var rare = tracks with { Labels = [.. tracks.Labels.Select((label, i) => i == 1 ? "rare" : label)] };
        var refused = Assert.Throws<InputException>(() => Split(options, rare));
        Assert.Contains("'rare'", refused.Message, StringComparison.Ordinal);
    }

    private (SplitOptions Options, SplitTracks Tracks) Tracks(string kind) => (this[kind], SplitTracks.For(this[kind], Count));

    private static IReadOnlyList<Fold> Split(SplitOptions options, SplitTracks tracks, ulong seed = 7) =>
        options.Create().Split(tracks.Tracks, tracks.Labels, new Seed(seed));

    private static void AssertWholeOrRefused(SplitOptions options, SplitTracks tracks)
    {
        IReadOnlyList<Fold> folds;
        try
        {
            folds = Split(options, tracks);
        }
        catch (InputException refused)
        {
            Assert.All(refused.Problems, problem => Assert.Equal("split", problem.Where));
            Assert.All(refused.Problems, problem => Assert.NotEmpty(problem.Message));
            return;
        }
        AssertWhole(tracks, folds);
    }

    private static void AssertWhole(SplitTracks tracks, IReadOnlyList<Fold> folds)
    {
        Assert.NotEmpty(folds);
        Assert.Equal(folds.Count, folds.Select(fold => fold.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var fold in folds)
        {
            Assert.False(string.IsNullOrWhiteSpace(fold.Name));
            foreach (var inner in fold.Inner.Append(new(fold.Train, fold.Validation)))
            {
                Assert.All([inner.Train, inner.Validation, fold.Test], part => Assert.NotEmpty(part));
                int[] all = [.. inner.Train, .. inner.Validation, .. fold.Test];
                Assert.All(all, place => Assert.InRange(place, 0, tracks.Tracks.Count - 1));
                Assert.Equal(all.Length, all.Distinct().Count());
            }
        }
    }

    /// <summary>Each fold with the ids of its parts, in their order.</summary>
    private static string[] Ids(SplitTracks tracks, IReadOnlyList<Fold> folds)
    {
        string Part(IEnumerable<int> places) =>
            string.Join(' ', places.Select(place => tracks.Tracks[place].Id).Order(StringComparer.Ordinal));
        return [.. folds.Select(fold => $"{fold.Name}: {Part(fold.Train)} | {Part(fold.Validation)} | {Part(fold.Test)}")];
    }
}
