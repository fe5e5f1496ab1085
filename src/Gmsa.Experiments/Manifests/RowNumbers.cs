using System.Globalization;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Manifests;

/// <summary>Columns that number the rows, as tables have them that were saved with their index. In a sorted table they tell what it is
/// sorted by.</summary>
internal static partial class RowNumbers
{
    // Below so many tracks numbers may fill their range by chance: all of it, or half of it.
    private const int Few = 8, Enough = 20;

    // Of rows that go on in their order so many may have been dropped for each that is left.
    private const int Thinnest = 10;

    // So many pairs of equal numbers are expected of any quantity, at the least, where it is no chance that there are none.
    private const double ManyPairs = 15;

    private static readonly HashSet<string> Numbering = [.. ((string[])
    [
        "", "id", "idx", "no", "nr", "n", "num", "number", "row", "rowid", "rowno", "rownum", "rownumber", "serial", "serialno", "sno",
        "slno", "sr", "srno", "x", "x1", "order", "pos", "position", "seq", "sequence", "seqno", "aa", "αα", "αριθμός", "σειρά",
    ]).Select(ColumnRoles.Plain)];

    // What may go up in even steps by itself, as the hits of every year.
    private static readonly string[] Quantities =
        ["year", "decade", "tempo", "bpm", "duration", "length", "loudness", "popularity", "count", "έτος", "χρονιά"];

    /// <summary>
    /// True of whole numbers that go up by one step, each there once, in any order; of nearly such where rows were dropped afterwards; of
    /// those of which some would be equal if they told anything else; of any that differ where the name says that it is a number, or that
    /// begin again as those of files put together; and of all where the name is that of an index. Blank cells don't count.
    /// </summary>
    public static bool Is(string column, IReadOnlyList<Track> tracks)
    {
        string[] cells = [.. tracks.OrderBy(t => t.Line).Select(t => t[column]).Where(c => c.Length > 0 && !MissingWords.Are(c))];
        double?[] parsed = [.. cells.Select(Whole)];
        if (parsed.Length == 0 || parsed.Contains(null)) return false;
        if (IsIndex(column)) return true;
        double[] numbers = [.. parsed.Select(n => n!.Value)];
        var differ = numbers.Distinct().Count() == numbers.Length;
        var name = ColumnRoles.Plain(column);
        if (Numbering.Contains(name)) return differ || BeginsAgain(numbers);
        var goesUp = numbers.Zip(numbers.Skip(1)).All(p => p.First < p.Second);
        // Where not every row has a number, numbers in any order may as well be some quantity that fills its range.
        return differ && (goesUp || cells.Length == tracks.Count) && Fills(numbers, goesUp, !IsQuantity(name));
    }

    /// <summary>True of names that programs give to the index of a table: pandas, R and its packages, Parquet, Spark.</summary>
    public static bool IsIndex(string column) => IndexName().IsMatch(column.Trim());

    /// <summary>True of the name that pandas gives to a column that has none.</summary>
    public static bool IsUnnamed(string column) => UnnamedName().IsMatch(column.Trim());

    private static bool IsQuantity(string name) => Quantities.Any(q => name.Contains(ColumnRoles.Plain(q), StringComparison.Ordinal));

    /// <param name="goesUp">In the order of the rows, each number above the one before.</param>
    /// <param name="anyStep">Whether numbers may begin anywhere and go in tens, say.</param>
    private static bool Fills(double[] numbers, bool goesUp, bool anyStep)
    {
        var (first, last, n) = (numbers.Min(), numbers.Max(), numbers.Length);
        if (n >= Few && first is 0 or 1 && last - first == n - 1) return true;
        if (n < Enough) return false;
        var step = (last - first) / (n - 1);
        if (anyStep && step == Math.Floor(step) && Array.TrueForAll(numbers, x => (x - first) % step == 0)) return true;
        if (first <= Math.Max(1, n / 10) && last < 2 * n) return true;
        return anyStep && ((goesUp && first <= n / 2 && last < Thinnest * n) || n * (n - 1.0) / 2 > ManyPairs * (last - first + 1));
    }

    /// <summary>True of 0, 1, ..., 0, 1, ...: each of several files numbered its own rows.</summary>
    private static bool BeginsAgain(double[] numbers)
    {
        int[] starts = [0, .. Enumerable.Range(1, numbers.Length - 1).Where(i => numbers[i] <= numbers[i - 1])];
        return numbers.Length >= Enough * starts.Length && Array.TrueForAll(starts, s => numbers[s] <= Enough);
    }

    private static double? Whole(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && Math.Floor(number) == number && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@"^(index(\.\d+)?|unnamed(: ?|\.\.)\d+(_level_\d+)?(\.\d+)*|(__index_)?level_\d+(__)?|row[ _.]?(names?|index)|rn|_c0"
        + @"|\.\.\.\d+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IndexName();

    [GeneratedRegex(@"^unnamed(: ?|\.\.)\d+(\.\d+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnnamedName();
}
