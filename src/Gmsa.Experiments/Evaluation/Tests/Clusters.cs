using System.Text;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// The confusion counts of each group of a table, only those that aren't 0: adding a drawn group costs its distinct cells, not its
/// tracks.
/// </summary>
internal sealed class Clusters
{
    private readonly int[] starts; // the cells of group g stand from starts[g] to starts[g + 1]
    private readonly (int Truth, int Predicted)[] cells;
    private readonly int[] counts;
    private readonly double[] losses;

    private Clusters(int[] starts, (int Truth, int Predicted)[] cells, int[] counts, double[] losses, string key) =>
        (this.starts, this.cells, this.counts, this.losses, Key) = (starts, cells, counts, losses, key);

    public int Count => starts.Length - 1;

    /// <summary>
    /// Which tracks, seeds and repeats are in which group: the same for two tables of the same ones in the same
    /// groups, whatever their labels.
    /// </summary>
    public string Key { get; }

    public static Clusters Of(CodedTable table)
    {
        // A track without a group stands after the groups under its own name, so that it can't fall together with a group of that name.
        var groups = Enumerable.Range(0, table.Rows.Count)
            .GroupBy(i => table.Rows[i] is { Group: "" } row ? (Alone: true, Name: row.TrackId) : (Alone: false, Name: table.Rows[i].Group))
            .OrderBy(g => g.Key.Alone).ThenBy(g => g.Key.Name, StringComparer.Ordinal);
        var (starts, cells, counts, key) = (new List<int> { 0 }, new List<(int, int)>(), new List<int>(), new StringBuilder());
        var (losses, lossOf) = (new List<double>(), ProbabilityScores.Losses(table));
        foreach (var group in groups)
        {
            losses.Add(group.Sum(i => lossOf[i]));
            foreach (var cell in group.GroupBy(i => (table.Truth[i], table.Predicted[i])))
            {
                cells.Add(cell.Key);
                counts.Add(cell.Count());
            }
            starts.Add(cells.Count);
            key.AppendJoin('\u001f', group.Select(i =>
                FormattableString.Invariant($"{table.Rows[i].TrackId}\u001d{table.Rows[i].Round.Seed}\u001d{table.Rows[i].Round.Repeat}")))
                .Append('\u001e');
        }
        return new([.. starts], [.. cells], [.. counts], [.. losses], ContentHash.OfText(key.ToString()));
    }

    /// <summary>Adds a group's counts to those of a confusion matrix.</summary>
    /// <returns>The sum of its rows' log losses.</returns>
    public double AddTo(ConfusionSums confusion, int group)
    {
        for (var i = starts[group]; i < starts[group + 1]; i++) confusion.Add(cells[i].Truth, cells[i].Predicted, counts[i]);
        return losses[group];
    }
}
