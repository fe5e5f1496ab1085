using System.ComponentModel.DataAnnotations;
using CsCheck;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Tests.Datasets;

/// <summary>Training parts on random labels: eight fine ones, and the four that each two of them make.</summary>
public class BalanceTests
{
    private static readonly Gen<int[]> Labels = Gen.Int[0, 7].Array[40, 200].Where(l => l.Distinct().Count() == 8);

    private static string Fine(int label) => $"f{label}";

    private static string Coarse(int label) => $"c{label / 2}";

    private static Track[] Tracks(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Track($"t{i:D3}", "", new Dictionary<string, string>()))];

    private static IReadOnlyList<TrainingTrack> Of(
        BalanceOptions options, int[] labels, Func<int, string> scheme, IReadOnlyList<int>? part = null) =>
        new Balance(options, Tracks(labels.Length), new Seed(5))
            .Of(part ?? [.. Enumerable.Range(0, labels.Length)], i => scheme(labels[i]), i => Fine(labels[i]));

    private static Dictionary<string, int> Counts(IEnumerable<TrainingTrack> rows, int[] labels, Func<int, string> scheme) =>
        rows.CountBy(r => scheme(labels[r.Track])).ToDictionary();

    [Fact]
    public void Nothing_asked_for_changes_nothing() => Labels.Sample(labels =>
        Assert.Equal(Enumerable.Range(0, labels.Length).Select(i => new TrainingTrack(i, 0, 1)), Of(new(), labels, Fine)),
        iter: 50, threads: 1);

    [Fact]
    public void A_cap_is_the_most_that_each_label_of_the_arms_own_scheme_has() => Labels.Sample(labels =>
    {
        var all = Counts(Of(new(), labels, Coarse), labels, Coarse);
        var capped = Of(new() { Cap = 12 }, labels, Coarse);
        Assert.All(Counts(capped, labels, Coarse), c => Assert.Equal(Math.Min(12, all[c.Key]), c.Value));
        // A smaller cap takes a part of the same tracks.
        Assert.Empty(Of(new() { Cap = 7 }, labels, Coarse).Select(r => r.Track).Except(capped.Select(r => r.Track)));
    }, iter: 300, threads: 1);

    [Fact]
    public void Matched_schemes_learn_from_the_same_tracks_n_of_each_fine_label_and_2n_of_each_coarse_one() => Labels.Sample(labels =>
    {
        foreach (var options in (BalanceOptions[])[new() { Matched = true }, new() { Matched = true, Cap = 3 }])
        {
            var n = Math.Min(options.Cap ?? int.MaxValue, labels.CountBy(l => l).Min(l => l.Value));
            var (fine, coarse) = (Of(options, labels, Fine), Of(options, labels, Coarse));
            Assert.Equal(fine, coarse);
            Assert.All(Counts(fine, labels, Fine), c => Assert.Equal(n, c.Value));
            Assert.All(Counts(coarse, labels, Coarse), c => Assert.Equal(2 * n, c.Value));
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void Weights_give_every_label_the_same_sum_and_rows_a_mean_of_one() => Labels.Sample(labels =>
    {
        var rows = Of(new() { ClassWeights = true }, labels, Fine);
        Assert.Equal(1, rows.Average(r => r.Weight), 1e-5);
        Assert.All(rows.GroupBy(r => Fine(labels[r.Track])), l => Assert.Equal(labels.Length / 8.0, l.Sum(r => (double)r.Weight), 1e-3));
    }, iter: 300, threads: 1);

    [Fact]
    public void Oversampling_repeats_rarer_labels_evenly_until_all_have_as_many() => Labels.Sample(labels =>
    {
        var rows = Of(new() { Oversample = true }, labels, Fine);
        var most = labels.CountBy(l => l).Max(l => l.Value);
        Assert.All(Counts(rows, labels, Fine), c => Assert.Equal(most, c.Value));
        Assert.Equal(rows.Count, rows.Select(r => (r.Track, r.Repetition)).Distinct().Count());
        foreach (var label in rows.GroupBy(r => Fine(labels[r.Track])))
        {
            var times = label.CountBy(r => r.Track).Select(t => t.Value).ToArray();
            Assert.InRange(times.Max() - times.Min(), 0, 1);
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void Only_tracks_of_the_part_are_taken_and_the_order_of_tracks_changes_nothing() => Labels.Sample(labels =>
    {
        foreach (var options in (BalanceOptions[])[new() { Cap = 4 }, new() { Matched = true }, new() { Oversample = true }])
        {
            int[] part = [.. Enumerable.Range(0, labels.Length).Where(i => i % 3 != 0)];
            var rows = Of(options, labels, Fine, part);
            Assert.Empty(rows.Select(r => r.Track).Except(part));
            // The same tracks the other way round.
            var (last, tracks) = (labels.Length - 1, Tracks(labels.Length).Reverse().ToArray());
            var reversed = new Balance(options, tracks, new Seed(5))
                .Of([.. part.Select(i => last - i)], i => Fine(labels[last - i]), i => Fine(labels[last - i]));
            Assert.Equal(rows.Select(r => (r.Track, r.Repetition)).Order(), reversed.Select(r => (last - r.Track, r.Repetition)).Order());
        }
    }, iter: 200, threads: 1);

    [Fact]
    public void Weights_and_oversampling_together_are_a_mistake() =>
        Assert.Contains("do it twice", Assert.Single(new BalanceOptions { ClassWeights = true, Oversample = true }
            .Validate(new ValidationContext(new object()))).ErrorMessage, StringComparison.Ordinal);
}
