using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Datasets;

/// <summary>Tracks that stay together, and how many of them have each label (in the order of the divided tracks' labels).</summary>
internal sealed record TrackGroup(IReadOnlyList<int> Members, int[] Counts);

/// <summary>
/// Divides groups of tracks into parts so that every part has its share of every label, as far as undivided groups allow: the groups,
/// most uneven first and in random order where equally uneven, go one by one into the part where they add least to the summed squared
/// shares of labels. The idea is scikit-learn's StratifiedGroupKFold; parts may differ in size here, and nothing depends on the order of
/// the tracks.
/// </summary>
internal sealed class TrackGroups
{
    private readonly IReadOnlyList<Track> tracks;
    private readonly string[] labelOf;
    // A division that misses a label somewhere is tried again in another order: most of the time one of them works.
    private const int Attempts = 20;

    private readonly int[] groupOf;
    private readonly int[] groupsWith; // of each label
    private readonly string columns;

    /// <param name="by">The columns whose equal values stay together (see <see cref="GroupNames"/>).</param>
    public TrackGroups(IReadOnlyList<Track> tracks, IReadOnlyList<string> labels, IReadOnlyList<string> by)
    {
        if (tracks.Count != labels.Count) throw new ArgumentException("every track needs a label", nameof(labels));
        (this.tracks, labelOf, groupOf) = (tracks, [.. labels], GroupNames.Components(tracks, by));
        Labels = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        columns = string.Join(" and ", by.Select(c => $"'{c}'"));
        groupsWith = new int[Labels.Count];
        foreach (var group in Of(Enumerable.Range(0, tracks.Count)))
            for (var l = 0; l < groupsWith.Length; l++)
                if (group.Counts[l] > 0) groupsWith[l]++;
    }

    /// <summary>
    /// A number of groups in words: "1 group of 'artist'", "3 groups of 'artist' and 'album'", "2 tracks" where tracks stand alone.
    /// </summary>
    public string InWords(int count) =>
        FormattableString.Invariant(
            $"{count} {(columns.Length == 0 ? "track" : "group")}{(count == 1 ? "" : "s")}{(columns.Length == 0 ? "" : $" of {columns}")}");

    /// <summary>Every label of the tracks, in ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The groups of the tracks at these positions, in the order of their first ids.</summary>
    public IReadOnlyList<TrackGroup> Of(IEnumerable<int> positions)
    {
        var sorted = positions.OrderBy(i => tracks[i].Id, StringComparer.Ordinal);
        var groups = sorted.GroupBy(i => groupOf[i]);
        return [.. groups.Select(g => new TrackGroup([.. g], [.. Labels.Select(l => g.Count(i => labelOf[i] == l))]))];
    }

    /// <summary>How many groups have a track of this label.</summary>
    public int CountWith(string label) => groupsWith[IndexOf(label)];

    /// <summary>The place of a label in <see cref="Labels"/>.</summary>
    public int IndexOf(string label) => Labels.ToList().IndexOf(label);

    /// <summary>The labels that none of these groups has.</summary>
    public IEnumerable<string> Missing(IEnumerable<TrackGroup> groups)
    {
        var counts = Sum(groups);
        return Labels.Where((_, l) => counts[l] == 0);
    }

    /// <summary>
    /// Divides the groups into as many parts as there are shares (which sum to 1); no part is empty where there are groups enough.
    /// </summary>
    public IReadOnlyList<List<TrackGroup>> Divide(IReadOnlyList<TrackGroup> groups, IReadOnlyList<double> shares, Seed seed)
    {
        var order = groups.ToArray();
        seed.Generator().Shuffle(order.AsSpan());
        var totals = Sum(groups);
        var parts = shares.Select(_ => new List<TrackGroup>()).ToArray();
        var counts = shares.Select(_ => new int[Labels.Count]).ToArray();
        foreach (var group in order.OrderByDescending(Unevenness))
        {
            var best = 0;
            for (var part = 1; part < parts.Length; part++)
                if (Compare(part, best) < 0) best = part;
            parts[best].Add(group);
            for (var l = 0; l < Labels.Count; l++) counts[best][l] += group.Counts[l];

            int Compare(int a, int b)
            {
                var difference = Cost(group, counts[a], shares[a], totals) - Cost(group, counts[b], shares[b], totals);
                return Math.Abs(difference) > 1e-9
                    ? Math.Sign(difference)
                    : (counts[a].Sum() / shares[a]).CompareTo(counts[b].Sum() / shares[b]);
            }
        }
        FillEmpty(parts);
        GiveEachEveryLabel(parts);
        return parts;
    }

    /// <summary>As <see cref="Divide"/>, with every label in every part.</summary>
    /// <returns>The parts; null where no such division was found, with a label that is missing.</returns>
    public IReadOnlyList<List<TrackGroup>>? DivideWhole(
        IReadOnlyList<TrackGroup> groups, IReadOnlyList<double> shares, Seed seed, out string missing)
    {
        missing = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var parts = Divide(groups, shares, seed.Derive(attempt == 0 ? "folds" : FormattableString.Invariant($"folds/{attempt}")));
            if (parts.SelectMany(Missing).FirstOrDefault() is not { } label) return parts;
            missing = label;
        }
        return null;
    }

    /// <summary>
    /// Where a part lacks a label, moves the smallest group that has it there, from a part that lacks nothing more without that group.
    /// </summary>
    private void GiveEachEveryLabel(List<TrackGroup>[] parts)
    {
        for (var moves = 0; moves < parts.Length * Labels.Count; moves++)
            if (!parts.Any(to => Missing(to).Any(label => Give(to, label)))) return;

        bool Give(List<TrackGroup> to, string label)
        {
            var l = IndexOf(label);
            var gift = parts.Where(from => from != to)
                .SelectMany(from => from.Where(g => g.Counts[l] > 0 && CanSpare(from, g)).Select(group => new { from, group }))
                .MinBy(g => g.group.Members.Count);
            gift?.from.Remove(gift.group);
            if (gift is not null) to.Add(gift.group);
            return gift is not null;
        }

        bool CanSpare(List<TrackGroup> from, TrackGroup group) => Missing(from.Where(g => g != group)).SequenceEqual(Missing(from));
    }

    public int[] Sum(IEnumerable<TrackGroup> groups)
    {
        var sum = new int[Labels.Count];
        foreach (var group in groups)
            for (var l = 0; l < sum.Length; l++) sum[l] += group.Counts[l];
        return sum;
    }

    private static double Cost(TrackGroup group, int[] counts, double share, int[] totals)
    {
        var cost = 0.0;
        for (var l = 0; l < totals.Length; l++)
            if (totals[l] > 0)
                cost += (2.0 * counts[l] + group.Counts[l]) * group.Counts[l] / (share * totals[l] * totals[l]);
        return cost;
    }

    // The variance of a group's label counts, in whole numbers so that equal ones are equal.
    private static long Unevenness(TrackGroup group)
    {
        long sum = group.Counts.Sum();
        return group.Counts.Length * group.Counts.Sum(c => (long)c * c) - sum * sum;
    }

    private static void FillEmpty(List<TrackGroup>[] parts)
    {
        foreach (var empty in parts.Where(p => p.Count == 0))
        {
            var donor = parts.MaxBy(p => p.Count)!;
            if (donor.Count < 2) return;
            var smallest = donor.MinBy(g => g.Members.Count)!;
            donor.Remove(smallest);
            empty.Add(smallest);
        }
    }
}
