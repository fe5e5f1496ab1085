using System.Globalization;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;
using Gmsa.Experiments.Manifests;

namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// Rows that are equal in all features, or in all but one, as those of a song that stands in a table twice. Few features, or coarse ones,
/// coincide honestly, so that a row says something only where that is unlikely: were its features independent, fewer than 0.05 other rows
/// would have all of them, its twins not counted. Where a corpus has no more such twins than that lets expect (by three standard
/// deviations), none says anything. A cell without a number is as equal to another as a number.
/// </summary>
internal static class FeatureTwins
{
    private const double MostExpected = 0.05;

    // Beyond so many columns only equal rows are found: each one left out would be a pass over all.
    private const int MostLeftOut = 64;

    /// <summary>How the text of rows begins that are equal but for one column.</summary>
    public const string Nearly = "~";

    /// <returns>A text for each track, the same for rows that are equal but for one column at most; blank where its row may come twice by
    /// chance, or lacks a number and has no twin.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Track> tracks, IReadOnlyList<string> columns)
    {
        var rows = new Rows([.. tracks.Select(t => columns.Select(c => Number(t[c])).ToArray())], columns.Count);
        var texts = rows.Telling(-1).ToDictionary(i => i, rows.Text);
        if (columns.Count is > 1 and <= MostLeftOut) Join(rows, texts);
        return [.. tracks.Select((_, i) => texts.GetValueOrDefault(i, ""))];
    }

    /// <summary>NaN of what is no number, and 0 of -0.</summary>
    private static float Number(string text) => (ColumnsOptions.Number(text) ?? float.NaN) + 0f;

    /// <summary>Gives rows that are equal but for one column one text, and those between which others lead.</summary>
    private static void Join(Rows rows, Dictionary<int, string> texts)
    {
        var groups = Enumerable.Range(0, rows.Columns).SelectMany(rows.NearTwins).ToArray();
        var parent = new Dictionary<int, int>();
        foreach (var group in groups)
            foreach (var i in group) parent[Root(i)] = Root(group[0]);
        foreach (var cluster in parent.Keys.ToArray().GroupBy(Root))
        {
            var text = Nearly + cluster.Select(rows.Text).Min(StringComparer.Ordinal);
            foreach (var i in cluster) texts[i] = text;
        }

        int Root(int i)
        {
            while (parent.TryGetValue(i, out var up) && up != i) i = up;
            parent.TryAdd(i, i);
            return i;
        }
    }

    /// <summary>The features of all tracks, and what is alike among them.</summary>
    private sealed class Rows
    {
        private readonly float[][] numbers;
        private readonly ulong[][] cells;
        private readonly ulong[] sums;
        private readonly Dictionary<float, int>[] values;
        private readonly int[] equal;

        public Rows(float[][] numbers, int columns)
        {
            (this.numbers, Columns) = (numbers, columns);
            cells = [.. numbers.Select(row => row.Select((n, c) => Mixed(c, n)).ToArray())];
            sums = [.. cells.Select(row => row.Aggregate(0UL, (sum, cell) => sum + cell))];
            values = [.. Enumerable.Range(0, columns).Select(c => numbers.CountBy(row => row[c]).ToDictionary())];
            equal = Counts(-1);
        }

        public int Columns { get; }

        public string Text(int row) =>
            string.Join(' ', numbers[row].Select(n => float.IsNaN(n) ? "" : n.ToString("R", CultureInfo.InvariantCulture)));

        /// <summary>The rows that say something by all columns but one; none where no more of them have twins than chance lets
        /// expect.</summary>
        /// <param name="left">The column that is left out; -1 for none.</param>
        public int[] Telling(int left)
        {
            var counts = Counts(left);
            var limit = left < 0 ? MostExpected : MostExpected / Columns; // each column is a chance of its own
            var (telling, chance, twins) = (new List<int>(), 0.0, 0);
            for (var i = 0; i < numbers.Length; i++)
            {
                if (counts[i] == 1 && Array.Exists(numbers[i], float.IsNaN)) continue;
                var expected = Expected(numbers[i], counts[i], left);
                if (expected >= limit) continue;
                telling.Add(i);
                chance += expected;
                if (left < 0 ? counts[i] > 1 : counts[i] > equal[i]) twins++;
            }
            return twins > chance + 3 * Math.Sqrt(chance) ? [.. telling] : [];
        }

        /// <summary>The groups of telling rows that are equal but for this column, and not in it.</summary>
        public IEnumerable<int[]> NearTwins(int left)
        {
            var counts = Counts(left);
            return Telling(left).Where(i => counts[i] > equal[i]).GroupBy(i => Hash(i, left)).Select(g => g.ToArray());
        }

        /// <summary>Of each row how many are equal to it, itself counted.</summary>
        private int[] Counts(int left)
        {
            var counts = Enumerable.Range(0, numbers.Length).CountBy(i => Hash(i, left)).ToDictionary();
            return [.. Enumerable.Range(0, numbers.Length).Select(i => counts[Hash(i, left)])];
        }

        private ulong Hash(int row, int left) => left < 0 ? sums[row] : sums[row] - cells[row][left];

        /// <summary>How many of the other rows would have all values of this one by chance. Twins don't count, nor make their own values
        /// frequent; a value that nobody else has counts as one more row would.</summary>
        private double Expected(float[] row, int twins, int left)
        {
            double others = numbers.Length - twins + 1;
            var expected = others;
            for (var c = 0; c < row.Length; c++)
                if (c != left) expected *= (values[c][row[c]] - twins + 1) / others;
            return expected;
        }

        private static ulong Mixed(int column, float number) =>
            new SplitMix64(((ulong)(uint)column << 32) ^ BitConverter.SingleToUInt32Bits(number)).NextUInt64();
    }
}
