using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// The confusion counts of each group of a table, by seed where seeds are an axis, only those that aren't 0: adding a drawn group costs its distinct cells, not its
/// tracks.
/// </summary>
internal sealed class Clusters
{
    private readonly int[] starts; // the cells of group g with seed s stand from starts[g * Seeds + s] to the next
    private readonly int[] cells;
    private readonly int[] counts;
    private readonly double[] losses;

    private Clusters(int seeds, int[] starts, int[] cells, int[] counts, double[] losses, string key) =>
        (Seeds, this.starts, this.cells, this.counts, this.losses, Key) = (seeds, starts, cells, counts, losses, key);

    public int Count => (starts.Length - 1) / Seeds;

    /// <summary>How many seeds the table is of; 1 where they are no axis.</summary>
    public int Seeds { get; }

    /// <summary>
    /// Which tracks, seeds and repeats are in which group: the same for two tables of the same ones in the same groups, whatever their labels.
    /// </summary>
    public string Key { get; }

    public static Clusters Of(CodedTable table)
    {
        var rounds = table.Rows.Select(r => r.Round).ToArray();
        var seeds = rounds.Select(r => r.Seed).Distinct().Order().ToArray();
        // A track without a group stands after the groups under its own name, so that it can't fall together with a group of that name.
        var groups = Enumerable.Range(0, table.Rows.Count)
            .GroupBy(i => table.Rows[i] is { Group: "" } row ? (Alone: true, Name: row.TrackId) : (Alone: false, Name: table.Rows[i].Group))
            .OrderBy(g => g.Key.Alone).ThenBy(g => g.Key.Name, StringComparer.Ordinal);
        var (starts, cells, counts, key) = (new List<int> { 0 }, new List<int>(), new List<int>(), new StringBuilder());
        var (losses, lossOf) = (new List<double>(), ProbabilityScores.Losses(table));
        foreach (var group in groups)
        {
            var bySeed = group.ToLookup(i => rounds[i].Seed);
            foreach (var rows in seeds.Select(s => bySeed[s]))
            {
                losses.Add(rows.Sum(i => lossOf[i]));
                foreach (var cell in rows.GroupBy(i => table.Truth[i] * table.Labels.Count + table.Predicted[i]))
                {
                    cells.Add(cell.Key);
                    counts.Add(cell.Count());
                }
                starts.Add(cells.Count);
            }
            key.AppendJoin('\u001f', group.Select(i => FormattableString.Invariant($"{table.Rows[i].TrackId}\u001d{rounds[i].Seed}\u001d{rounds[i].Repeat}"))).Append('\u001e');
        }
        return new(seeds.Length, [.. starts], [.. cells], [.. counts], [.. losses], ContentHash.OfText(key.ToString()));
    }

    /// <summary>Adds a group's counts to a confusion matrix.</summary>
    /// <param name="times">How often each seed counts.</param>
    /// <returns>The sum of its rows' log losses.</returns>
    public double AddTo(int[] confusion, int group, ReadOnlySpan<int> times)
    {
        var loss = 0.0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            if (times[seed] == 0) continue;
            var place = group * Seeds + seed;
            for (var i = starts[place]; i < starts[place + 1]; i++) confusion[cells[i]] += counts[i] * times[seed];
            loss += losses[place] * times[seed];
        }
        return loss;
    }
}
