using System.Globalization;
using System.Text.RegularExpressions;

namespace Gmsa.Experiments.Manifests;

/// <summary>Columns that number the rows, as tables have them that were saved with their index. In a sorted table they tell what it is
/// sorted by.</summary>
internal static partial class RowNumbers
{
    // Below so many tracks numbers may fill their range by chance: all of it, or half of it.
    private const int Few = 8, Enough = 20;

    private static readonly HashSet<string> Numbering =
    [
        "", "id", "idx", "no", "nr", "n", "num", "number", "row", "rowid", "rowno", "rownum", "rownumber", "serial", "serialno", "sno",
        "slno", "sr", "srno", "x", "x1",
    ];

    /// <summary>
    /// True of whole numbers that count from 0 or 1, each there once, in any order; of nearly such where rows were dropped afterwards; of
    /// any that differ where the name says that it is a number; and of all where the name is that of an index.
    /// </summary>
    public static bool Is(string column, IReadOnlyList<Track> tracks)
    {
        var numbers = new HashSet<double>();
        var differ = true;
        foreach (var track in tracks)
            if (Whole(track[column]) is not { } number) return false;
            else differ &= numbers.Add(number);
        if (IsIndex(column)) return true;
        if (!differ) return false;
        if (Numbering.Contains(ColumnRoles.Plain(column))) return true;
        var (first, last, n) = (numbers.Min(), numbers.Max(), numbers.Count);
        return (n >= Few && first is 0 or 1 && last - first == n - 1) || (n >= Enough && first <= Math.Max(1, n / 10) && last < 2 * n);
    }

    /// <summary>True of names that programs give to the index of a table: pandas, R and its packages, Parquet.</summary>
    public static bool IsIndex(string column) => IndexName().IsMatch(column.Trim());

    /// <summary>True of the name that pandas gives to a column that has none.</summary>
    public static bool IsUnnamed(string column) => UnnamedName().IsMatch(column.Trim());

    private static double? Whole(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && Math.Floor(number) == number && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@"^(index(\.\d+)?|unnamed: ?\d+(_level_\d+)?(\.\d+)*|(__index_)?level_\d+(__)?|row[ _.]?names?|rn|\.\.\.\d+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IndexName();

    [GeneratedRegex(@"^unnamed: ?\d+(\.\d+)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnnamedName();
}
